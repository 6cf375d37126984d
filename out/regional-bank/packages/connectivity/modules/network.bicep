metadata description = 'Network'

import {
  onlyThese
  rulesType
} from 'security-rules.bicep'

import {
  routeType
} from 'types.bicep'

@description('Private address that the firewall will have.')
param firewallPrivateAddress string

@description('Azure region of the package.')
param location string

@description('Id of logAnalytics, from module log-analytics.')
param logAnalyticsId string

@description('Address space of the virtual network.')
param networkAddressSpace string

@description('Prefix of subnet firewall.')
param networkFirewallPrefix string

@description('Prefix of subnet gateway.')
param networkGatewayPrefix string

@description('Name of the route table of the gateway\'s subnet, 1 to 80 characters.')
param networkGatewayRouteTable string

@description('Name of the virtual network, 2 to 64 characters.')
param networkName string

@description('Prefix of subnet resolver-inbound.')
param networkResolverInboundPrefix string

@description('Prefix of subnet resolver-outbound.')
param networkResolverOutboundPrefix string

@description('Name of the network security group, 1 to 80 characters.')
param networkResolverSecurityGroup string

@description('Routes by way of the firewall, one for each landing zone.')
param routes routeType[]

@description('What the security group of subnet resolver lets through; it denies all else.')
param securityRulesResolver rulesType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource resolverSecurityGroup 'Microsoft.Network/networkSecurityGroups@2026-03-01' = {
  name: networkResolverSecurityGroup
  location: location
  tags: tags
  properties: {
    flushConnection: true
    securityRules: onlyThese(securityRulesResolver)
  }
}

resource gatewayRouteTable 'Microsoft.Network/routeTables@2026-03-01' = {
  name: networkGatewayRouteTable
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
          nextHopIpAddress: firewallPrivateAddress
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
        networkAddressSpace
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
          addressPrefix: networkFirewallPrefix
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
          addressPrefix: networkGatewayPrefix
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
          addressPrefix: networkResolverInboundPrefix
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
          addressPrefix: networkResolverOutboundPrefix
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
