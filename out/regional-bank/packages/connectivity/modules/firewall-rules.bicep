metadata description = 'Firewall rules'

import {
  egressType
  firewallType
  hostsType
  landingZonesType
  onPremisesType
  vpnUsersType
} from 'types.bicep'

@description('Destinations of the ways out that the blueprint allows.')
param egress egressType

@description('Names of the firewall, its policy and its rule collection groups.')
param firewall firewallType

@description('Hosts that firewall rules admit.')
param hosts hostsType

@description('Prefixes and regional service tags of the landing zones.')
param landingZones landingZonesType

@description('Prefixes in use on premises.')
param onPremises onPremisesType

@description('How single users come in by VPN.')
param vpnUsers vpnUsersType

resource firewallPolicy 'Microsoft.Network/firewallPolicies@2026-03-01' existing = {
  name: firewall.policy
}

resource rulesZones00 'Microsoft.Network/firewallPolicies/ruleCollectionGroups@2026-03-01' = {
  parent: firewallPolicy
  name: firewall.groupZones00
  properties: {
    priority: 1000
    ruleCollections: [
      {
        ruleCollectionType: 'FirewallPolicyFilterRuleCollection'
        name: 'allow-network-credit-risk-dev'
        priority: 1000
        action: {
          type: 'Allow'
        }
        rules: [
          {
            ruleType: 'NetworkRule'
            name: 'entra-sign-in'
            description: 'Sign-in and tokens; port 80 is on Microsoft\'s list.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              landingZones.credit__risk__dev_compute
              landingZones.credit__risk__dev_agents
            ]
            destinationAddresses: [
              'AzureActiveDirectory'
            ]
            destinationPorts: [
              '80'
              '443'
            ]
          }
          {
            ruleType: 'NetworkRule'
            name: 'azure-ml'
            description: 'Azure ML control and data; 18881 is code completion in notebooks.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              landingZones.credit__risk__dev_compute
            ]
            destinationAddresses: [
              'AzureMachineLearning'
            ]
            destinationPorts: [
              '443'
              '18881'
            ]
          }
          {
            ruleType: 'NetworkRule'
            name: 'azure-ml-management'
            description: 'Management channel that creates, updates and deletes compute instances.'
            ipProtocols: [
              'UDP'
            ]
            sourceAddresses: [
              landingZones.credit__risk__dev_compute
            ]
            destinationAddresses: [
              'AzureMachineLearning'
            ]
            destinationPorts: [
              '5831'
            ]
          }
          {
            ruleType: 'NetworkRule'
            name: 'batch-nodes'
            description: 'Azure Batch runs the nodes; Microsoft asks for protocol Any.'
            ipProtocols: [
              'Any'
            ]
            sourceAddresses: [
              landingZones.credit__risk__dev_compute
            ]
            destinationAddresses: [
              landingZones.credit__risk__dev_batchNodeManagement
            ]
            destinationPorts: [
              '443'
            ]
          }
          {
            ruleType: 'NetworkRule'
            name: 'resource-manager'
            description: 'Jobs and agents read and create Azure resources.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              landingZones.credit__risk__dev_compute
              landingZones.credit__risk__dev_agents
            ]
            destinationAddresses: [
              'AzureResourceManager'
            ]
            destinationPorts: [
              '443'
            ]
          }
          {
            ruleType: 'NetworkRule'
            name: 'microsoft-images'
            description: 'Microsoft\'s base images and curated environments.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              landingZones.credit__risk__dev_compute
            ]
            destinationAddresses: [
              landingZones.credit__risk__dev_microsoftContainerRegistry
            ]
            destinationPorts: [
              '443'
            ]
          }
          {
            ruleType: 'NetworkRule'
            name: 'microsoft-images-cdn'
            description: 'Delivers the layers of Microsoft\'s images.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              landingZones.credit__risk__dev_compute
            ]
            destinationAddresses: [
              'AzureFrontDoor.FirstParty'
            ]
            destinationPorts: [
              '443'
            ]
          }
          {
            ruleType: 'NetworkRule'
            name: 'monitor'
            description: 'Metrics and Application Insights; there is no private link scope for Azure Monitor.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              landingZones.credit__risk__dev_compute
            ]
            destinationAddresses: [
              'AzureMonitor'
            ]
            destinationPorts: [
              '443'
            ]
          }
        ]
      }
      {
        ruleCollectionType: 'FirewallPolicyFilterRuleCollection'
        name: 'allow-hosts-credit-risk-dev'
        priority: 2000
        action: {
          type: 'Allow'
        }
        rules: [
          {
            ruleType: 'ApplicationRule'
            name: 'studio-and-automl'
            description: 'Studio and AutoML by host name; the firewall admits no other Front Door customer.'
            sourceAddresses: [
              landingZones.credit__risk__dev_compute
            ]
            protocols: [
              {
                protocolType: 'Https'
                port: 443
              }
            ]
            targetFqdns: [
              hosts.ml_azure_com
              hosts.automlresources__prod__d0eaehh7g8andvav_b02_azurefd_net
            ]
            terminateTLS: false
          }
        ]
      }
      {
        ruleCollectionType: 'FirewallPolicyFilterRuleCollection'
        name: 'allow-network-credit-risk-prod'
        priority: 1010
        action: {
          type: 'Allow'
        }
        rules: [
          {
            ruleType: 'NetworkRule'
            name: 'entra-sign-in'
            description: 'Sign-in and tokens; port 80 is on Microsoft\'s list.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              landingZones.credit__risk__prod_compute
              landingZones.credit__risk__prod_agents
            ]
            destinationAddresses: [
              'AzureActiveDirectory'
            ]
            destinationPorts: [
              '80'
              '443'
            ]
          }
          {
            ruleType: 'NetworkRule'
            name: 'azure-ml'
            description: 'Azure ML control and data; 18881 is code completion in notebooks.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              landingZones.credit__risk__prod_compute
            ]
            destinationAddresses: [
              'AzureMachineLearning'
            ]
            destinationPorts: [
              '443'
              '18881'
            ]
          }
          {
            ruleType: 'NetworkRule'
            name: 'azure-ml-management'
            description: 'Management channel that creates, updates and deletes compute instances.'
            ipProtocols: [
              'UDP'
            ]
            sourceAddresses: [
              landingZones.credit__risk__prod_compute
            ]
            destinationAddresses: [
              'AzureMachineLearning'
            ]
            destinationPorts: [
              '5831'
            ]
          }
          {
            ruleType: 'NetworkRule'
            name: 'batch-nodes'
            description: 'Azure Batch runs the nodes; Microsoft asks for protocol Any.'
            ipProtocols: [
              'Any'
            ]
            sourceAddresses: [
              landingZones.credit__risk__prod_compute
            ]
            destinationAddresses: [
              landingZones.credit__risk__prod_batchNodeManagement
            ]
            destinationPorts: [
              '443'
            ]
          }
          {
            ruleType: 'NetworkRule'
            name: 'resource-manager'
            description: 'Jobs and agents read and create Azure resources.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              landingZones.credit__risk__prod_compute
              landingZones.credit__risk__prod_agents
            ]
            destinationAddresses: [
              'AzureResourceManager'
            ]
            destinationPorts: [
              '443'
            ]
          }
          {
            ruleType: 'NetworkRule'
            name: 'microsoft-images'
            description: 'Microsoft\'s base images and curated environments.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              landingZones.credit__risk__prod_compute
            ]
            destinationAddresses: [
              landingZones.credit__risk__prod_microsoftContainerRegistry
            ]
            destinationPorts: [
              '443'
            ]
          }
          {
            ruleType: 'NetworkRule'
            name: 'microsoft-images-cdn'
            description: 'Delivers the layers of Microsoft\'s images.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              landingZones.credit__risk__prod_compute
            ]
            destinationAddresses: [
              'AzureFrontDoor.FirstParty'
            ]
            destinationPorts: [
              '443'
            ]
          }
          {
            ruleType: 'NetworkRule'
            name: 'monitor'
            description: 'Metrics and Application Insights; there is no private link scope for Azure Monitor.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              landingZones.credit__risk__prod_compute
            ]
            destinationAddresses: [
              'AzureMonitor'
            ]
            destinationPorts: [
              '443'
            ]
          }
        ]
      }
      {
        ruleCollectionType: 'FirewallPolicyFilterRuleCollection'
        name: 'allow-hosts-credit-risk-prod'
        priority: 2010
        action: {
          type: 'Allow'
        }
        rules: [
          {
            ruleType: 'ApplicationRule'
            name: 'studio-and-automl'
            description: 'Studio and AutoML by host name; the firewall admits no other Front Door customer.'
            sourceAddresses: [
              landingZones.credit__risk__prod_compute
            ]
            protocols: [
              {
                protocolType: 'Https'
                port: 443
              }
            ]
            targetFqdns: [
              hosts.ml_azure_com
              hosts.automlresources__prod__d0eaehh7g8andvav_b02_azurefd_net
            ]
            terminateTLS: false
          }
        ]
      }
    ]
  }
}

resource rulesEgress 'Microsoft.Network/firewallPolicies/ruleCollectionGroups@2026-03-01' = {
  parent: firewallPolicy
  name: firewall.groupEgress
  properties: {
    priority: 10000
    ruleCollections: [
      {
        ruleCollectionType: 'FirewallPolicyFilterRuleCollection'
        name: 'allow-network-egress'
        priority: 1000
        action: {
          type: 'Allow'
        }
        rules: [
          {
            ruleType: 'NetworkRule'
            name: 'scoring-bureau'
            description: 'scoring-bureau: Daily file of bureau scores, agreement 2024-118.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              landingZones.credit__risk__dev_compute
              landingZones.credit__risk__prod_compute
            ]
            destinationAddresses: [
              egress.scoring__bureau_to_0
            ]
            destinationPorts: [
              '8443'
            ]
          }
        ]
      }
      {
        ruleCollectionType: 'FirewallPolicyFilterRuleCollection'
        name: 'allow-hosts-egress'
        priority: 2000
        action: {
          type: 'Allow'
        }
        rules: [
          {
            ruleType: 'ApplicationRule'
            name: 'build-agents'
            description: 'build-agents: Self-hosted agents fetch their jobs from Azure DevOps.'
            sourceAddresses: [
              landingZones.credit__risk__dev_agents
              landingZones.credit__risk__prod_agents
            ]
            protocols: [
              {
                protocolType: 'Https'
                port: 443
              }
            ]
            targetFqdns: [
              hosts.dev_azure_com
              hosts._dev_azure_com
              hosts.vssps_visualstudio_com
            ]
            terminateTLS: false
          }
          {
            ruleType: 'ApplicationRule'
            name: 'python-feed'
            description: 'python-feed: Approved Python packages from the bank\'s own feed.'
            sourceAddresses: [
              landingZones.credit__risk__dev_compute
              landingZones.credit__risk__prod_compute
            ]
            protocols: [
              {
                protocolType: 'Https'
                port: 443
              }
            ]
            targetFqdns: [
              hosts.packages_norrlandsavings_example
            ]
            terminateTLS: false
          }
        ]
      }
    ]
  }
  dependsOn: [
    rulesZones00
  ]
}

resource rulesUsers 'Microsoft.Network/firewallPolicies/ruleCollectionGroups@2026-03-01' = {
  parent: firewallPolicy
  name: firewall.groupUsers
  properties: {
    priority: 20000
    ruleCollections: [
      {
        ruleCollectionType: 'FirewallPolicyFilterRuleCollection'
        name: 'allow-users'
        priority: 1000
        action: {
          type: 'Allow'
        }
        rules: [
          {
            ruleType: 'NetworkRule'
            name: 'users-to-credit-risk-dev'
            description: 'Users reach the private endpoints of landing zone credit-risk-dev.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              vpnUsers.pool
              onPremises.prefix0
              onPremises.prefix1
            ]
            destinationAddresses: [
              landingZones.credit__risk__dev_endpoints
            ]
            destinationPorts: [
              '443'
            ]
          }
          {
            ruleType: 'NetworkRule'
            name: 'users-to-credit-risk-prod'
            description: 'Users reach the private endpoints of landing zone credit-risk-prod.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              vpnUsers.pool
              onPremises.prefix0
              onPremises.prefix1
            ]
            destinationAddresses: [
              landingZones.credit__risk__prod_endpoints
            ]
            destinationPorts: [
              '443'
            ]
          }
        ]
      }
    ]
  }
  dependsOn: [
    rulesEgress
  ]
}
