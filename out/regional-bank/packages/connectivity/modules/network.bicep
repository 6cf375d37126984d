metadata description = 'Network'

import {
  firewallType
  landingZonesType
  networkType
  onPremisesType
  onPremisesDnsType
  tagsType
  vpnUsersType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Name of the virtual network.')
param networkName string

@description('Names of the firewall, its policy and its rule collection groups.')
param firewall firewallType

@description('Prefixes and regional service tags of the landing zones.')
param landingZones landingZonesType

@description('Names and prefixes of the network.')
param network networkType

@description('Prefixes in use on premises.')
param onPremises onPremisesType

@description('Domains on premises and the servers that know them.')
param onPremisesDns onPremisesDnsType

@description('Tags of the package.')
param tags tagsType

@description('How single users come in by VPN.')
param vpnUsers vpnUsersType

@description('Id of logAnalytics, from module log-analytics.')
param logAnalyticsId string

resource resolverSecurityGroup 'Microsoft.Network/networkSecurityGroups@2026-03-01' = {
  name: network.resolverSecurityGroup
  location: location
  tags: tags
  properties: {
    flushConnection: true
    securityRules: [
      {
        name: 'allow-forwarding-tcp'
        properties: {
          description: 'Names on premises are asked of the servers there.'
          priority: 101
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.resolverOutboundPrefix
          sourcePortRange: '*'
          destinationAddressPrefixes: [
            onPremisesDns.server_10_0_0_53
            onPremisesDns.server_10_16_0_53
          ]
          destinationPortRange: '53'
        }
      }
      {
        name: 'allow-forwarding-udp'
        properties: {
          description: 'Names on premises are asked of the servers there.'
          priority: 100
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Udp'
          sourceAddressPrefix: network.resolverOutboundPrefix
          sourcePortRange: '*'
          destinationAddressPrefixes: [
            onPremisesDns.server_10_0_0_53
            onPremisesDns.server_10_16_0_53
          ]
          destinationPortRange: '53'
        }
      }
      {
        name: 'allow-queries-tcp'
        properties: {
          description: 'Users and DNS servers on premises ask for private endpoints.'
          priority: 101
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefixes: [
            vpnUsers.pool
            onPremises.prefix0
            onPremises.prefix1
          ]
          sourcePortRange: '*'
          destinationAddressPrefix: network.resolverInboundPrefix
          destinationPortRange: '53'
        }
      }
      {
        name: 'allow-queries-udp'
        properties: {
          description: 'Users and DNS servers on premises ask for private endpoints.'
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Udp'
          sourceAddressPrefixes: [
            vpnUsers.pool
            onPremises.prefix0
            onPremises.prefix1
          ]
          sourcePortRange: '*'
          destinationAddressPrefix: network.resolverInboundPrefix
          destinationPortRange: '53'
        }
      }
      {
        name: 'deny-all-inbound'
        properties: {
          description: 'Everything not allowed above is denied; Azure\'s default rules below would allow traffic inside the network.'
          priority: 4096
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
      {
        name: 'deny-all-outbound'
        properties: {
          description: 'Everything not allowed above is denied; Azure\'s default rules below would allow traffic inside the network.'
          priority: 4096
          direction: 'Outbound'
          access: 'Deny'
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

resource gatewayRouteTable 'Microsoft.Network/routeTables@2026-03-01' = {
  name: network.gatewayRouteTable
  location: location
  tags: tags
  properties: {
    disableBgpRoutePropagation: false
    routes: [
      {
        name: 'credit-risk-dev-to-firewall'
        properties: {
          addressPrefix: landingZones.credit__risk__dev_network
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: firewall.privateAddress
        }
      }
      {
        name: 'credit-risk-prod-to-firewall'
        properties: {
          addressPrefix: landingZones.credit__risk__prod_network
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: firewall.privateAddress
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
