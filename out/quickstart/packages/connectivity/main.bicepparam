using './main.bicep'

@description('Prefixes of landing zones: of the network, and of its subnets.')
var landingZones = {
  'credit-risk': {
    compute: '10.40.4.48/28'
    agents: '10.40.4.32/28'
  }
}

param dnsZones = [
  'privatelink.api.azureml.ms'
  'privatelink.azurecr.io'
  'privatelink.blob.core.windows.net'
  'privatelink.file.core.windows.net'
  'privatelink.notebooks.azure.net'
  'privatelink.queue.core.windows.net'
  'privatelink.table.core.windows.net'
  'privatelink.vaultcore.azure.net'
]

param location = 'westeurope'

param ruleGroups = [
  {
    name: 'rcg-hscu-hub-zones-00'
    priority: 1000
    collections: [
      {
        name: 'allow-network-credit-risk'
        priority: 1000
        network: [
          {
            name: 'entra-sign-in'
            why: 'Sign-in and tokens; port 80 is on Microsoft\'s list.'
            from: [landingZones['credit-risk'].compute, landingZones['credit-risk'].agents]
            to: ['AzureActiveDirectory']
            protocols: ['TCP']
            ports: ['80', '443']
          }
          {
            name: 'azure-ml'
            why: 'Azure ML control and data; 18881 is code completion in notebooks.'
            from: [landingZones['credit-risk'].compute]
            to: ['AzureMachineLearning']
            protocols: ['TCP']
            ports: ['443', '18881']
          }
          {
            name: 'azure-ml-management'
            why: 'Management channel that creates, updates and deletes compute instances.'
            from: [landingZones['credit-risk'].compute]
            to: ['AzureMachineLearning']
            protocols: ['UDP']
            ports: ['5831']
          }
          {
            name: 'batch-nodes'
            why: 'Azure Batch runs the nodes; Microsoft asks for protocol Any.'
            from: [landingZones['credit-risk'].compute]
            to: ['BatchNodeManagement.westeurope']
            protocols: ['Any']
            ports: ['443']
          }
          {
            name: 'resource-manager'
            why: 'Jobs and agents read and create Azure resources.'
            from: [landingZones['credit-risk'].compute, landingZones['credit-risk'].agents]
            to: ['AzureResourceManager']
            protocols: ['TCP']
            ports: ['443']
          }
          {
            name: 'microsoft-images'
            why: 'Microsoft\'s base images and curated environments.'
            from: [landingZones['credit-risk'].compute]
            to: ['MicrosoftContainerRegistry.westeurope']
            protocols: ['TCP']
            ports: ['443']
          }
          {
            name: 'microsoft-images-cdn'
            why: 'Delivers the layers of Microsoft\'s images.'
            from: [landingZones['credit-risk'].compute]
            to: ['AzureFrontDoor.FirstParty']
            protocols: ['TCP']
            ports: ['443']
          }
          {
            name: 'monitor'
            why: 'Metrics and Application Insights; there is no private link scope for Azure Monitor.'
            from: [landingZones['credit-risk'].compute]
            to: ['AzureMonitor']
            protocols: ['TCP']
            ports: ['443']
          }
        ]
      }
      {
        name: 'allow-hosts-credit-risk'
        priority: 2000
        hosts: [
          {
            name: 'studio-and-automl'
            why: 'Studio and AutoML by host name; the firewall admits no other Front Door customer.'
            from: [landingZones['credit-risk'].compute]
            toHosts: ['ml.azure.com', 'automlresources-prod-d0eaehh7g8andvav.b02.azurefd.net']
            protocols: ['Https:443']
          }
        ]
      }
    ]
  }
  {
    name: 'rcg-hscu-hub-egress'
    priority: 10000
    collections: [
      {
        name: 'allow-hosts-egress'
        priority: 2000
        hosts: [
          {
            name: 'python-feed'
            why: 'python-feed: Approved Python packages from the institution\'s own feed.'
            from: [landingZones['credit-risk'].compute]
            toHosts: ['packages.harbourstreet.example']
            protocols: ['Https:443']
          }
        ]
      }
    ]
  }
]

param firewall = {
  name: 'afw-hscu-hub-weu'
  policyName: 'afwp-hscu-hub-weu'
  publicIpName: 'pip-hscu-hub-firewall-weu'
  tier: 'Premium'
}

param flowLogs = {
  name: 'flow-hscu-hub'
  watcher: 'NetworkWatcher_westeurope'
}

param groups = {
  dns: 'rg-hscu-hub-dns'
  monitoring: 'rg-hscu-hub-monitoring'
  network: 'rg-hscu-hub-network'
  watcher: 'NetworkWatcherRG'
  watcherLocation: 'westeurope'
}

param identities = {
  flowLogIdentity: 'id-hscu-hub-flow-logs-weu'
}

param network = {
  addressSpace: '10.40.0.0/22'
  firewallPrefix: '10.40.0.0/26'
  gatewayPrefix: '10.40.0.64/26'
  name: 'vnet-hscu-hub-weu'
  resolverInboundPrefix: '10.40.0.128/28'
  resolverOutboundPrefix: '10.40.0.144/28'
  resolverSecurityGroup: 'nsg-hscu-hub-resolver-weu'
}

param securityRules = {
  resolver: {
    inbound: []
    outbound: []
  }
}

param services = {
  logAnalytics: {
    name: 'log-hscu-hub-weu'
    retentionDays: 365
  }
  logStorageWeu: {
    location: 'westeurope'
    name: 'stloghscuhubweuzmjwh'
  }
}

param tags = {
  purpose: 'connectivity'
}
