metadata description = 'Private endpoints of the Storage account'

import {
  dnsZonesType
  endpointsType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Private DNS zones: names in the connectivity package, ids elsewhere.')
param dnsZones dnsZonesType

@description('Names of private endpoints and their network interfaces.')
param endpoints endpointsType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

@description('Id of endpointsSubnet, from module network.')
param endpointsSubnetId string

@description('Id of storage, from module storage.')
param storageId string

resource storageBlobEndpoint 'Microsoft.Network/privateEndpoints@2026-03-01' = {
  name: endpoints.storageBlobEndpoint
  location: location
  tags: tags
  properties: {
    customNetworkInterfaceName: endpoints.storageBlobEndpointInterface
    subnet: {
      id: endpointsSubnetId
    }
    privateLinkServiceConnections: [
      {
        name: 'blob'
        properties: {
          privateLinkServiceId: storageId
          groupIds: [
            'blob'
          ]
        }
      }
    ]
  }
}

resource storageBlobZoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2026-03-01' = {
  parent: storageBlobEndpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: 'privatelink-blob-core-windows-net'
        properties: {
          privateDnsZoneId: dnsZones.privatelinkBlobCoreWindowsNet
        }
      }
    ]
  }
}

resource storageFileEndpoint 'Microsoft.Network/privateEndpoints@2026-03-01' = {
  name: endpoints.storageFileEndpoint
  location: location
  tags: tags
  properties: {
    customNetworkInterfaceName: endpoints.storageFileEndpointInterface
    subnet: {
      id: endpointsSubnetId
    }
    privateLinkServiceConnections: [
      {
        name: 'file'
        properties: {
          privateLinkServiceId: storageId
          groupIds: [
            'file'
          ]
        }
      }
    ]
  }
}

resource storageFileZoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2026-03-01' = {
  parent: storageFileEndpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: 'privatelink-file-core-windows-net'
        properties: {
          privateDnsZoneId: dnsZones.privatelinkFileCoreWindowsNet
        }
      }
    ]
  }
}

resource storageQueueEndpoint 'Microsoft.Network/privateEndpoints@2026-03-01' = {
  name: endpoints.storageQueueEndpoint
  location: location
  tags: tags
  properties: {
    customNetworkInterfaceName: endpoints.storageQueueEndpointInterface
    subnet: {
      id: endpointsSubnetId
    }
    privateLinkServiceConnections: [
      {
        name: 'queue'
        properties: {
          privateLinkServiceId: storageId
          groupIds: [
            'queue'
          ]
        }
      }
    ]
  }
}

resource storageQueueZoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2026-03-01' = {
  parent: storageQueueEndpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: 'privatelink-queue-core-windows-net'
        properties: {
          privateDnsZoneId: dnsZones.privatelinkQueueCoreWindowsNet
        }
      }
    ]
  }
}

resource storageTableEndpoint 'Microsoft.Network/privateEndpoints@2026-03-01' = {
  name: endpoints.storageTableEndpoint
  location: location
  tags: tags
  properties: {
    customNetworkInterfaceName: endpoints.storageTableEndpointInterface
    subnet: {
      id: endpointsSubnetId
    }
    privateLinkServiceConnections: [
      {
        name: 'table'
        properties: {
          privateLinkServiceId: storageId
          groupIds: [
            'table'
          ]
        }
      }
    ]
  }
}

resource storageTableZoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2026-03-01' = {
  parent: storageTableEndpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: 'privatelink-table-core-windows-net'
        properties: {
          privateDnsZoneId: dnsZones.privatelinkTableCoreWindowsNet
        }
      }
    ]
  }
}
