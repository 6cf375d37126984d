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

@description('Id of lakeBronze, from module lake-storage-bronze.')
param lakeBronzeId string

resource lakeBronzeBlobEndpoint 'Microsoft.Network/privateEndpoints@2026-03-01' = {
  name: endpoints.lakeBronzeBlobEndpoint
  location: location
  tags: tags
  properties: {
    customNetworkInterfaceName: endpoints.lakeBronzeBlobEndpointInterface
    subnet: {
      id: endpointsSubnetId
    }
    privateLinkServiceConnections: [
      {
        name: 'blob'
        properties: {
          privateLinkServiceId: lakeBronzeId
          groupIds: [
            'blob'
          ]
        }
      }
    ]
  }
}

resource lakeBronzeBlobZoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2026-03-01' = {
  parent: lakeBronzeBlobEndpoint
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

resource lakeBronzeDfsEndpoint 'Microsoft.Network/privateEndpoints@2026-03-01' = {
  name: endpoints.lakeBronzeDfsEndpoint
  location: location
  tags: tags
  properties: {
    customNetworkInterfaceName: endpoints.lakeBronzeDfsEndpointInterface
    subnet: {
      id: endpointsSubnetId
    }
    privateLinkServiceConnections: [
      {
        name: 'dfs'
        properties: {
          privateLinkServiceId: lakeBronzeId
          groupIds: [
            'dfs'
          ]
        }
      }
    ]
  }
}

resource lakeBronzeDfsZoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2026-03-01' = {
  parent: lakeBronzeDfsEndpoint
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
