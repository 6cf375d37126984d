using './main.bicep'

@description('Prefixes of landing zones: of the network, and of its subnets.')
var landingZones = {
  lake: {
    endpoints: '10.128.5.0/27'
  }
}

@description('Prefixes in use on premises.')
var onPremises = ['10.0.0.0/10', '172.20.0.0/14']

@description('Names of the firewall, its policy and its rule collection groups.')
var firewall = {
  prefix: '10.128.0.0/26'
}

param location = 'westeurope'

param tenant = '51b0c6d4-8f3e-4a17-9d20-6c4e7f8a1b01'

param compute = {
  cluster_cpu_idle: 'PT15M'
  cluster_cpu_maxNodes: 20
  cluster_cpu_name: 'cpu'
  cluster_cpu_size: 'Standard_D16s_v5'
}

param dns = {
  group: 'rg-lub-hub-dns'
  subscription: '4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01'
}

param endpoints = {
  storageBlob: 'pep-stlubpricingusqto-blob'
  storageFile: 'pep-stlubpricingusqto-file'
}

param flowLogs = {
  name: 'flow-lub-pricing'
  watcher: 'NetworkWatcher_westeurope'
}

param groups = {
  network: 'rg-lub-pricing-network'
  watcher: 'NetworkWatcherRG'
  watcherLocation: 'westeurope'
  workload: 'rg-lub-pricing-workload'
}

param hub = {
  firewallAddress: '10.128.0.4'
  group: 'rg-lub-hub-network'
  network: 'vnet-lub-hub-weu'
  networkId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-network/providers/Microsoft.Network/virtualNetworks/vnet-lub-hub-weu'
  subscription: '4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01'
}

param identities = {
  clusterIdentity: 'id-lub-pricing-cluster-weu'
  workspaceIdentity: 'id-lub-pricing-workspace-weu'
}

param logs = {
  flowIdentityId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-monitoring/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-lub-hub-flow-logs-weu'
  flowStorageId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-monitoring/providers/Microsoft.Storage/storageAccounts/stloglubhubweuew4lp'
  logAnalyticsId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-monitoring/providers/Microsoft.OperationalInsights/workspaces/log-lub-hub-weu'
}

param network = {
  addressSpace: '10.128.6.0/24'
  agentsPrefix: '10.128.6.64/28'
  agentsSecurityGroup: 'nsg-lub-pricing-agents-weu'
  computePrefix: '10.128.6.0/27'
  computeSecurityGroup: 'nsg-lub-pricing-compute-weu'
  endpointPolicy: 'sep-lub-pricing-weu'
  endpointsPrefix: '10.128.6.32/27'
  endpointsSecurityGroup: 'nsg-lub-pricing-endpoints-weu'
  name: 'vnet-lub-pricing-weu'
  routeTable: 'rt-lub-pricing-weu'
}

param peerings = {
  fromHub: {
    name: 'peer-hub-to-pricing'
    allowForwardedTraffic: false
    allowGatewayTransit: true
    useRemoteGateways: false
  }
  toHub: {
    name: 'peer-pricing-to-hub'
    allowForwardedTraffic: true
    allowGatewayTransit: false
    useRemoteGateways: true
  }
}

param privateEndpoints = {
  keyVault: [
    {
      name: 'pep-kv-lub-pricing-qdlei-vault'
      interface: 'nic-kv-lub-pricing-qdlei-vault'
      groupId: 'vault'
      zones: ['privatelink.vaultcore.azure.net']
    }
  ]
  registry: [
    {
      name: 'pep-crlubpricingpa4el-registry'
      interface: 'nic-crlubpricingpa4el-registry'
      groupId: 'registry'
      zones: ['privatelink.azurecr.io']
    }
  ]
  storage: [
    {
      name: endpoints.storageBlob
      interface: 'nic-stlubpricingusqto-blob'
      groupId: 'blob'
      zones: ['privatelink.blob.core.windows.net']
    }
    {
      name: endpoints.storageFile
      interface: 'nic-stlubpricingusqto-file'
      groupId: 'file'
      zones: ['privatelink.file.core.windows.net']
    }
    {
      name: 'pep-stlubpricingusqto-queue'
      interface: 'nic-stlubpricingusqto-queue'
      groupId: 'queue'
      zones: ['privatelink.queue.core.windows.net']
    }
    {
      name: 'pep-stlubpricingusqto-table'
      interface: 'nic-stlubpricingusqto-table'
      groupId: 'table'
      zones: ['privatelink.table.core.windows.net']
    }
  ]
  workspace: [
    {
      name: 'pep-mlw-lub-pricing-amlworkspace'
      interface: 'nic-mlw-lub-pricing-amlworkspace'
      groupId: 'amlworkspace'
      zones: ['privatelink.api.azureml.ms', 'privatelink.notebooks.azure.net']
    }
  ]
}

param securityRules = {
  agents: {
    inbound: []
    outbound: [
      {
        name: 'allow-private-endpoints'
        why: 'Workspace, storage, vault and registry are reached through their private endpoints.'
        priority: 100
        protocol: 'Tcp'
        from: [network.agentsPrefix]
        to: [network.endpointsPrefix]
        ports: ['443']
      }
      {
        name: 'allow-entra-sign-in'
        why: 'Sign-in and tokens; port 80 is on Microsoft\'s list.'
        priority: 110
        protocol: 'Tcp'
        from: [network.agentsPrefix]
        to: ['AzureActiveDirectory']
        ports: ['80', '443']
      }
      {
        name: 'allow-resource-manager'
        why: 'Jobs and agents read and create Azure resources.'
        priority: 150
        protocol: 'Tcp'
        from: [network.agentsPrefix]
        to: ['AzureResourceManager']
        ports: ['443']
      }
      {
        name: 'allow-dns-udp'
        why: 'Names are resolved by the firewall\'s DNS proxy, so that it and its clients see the same answer.'
        priority: 210
        protocol: 'Udp'
        from: [network.agentsPrefix]
        to: [hub.firewallAddress]
        ports: ['53']
      }
      {
        name: 'allow-dns-tcp'
        why: 'Names are resolved by the firewall\'s DNS proxy, so that it and its clients see the same answer.'
        priority: 211
        protocol: 'Tcp'
        from: [network.agentsPrefix]
        to: [hub.firewallAddress]
        ports: ['53']
      }
    ]
  }
  compute: {
    inbound: [
      {
        name: 'allow-cluster-nodes-inbound'
        why: 'Nodes of one cluster exchange gradients on ports chosen at run time; MPI over SSH stays closed.'
        priority: 105
        protocol: 'Tcp'
        from: [network.computePrefix]
        to: [network.computePrefix]
        ports: ['1024-65535']
      }
    ]
    outbound: [
      {
        name: 'allow-private-endpoints'
        why: 'Workspace, storage, vault and registry are reached through their private endpoints; 445 mounts the file share.'
        priority: 100
        protocol: 'Tcp'
        from: [network.computePrefix]
        to: [network.endpointsPrefix]
        ports: ['443', '445']
      }
      {
        name: 'allow-cluster-nodes-outbound'
        why: 'Nodes of one cluster exchange gradients on ports chosen at run time; MPI over SSH stays closed.'
        priority: 105
        protocol: 'Tcp'
        from: [network.computePrefix]
        to: [network.computePrefix]
        ports: ['1024-65535']
      }
      {
        name: 'allow-entra-sign-in'
        why: 'Sign-in and tokens; port 80 is on Microsoft\'s list.'
        priority: 110
        protocol: 'Tcp'
        from: [network.computePrefix]
        to: ['AzureActiveDirectory']
        ports: ['80', '443']
      }
      {
        name: 'allow-azure-ml'
        why: 'Azure ML control and data; 18881 is code completion in notebooks.'
        priority: 120
        protocol: 'Tcp'
        from: [network.computePrefix]
        to: ['AzureMachineLearning']
        ports: ['443', '18881']
      }
      {
        name: 'allow-azure-ml-management'
        why: 'Management channel that creates, updates and deletes compute instances.'
        priority: 130
        protocol: 'Udp'
        from: [network.computePrefix]
        to: ['AzureMachineLearning']
        ports: ['5831']
      }
      {
        name: 'allow-batch-nodes'
        why: 'Azure Batch runs the nodes; Microsoft asks for protocol Any.'
        priority: 140
        protocol: '*'
        from: [network.computePrefix]
        to: ['BatchNodeManagement.westeurope']
        ports: ['443']
      }
      {
        name: 'allow-resource-manager'
        why: 'Jobs and agents read and create Azure resources.'
        priority: 150
        protocol: 'Tcp'
        from: [network.computePrefix]
        to: ['AzureResourceManager']
        ports: ['443']
      }
      {
        name: 'allow-storage'
        why: 'Batch\'s own accounts; a service endpoint policy admits these and the workspace\'s account only.'
        priority: 160
        protocol: 'Tcp'
        from: [network.computePrefix]
        to: ['Storage.westeurope']
        ports: ['443']
      }
      {
        name: 'allow-microsoft-images'
        why: 'Microsoft\'s base images and curated environments.'
        priority: 170
        protocol: 'Tcp'
        from: [network.computePrefix]
        to: ['MicrosoftContainerRegistry.westeurope']
        ports: ['443']
      }
      {
        name: 'allow-microsoft-images-cdn'
        why: 'Delivers the layers of Microsoft\'s images.'
        priority: 175
        protocol: 'Tcp'
        from: [network.computePrefix]
        to: ['AzureFrontDoor.FirstParty']
        ports: ['443']
      }
      {
        name: 'allow-studio-and-automl'
        why: 'Studio and AutoML by host name; the firewall admits no other Front Door customer.'
        priority: 180
        protocol: 'Tcp'
        from: [network.computePrefix]
        to: ['AzureFrontDoor.FrontEnd']
        ports: ['443']
      }
      {
        name: 'allow-monitor'
        why: 'Metrics and Application Insights; there is no private link scope for Azure Monitor.'
        priority: 190
        protocol: 'Tcp'
        from: [network.computePrefix]
        to: ['AzureMonitor']
        ports: ['443']
      }
      {
        name: 'allow-dns-udp'
        why: 'Names are resolved by the firewall\'s DNS proxy, so that it and its clients see the same answer.'
        priority: 210
        protocol: 'Udp'
        from: [network.computePrefix]
        to: [hub.firewallAddress]
        ports: ['53']
      }
      {
        name: 'allow-dns-tcp'
        why: 'Names are resolved by the firewall\'s DNS proxy, so that it and its clients see the same answer.'
        priority: 211
        protocol: 'Tcp'
        from: [network.computePrefix]
        to: [hub.firewallAddress]
        ports: ['53']
      }
      {
        name: 'allow-lake-lake'
        why: 'lake: Pricing models read curated market data.'
        priority: 301
        protocol: 'Tcp'
        from: [network.computePrefix]
        to: [landingZones.lake.endpoints]
        ports: ['443']
      }
      {
        name: 'allow-egress-python-feed'
        why: 'python-feed: Approved Python packages from the bank\'s own feed.'
        priority: 1000
        protocol: 'Tcp'
        from: [network.computePrefix]
        to: onPremises
        ports: ['443']
      }
    ]
  }
  endpoints: {
    inbound: [
      {
        name: 'allow-compute'
        why: 'Clusters and instances use the private endpoints; 445 mounts the file share.'
        priority: 100
        protocol: 'Tcp'
        from: [network.computePrefix]
        to: [network.endpointsPrefix]
        ports: ['443', '445']
      }
      {
        name: 'allow-agents'
        why: 'Build agents use the private endpoints.'
        priority: 110
        protocol: 'Tcp'
        from: [network.agentsPrefix]
        to: [network.endpointsPrefix]
        ports: ['443']
      }
      {
        name: 'allow-users'
        why: 'Users come through the firewall, which puts its address in place of theirs, so that replies return to it.'
        priority: 120
        protocol: 'Tcp'
        from: [firewall.prefix]
        to: [network.endpointsPrefix]
        ports: ['443']
      }
    ]
    outbound: []
  }
}

param services = {
  insights: {
    name: 'appi-lub-pricing-weu'
  }
  keyVault: {
    name: 'kv-lub-pricing-qdlei'
  }
  registry: {
    name: 'crlubpricingpa4el'
  }
  storage: {
    name: 'stlubpricingusqto'
  }
  workspace: {
    friendlyName: 'pricing (prod)'
    imageBuildCompute: 'cpu'
    name: 'mlw-lub-pricing'
  }
}

param tags = {
  'business-service': 'analytics-platform'
  criticality: 'high'
  environment: 'prod'
  'landing-zone': 'pricing'
  purpose: 'machine-learning'
}
