import { addresses } from 'types.bicep'

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Addresses.')
param plan addresses

resource nsg 'Microsoft.Network/networkSecurityGroups@2026-03-01' = {
  name: plan.nsg
  location: location
  tags: tags
  properties: {
    securityRules: [
      {
        name: 'deny-all-inbound'
        properties: {
          access: 'Deny'
          direction: 'Inbound'
          priority: 4096
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
    ]
  }
}

resource vnet 'Microsoft.Network/virtualNetworks@2026-03-01' = {
  name: plan.vnet
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: [plan.prefix]
    }
    subnets: [
      {
        name: 'compute'
        properties: {
          addressPrefix: plan.prefix
          defaultOutboundAccess: false
          networkSecurityGroup: {
            id: nsg.id
          }
        }
      }
    ]
  }
}

@description('Network.')
output vnetId string = vnet.id
