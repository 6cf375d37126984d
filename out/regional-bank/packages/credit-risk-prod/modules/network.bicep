metadata description = 'Network'

import {
  egressType
  hubType
  logsType
  networkType
  onPremisesType
  serviceTagsType
  tagsType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Name of the virtual network.')
param networkName string

@description('Destinations of the ways out that the blueprint allows.')
param egress egressType

@description('The hub\'s network and firewall.')
param hub hubType

@description('Where logs and flow records go.')
param logs logsType

@description('Names and prefixes of the network.')
param network networkType

@description('Prefixes in use on premises.')
param onPremises onPremisesType

@description('Service tags of the region.')
param serviceTags serviceTagsType

@description('Tags of the package.')
param tags tagsType

@description('Id of storage, from module storage.')
param storageId string

resource computeSecurityGroup 'Microsoft.Network/networkSecurityGroups@2026-03-01' = {
  name: network.computeSecurityGroup
  location: location
  tags: tags
  properties: {
    flushConnection: true
    securityRules: [
      {
        name: 'allow-azure-ml'
        properties: {
          description: 'Azure ML control and data; 18881 is code completion in notebooks.'
          priority: 120
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.computePrefix
          sourcePortRange: '*'
          destinationAddressPrefix: 'AzureMachineLearning'
          destinationPortRanges: [
            '443'
            '18881'
          ]
        }
      }
      {
        name: 'allow-azure-ml-management'
        properties: {
          description: 'Management channel that creates, updates and deletes compute instances.'
          priority: 130
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Udp'
          sourceAddressPrefix: network.computePrefix
          sourcePortRange: '*'
          destinationAddressPrefix: 'AzureMachineLearning'
          destinationPortRange: '5831'
        }
      }
      {
        name: 'allow-batch-nodes'
        properties: {
          description: 'Azure Batch runs the nodes; Microsoft asks for protocol Any.'
          priority: 140
          direction: 'Outbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: network.computePrefix
          sourcePortRange: '*'
          destinationAddressPrefix: serviceTags.batchNodeManagement
          destinationPortRange: '443'
        }
      }
      {
        name: 'allow-cluster-nodes-inbound'
        properties: {
          description: 'Nodes of one cluster exchange gradients on ports chosen at run time; MPI over SSH stays closed.'
          priority: 105
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.computePrefix
          sourcePortRange: '*'
          destinationAddressPrefix: network.computePrefix
          destinationPortRange: '1024-65535'
        }
      }
      {
        name: 'allow-cluster-nodes-outbound'
        properties: {
          description: 'Nodes of one cluster exchange gradients on ports chosen at run time; MPI over SSH stays closed.'
          priority: 105
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.computePrefix
          sourcePortRange: '*'
          destinationAddressPrefix: network.computePrefix
          destinationPortRange: '1024-65535'
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
          sourceAddressPrefix: network.computePrefix
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
          sourceAddressPrefix: network.computePrefix
          sourcePortRange: '*'
          destinationAddressPrefix: hub.firewallAddress
          destinationPortRange: '53'
        }
      }
      {
        name: 'allow-egress-python-feed'
        properties: {
          description: 'python-feed: Approved Python packages from the bank\'s own feed.'
          priority: 1010
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.computePrefix
          sourcePortRange: '*'
          destinationAddressPrefixes: [
            onPremises.prefix0
            onPremises.prefix1
          ]
          destinationPortRange: '443'
        }
      }
      {
        name: 'allow-egress-scoring-bureau'
        properties: {
          description: 'scoring-bureau: Daily file of bureau scores, agreement 2024-118.'
          priority: 1020
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.computePrefix
          sourcePortRange: '*'
          destinationAddressPrefix: egress.scoring__bureau_to_0
          destinationPortRange: '8443'
        }
      }
      {
        name: 'allow-entra-sign-in'
        properties: {
          description: 'Sign-in and tokens; port 80 is on Microsoft\'s list.'
          priority: 110
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.computePrefix
          sourcePortRange: '*'
          destinationAddressPrefix: 'AzureActiveDirectory'
          destinationPortRanges: [
            '80'
            '443'
          ]
        }
      }
      {
        name: 'allow-microsoft-images'
        properties: {
          description: 'Microsoft\'s base images and curated environments.'
          priority: 170
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.computePrefix
          sourcePortRange: '*'
          destinationAddressPrefix: serviceTags.microsoftContainerRegistry
          destinationPortRange: '443'
        }
      }
      {
        name: 'allow-microsoft-images-cdn'
        properties: {
          description: 'Delivers the layers of Microsoft\'s images.'
          priority: 175
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.computePrefix
          sourcePortRange: '*'
          destinationAddressPrefix: 'AzureFrontDoor.FirstParty'
          destinationPortRange: '443'
        }
      }
      {
        name: 'allow-monitor'
        properties: {
          description: 'Metrics and Application Insights; there is no private link scope for Azure Monitor.'
          priority: 190
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.computePrefix
          sourcePortRange: '*'
          destinationAddressPrefix: 'AzureMonitor'
          destinationPortRange: '443'
        }
      }
      {
        name: 'allow-private-endpoints'
        properties: {
          description: 'Workspace, storage, vault and registry are reached through their private endpoints; 445 mounts the file share.'
          priority: 100
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.computePrefix
          sourcePortRange: '*'
          destinationAddressPrefix: network.endpointsPrefix
          destinationPortRanges: [
            '443'
            '445'
          ]
        }
      }
      {
        name: 'allow-resource-manager'
        properties: {
          description: 'Jobs and agents read and create Azure resources.'
          priority: 150
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.computePrefix
          sourcePortRange: '*'
          destinationAddressPrefix: 'AzureResourceManager'
          destinationPortRange: '443'
        }
      }
      {
        name: 'allow-storage'
        properties: {
          description: 'Batch\'s own accounts; a service endpoint policy admits these and the workspace\'s account only.'
          priority: 160
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.computePrefix
          sourcePortRange: '*'
          destinationAddressPrefix: serviceTags.storage
          destinationPortRange: '443'
        }
      }
      {
        name: 'allow-studio-and-automl'
        properties: {
          description: 'Studio and AutoML by host name; the firewall admits no other Front Door customer.'
          priority: 180
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.computePrefix
          sourcePortRange: '*'
          destinationAddressPrefix: 'AzureFrontDoor.FrontEnd'
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
        name: 'allow-agents'
        properties: {
          description: 'Build agents use the private endpoints.'
          priority: 110
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.agentsPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: network.endpointsPrefix
          destinationPortRange: '443'
        }
      }
      {
        name: 'allow-compute'
        properties: {
          description: 'Clusters and instances use the private endpoints; 445 mounts the file share.'
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.computePrefix
          sourcePortRange: '*'
          destinationAddressPrefix: network.endpointsPrefix
          destinationPortRanges: [
            '443'
            '445'
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

resource agentsSecurityGroup 'Microsoft.Network/networkSecurityGroups@2026-03-01' = {
  name: network.agentsSecurityGroup
  location: location
  tags: tags
  properties: {
    flushConnection: true
    securityRules: [
      {
        name: 'allow-dns-tcp'
        properties: {
          description: 'Names are resolved by the firewall\'s DNS proxy, so that it and its clients see the same answer.'
          priority: 211
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.agentsPrefix
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
          sourceAddressPrefix: network.agentsPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: hub.firewallAddress
          destinationPortRange: '53'
        }
      }
      {
        name: 'allow-egress-build-agents'
        properties: {
          description: 'build-agents: Self-hosted agents fetch their jobs from Azure DevOps.'
          priority: 1000
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.agentsPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: 'Internet'
          destinationPortRange: '443'
        }
      }
      {
        name: 'allow-entra-sign-in'
        properties: {
          description: 'Sign-in and tokens; port 80 is on Microsoft\'s list.'
          priority: 110
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.agentsPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: 'AzureActiveDirectory'
          destinationPortRanges: [
            '80'
            '443'
          ]
        }
      }
      {
        name: 'allow-private-endpoints'
        properties: {
          description: 'Workspace, storage, vault and registry are reached through their private endpoints.'
          priority: 100
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.agentsPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: network.endpointsPrefix
          destinationPortRange: '443'
        }
      }
      {
        name: 'allow-resource-manager'
        properties: {
          description: 'Jobs and agents read and create Azure resources.'
          priority: 150
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: network.agentsPrefix
          sourcePortRange: '*'
          destinationAddressPrefix: 'AzureResourceManager'
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

resource endpointPolicy 'Microsoft.Network/serviceEndpointPolicies@2026-03-01' = {
  name: network.endpointPolicy
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
        name: 'snet-compute'
        properties: {
          addressPrefix: network.computePrefix
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
      {
        name: 'snet-agents'
        properties: {
          addressPrefix: network.agentsPrefix
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

resource agentsSecurityGroupLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: agentsSecurityGroup
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
