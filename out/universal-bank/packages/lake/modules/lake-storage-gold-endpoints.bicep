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

@description('Id of lakeGold, from module lake-storage-gold.')
param lakeGoldId string

resource lakeGoldBlobEndpoint 'Microsoft.Network/privateEndpoints@2026-03-01' = {
  name: endpoints.lakeGoldBlobEndpoint
  location: location
  tags: tags
  properties: {
    customNetworkInterfaceName: endpoints.lakeGoldBlobEndpointInterface
    subnet: {
      id: endpointsSubnetId
    }
    privateLinkServiceConnections: [
      {
        name: 'blob'
        properties: {
          privateLinkServiceId: lakeGoldId
          groupIds: [
            'blob'
          ]
        }
      }
    ]
  }
}

resource lakeGoldBlobZoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2026-03-01' = {
  parent: lakeGoldBlobEndpoint
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

resource lakeGoldDfsEndpoint 'Microsoft.Network/privateEndpoints@2026-03-01' = {
  name: endpoints.lakeGoldDfsEndpoint
  location: location
  tags: tags
  properties: {
    customNetworkInterfaceName: endpoints.lakeGoldDfsEndpointInterface
    subnet: {
      id: endpointsSubnetId
    }
    privateLinkServiceConnections: [
      {
        name: 'dfs'
        properties: {
          privateLinkServiceId: lakeGoldId
          groupIds: [
            'dfs'
          ]
        }
      }
    ]
  }
}

resource lakeGoldDfsZoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2026-03-01' = {
  parent: lakeGoldDfsEndpoint
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
