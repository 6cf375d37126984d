metadata description = 'Network'

import {
  hubType
  logsType
  networkType
  tagsType
  waysType
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

@description('Private endpoints of other landing zones that jobs reach.')
param ways waysType

resource hostSecurityGroup 'Microsoft.Network/networkSecurityGroups@2026-03-01' = {
  name: network.hostSecurityGroup
  location: location
  tags: tags
  properties: {
    flushConnection: true
    securityRules: [
      {
        name: 'allow-artifacts'
        properties: {
          description: 'Clusters read the Databricks runtime and its libraries from the region\'s own accounts.'
          priority: 230
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.hostPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: 'Storage'
          destinationPortRange: '443'
        }
      }
      {
        name: 'allow-cluster-nodes-inbound'
        properties: {
          description: 'Nodes of a cluster talk on ports and protocols chosen at run time; no other network is let in.'
          priority: 200
          direction: 'Inbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefixes: [
            network.hostPrefix
            network.containerPrefix
          ]
          sourcePortRange: '*'
          destinationAddressPrefixes: [
            network.hostPrefix
            network.containerPrefix
          ]
          destinationPortRange: '0-65535'
        }
      }
      {
        name: 'allow-cluster-nodes-outbound'
        properties: {
          description: 'Nodes of a cluster talk on ports and protocols chosen at run time; no other network is let in.'
          priority: 200
          direction: 'Outbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefixes: [
            network.hostPrefix
            network.containerPrefix
          ]
          sourcePortRange: '*'
          destinationAddressPrefixes: [
            network.hostPrefix
            network.containerPrefix
          ]
          destinationPortRange: '0-65535'
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
          sourceAddressPrefix: network.hostPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: hub.firewallAddress
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
          sourceAddressPrefix: network.hostPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: hub.firewallAddress
          destinationPortRange: '53'
        }
      }
      {
        name: 'allow-entra-sign-in'
        properties: {
          description: 'Sign-in and tokens of jobs.'
          priority: 220
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.hostPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: 'AzureActiveDirectory'
          destinationPortRange: '443'
        }
      }
      {
        name: 'allow-lake-lake'
        properties: {
          description: 'lake: Pipelines clean what came in. Pipelines read what came in.'
          priority: 301
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.hostPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: ways.lake_endpoints
          destinationPortRange: '443'
        }
      }
      {
        name: 'allow-metastore'
        properties: {
          description: 'The old metastore of the region; not needed once only Unity Catalog is used.'
          priority: 250
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.hostPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: 'Sql'
          destinationPortRange: '3306'
        }
      }
      {
        name: 'allow-mlflow-fraud'
        properties: {
          description: 'fraud: Fraud models trained on Spark are registered where they are approved.'
          priority: 300
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.hostPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: ways.fraud_endpoints
          destinationPortRange: '443'
        }
      }
      {
        name: 'allow-private-endpoints'
        properties: {
          description: 'Workspace and root account are reached through their private endpoints; relay and metastore have own ports.'
          priority: 205
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.hostPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: network.endpointsPrefix
          destinationPortRanges: [
            '443'
            '3306'
            '6666'
            '8443-8451'
          ]
        }
      }
      {
        name: 'allow-service-events'
        properties: {
          description: 'Clusters send the service\'s own telemetry.'
          priority: 240
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.hostPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: 'EventHub'
          destinationPortRange: '9093'
        }
      }
      {
        name: 'allow-service-logs'
        properties: {
          description: 'Clusters write the service\'s own logs to the region\'s account.'
          priority: 235
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.hostPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: 'Storage'
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

resource containerSecurityGroup 'Microsoft.Network/networkSecurityGroups@2026-03-01' = {
  name: network.containerSecurityGroup
  location: location
  tags: tags
  properties: {
    flushConnection: true
    securityRules: [
      {
        name: 'allow-artifacts'
        properties: {
          description: 'Clusters read the Databricks runtime and its libraries from the region\'s own accounts.'
          priority: 230
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.containerPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: 'Storage'
          destinationPortRange: '443'
        }
      }
      {
        name: 'allow-cluster-nodes-inbound'
        properties: {
          description: 'Nodes of a cluster talk on ports and protocols chosen at run time; no other network is let in.'
          priority: 200
          direction: 'Inbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefixes: [
            network.hostPrefix
            network.containerPrefix
          ]
          sourcePortRange: '*'
          destinationAddressPrefixes: [
            network.hostPrefix
            network.containerPrefix
          ]
          destinationPortRange: '0-65535'
        }
      }
      {
        name: 'allow-cluster-nodes-outbound'
        properties: {
          description: 'Nodes of a cluster talk on ports and protocols chosen at run time; no other network is let in.'
          priority: 200
          direction: 'Outbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefixes: [
            network.hostPrefix
            network.containerPrefix
          ]
          sourcePortRange: '*'
          destinationAddressPrefixes: [
            network.hostPrefix
            network.containerPrefix
          ]
          destinationPortRange: '0-65535'
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
          sourceAddressPrefix: network.containerPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: hub.firewallAddress
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
          sourceAddressPrefix: network.containerPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: hub.firewallAddress
          destinationPortRange: '53'
        }
      }
      {
        name: 'allow-entra-sign-in'
        properties: {
          description: 'Sign-in and tokens of jobs.'
          priority: 220
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.containerPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: 'AzureActiveDirectory'
          destinationPortRange: '443'
        }
      }
      {
        name: 'allow-lake-lake'
        properties: {
          description: 'lake: Pipelines clean what came in. Pipelines read what came in.'
          priority: 301
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.containerPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: ways.lake_endpoints
          destinationPortRange: '443'
        }
      }
      {
        name: 'allow-metastore'
        properties: {
          description: 'The old metastore of the region; not needed once only Unity Catalog is used.'
          priority: 250
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.containerPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: 'Sql'
          destinationPortRange: '3306'
        }
      }
      {
        name: 'allow-mlflow-fraud'
        properties: {
          description: 'fraud: Fraud models trained on Spark are registered where they are approved.'
          priority: 300
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.containerPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: ways.fraud_endpoints
          destinationPortRange: '443'
        }
      }
      {
        name: 'allow-private-endpoints'
        properties: {
          description: 'Workspace and root account are reached through their private endpoints; relay and metastore have own ports.'
          priority: 205
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.containerPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: network.endpointsPrefix
          destinationPortRanges: [
            '443'
            '3306'
            '6666'
            '8443-8451'
          ]
        }
      }
      {
        name: 'allow-service-events'
        properties: {
          description: 'Clusters send the service\'s own telemetry.'
          priority: 240
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.containerPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: 'EventHub'
          destinationPortRange: '9093'
        }
      }
      {
        name: 'allow-service-logs'
        properties: {
          description: 'Clusters write the service\'s own logs to the region\'s account.'
          priority: 235
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.containerPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: 'Storage'
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

resource endpointsSecurityGroup 'Microsoft.Network/networkSecurityGroups@2026-03-01' = {
  name: network.endpointsSecurityGroup
  location: location
  tags: tags
  properties: {
    flushConnection: true
    securityRules: [
      {
        name: 'allow-nodes'
        properties: {
          description: 'Clusters use the workspace and its root account through private endpoints.'
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefixes: [
            network.hostPrefix
            network.containerPrefix
          ]
          sourcePortRange: '*'
          destinationAddressPrefix: network.endpointsPrefix
          destinationPortRanges: [
            '443'
            '3306'
            '6666'
            '8443-8451'
          ]
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
        name: 'snet-host'
        properties: {
          addressPrefix: network.hostPrefix
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
          addressPrefix: network.containerPrefix
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

resource hostSecurityGroupLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: hostSecurityGroup
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

resource containerSecurityGroupLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: containerSecurityGroup
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
