metadata description = 'Network'

import {
  onlyThese
} from 'security-rules.bicep'

import {
  networkType
  securityRulesType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Name of the virtual network.')
param networkName string

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

@description('Id of virtualNetwork.')
output virtualNetworkId string = virtualNetwork.id
