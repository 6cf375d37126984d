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

resource endpointsSecurityGroup 'Microsoft.Network/networkSecurityGroups@2026-03-01' = {
  name: network.endpointsSecurityGroup
  location: location
  tags: tags
  properties: {
    flushConnection: true
    securityRules: onlyThese(securityRules.endpoints)
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
