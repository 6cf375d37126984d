metadata description = 'Private endpoints of one service'

import {
  privateEndpointType
} from 'types.bicep'

@description('Resource group of the private DNS zones.')
param dnsGroup string

@description('Subscription of the private DNS zones.')
param dnsSubscription string

@description('Private endpoints of the service.')
param endpoints privateEndpointType[]

@description('Azure region of the package.')
param location string

@description('Id of the service that the endpoints lead to.')
param serviceId string

@description('Id of the subnet that the endpoints are in.')
param subnetId string

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

@batchSize(1) // some services take one private endpoint at a time
resource privateEndpoints 'Microsoft.Network/privateEndpoints@2026-03-01' = [
  for endpoint in endpoints: {
    name: endpoint.name
    location: location
    tags: tags
    properties: {
      customNetworkInterfaceName: endpoint.interface
      subnet: {
        id: subnetId
      }
      privateLinkServiceConnections: [
        {
          name: endpoint.groupId
          properties: {
            privateLinkServiceId: contains(endpoint, 'serviceId') ? endpoint.serviceId! : serviceId
            groupIds: [endpoint.groupId]
          }
        }
      ]
    }
  }
]

resource zoneGroups 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2026-03-01' = [
  for (endpoint, index) in endpoints: {
    parent: privateEndpoints[index]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: map(endpoint.zones, zone => {
        name: replace(zone, '.', '-')
        properties: {
          privateDnsZoneId: resourceId(dnsSubscription, dnsGroup, 'Microsoft.Network/privateDnsZones', zone)
        }
      })
    }
  }
]
