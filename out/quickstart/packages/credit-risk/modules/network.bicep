metadata description = 'Network'

import {
  onlyThese
} from 'security-rules.bicep'

import {
  hubType
  logsType
  networkType
  securityRulesType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Name of the virtual network.')
param networkName string

@description('The hub\'s network and firewall.')
param hub hubType

@description('Where logs and flow records go.')
param logs logsType

@description('Names and prefixes of the network.')
param network networkType

@description('What the security group of each subnet lets through; it denies all else.')
param securityRules securityRulesType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

@description('Id of storage, from module storage.')
param storageId string

resource computeSecurityGroup 'Microsoft.Network/networkSecurityGroups@2026-03-01' = {
  name: network.computeSecurityGroup
  location: location
  tags: tags
  properties: {
    flushConnection: true
    securityRules: onlyThese(securityRules.compute)
  }
}

resource endpointsSecurityGroup 'Microsoft.Network/networkSecurityGroups@2026-03-01' = {
  name: network.endpointsSecurityGroup
  location: location
  tags: tags
  properties: {
    flushConnection: true
    securityRules: onlyThese(securityRules.endpoints)
  }
}

resource agentsSecurityGroup 'Microsoft.Network/networkSecurityGroups@2026-03-01' = {
  name: network.agentsSecurityGroup
  location: location
  tags: tags
  properties: {
    flushConnection: true
    securityRules: onlyThese(securityRules.agents)
  }
}

resource routeTable 'Microsoft.Network/routeTables@2026-03-01' = {
  name: network.routeTable
  location: location
  tags: tags
  properties: {
    disableBgpRoutePropagation: true
    routes: [
      {
        name: 'default-to-firewall'
        properties: {
          addressPrefix: '0.0.0.0/0'
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: hub.firewallAddress
        }
      }
    ]
  }
}

resource endpointPolicy 'Microsoft.Network/serviceEndpointPolicies@2026-03-01' = {
  name: network.endpointPolicy
  location: location
  tags: tags
  properties: {
    serviceEndpointPolicyDefinitions: [
      {
        name: 'own-accounts'
        properties: {
          description: 'Storage accounts of this landing zone.'
          service: 'Microsoft.Storage'
          serviceResources: [
            storageId
          ]
        }
      }
      {
        name: 'platform-aliases'
        properties: {
          description: 'Storage accounts that Azure itself runs for these services.'
          service: 'Global'
          serviceResources: [
            '/services/Azure/MachineLearning'
          ]
        }
      }
    ]
  }
}

resource virtualNetwork 'Microsoft.Network/virtualNetworks@2026-03-01' = {
  name: networkName
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: [
        network.addressSpace
      ]
    }
    dhcpOptions: {
      dnsServers: [
        hub.firewallAddress
      ]
    }
    privateEndpointVNetPolicies: 'Disabled'
    subnets: [
      {
        name: 'snet-compute'
        properties: {
          addressPrefix: network.computePrefix
          defaultOutboundAccess: false
          networkSecurityGroup: {
            id: computeSecurityGroup.id
          }
          routeTable: {
            id: routeTable.id
          }
          delegations: []
          serviceEndpoints: [
            {
              service: 'Microsoft.Storage'
            }
          ]
          serviceEndpointPolicies: [
            {
              id: endpointPolicy.id
            }
          ]
          privateEndpointNetworkPolicies: 'Enabled'
          privateLinkServiceNetworkPolicies: 'Disabled'
        }
      }
      {
        name: 'snet-endpoints'
        properties: {
          addressPrefix: network.endpointsPrefix
          defaultOutboundAccess: false
          networkSecurityGroup: {
            id: endpointsSecurityGroup.id
          }
          routeTable: {
            id: routeTable.id
          }
          delegations: []
          serviceEndpoints: []
          privateEndpointNetworkPolicies: 'Enabled'
          privateLinkServiceNetworkPolicies: 'Disabled'
        }
      }
      {
        name: 'snet-agents'
        properties: {
          addressPrefix: network.agentsPrefix
          defaultOutboundAccess: false
          networkSecurityGroup: {
            id: agentsSecurityGroup.id
          }
          routeTable: {
            id: routeTable.id
          }
          delegations: []
          serviceEndpoints: []
          privateEndpointNetworkPolicies: 'Enabled'
          privateLinkServiceNetworkPolicies: 'Disabled'
        }
      }
    ]
  }
}

resource computeSecurityGroupLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: computeSecurityGroup
  name: 'to-log-analytics'
  properties: {
    workspaceId: logs.logAnalyticsId
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
  }
}

resource endpointsSecurityGroupLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: endpointsSecurityGroup
  name: 'to-log-analytics'
  properties: {
    workspaceId: logs.logAnalyticsId
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
  }
}

resource agentsSecurityGroupLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: agentsSecurityGroup
  name: 'to-log-analytics'
  properties: {
    workspaceId: logs.logAnalyticsId
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
  }
}

resource virtualNetworkLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: virtualNetwork
  name: 'to-log-analytics'
  properties: {
    workspaceId: logs.logAnalyticsId
    logs: [
      {
        category: 'VMProtectionAlerts'
        enabled: true
      }
    ]
  }
}

@description('Id of computeSubnet.')
output computeSubnetId string = resourceId(
  'Microsoft.Network/virtualNetworks/subnets',
  virtualNetwork.name,
  'snet-compute'
)

@description('Id of endpointsSubnet.')
output endpointsSubnetId string = resourceId(
  'Microsoft.Network/virtualNetworks/subnets',
  virtualNetwork.name,
  'snet-endpoints'
)

@description('Id of virtualNetwork.')
output virtualNetworkId string = virtualNetwork.id
