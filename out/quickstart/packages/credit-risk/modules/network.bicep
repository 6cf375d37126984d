metadata description = 'Network'

import {
  onlyThese
  rulesType
} from 'security-rules.bicep'

@description('Private address of the firewall.')
param hubFirewallAddress string

@description('Azure region of the package.')
param location string

@description('Id of the central Log Analytics workspace.')
param logsLogAnalyticsId string

@description('Address space of the virtual network.')
param networkAddressSpace string

@description('Prefix of subnet agents.')
param networkAgentsPrefix string

@description('Name of the network security group, 1 to 80 characters.')
param networkAgentsSecurityGroup string

@description('Prefix of subnet compute.')
param networkComputePrefix string

@description('Name of the network security group, 1 to 80 characters.')
param networkComputeSecurityGroup string

@description('Name of the service endpoint policy, 1 to 80 characters.')
param networkEndpointPolicy string

@description('Prefix of subnet endpoints.')
param networkEndpointsPrefix string

@description('Name of the network security group, 1 to 80 characters.')
param networkEndpointsSecurityGroup string

@description('Name of the virtual network, 2 to 64 characters.')
param networkName string

@description('Name of the route table, 1 to 80 characters.')
param networkRouteTable string

@description('What the security group of subnet agents lets through; it denies all else.')
param securityRulesAgents rulesType

@description('What the security group of subnet compute lets through; it denies all else.')
param securityRulesCompute rulesType

@description('What the security group of subnet endpoints lets through; it denies all else.')
param securityRulesEndpoints rulesType

@description('Id of storage, from module storage.')
param storageId string

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource computeSecurityGroup 'Microsoft.Network/networkSecurityGroups@2026-03-01' = {
  name: networkComputeSecurityGroup
  location: location
  tags: tags
  properties: {
    flushConnection: true
    securityRules: onlyThese(securityRulesCompute)
  }
}

resource endpointsSecurityGroup 'Microsoft.Network/networkSecurityGroups@2026-03-01' = {
  name: networkEndpointsSecurityGroup
  location: location
  tags: tags
  properties: {
    flushConnection: true
    securityRules: onlyThese(securityRulesEndpoints)
  }
}

resource agentsSecurityGroup 'Microsoft.Network/networkSecurityGroups@2026-03-01' = {
  name: networkAgentsSecurityGroup
  location: location
  tags: tags
  properties: {
    flushConnection: true
    securityRules: onlyThese(securityRulesAgents)
  }
}

resource routeTable 'Microsoft.Network/routeTables@2026-03-01' = {
  name: networkRouteTable
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
          nextHopIpAddress: hubFirewallAddress
        }
      }
    ]
  }
}

resource endpointPolicy 'Microsoft.Network/serviceEndpointPolicies@2026-03-01' = {
  name: networkEndpointPolicy
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
        networkAddressSpace
      ]
    }
    dhcpOptions: {
      dnsServers: [
        hubFirewallAddress
      ]
    }
    privateEndpointVNetPolicies: 'Disabled'
    subnets: [
      {
        name: 'snet-compute'
        properties: {
          addressPrefix: networkComputePrefix
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
          addressPrefix: networkEndpointsPrefix
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
          addressPrefix: networkAgentsPrefix
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
    workspaceId: logsLogAnalyticsId
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
    workspaceId: logsLogAnalyticsId
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
    workspaceId: logsLogAnalyticsId
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
    workspaceId: logsLogAnalyticsId
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
