metadata description = 'Firewall rules'

import {
  firewallType
  hostsType
  landingZonesType
} from 'types.bicep'

@description('Names of the firewall, its policy and its rule collection groups.')
param firewall firewallType

@description('Hosts that firewall rules admit.')
param hosts hostsType

@description('Prefixes and regional service tags of the landing zones.')
param landingZones landingZonesType

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
        name: 'allow-network-fraud'
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
              landingZones.fraud_compute
              landingZones.fraud_agents
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
              landingZones.fraud_compute
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
              landingZones.fraud_compute
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
              landingZones.fraud_compute
            ]
            destinationAddresses: [
              landingZones.fraud_batchNodeManagement
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
              landingZones.fraud_compute
              landingZones.fraud_agents
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
              landingZones.fraud_compute
            ]
            destinationAddresses: [
              landingZones.fraud_microsoftContainerRegistry
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
              landingZones.fraud_compute
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
              landingZones.fraud_compute
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
        name: 'allow-hosts-fraud'
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
              landingZones.fraud_compute
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
          {
            ruleType: 'ApplicationRule'
            name: 'lake-lake'
            description: 'lake: Fraud models train on curated payments.'
            sourceAddresses: [
              landingZones.fraud_compute
            ]
            protocols: [
              {
                protocolType: 'Https'
                port: 443
              }
            ]
            targetFqdns: [
              hosts.stlakelublakegoldfgkfj_blob_core_windows_net
              hosts.stlakelublakegoldfgkfj_dfs_core_windows_net
              hosts.stlakelublakesilvertraf4_blob_core_windows_net
              hosts.stlakelublakesilvertraf4_dfs_core_windows_net
            ]
            terminateTLS: false
          }
        ]
      }
      {
        ruleCollectionType: 'FirewallPolicyFilterRuleCollection'
        name: 'allow-network-pricing'
        priority: 1020
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
              landingZones.pricing_compute
              landingZones.pricing_agents
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
              landingZones.pricing_compute
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
              landingZones.pricing_compute
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
              landingZones.pricing_compute
            ]
            destinationAddresses: [
              landingZones.pricing_batchNodeManagement
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
              landingZones.pricing_compute
              landingZones.pricing_agents
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
              landingZones.pricing_compute
            ]
            destinationAddresses: [
              landingZones.pricing_microsoftContainerRegistry
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
              landingZones.pricing_compute
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
              landingZones.pricing_compute
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
        name: 'allow-hosts-pricing'
        priority: 2020
        action: {
          type: 'Allow'
        }
        rules: [
          {
            ruleType: 'ApplicationRule'
            name: 'studio-and-automl'
            description: 'Studio and AutoML by host name; the firewall admits no other Front Door customer.'
            sourceAddresses: [
              landingZones.pricing_compute
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
          {
            ruleType: 'ApplicationRule'
            name: 'lake-lake'
            description: 'lake: Pricing models read curated market data.'
            sourceAddresses: [
              landingZones.pricing_compute
            ]
            protocols: [
              {
                protocolType: 'Https'
                port: 443
              }
            ]
            targetFqdns: [
              hosts.stlakelublakegoldfgkfj_blob_core_windows_net
              hosts.stlakelublakegoldfgkfj_dfs_core_windows_net
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
        name: 'allow-hosts-egress'
        priority: 2000
        action: {
          type: 'Allow'
        }
        rules: [
          {
            ruleType: 'ApplicationRule'
            name: 'python-feed'
            description: 'python-feed: Approved Python packages from the bank\'s own feed.'
            sourceAddresses: [
              landingZones.fraud_compute
              landingZones.pricing_compute
            ]
            protocols: [
              {
                protocolType: 'Https'
                port: 443
              }
            ]
            targetFqdns: [
              hosts.packages_lakesidebank_example
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
