metadata description = 'Firewall rules'

import {
  firewallType
  hostsType
  landingZonesType
  networkType
  onPremisesType
  vpnUsersType
} from 'types.bicep'

@description('Names of the firewall, its policy and its rule collection groups.')
param firewall firewallType

@description('Hosts that firewall rules admit.')
param hosts hostsType

@description('Prefixes and regional service tags of the landing zones.')
param landingZones landingZonesType

@description('Names and prefixes of the network.')
param network networkType

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
      {
        ruleCollectionType: 'FirewallPolicyFilterRuleCollection'
        name: 'allow-network-spark'
        priority: 1030
        action: {
          type: 'Allow'
        }
        rules: [
          {
            ruleType: 'NetworkRule'
            name: 'entra-sign-in'
            description: 'Sign-in and tokens of jobs.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              landingZones.spark_host
              landingZones.spark_container
            ]
            destinationAddresses: [
              'AzureActiveDirectory'
            ]
            destinationPorts: [
              '443'
            ]
          }
          {
            ruleType: 'NetworkRule'
            name: 'service-events'
            description: 'Clusters send the service\'s own telemetry.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              landingZones.spark_host
              landingZones.spark_container
            ]
            destinationFqdns: [
              hosts.prod__westeurope__observabilityeventhubs_servicebus_windows_net
              hosts.prod__westeuc2__observabilityeventhubs_servicebus_windows_net
            ]
            destinationPorts: [
              '9093'
            ]
          }
          {
            ruleType: 'NetworkRule'
            name: 'metastore'
            description: 'The old metastore of the region; not needed once only Unity Catalog is used.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              landingZones.spark_host
              landingZones.spark_container
            ]
            destinationFqdns: [
              hosts.consolidated__westeurope__prod__metastore_mysql_database_azure_com
              hosts.consolidated__westeurope__prod__metastore__addl__1_mysql_database_azure_com
              hosts.consolidated__westeurope__prod__metastore__addl__2_mysql_database_azure_com
              hosts.consolidated__westeurope__prod__metastore__addl__3_mysql_database_azure_com
              hosts.consolidated__westeuropec2__prod__metastore__0_mysql_database_azure_com
              hosts.consolidated__westeuropec2__prod__metastore__1_mysql_database_azure_com
              hosts.consolidated__westeuropec2__prod__metastore__2_mysql_database_azure_com
              hosts.consolidated__westeuropec2__prod__metastore__3_mysql_database_azure_com
            ]
            destinationPorts: [
              '3306'
            ]
          }
        ]
      }
      {
        ruleCollectionType: 'FirewallPolicyFilterRuleCollection'
        name: 'allow-hosts-spark'
        priority: 2030
        action: {
          type: 'Allow'
        }
        rules: [
          {
            ruleType: 'ApplicationRule'
            name: 'artifacts'
            description: 'Clusters read the Databricks runtime and its libraries from the region\'s own accounts.'
            sourceAddresses: [
              landingZones.spark_host
              landingZones.spark_container
            ]
            protocols: [
              {
                protocolType: 'Https'
                port: 443
              }
            ]
            targetFqdns: [
              hosts.dbartifactsprodwesteu_blob_core_windows_net
              hosts.arprodwesteua1_blob_core_windows_net
              hosts.arprodwesteua2_blob_core_windows_net
              hosts.arprodwesteua3_blob_core_windows_net
              hosts.arprodwesteua4_blob_core_windows_net
              hosts.arprodwesteua5_blob_core_windows_net
              hosts.arprodwesteua6_blob_core_windows_net
              hosts.arprodwesteua7_blob_core_windows_net
              hosts.arprodwesteua8_blob_core_windows_net
              hosts.arprodwesteua9_blob_core_windows_net
              hosts.arprodwesteua10_blob_core_windows_net
              hosts.arprodwesteua11_blob_core_windows_net
              hosts.arprodwesteua12_blob_core_windows_net
              hosts.arprodwesteua13_blob_core_windows_net
              hosts.arprodwesteua14_blob_core_windows_net
              hosts.arprodwesteua15_blob_core_windows_net
              hosts.arprodwesteua16_blob_core_windows_net
              hosts.arprodwesteua17_blob_core_windows_net
              hosts.arprodwesteua18_blob_core_windows_net
              hosts.arprodwesteua19_blob_core_windows_net
              hosts.arprodwesteua20_blob_core_windows_net
              hosts.arprodwesteua21_blob_core_windows_net
              hosts.arprodwesteua22_blob_core_windows_net
              hosts.arprodwesteua23_blob_core_windows_net
              hosts.arprodwesteua24_blob_core_windows_net
              hosts.dbartifactsprodnortheu_blob_core_windows_net
            ]
            terminateTLS: false
          }
          {
            ruleType: 'ApplicationRule'
            name: 'service-logs'
            description: 'Clusters write the service\'s own logs to the region\'s account.'
            sourceAddresses: [
              landingZones.spark_host
              landingZones.spark_container
            ]
            protocols: [
              {
                protocolType: 'Https'
                port: 443
              }
            ]
            targetFqdns: [
              hosts.dblogprodwesteurope_blob_core_windows_net
            ]
            terminateTLS: false
          }
          {
            ruleType: 'ApplicationRule'
            name: 'mlflow-fraud'
            description: 'fraud: Fraud models trained on Spark are registered where they are approved.'
            sourceAddresses: [
              landingZones.spark_host
              landingZones.spark_container
            ]
            protocols: [
              {
                protocolType: 'Https'
                port: 443
              }
            ]
            targetFqdns: [
              hosts._workspace_westeurope_api_azureml_ms
              hosts.stlubfraudcl7qq_blob_core_windows_net
            ]
            terminateTLS: false
          }
          {
            ruleType: 'ApplicationRule'
            name: 'lake-lake'
            description: 'lake: Pipelines clean what came in. Pipelines read what came in.'
            sourceAddresses: [
              landingZones.spark_host
              landingZones.spark_container
            ]
            protocols: [
              {
                protocolType: 'Https'
                port: 443
              }
            ]
            targetFqdns: [
              hosts.stlakelublakebronzexc5qu_blob_core_windows_net
              hosts.stlakelublakebronzexc5qu_dfs_core_windows_net
              hosts.stlakelublakesilvertraf4_blob_core_windows_net
              hosts.stlakelublakesilvertraf4_dfs_core_windows_net
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
            name: 'users-to-fraud'
            description: 'Users reach the private endpoints of landing zone fraud.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              vpnUsers.pool
              onPremises.prefix0
              onPremises.prefix1
            ]
            destinationAddresses: [
              landingZones.fraud_endpoints
            ]
            destinationPorts: [
              '443'
            ]
          }
          {
            ruleType: 'NetworkRule'
            name: 'users-to-lake'
            description: 'Users reach the private endpoints of landing zone lake.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              vpnUsers.pool
              onPremises.prefix0
              onPremises.prefix1
            ]
            destinationAddresses: [
              landingZones.lake_endpoints
            ]
            destinationPorts: [
              '443'
            ]
          }
          {
            ruleType: 'NetworkRule'
            name: 'users-to-pricing'
            description: 'Users reach the private endpoints of landing zone pricing.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              vpnUsers.pool
              onPremises.prefix0
              onPremises.prefix1
            ]
            destinationAddresses: [
              landingZones.pricing_endpoints
            ]
            destinationPorts: [
              '443'
            ]
          }
          {
            ruleType: 'NetworkRule'
            name: 'users-to-spark'
            description: 'Users reach the private endpoints of landing zone spark.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              vpnUsers.pool
              onPremises.prefix0
              onPremises.prefix1
            ]
            destinationAddresses: [
              landingZones.spark_endpoints
            ]
            destinationPorts: [
              '443'
            ]
          }
          {
            ruleType: 'NetworkRule'
            name: 'users-to-scoring'
            description: 'Users reach the private endpoints of landing zone scoring.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              vpnUsers.pool
              onPremises.prefix0
              onPremises.prefix1
            ]
            destinationAddresses: [
              landingZones.scoring_endpoints
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

resource rulesJumpHost 'Microsoft.Network/firewallPolicies/ruleCollectionGroups@2026-03-01' = {
  parent: firewallPolicy
  name: firewall.groupJumpHost
  properties: {
    priority: 21000
    ruleCollections: [
      {
        ruleCollectionType: 'FirewallPolicyFilterRuleCollection'
        name: 'allow-jump-host'
        priority: 1000
        action: {
          type: 'Allow'
        }
        rules: [
          {
            ruleType: 'NetworkRule'
            name: 'jump-host-to-fraud'
            description: 'The jump host reaches the private endpoints of landing zone fraud.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              network.jumpHostPrefix
            ]
            destinationAddresses: [
              landingZones.fraud_endpoints
            ]
            destinationPorts: [
              '443'
            ]
          }
          {
            ruleType: 'NetworkRule'
            name: 'jump-host-to-lake'
            description: 'The jump host reaches the private endpoints of landing zone lake.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              network.jumpHostPrefix
            ]
            destinationAddresses: [
              landingZones.lake_endpoints
            ]
            destinationPorts: [
              '443'
            ]
          }
          {
            ruleType: 'NetworkRule'
            name: 'jump-host-to-pricing'
            description: 'The jump host reaches the private endpoints of landing zone pricing.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              network.jumpHostPrefix
            ]
            destinationAddresses: [
              landingZones.pricing_endpoints
            ]
            destinationPorts: [
              '443'
            ]
          }
          {
            ruleType: 'NetworkRule'
            name: 'jump-host-to-spark'
            description: 'The jump host reaches the private endpoints of landing zone spark.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              network.jumpHostPrefix
            ]
            destinationAddresses: [
              landingZones.spark_endpoints
            ]
            destinationPorts: [
              '443'
            ]
          }
          {
            ruleType: 'NetworkRule'
            name: 'jump-host-to-scoring'
            description: 'The jump host reaches the private endpoints of landing zone scoring.'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              network.jumpHostPrefix
            ]
            destinationAddresses: [
              landingZones.scoring_endpoints
            ]
            destinationPorts: [
              '443'
            ]
          }
        ]
      }
      {
        ruleCollectionType: 'FirewallPolicyFilterRuleCollection'
        name: 'allow-jump-host-names'
        priority: 2000
        action: {
          type: 'Allow'
        }
        rules: [
          {
            ruleType: 'ApplicationRule'
            name: 'jump-host-sign-in'
            description: 'People on the jump host sign in to Entra ID.'
            sourceAddresses: [
              network.jumpHostPrefix
            ]
            protocols: [
              {
                protocolType: 'Https'
                port: 443
              }
            ]
            targetFqdns: [
              hosts.login_microsoftonline_com
            ]
            terminateTLS: false
          }
        ]
      }
    ]
  }
  dependsOn: [
    rulesUsers
  ]
}
