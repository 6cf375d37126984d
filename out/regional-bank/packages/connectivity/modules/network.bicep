metadata description = 'Network'

import {
  onlyThese
} from 'security-rules.bicep'

import {
  firewallType
  networkType
  routeType
  securityRulesType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Name of the virtual network.')
param networkName string

@description('Routes by way of the firewall, one for each landing zone.')
param routes routeType[]

@description('Names of the firewall, its policy and its rule collection groups.')
param firewall firewallType

@description('Names and prefixes of the network.')
param network networkType

@description('What the security group of each subnet lets through; it denies all else.')
param securityRules securityRulesType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

@description('Id of logAnalytics, from module log-analytics.')
param logAnalyticsId string

resource resolverSecurityGroup 'Microsoft.Network/networkSecurityGroups@2026-03-01' = {
  name: network.resolverSecurityGroup
  location: location
  tags: tags
  properties: {
    flushConnection: true
    securityRules: onlyThese(securityRules.resolver)
  }
}

resource gatewayRouteTable 'Microsoft.Network/routeTables@2026-03-01' = {
  name: network.gatewayRouteTable
  location: location
  tags: tags
  properties: {
    disableBgpRoutePropagation: false
    routes: [
      ...map(routes, route => {
        name: route.name
        properties: {
          addressPrefix: route.to
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: firewall.privateAddress
        }
      })
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
      dnsServers: []
    }
    privateEndpointVNetPolicies: 'Disabled'
    subnets: [
      {
        name: 'AzureFirewallSubnet'
        properties: {
          addressPrefix: network.firewallPrefix
          defaultOutboundAccess: false
          delegations: []
          serviceEndpoints: []
          privateEndpointNetworkPolicies: 'Enabled'
          privateLinkServiceNetworkPolicies: 'Disabled'
        }
      }
      {
        name: 'GatewaySubnet'
        properties: {
          addressPrefix: network.gatewayPrefix
          defaultOutboundAccess: false
          routeTable: {
            id: gatewayRouteTable.id
          }
          delegations: []
          serviceEndpoints: []
          privateEndpointNetworkPolicies: 'Enabled'
          privateLinkServiceNetworkPolicies: 'Disabled'
        }
      }
      {
        name: 'snet-resolver-inbound'
        properties: {
          addressPrefix: network.resolverInboundPrefix
          defaultOutboundAccess: false
          networkSecurityGroup: {
            id: resolverSecurityGroup.id
          }
          delegations: [
            {
              name: 'delegation'
              properties: {
                serviceName: 'Microsoft.Network/dnsResolvers'
              }
            }
          ]
          serviceEndpoints: []
          privateEndpointNetworkPolicies: 'Enabled'
          privateLinkServiceNetworkPolicies: 'Disabled'
        }
      }
      {
        name: 'snet-resolver-outbound'
        properties: {
          addressPrefix: network.resolverOutboundPrefix
          defaultOutboundAccess: false
          networkSecurityGroup: {
            id: resolverSecurityGroup.id
          }
          delegations: [
            {
              name: 'delegation'
              properties: {
                serviceName: 'Microsoft.Network/dnsResolvers'
              }
            }
          ]
          serviceEndpoints: []
          privateEndpointNetworkPolicies: 'Enabled'
          privateLinkServiceNetworkPolicies: 'Disabled'
        }
      }
    ]
  }
}

resource resolverSecurityGroupLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: resolverSecurityGroup
  name: 'to-log-analytics'
  properties: {
    workspaceId: logAnalyticsId
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
    workspaceId: logAnalyticsId
    logs: [
      {
        category: 'VMProtectionAlerts'
        enabled: true
      }
    ]
  }
}

@description('Id of firewallSubnet.')
output firewallSubnetId string = resourceId(
  'Microsoft.Network/virtualNetworks/subnets',
  virtualNetwork.name,
  'AzureFirewallSubnet'
)

@description('Id of gatewaySubnet.')
output gatewaySubnetId string = resourceId(
  'Microsoft.Network/virtualNetworks/subnets',
  virtualNetwork.name,
  'GatewaySubnet'
)

@description('Id of resolverInboundSubnet.')
output resolverInboundSubnetId string = resourceId(
  'Microsoft.Network/virtualNetworks/subnets',
  virtualNetwork.name,
  'snet-resolver-inbound'
)

@description('Id of resolverOutboundSubnet.')
output resolverOutboundSubnetId string = resourceId(
  'Microsoft.Network/virtualNetworks/subnets',
  virtualNetwork.name,
  'snet-resolver-outbound'
)

@description('Id of virtualNetwork.')
output virtualNetworkId string = virtualNetwork.id
