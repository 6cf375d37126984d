metadata description = 'Network'

import {
  bastionType
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

@description('Names of the bastion and its address, prefixes that people come from.')
param bastion bastionType

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
            onPremisesDns.server_10_32_0_53
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
            onPremisesDns.server_10_32_0_53
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

resource bastionSecurityGroup 'Microsoft.Network/networkSecurityGroups@2026-03-01' = {
  name: network.bastionSecurityGroup
  location: location
  tags: tags
  properties: {
    flushConnection: true
    securityRules: [
      {
        name: 'allow-azure-cloud'
        properties: {
          description: 'The bastion writes logs and metering. Azure demands exactly this rule.'
          priority: 110
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: 'AzureCloud'
          destinationPortRange: '443'
        }
      }
      {
        name: 'allow-bastion-hosts-inbound'
        properties: {
          description: 'The bastion\'s own machines talk to each other. Azure demands exactly this rule.'
          priority: 130
          direction: 'Inbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: 'VirtualNetwork'
          sourcePortRange: '*'
          destinationAddressPrefix: 'VirtualNetwork'
          destinationPortRanges: [
            '8080'
            '5701'
          ]
        }
      }
      {
        name: 'allow-bastion-hosts-outbound'
        properties: {
          description: 'The bastion\'s own machines talk to each other. Azure demands exactly this rule.'
          priority: 120
          direction: 'Outbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: 'VirtualNetwork'
          sourcePortRange: '*'
          destinationAddressPrefix: 'VirtualNetwork'
          destinationPortRanges: [
            '8080'
            '5701'
          ]
        }
      }
      {
        name: 'allow-certificates'
        properties: {
          description: 'Sessions and certificates are validated. Azure demands exactly this rule.'
          priority: 130
          direction: 'Outbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: 'Internet'
          destinationPortRange: '80'
        }
      }
      {
        name: 'allow-gateway-manager'
        properties: {
          description: 'Azure\'s control plane manages the bastion. Azure demands exactly this rule.'
          priority: 110
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: 'GatewayManager'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '443'
        }
      }
      {
        name: 'allow-https'
        properties: {
          description: 'People sign in from these prefixes.'
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: bastion.from0
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '443'
        }
      }
      {
        name: 'allow-load-balancer'
        properties: {
          description: 'Azure\'s health probe of the bastion. Azure demands exactly this rule.'
          priority: 120
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: 'AzureLoadBalancer'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '443'
        }
      }
      {
        name: 'allow-ssh-and-rdp'
        properties: {
          description: 'Sessions go to machines. Azure demands exactly this rule.'
          priority: 100
          direction: 'Outbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: 'VirtualNetwork'
          destinationPortRanges: [
            '22'
            '3389'
          ]
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

resource jumpHostSecurityGroup 'Microsoft.Network/networkSecurityGroups@2026-03-01' = {
  name: network.jumpHostSecurityGroup
  location: location
  tags: tags
  properties: {
    flushConnection: true
    securityRules: [
      {
        name: 'allow-bastion'
        properties: {
          description: 'The bastion is the only way in.'
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.bastionPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: network.jumpHostPrefix
          destinationPortRange: '22'
        }
      }
      {
        name: 'allow-dns-tcp'
        properties: {
          description: 'Names are resolved by the firewall\'s DNS proxy, so that it and its clients see the same answer.'
          priority: 211
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.jumpHostPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: firewall.privateAddress
          destinationPortRange: '53'
        }
      }
      {
        name: 'allow-dns-udp'
        properties: {
          description: 'Names are resolved by the firewall\'s DNS proxy, so that it and its clients see the same answer.'
          priority: 210
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Udp'
          sourceAddressPrefix: network.jumpHostPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: firewall.privateAddress
          destinationPortRange: '53'
        }
      }
      {
        name: 'allow-private-endpoints'
        properties: {
          description: 'Private endpoints of the landing zones, by way of the firewall.'
          priority: 100
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.jumpHostPrefix
          sourcePortRange: '*'
          destinationAddressPrefixes: [
            landingZones.fraud_endpoints
            landingZones.lake_endpoints
            landingZones.pricing_endpoints
            landingZones.spark_endpoints
            landingZones.scoring_endpoints
          ]
          destinationPortRange: '443'
        }
      }
      {
        name: 'allow-sign-in'
        properties: {
          description: 'People sign in to Entra ID; the firewall admits the host for that only.'
          priority: 110
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.jumpHostPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: 'AzureActiveDirectory'
          destinationPortRange: '443'
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
        name: 'fraud-to-firewall'
        properties: {
          addressPrefix: landingZones.fraud_network
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: firewall.privateAddress
        }
      }
      {
        name: 'lake-to-firewall'
        properties: {
          addressPrefix: landingZones.lake_network
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: firewall.privateAddress
        }
      }
      {
        name: 'pricing-to-firewall'
        properties: {
          addressPrefix: landingZones.pricing_network
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: firewall.privateAddress
        }
      }
      {
        name: 'spark-to-firewall'
        properties: {
          addressPrefix: landingZones.spark_network
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: firewall.privateAddress
        }
      }
      {
        name: 'scoring-to-firewall'
        properties: {
          addressPrefix: landingZones.scoring_network
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: firewall.privateAddress
        }
      }
    ]
  }
}

resource jumpHostRouteTable 'Microsoft.Network/routeTables@2026-03-01' = {
  name: network.jumpHostRouteTable
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
          nextHopIpAddress: firewall.privateAddress
        }
      }
      {
        name: 'fraud-to-firewall'
        properties: {
          addressPrefix: landingZones.fraud_network
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: firewall.privateAddress
        }
      }
      {
        name: 'lake-to-firewall'
        properties: {
          addressPrefix: landingZones.lake_network
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: firewall.privateAddress
        }
      }
      {
        name: 'pricing-to-firewall'
        properties: {
          addressPrefix: landingZones.pricing_network
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: firewall.privateAddress
        }
      }
      {
        name: 'spark-to-firewall'
        properties: {
          addressPrefix: landingZones.spark_network
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: firewall.privateAddress
        }
      }
      {
        name: 'scoring-to-firewall'
        properties: {
          addressPrefix: landingZones.scoring_network
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
      {
        name: 'AzureBastionSubnet'
        properties: {
          addressPrefix: network.bastionPrefix
          defaultOutboundAccess: false
          networkSecurityGroup: {
            id: bastionSecurityGroup.id
          }
          delegations: []
          serviceEndpoints: []
          privateEndpointNetworkPolicies: 'Enabled'
          privateLinkServiceNetworkPolicies: 'Disabled'
        }
      }
      {
        name: 'snet-jump-host'
        properties: {
          addressPrefix: network.jumpHostPrefix
          defaultOutboundAccess: false
          networkSecurityGroup: {
            id: jumpHostSecurityGroup.id
          }
          routeTable: {
            id: jumpHostRouteTable.id
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

resource bastionSecurityGroupLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: bastionSecurityGroup
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

resource jumpHostSecurityGroupLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: jumpHostSecurityGroup
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

@description('Id of bastionSubnet.')
output bastionSubnetId string = resourceId(
  'Microsoft.Network/virtualNetworks/subnets',
  virtualNetwork.name,
  'AzureBastionSubnet'
)

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

@description('Id of jumpHostSubnet.')
output jumpHostSubnetId string = resourceId(
  'Microsoft.Network/virtualNetworks/subnets',
  virtualNetwork.name,
  'snet-jump-host'
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
