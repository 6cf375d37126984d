using './main.bicep'

@description('Prefixes of landing zones: of the network, and of its subnets.')
var landingZones = {
  'credit-risk-dev': {
    network: '10.64.4.0/24'
    compute: '10.64.4.48/28'
    agents: '10.64.4.32/28'
    endpoints: '10.64.4.0/27'
  }
  'credit-risk-prod': {
    network: '10.64.5.0/24'
    compute: '10.64.5.0/26'
    agents: '10.64.5.96/28'
    endpoints: '10.64.5.64/27'
  }
}

@description('Prefixes in use on premises.')
var onPremises = ['10.0.0.0/11', '192.168.0.0/16']

param authorizationKey_datacentre = az.getSecret(
  '9e2f7a31-0c4b-4d58-a6e1-5f3b8c7d2a01',
  'rg-nsb-secrets',
  'kv-nsb-network',
  'erc-nsb-stockholm'
)

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

param location = 'swedencentral'

param routes = [
  {
    name: 'credit-risk-dev-to-firewall'
    to: landingZones['credit-risk-dev'].network
  }
  {
    name: 'credit-risk-prod-to-firewall'
    to: landingZones['credit-risk-prod'].network
  }
]

param ruleGroups = [
  {
    name: 'rcg-nsb-hub-zones-00'
    priority: 1000
    collections: [
      {
        name: 'allow-network-credit-risk-dev'
        priority: 1000
        network: [
          {
            name: 'entra-sign-in'
            why: 'Sign-in and tokens; port 80 is on Microsoft\'s list.'
            from: [landingZones['credit-risk-dev'].compute, landingZones['credit-risk-dev'].agents]
            to: ['AzureActiveDirectory']
            protocols: ['TCP']
            ports: ['80', '443']
          }
          {
            name: 'azure-ml'
            why: 'Azure ML control and data; 18881 is code completion in notebooks.'
            from: [landingZones['credit-risk-dev'].compute]
            to: ['AzureMachineLearning']
            protocols: ['TCP']
            ports: ['443', '18881']
          }
          {
            name: 'azure-ml-management'
            why: 'Management channel that creates, updates and deletes compute instances.'
            from: [landingZones['credit-risk-dev'].compute]
            to: ['AzureMachineLearning']
            protocols: ['UDP']
            ports: ['5831']
          }
          {
            name: 'batch-nodes'
            why: 'Azure Batch runs the nodes; Microsoft asks for protocol Any.'
            from: [landingZones['credit-risk-dev'].compute]
            to: ['BatchNodeManagement.swedencentral']
            protocols: ['Any']
            ports: ['443']
          }
          {
            name: 'resource-manager'
            why: 'Jobs and agents read and create Azure resources.'
            from: [landingZones['credit-risk-dev'].compute, landingZones['credit-risk-dev'].agents]
            to: ['AzureResourceManager']
            protocols: ['TCP']
            ports: ['443']
          }
          {
            name: 'microsoft-images'
            why: 'Microsoft\'s base images and curated environments.'
            from: [landingZones['credit-risk-dev'].compute]
            to: ['MicrosoftContainerRegistry.swedencentral']
            protocols: ['TCP']
            ports: ['443']
          }
          {
            name: 'microsoft-images-cdn'
            why: 'Delivers the layers of Microsoft\'s images.'
            from: [landingZones['credit-risk-dev'].compute]
            to: ['AzureFrontDoor.FirstParty']
            protocols: ['TCP']
            ports: ['443']
          }
          {
            name: 'monitor'
            why: 'Metrics and Application Insights; there is no private link scope for Azure Monitor.'
            from: [landingZones['credit-risk-dev'].compute]
            to: ['AzureMonitor']
            protocols: ['TCP']
            ports: ['443']
          }
        ]
      }
      {
        name: 'allow-hosts-credit-risk-dev'
        priority: 2000
        hosts: [
          {
            name: 'studio-and-automl'
            why: 'Studio and AutoML by host name; the firewall admits no other Front Door customer.'
            from: [landingZones['credit-risk-dev'].compute]
            toHosts: ['ml.azure.com', 'automlresources-prod-d0eaehh7g8andvav.b02.azurefd.net']
            protocols: ['Https:443']
          }
        ]
      }
      {
        name: 'allow-network-credit-risk-prod'
        priority: 1010
        network: [
          {
            name: 'entra-sign-in'
            why: 'Sign-in and tokens; port 80 is on Microsoft\'s list.'
            from: [landingZones['credit-risk-prod'].compute, landingZones['credit-risk-prod'].agents]
            to: ['AzureActiveDirectory']
            protocols: ['TCP']
            ports: ['80', '443']
          }
          {
            name: 'azure-ml'
            why: 'Azure ML control and data; 18881 is code completion in notebooks.'
            from: [landingZones['credit-risk-prod'].compute]
            to: ['AzureMachineLearning']
            protocols: ['TCP']
            ports: ['443', '18881']
          }
          {
            name: 'azure-ml-management'
            why: 'Management channel that creates, updates and deletes compute instances.'
            from: [landingZones['credit-risk-prod'].compute]
            to: ['AzureMachineLearning']
            protocols: ['UDP']
            ports: ['5831']
          }
          {
            name: 'batch-nodes'
            why: 'Azure Batch runs the nodes; Microsoft asks for protocol Any.'
            from: [landingZones['credit-risk-prod'].compute]
            to: ['BatchNodeManagement.swedencentral']
            protocols: ['Any']
            ports: ['443']
          }
          {
            name: 'resource-manager'
            why: 'Jobs and agents read and create Azure resources.'
            from: [landingZones['credit-risk-prod'].compute, landingZones['credit-risk-prod'].agents]
            to: ['AzureResourceManager']
            protocols: ['TCP']
            ports: ['443']
          }
          {
            name: 'microsoft-images'
            why: 'Microsoft\'s base images and curated environments.'
            from: [landingZones['credit-risk-prod'].compute]
            to: ['MicrosoftContainerRegistry.swedencentral']
            protocols: ['TCP']
            ports: ['443']
          }
          {
            name: 'microsoft-images-cdn'
            why: 'Delivers the layers of Microsoft\'s images.'
            from: [landingZones['credit-risk-prod'].compute]
            to: ['AzureFrontDoor.FirstParty']
            protocols: ['TCP']
            ports: ['443']
          }
          {
            name: 'monitor'
            why: 'Metrics and Application Insights; there is no private link scope for Azure Monitor.'
            from: [landingZones['credit-risk-prod'].compute]
            to: ['AzureMonitor']
            protocols: ['TCP']
            ports: ['443']
          }
        ]
      }
      {
        name: 'allow-hosts-credit-risk-prod'
        priority: 2010
        hosts: [
          {
            name: 'studio-and-automl'
            why: 'Studio and AutoML by host name; the firewall admits no other Front Door customer.'
            from: [landingZones['credit-risk-prod'].compute]
            toHosts: ['ml.azure.com', 'automlresources-prod-d0eaehh7g8andvav.b02.azurefd.net']
            protocols: ['Https:443']
          }
        ]
      }
    ]
  }
  {
    name: 'rcg-nsb-hub-egress'
    priority: 10000
    collections: [
      {
        name: 'allow-network-egress'
        priority: 1000
        network: [
          {
            name: 'scoring-bureau'
            why: 'scoring-bureau: Daily file of bureau scores, agreement 2024-118.'
            from: [landingZones['credit-risk-dev'].compute, landingZones['credit-risk-prod'].compute]
            to: ['198.51.100.16/28']
            protocols: ['TCP']
            ports: ['8443']
          }
        ]
      }
      {
        name: 'allow-hosts-egress'
        priority: 2000
        hosts: [
          {
            name: 'build-agents'
            why: 'build-agents: Self-hosted agents fetch their jobs from Azure DevOps.'
            from: [landingZones['credit-risk-dev'].agents, landingZones['credit-risk-prod'].agents]
            toHosts: ['dev.azure.com', '*.dev.azure.com', 'vssps.visualstudio.com']
            protocols: ['Https:443']
          }
          {
            name: 'python-feed'
            why: 'python-feed: Approved Python packages from the bank\'s own feed.'
            from: [landingZones['credit-risk-dev'].compute, landingZones['credit-risk-prod'].compute]
            toHosts: ['packages.norrlandsavings.example']
            protocols: ['Https:443']
          }
        ]
      }
    ]
  }
  {
    name: 'rcg-nsb-hub-users'
    priority: 20000
    collections: [
      {
        name: 'allow-users'
        priority: 1000
        network: [
          {
            name: 'users-to-credit-risk-dev'
            why: 'Users reach the private endpoints of landing zone credit-risk-dev.'
            from: [vpnUsers.pool, ...onPremises]
            to: [landingZones['credit-risk-dev'].endpoints]
            protocols: ['TCP']
            ports: ['443']
          }
          {
            name: 'users-to-credit-risk-prod'
            why: 'Users reach the private endpoints of landing zone credit-risk-prod.'
            from: [vpnUsers.pool, ...onPremises]
            to: [landingZones['credit-risk-prod'].endpoints]
            protocols: ['TCP']
            ports: ['443']
          }
        ]
      }
    ]
  }
]

param access = {
  it__audit: '6f0a4c58-1d3e-4b72-9c85-7e2d0b1a3f23'
  network__operations: '6f0a4c58-1d3e-4b72-9c85-7e2d0b1a3f24'
}

param expressRoute = {
  circuit_datacentre: '/subscriptions/9e2f7a31-0c4b-4d58-a6e1-5f3b8c7d2a09/resourceGroups/rg-nsb-lines/providers/Microsoft.Network/expressRouteCircuits/erc-nsb-stockholm'
}

param firewall = {
  name: 'afw-nsb-hub-sdc'
  policyName: 'afwp-nsb-hub-sdc'
  privateAddress: '10.64.0.4'
  privateRanges: [vpnUsers.pool, ...onPremises]
  publicIpName: 'pip-nsb-hub-firewall-sdc'
  tier: 'Premium'
}

param flowLogs = {
  name: 'flow-nsb-hub'
  watcher: 'NetworkWatcher_swedencentral'
}

param gateways = {
  expressRoute: 'ergw-nsb-hub-sdc'
  line_datacentre: 'con-nsb-hub-datacentre'
  vpn: 'vgw-nsb-hub-sdc'
  vpnFirst: 'pip-nsb-hub-vpn-first-sdc'
  vpnSecond: 'pip-nsb-hub-vpn-second-sdc'
  vpnUsers: 'pip-nsb-hub-vpn-users-sdc'
}

param groups = {
  dns: 'rg-nsb-hub-dns'
  monitoring: 'rg-nsb-hub-monitoring'
  network: 'rg-nsb-hub-network'
  watcher: 'NetworkWatcherRG'
  watcherLocation: 'swedencentral'
}

param identities = {
  flowLogIdentity: 'id-nsb-hub-flow-logs-sdc'
}

param network = {
  addressSpace: '10.64.0.0/22'
  firewallPrefix: '10.64.0.0/26'
  gatewayPrefix: '10.64.0.64/26'
  gatewayRouteTable: 'rt-nsb-hub-gateway-sdc'
  name: 'vnet-nsb-hub-sdc'
  resolverInboundPrefix: '10.64.0.128/28'
  resolverOutboundPrefix: '10.64.0.144/28'
  resolverSecurityGroup: 'nsg-nsb-hub-resolver-sdc'
}

param onPremisesDns = {
  domain_norrlandsavings_example: 'norrlandsavings.example.'
  server_10_0_0_53: '10.0.0.53'
  server_10_16_0_53: '10.16.0.53'
}

param securityRules = {
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
        to: ['10.0.0.53', '10.16.0.53']
        ports: ['53']
      }
      {
        name: 'allow-forwarding-tcp'
        why: 'Names on premises are asked of the servers there.'
        priority: 101
        protocol: 'Tcp'
        from: [network.resolverOutboundPrefix]
        to: ['10.0.0.53', '10.16.0.53']
        ports: ['53']
      }
    ]
  }
}

param services = {
  logAnalytics: {
    name: 'log-nsb-hub-sdc'
    retentionDays: 730
  }
  logStorageSdc: {
    location: 'swedencentral'
    name: 'stlognsbhubsdc3vfxh'
  }
  resolver: {
    inboundAddress: '10.64.0.132'
    name: 'dnspr-nsb-hub-sdc'
    ruleset: 'dnsfrs-nsb-hub-sdc'
  }
}

param vpnUsers = {
  audience: 'c632b3df-fb67-4d84-bdcf-b95ad541b5c8'
  issuer: 'https://sts.windows.net/3c9d2f10-5a67-4f0b-8f2e-6b1d9a7c0e01/'
  pool: '172.20.0.0/22'
  tenant: 'https://login.microsoftonline.com/3c9d2f10-5a67-4f0b-8f2e-6b1d9a7c0e01/'
}

param tags = {
  'business-service': 'analytics-platform'
  'cost-center': '4711'
  'data-owner': 'network-operations'
  purpose: 'connectivity'
}
