using './main.bicep'

@description('Prefixes of landing zones: of the network, and of its subnets.')
var landingZones = {
  fraud: {
    network: '10.128.4.0/24'
    compute: '10.128.4.0/27'
    agents: '10.128.4.64/28'
    endpoints: '10.128.4.32/27'
  }
  lake: {
    network: '10.128.5.0/24'
    endpoints: '10.128.5.0/27'
  }
  pricing: {
    network: '10.128.6.0/24'
    compute: '10.128.6.0/27'
    agents: '10.128.6.64/28'
    endpoints: '10.128.6.32/27'
  }
  spark: {
    network: '10.128.7.0/24'
    host: '10.128.7.64/26'
    container: '10.128.7.0/26'
    endpoints: '10.128.7.128/27'
  }
  scoring: {
    network: '10.128.8.0/24'
    endpoints: '10.128.8.0/27'
  }
}

@description('Prefixes in use on premises.')
var onPremises = ['10.0.0.0/10', '172.20.0.0/14']

param dnsZones = [
  'privatelink.api.azureml.ms'
  'privatelink.azurecr.io'
  'privatelink.azuredatabricks.net'
  'privatelink.blob.core.windows.net'
  'privatelink.cognitiveservices.azure.com'
  'privatelink.dfs.core.windows.net'
  'privatelink.file.core.windows.net'
  'privatelink.notebooks.azure.net'
  'privatelink.openai.azure.com'
  'privatelink.queue.core.windows.net'
  'privatelink.services.ai.azure.com'
  'privatelink.table.core.windows.net'
  'privatelink.vaultcore.azure.net'
]

param location = 'westeurope'

param routes = [
  {
    name: 'fraud-to-firewall'
    to: landingZones.fraud.network
  }
  {
    name: 'lake-to-firewall'
    to: landingZones.lake.network
  }
  {
    name: 'pricing-to-firewall'
    to: landingZones.pricing.network
  }
  {
    name: 'spark-to-firewall'
    to: landingZones.spark.network
  }
  {
    name: 'scoring-to-firewall'
    to: landingZones.scoring.network
  }
]

param ruleGroups = [
  {
    name: 'rcg-lub-hub-zones-00'
    priority: 1000
    collections: [
      {
        name: 'allow-network-fraud'
        priority: 1000
        network: [
          {
            name: 'entra-sign-in'
            why: 'Sign-in and tokens; port 80 is on Microsoft\'s list.'
            from: [landingZones.fraud.compute, landingZones.fraud.agents]
            to: ['AzureActiveDirectory']
            protocols: ['TCP']
            ports: ['80', '443']
          }
          {
            name: 'azure-ml'
            why: 'Azure ML control and data; 18881 is code completion in notebooks.'
            from: [landingZones.fraud.compute]
            to: ['AzureMachineLearning']
            protocols: ['TCP']
            ports: ['443', '18881']
          }
          {
            name: 'azure-ml-management'
            why: 'Management channel that creates, updates and deletes compute instances.'
            from: [landingZones.fraud.compute]
            to: ['AzureMachineLearning']
            protocols: ['UDP']
            ports: ['5831']
          }
          {
            name: 'batch-nodes'
            why: 'Azure Batch runs the nodes; Microsoft asks for protocol Any.'
            from: [landingZones.fraud.compute]
            to: ['BatchNodeManagement.westeurope']
            protocols: ['Any']
            ports: ['443']
          }
          {
            name: 'resource-manager'
            why: 'Jobs and agents read and create Azure resources.'
            from: [landingZones.fraud.compute, landingZones.fraud.agents]
            to: ['AzureResourceManager']
            protocols: ['TCP']
            ports: ['443']
          }
          {
            name: 'microsoft-images'
            why: 'Microsoft\'s base images and curated environments.'
            from: [landingZones.fraud.compute]
            to: ['MicrosoftContainerRegistry.westeurope']
            protocols: ['TCP']
            ports: ['443']
          }
          {
            name: 'microsoft-images-cdn'
            why: 'Delivers the layers of Microsoft\'s images.'
            from: [landingZones.fraud.compute]
            to: ['AzureFrontDoor.FirstParty']
            protocols: ['TCP']
            ports: ['443']
          }
          {
            name: 'monitor'
            why: 'Metrics and Application Insights; there is no private link scope for Azure Monitor.'
            from: [landingZones.fraud.compute]
            to: ['AzureMonitor']
            protocols: ['TCP']
            ports: ['443']
          }
        ]
      }
      {
        name: 'allow-hosts-fraud'
        priority: 2000
        hosts: [
          {
            name: 'studio-and-automl'
            why: 'Studio and AutoML by host name; the firewall admits no other Front Door customer.'
            from: [landingZones.fraud.compute]
            toHosts: ['ml.azure.com', 'automlresources-prod-d0eaehh7g8andvav.b02.azurefd.net']
            protocols: ['Https:443']
          }
          {
            name: 'lake-lake'
            why: 'lake: Fraud models train on curated payments.'
            from: [landingZones.fraud.compute]
            toHosts: [
              'stlakelublakegoldfgkfj.blob.core.windows.net'
              'stlakelublakegoldfgkfj.dfs.core.windows.net'
              'stlakelublakesilvertraf4.blob.core.windows.net'
              'stlakelublakesilvertraf4.dfs.core.windows.net'
            ]
            protocols: ['Https:443']
          }
        ]
      }
      {
        name: 'allow-network-pricing'
        priority: 1020
        network: [
          {
            name: 'entra-sign-in'
            why: 'Sign-in and tokens; port 80 is on Microsoft\'s list.'
            from: [landingZones.pricing.compute, landingZones.pricing.agents]
            to: ['AzureActiveDirectory']
            protocols: ['TCP']
            ports: ['80', '443']
          }
          {
            name: 'azure-ml'
            why: 'Azure ML control and data; 18881 is code completion in notebooks.'
            from: [landingZones.pricing.compute]
            to: ['AzureMachineLearning']
            protocols: ['TCP']
            ports: ['443', '18881']
          }
          {
            name: 'azure-ml-management'
            why: 'Management channel that creates, updates and deletes compute instances.'
            from: [landingZones.pricing.compute]
            to: ['AzureMachineLearning']
            protocols: ['UDP']
            ports: ['5831']
          }
          {
            name: 'batch-nodes'
            why: 'Azure Batch runs the nodes; Microsoft asks for protocol Any.'
            from: [landingZones.pricing.compute]
            to: ['BatchNodeManagement.westeurope']
            protocols: ['Any']
            ports: ['443']
          }
          {
            name: 'resource-manager'
            why: 'Jobs and agents read and create Azure resources.'
            from: [landingZones.pricing.compute, landingZones.pricing.agents]
            to: ['AzureResourceManager']
            protocols: ['TCP']
            ports: ['443']
          }
          {
            name: 'microsoft-images'
            why: 'Microsoft\'s base images and curated environments.'
            from: [landingZones.pricing.compute]
            to: ['MicrosoftContainerRegistry.westeurope']
            protocols: ['TCP']
            ports: ['443']
          }
          {
            name: 'microsoft-images-cdn'
            why: 'Delivers the layers of Microsoft\'s images.'
            from: [landingZones.pricing.compute]
            to: ['AzureFrontDoor.FirstParty']
            protocols: ['TCP']
            ports: ['443']
          }
          {
            name: 'monitor'
            why: 'Metrics and Application Insights; there is no private link scope for Azure Monitor.'
            from: [landingZones.pricing.compute]
            to: ['AzureMonitor']
            protocols: ['TCP']
            ports: ['443']
          }
        ]
      }
      {
        name: 'allow-hosts-pricing'
        priority: 2020
        hosts: [
          {
            name: 'studio-and-automl'
            why: 'Studio and AutoML by host name; the firewall admits no other Front Door customer.'
            from: [landingZones.pricing.compute]
            toHosts: ['ml.azure.com', 'automlresources-prod-d0eaehh7g8andvav.b02.azurefd.net']
            protocols: ['Https:443']
          }
          {
            name: 'lake-lake'
            why: 'lake: Pricing models read curated market data.'
            from: [landingZones.pricing.compute]
            toHosts: ['stlakelublakegoldfgkfj.blob.core.windows.net', 'stlakelublakegoldfgkfj.dfs.core.windows.net']
            protocols: ['Https:443']
          }
        ]
      }
      {
        name: 'allow-network-spark'
        priority: 1030
        network: [
          {
            name: 'entra-sign-in'
            why: 'Sign-in and tokens of jobs.'
            from: [landingZones.spark.host, landingZones.spark.container]
            to: ['AzureActiveDirectory']
            protocols: ['TCP']
            ports: ['443']
          }
          {
            name: 'service-events'
            why: 'Clusters send the service\'s own telemetry.'
            from: [landingZones.spark.host, landingZones.spark.container]
            toHosts: [
              'prod-westeurope-observabilityeventhubs.servicebus.windows.net'
              'prod-westeuc2-observabilityeventhubs.servicebus.windows.net'
            ]
            protocols: ['TCP']
            ports: ['9093']
          }
          {
            name: 'metastore'
            why: 'The old metastore of the region; not needed once only Unity Catalog is used.'
            from: [landingZones.spark.host, landingZones.spark.container]
            toHosts: [
              'consolidated-westeurope-prod-metastore.mysql.database.azure.com'
              'consolidated-westeurope-prod-metastore-addl-1.mysql.database.azure.com'
              'consolidated-westeurope-prod-metastore-addl-2.mysql.database.azure.com'
              'consolidated-westeurope-prod-metastore-addl-3.mysql.database.azure.com'
              'consolidated-westeuropec2-prod-metastore-0.mysql.database.azure.com'
              'consolidated-westeuropec2-prod-metastore-1.mysql.database.azure.com'
              'consolidated-westeuropec2-prod-metastore-2.mysql.database.azure.com'
              'consolidated-westeuropec2-prod-metastore-3.mysql.database.azure.com'
            ]
            protocols: ['TCP']
            ports: ['3306']
          }
        ]
      }
      {
        name: 'allow-hosts-spark'
        priority: 2030
        hosts: [
          {
            name: 'artifacts'
            why: 'Clusters read the Databricks runtime and its libraries from the region\'s own accounts.'
            from: [landingZones.spark.host, landingZones.spark.container]
            toHosts: [
              'dbartifactsprodwesteu.blob.core.windows.net'
              'arprodwesteua1.blob.core.windows.net'
              'arprodwesteua2.blob.core.windows.net'
              'arprodwesteua3.blob.core.windows.net'
              'arprodwesteua4.blob.core.windows.net'
              'arprodwesteua5.blob.core.windows.net'
              'arprodwesteua6.blob.core.windows.net'
              'arprodwesteua7.blob.core.windows.net'
              'arprodwesteua8.blob.core.windows.net'
              'arprodwesteua9.blob.core.windows.net'
              'arprodwesteua10.blob.core.windows.net'
              'arprodwesteua11.blob.core.windows.net'
              'arprodwesteua12.blob.core.windows.net'
              'arprodwesteua13.blob.core.windows.net'
              'arprodwesteua14.blob.core.windows.net'
              'arprodwesteua15.blob.core.windows.net'
              'arprodwesteua16.blob.core.windows.net'
              'arprodwesteua17.blob.core.windows.net'
              'arprodwesteua18.blob.core.windows.net'
              'arprodwesteua19.blob.core.windows.net'
              'arprodwesteua20.blob.core.windows.net'
              'arprodwesteua21.blob.core.windows.net'
              'arprodwesteua22.blob.core.windows.net'
              'arprodwesteua23.blob.core.windows.net'
              'arprodwesteua24.blob.core.windows.net'
              'dbartifactsprodnortheu.blob.core.windows.net'
            ]
            protocols: ['Https:443']
          }
          {
            name: 'service-logs'
            why: 'Clusters write the service\'s own logs to the region\'s account.'
            from: [landingZones.spark.host, landingZones.spark.container]
            toHosts: ['dblogprodwesteurope.blob.core.windows.net']
            protocols: ['Https:443']
          }
          {
            name: 'mlflow-fraud'
            why: 'fraud: Fraud models trained on Spark are registered where they are approved.'
            from: [landingZones.spark.host, landingZones.spark.container]
            toHosts: ['*.workspace.westeurope.api.azureml.ms', 'stlubfraudcl7qq.blob.core.windows.net']
            protocols: ['Https:443']
          }
          {
            name: 'lake-lake'
            why: 'lake: Pipelines clean what came in. Pipelines read what came in.'
            from: [landingZones.spark.host, landingZones.spark.container]
            toHosts: [
              'stlakelublakebronzexc5qu.blob.core.windows.net'
              'stlakelublakebronzexc5qu.dfs.core.windows.net'
              'stlakelublakesilvertraf4.blob.core.windows.net'
              'stlakelublakesilvertraf4.dfs.core.windows.net'
            ]
            protocols: ['Https:443']
          }
        ]
      }
    ]
  }
  {
    name: 'rcg-lub-hub-egress'
    priority: 10000
    collections: [
      {
        name: 'allow-hosts-egress'
        priority: 2000
        hosts: [
          {
            name: 'python-feed'
            why: 'python-feed: Approved Python packages from the bank\'s own feed.'
            from: [landingZones.fraud.compute, landingZones.pricing.compute]
            toHosts: ['packages.lakesidebank.example']
            protocols: ['Https:443']
          }
        ]
      }
    ]
  }
  {
    name: 'rcg-lub-hub-users'
    priority: 20000
    collections: [
      {
        name: 'allow-users'
        priority: 1000
        network: [
          {
            name: 'users-to-fraud'
            why: 'Users reach the private endpoints of landing zone fraud.'
            from: [vpnUsers.pool, ...onPremises]
            to: [landingZones.fraud.endpoints]
            protocols: ['TCP']
            ports: ['443']
          }
          {
            name: 'users-to-lake'
            why: 'Users reach the private endpoints of landing zone lake.'
            from: [vpnUsers.pool, ...onPremises]
            to: [landingZones.lake.endpoints]
            protocols: ['TCP']
            ports: ['443']
          }
          {
            name: 'users-to-pricing'
            why: 'Users reach the private endpoints of landing zone pricing.'
            from: [vpnUsers.pool, ...onPremises]
            to: [landingZones.pricing.endpoints]
            protocols: ['TCP']
            ports: ['443']
          }
          {
            name: 'users-to-spark'
            why: 'Users reach the private endpoints of landing zone spark.'
            from: [vpnUsers.pool, ...onPremises]
            to: [landingZones.spark.endpoints]
            protocols: ['TCP']
            ports: ['443']
          }
          {
            name: 'users-to-scoring'
            why: 'Users reach the private endpoints of landing zone scoring.'
            from: [vpnUsers.pool, ...onPremises]
            to: [landingZones.scoring.endpoints]
            protocols: ['TCP']
            ports: ['443']
          }
        ]
      }
    ]
  }
  {
    name: 'rcg-lub-hub-jump-host'
    priority: 21000
    collections: [
      {
        name: 'allow-jump-host'
        priority: 1000
        network: [
          {
            name: 'jump-host-to-fraud'
            why: 'The jump host reaches the private endpoints of landing zone fraud.'
            from: [network.jumpHostPrefix]
            to: [landingZones.fraud.endpoints]
            protocols: ['TCP']
            ports: ['443']
          }
          {
            name: 'jump-host-to-lake'
            why: 'The jump host reaches the private endpoints of landing zone lake.'
            from: [network.jumpHostPrefix]
            to: [landingZones.lake.endpoints]
            protocols: ['TCP']
            ports: ['443']
          }
          {
            name: 'jump-host-to-pricing'
            why: 'The jump host reaches the private endpoints of landing zone pricing.'
            from: [network.jumpHostPrefix]
            to: [landingZones.pricing.endpoints]
            protocols: ['TCP']
            ports: ['443']
          }
          {
            name: 'jump-host-to-spark'
            why: 'The jump host reaches the private endpoints of landing zone spark.'
            from: [network.jumpHostPrefix]
            to: [landingZones.spark.endpoints]
            protocols: ['TCP']
            ports: ['443']
          }
          {
            name: 'jump-host-to-scoring'
            why: 'The jump host reaches the private endpoints of landing zone scoring.'
            from: [network.jumpHostPrefix]
            to: [landingZones.scoring.endpoints]
            protocols: ['TCP']
            ports: ['443']
          }
        ]
      }
      {
        name: 'allow-jump-host-names'
        priority: 2000
        hosts: [
          {
            name: 'jump-host-sign-in'
            why: 'People on the jump host sign in to Entra ID.'
            from: [network.jumpHostPrefix]
            toHosts: ['login.microsoftonline.com']
            protocols: ['Https:443']
          }
        ]
      }
    ]
  }
]

param sharedKey_trading__floor = az.getSecret(
  '4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01',
  'rg-lub-secrets',
  'kv-lub-network',
  'vpn-trading-floor'
)

param bastion = {
  name: 'bas-lub-hub-weu'
  publicIp: 'pip-lub-hub-bastion-weu'
}

param expressRoute = {
  circuit_datacentre: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-lines/providers/Microsoft.Network/expressRouteCircuits/erc-lub-geneva'
}

param firewall = {
  name: 'afw-lub-hub-weu'
  policyName: 'afwp-lub-hub-weu'
  privateAddress: '10.128.0.4'
  privateRanges: [vpnUsers.pool, ...onPremises]
  publicIpName: 'pip-lub-hub-firewall-weu'
  tier: 'Premium'
}

param flowLogs = {
  name: 'flow-lub-hub'
  watcher: 'NetworkWatcher_westeurope'
}

param gateways = {
  expressRoute: 'ergw-lub-hub-weu'
  line_datacentre: 'con-lub-hub-datacentre'
  tunnel_trading__floor: 'con-lub-hub-trading-floor'
  vpn: 'vgw-lub-hub-weu'
  vpnFirst: 'pip-lub-hub-vpn-first-weu'
  vpnSecond: 'pip-lub-hub-vpn-second-weu'
  vpnUsers: 'pip-lub-hub-vpn-users-weu'
}

param groups = {
  dns: 'rg-lub-hub-dns'
  monitoring: 'rg-lub-hub-monitoring'
  network: 'rg-lub-hub-network'
  watcher: 'NetworkWatcherRG'
  watcherLocation: 'westeurope'
}

param identities = {
  flowLogIdentity: 'id-lub-hub-flow-logs-weu'
}

param network = {
  addressSpace: '10.128.0.0/22'
  bastionPrefix: '10.128.0.192/26'
  bastionSecurityGroup: 'nsg-lub-hub-bastion-weu'
  firewallPrefix: '10.128.0.0/26'
  gatewayPrefix: '10.128.0.64/26'
  gatewayRouteTable: 'rt-lub-hub-gateway-weu'
  jumpHostPrefix: '10.128.0.160/28'
  jumpHostRouteTable: 'rt-lub-hub-jump-host-weu'
  jumpHostSecurityGroup: 'nsg-lub-hub-jump-host-weu'
  name: 'vnet-lub-hub-weu'
  resolverInboundPrefix: '10.128.0.128/28'
  resolverOutboundPrefix: '10.128.0.144/28'
  resolverSecurityGroup: 'nsg-lub-hub-resolver-weu'
}

param onPremisesDns = {
  domain_lakesidebank_example: 'lakesidebank.example.'
  server_10_0_0_53: '10.0.0.53'
  server_10_32_0_53: '10.32.0.53'
}

param securityRules = {
  bastion: {
    inbound: [
      {
        name: 'allow-https'
        why: 'People sign in from these prefixes.'
        priority: 100
        protocol: 'Tcp'
        from: ['198.51.100.0/24']
        to: ['*']
        ports: ['443']
      }
      {
        name: 'allow-gateway-manager'
        why: 'Azure\'s control plane manages the bastion. Azure demands exactly this rule.'
        priority: 110
        protocol: 'Tcp'
        from: ['GatewayManager']
        to: ['*']
        ports: ['443']
      }
      {
        name: 'allow-load-balancer'
        why: 'Azure\'s health probe of the bastion. Azure demands exactly this rule.'
        priority: 120
        protocol: 'Tcp'
        from: ['AzureLoadBalancer']
        to: ['*']
        ports: ['443']
      }
      {
        name: 'allow-bastion-hosts-inbound'
        why: 'The bastion\'s own machines talk to each other. Azure demands exactly this rule.'
        priority: 130
        protocol: '*'
        from: ['VirtualNetwork']
        to: ['VirtualNetwork']
        ports: ['8080', '5701']
      }
    ]
    outbound: [
      {
        name: 'allow-ssh-and-rdp'
        why: 'Sessions go to machines. Azure demands exactly this rule.'
        priority: 100
        protocol: '*'
        from: ['*']
        to: ['VirtualNetwork']
        ports: ['22', '3389']
      }
      {
        name: 'allow-azure-cloud'
        why: 'The bastion writes logs and metering. Azure demands exactly this rule.'
        priority: 110
        protocol: 'Tcp'
        from: ['*']
        to: ['AzureCloud']
        ports: ['443']
      }
      {
        name: 'allow-bastion-hosts-outbound'
        why: 'The bastion\'s own machines talk to each other. Azure demands exactly this rule.'
        priority: 120
        protocol: '*'
        from: ['VirtualNetwork']
        to: ['VirtualNetwork']
        ports: ['8080', '5701']
      }
      {
        name: 'allow-certificates'
        why: 'Sessions and certificates are validated. Azure demands exactly this rule.'
        priority: 130
        protocol: '*'
        from: ['*']
        to: ['Internet']
        ports: ['80']
      }
    ]
  }
  jumpHost: {
    inbound: [
      {
        name: 'allow-bastion'
        why: 'The bastion is the only way in.'
        priority: 100
        protocol: 'Tcp'
        from: [network.bastionPrefix]
        to: [network.jumpHostPrefix]
        ports: ['22']
      }
    ]
    outbound: [
      {
        name: 'allow-private-endpoints'
        why: 'Private endpoints of the landing zones, by way of the firewall.'
        priority: 100
        protocol: 'Tcp'
        from: [network.jumpHostPrefix]
        to: [
          landingZones.fraud.endpoints
          landingZones.lake.endpoints
          landingZones.pricing.endpoints
          landingZones.spark.endpoints
          landingZones.scoring.endpoints
        ]
        ports: ['443']
      }
      {
        name: 'allow-sign-in'
        why: 'People sign in to Entra ID; the firewall admits the host for that only.'
        priority: 110
        protocol: 'Tcp'
        from: [network.jumpHostPrefix]
        to: ['AzureActiveDirectory']
        ports: ['443']
      }
      {
        name: 'allow-dns-udp'
        why: 'Names are resolved by the firewall\'s DNS proxy, so that it and its clients see the same answer.'
        priority: 210
        protocol: 'Udp'
        from: [network.jumpHostPrefix]
        to: [firewall.privateAddress]
        ports: ['53']
      }
      {
        name: 'allow-dns-tcp'
        why: 'Names are resolved by the firewall\'s DNS proxy, so that it and its clients see the same answer.'
        priority: 211
        protocol: 'Tcp'
        from: [network.jumpHostPrefix]
        to: [firewall.privateAddress]
        ports: ['53']
      }
    ]
  }
  resolver: {
    inbound: [
      {
        name: 'allow-queries-udp'
        why: 'Users and DNS servers on premises ask for private endpoints.'
        priority: 100
        protocol: 'Udp'
        from: [vpnUsers.pool, ...onPremises]
        to: [network.resolverInboundPrefix]
        ports: ['53']
      }
      {
        name: 'allow-queries-tcp'
        why: 'Users and DNS servers on premises ask for private endpoints.'
        priority: 101
        protocol: 'Tcp'
        from: [vpnUsers.pool, ...onPremises]
        to: [network.resolverInboundPrefix]
        ports: ['53']
      }
    ]
    outbound: [
      {
        name: 'allow-forwarding-udp'
        why: 'Names on premises are asked of the servers there.'
        priority: 100
        protocol: 'Udp'
        from: [network.resolverOutboundPrefix]
        to: ['10.0.0.53', '10.32.0.53']
        ports: ['53']
      }
      {
        name: 'allow-forwarding-tcp'
        why: 'Names on premises are asked of the servers there.'
        priority: 101
        protocol: 'Tcp'
        from: [network.resolverOutboundPrefix]
        to: ['10.0.0.53', '10.32.0.53']
        ports: ['53']
      }
    ]
  }
}

param services = {
  jumpHost: {
    disk: 'vm-lub-hub-system'
    interface: 'nic-lub-hub-jump-host'
    key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDRxFZpumoKi6LZVmuI4Fj9CJQkxN5Z7sdU64jHVFlo/'
    keysFile: '/home/steward/.ssh/authorized_keys'
    name: 'vm-lub-hub'
    size: 'Standard_D2s_v5'
    user: 'steward'
  }
  logAnalytics: {
    name: 'log-lub-hub-weu'
    retentionDays: 365
  }
  logStorageWeu: {
    location: 'westeurope'
    name: 'stloglubhubweuew4lp'
  }
  resolver: {
    inboundAddress: '10.128.0.132'
    name: 'dnspr-lub-hub-weu'
    ruleset: 'dnsfrs-lub-hub-weu'
  }
}

param vpnSites = {
  trading__floor_address: '198.51.100.10'
  trading__floor_asn: 64620
  trading__floor_name: 'lgw-lub-hub-trading-floor'
  trading__floor_peer: '172.20.255.1'
}

param vpnUsers = {
  audience: 'c632b3df-fb67-4d84-bdcf-b95ad541b5c8'
  issuer: 'https://sts.windows.net/51b0c6d4-8f3e-4a17-9d20-6c4e7f8a1b01/'
  pool: '172.16.0.0/22'
  tenant: 'https://login.microsoftonline.com/51b0c6d4-8f3e-4a17-9d20-6c4e7f8a1b01/'
}

param tags = {
  'business-service': 'analytics-platform'
  purpose: 'connectivity'
}
