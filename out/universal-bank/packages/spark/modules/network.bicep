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

@description('Prefix of subnet container.')
param networkContainerPrefix string

@description('Name of the network security group, 1 to 80 characters.')
param networkContainerSecurityGroup string

@description('Prefix of subnet endpoints.')
param networkEndpointsPrefix string

@description('Name of the network security group, 1 to 80 characters.')
param networkEndpointsSecurityGroup string

@description('Prefix of subnet host.')
param networkHostPrefix string

@description('Name of the network security group, 1 to 80 characters.')
param networkHostSecurityGroup string

@description('Name of the virtual network, 2 to 64 characters.')
param networkName string

@description('Name of the route table, 1 to 80 characters.')
param networkRouteTable string

@description('What the security group of subnet container lets through; it denies all else.')
param securityRulesContainer rulesType

@description('What the security group of subnet endpoints lets through; it denies all else.')
param securityRulesEndpoints rulesType

@description('What the security group of subnet host lets through; it denies all else.')
param securityRulesHost rulesType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource hostSecurityGroup 'Microsoft.Network/networkSecurityGroups@2026-03-01' = {
  name: networkHostSecurityGroup
  location: location
  tags: tags
  properties: {
    flushConnection: true
    securityRules: onlyThese(securityRulesHost)
  }
}

resource containerSecurityGroup 'Microsoft.Network/networkSecurityGroups@2026-03-01' = {
  name: networkContainerSecurityGroup
  location: location
  tags: tags
  properties: {
    flushConnection: true
    securityRules: onlyThese(securityRulesContainer)
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
        name: 'snet-host'
        properties: {
          addressPrefix: networkHostPrefix
          defaultOutboundAccess: false
          networkSecurityGroup: {
            id: hostSecurityGroup.id
          }
          routeTable: {
            id: routeTable.id
          }
          delegations: [
            {
              name: 'delegation'
              properties: {
                serviceName: 'Microsoft.Databricks/workspaces'
              }
            }
          ]
          serviceEndpoints: []
          privateEndpointNetworkPolicies: 'Enabled'
          privateLinkServiceNetworkPolicies: 'Disabled'
        }
      }
      {
        name: 'snet-container'
        properties: {
          addressPrefix: networkContainerPrefix
          defaultOutboundAccess: false
          networkSecurityGroup: {
            id: containerSecurityGroup.id
          }
          routeTable: {
            id: routeTable.id
          }
          delegations: [
            {
              name: 'delegation'
              properties: {
                serviceName: 'Microsoft.Databricks/workspaces'
              }
            }
          ]
          serviceEndpoints: []
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
    ]
  }
}

resource hostSecurityGroupLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: hostSecurityGroup
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

resource containerSecurityGroupLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: containerSecurityGroup
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

@description('Id of endpointsSubnet.')
output endpointsSubnetId string = resourceId(
  'Microsoft.Network/virtualNetworks/subnets',
  virtualNetwork.name,
  'snet-endpoints'
)

@description('Id of virtualNetwork.')
output virtualNetworkId string = virtualNetwork.id
