metadata description = 'Network'

import {
  hubType
  logsType
  networkType
  tagsType
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

@description('Tags of the package.')
param tags tagsType

resource endpointsSecurityGroup 'Microsoft.Network/networkSecurityGroups@2026-03-01' = {
  name: network.endpointsSecurityGroup
  location: location
  tags: tags
  properties: {
    flushConnection: true
    securityRules: [
      {
        name: 'allow-firewall'
        properties: {
          description: 'Application rules translate addresses: jobs of other landing zones arrive from the firewall\'s own subnet.'
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: hub.firewallPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: network.endpointsPrefix
          destinationPortRange: '443'
        }
      }
      {
        name: 'allow-users'
        properties: {
          description: 'Users come through the firewall, which puts its address in place of theirs, so that replies return to it.'
          priority: 120
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: hub.firewallPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: network.endpointsPrefix
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

@description('Id of endpointsSubnet.')
output endpointsSubnetId string = resourceId(
  'Microsoft.Network/virtualNetworks/subnets',
  virtualNetwork.name,
  'snet-endpoints'
)

@description('Id of virtualNetwork.')
output virtualNetworkId string = virtualNetwork.id
