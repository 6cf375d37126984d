metadata description = 'Private endpoints of the Data lake account'

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

@description('Id of lakeSilver, from module lake-storage-silver.')
param lakeSilverId string

resource lakeSilverBlobEndpoint 'Microsoft.Network/privateEndpoints@2026-03-01' = {
  name: endpoints.lakeSilverBlobEndpoint
  location: location
  tags: tags
  properties: {
    customNetworkInterfaceName: endpoints.lakeSilverBlobEndpointInterface
    subnet: {
      id: endpointsSubnetId
    }
    privateLinkServiceConnections: [
      {
        name: 'blob'
        properties: {
          privateLinkServiceId: lakeSilverId
          groupIds: [
            'blob'
          ]
        }
      }
    ]
  }
}

resource lakeSilverBlobZoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2026-03-01' = {
  parent: lakeSilverBlobEndpoint
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

resource lakeSilverDfsEndpoint 'Microsoft.Network/privateEndpoints@2026-03-01' = {
  name: endpoints.lakeSilverDfsEndpoint
  location: location
  tags: tags
  properties: {
    customNetworkInterfaceName: endpoints.lakeSilverDfsEndpointInterface
    subnet: {
      id: endpointsSubnetId
    }
    privateLinkServiceConnections: [
      {
        name: 'dfs'
        properties: {
          privateLinkServiceId: lakeSilverId
          groupIds: [
            'dfs'
          ]
        }
      }
    ]
  }
}

resource lakeSilverDfsZoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2026-03-01' = {
  parent: lakeSilverDfsEndpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: 'privatelink-dfs-core-windows-net'
        properties: {
          privateDnsZoneId: dnsZones.privatelinkDfsCoreWindowsNet
        }
      }
    ]
  }
}
