metadata description = 'Private DNS zones'

@description('Names of the private DNS zones, without a dot at the end.')
param dnsZones string[]

@description('Id of virtualNetwork, from module network.')
param virtualNetworkId string

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for name in dnsZones: {
    name: name
    location: 'global'
    tags: tags
    properties: {}
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (name, index) in dnsZones: {
    parent: zones[index]
    name: 'link-hub'
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      resolutionPolicy: 'Default'
      virtualNetwork: {
        id: virtualNetworkId
      }
    }
  }
]
