using './main.bicep'

@description('Prefixes in use on premises.')
var onPremises = ['10.0.0.0/11', '192.168.0.0/16']

@description('Names of the firewall, its policy and its rule collection groups.')
var firewall = {
  prefix: '10.64.0.0/26'
}

param location = 'swedencentral'

param tenant = '3c9d2f10-5a67-4f0b-8f2e-6b1d9a7c0e01'

param access = {
  credit__risk__scientists: '6f0a4c58-1d3e-4b72-9c85-7e2d0b1a3f21'
  it__audit: '6f0a4c58-1d3e-4b72-9c85-7e2d0b1a3f23'
  ml__platform: '6f0a4c58-1d3e-4b72-9c85-7e2d0b1a3f22'
}

param compute = {
  cluster_cpu_idle: 'PT15M'
  cluster_cpu_maxNodes: 4
  cluster_cpu_name: 'cpu'
  cluster_cpu_size: 'Standard_D4s_v5'
  cluster_gpu_idle: 'PT10M'
  cluster_gpu_maxNodes: 2
  cluster_gpu_name: 'gpu'
  cluster_gpu_size: 'Standard_NC24ads_A100_v4'
  instance_ilind_idle: 'PT60M'
  instance_ilind_name: 'ci-ilind-uuynu'
  instance_ilind_size: 'Standard_D4s_v5'
  instance_ilind_user: '6f0a4c58-1d3e-4b72-9c85-7e2d0b1a3f11'
  instance_soberg_idle: 'PT60M'
  instance_soberg_name: 'ci-soberg-b3v5g'
  instance_soberg_size: 'Standard_E4s_v5'
  instance_soberg_user: '6f0a4c58-1d3e-4b72-9c85-7e2d0b1a3f12'
}

param dns = {
  group: 'rg-nsb-hub-dns'
  subscription: '9e2f7a31-0c4b-4d58-a6e1-5f3b8c7d2a01'
}

param endpoints = {
  storageBlob: 'pep-stnsbcreditriskdev7ag2l-blob'
  storageFile: 'pep-stnsbcreditriskdev7ag2l-file'
}

param flowLogs = {
  name: 'flow-nsb-credit-risk-dev'
  watcher: 'NetworkWatcher_swedencentral'
}

param groups = {
  network: 'rg-nsb-credit-risk-dev-network'
  watcher: 'NetworkWatcherRG'
  watcherLocation: 'swedencentral'
  workload: 'rg-nsb-credit-risk-dev-workload'
}

param hub = {
  firewallAddress: '10.64.0.4'
  group: 'rg-nsb-hub-network'
  network: 'vnet-nsb-hub-sdc'
  networkId: '/subscriptions/9e2f7a31-0c4b-4d58-a6e1-5f3b8c7d2a01/resourceGroups/rg-nsb-hub-network/providers/Microsoft.Network/virtualNetworks/vnet-nsb-hub-sdc'
  subscription: '9e2f7a31-0c4b-4d58-a6e1-5f3b8c7d2a01'
}

param identities = {
  clusterIdentity: 'id-nsb-credit-risk-dev-cluster-sdc'
  workspaceIdentity: 'id-nsb-credit-risk-dev-workspace-sdc'
}

param logs = {
  flowIdentityId: '/subscriptions/9e2f7a31-0c4b-4d58-a6e1-5f3b8c7d2a01/resourceGroups/rg-nsb-hub-monitoring/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-nsb-hub-flow-logs-sdc'
  flowStorageId: '/subscriptions/9e2f7a31-0c4b-4d58-a6e1-5f3b8c7d2a01/resourceGroups/rg-nsb-hub-monitoring/providers/Microsoft.Storage/storageAccounts/stlognsbhubsdc3vfxh'
  logAnalyticsId: '/subscriptions/9e2f7a31-0c4b-4d58-a6e1-5f3b8c7d2a01/resourceGroups/rg-nsb-hub-monitoring/providers/Microsoft.OperationalInsights/workspaces/log-nsb-hub-sdc'
}

param network = {
  addressSpace: '10.64.4.0/24'
  agentsPrefix: '10.64.4.32/28'
  agentsSecurityGroup: 'nsg-nsb-credit-risk-dev-agents-sdc'
  computePrefix: '10.64.4.48/28'
  computeSecurityGroup: 'nsg-nsb-credit-risk-dev-compute-sdc'
  endpointPolicy: 'sep-nsb-credit-risk-dev-sdc'
  endpointsPrefix: '10.64.4.0/27'
  endpointsSecurityGroup: 'nsg-nsb-credit-risk-dev-endpoints-sdc'
  name: 'vnet-nsb-credit-risk-dev-sdc'
  routeTable: 'rt-nsb-credit-risk-dev-sdc'
}

param peerings = {
  fromHub: {
    name: 'peer-hub-to-credit-risk-dev'
    allowForwardedTraffic: false
    allowGatewayTransit: true
    useRemoteGateways: false
  }
  toHub: {
    name: 'peer-credit-risk-dev-to-hub'
    allowForwardedTraffic: true
    allowGatewayTransit: false
    useRemoteGateways: true
  }
}

param privateEndpoints = {
  keyVault: [
    {
      name: 'pep-kv-nsb-cr-dev-m4ajo-vault'
      interface: 'nic-kv-nsb-cr-dev-m4ajo-vault'
      groupId: 'vault'
      zones: ['privatelink.vaultcore.azure.net']
    }
  ]
  registry: [
    {
      name: 'pep-crnsbcreditriskdevxrsxo-registry'
      interface: 'nic-crnsbcreditriskdevxrsxo-registry'
      groupId: 'registry'
      zones: ['privatelink.azurecr.io']
    }
  ]
  storage: [
    {
      name: endpoints.storageBlob
      interface: 'nic-stnsbcreditriskdev7ag2l-blob'
      groupId: 'blob'
      zones: ['privatelink.blob.core.windows.net']
    }
    {
      name: endpoints.storageFile
      interface: 'nic-stnsbcreditriskdev7ag2l-file'
      groupId: 'file'
      zones: ['privatelink.file.core.windows.net']
    }
    {
      name: 'pep-stnsbcreditriskdev7ag2l-queue'
      interface: 'nic-stnsbcreditriskdev7ag2l-queue'
      groupId: 'queue'
      zones: ['privatelink.queue.core.windows.net']
    }
    {
      name: 'pep-stnsbcreditriskdev7ag2l-table'
      interface: 'nic-stnsbcreditriskdev7ag2l-table'
      groupId: 'table'
      zones: ['privatelink.table.core.windows.net']
    }
  ]
  workspace: [
    {
      name: 'pep-mlw-nsb-credit-risk-dev-amlworkspace'
      interface: 'nic-mlw-nsb-credit-risk-dev-amlworkspace'
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
      {
        name: 'allow-egress-build-agents'
        why: 'build-agents: Self-hosted agents fetch their jobs from Azure DevOps.'
        priority: 1000
        protocol: 'Tcp'
        from: [network.agentsPrefix]
        to: ['Internet']
        ports: ['443']
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
        to: ['BatchNodeManagement.swedencentral']
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
        to: ['Storage.swedencentral']
        ports: ['443']
      }
      {
        name: 'allow-microsoft-images'
        why: 'Microsoft\'s base images and curated environments.'
        priority: 170
        protocol: 'Tcp'
        from: [network.computePrefix]
        to: ['MicrosoftContainerRegistry.swedencentral']
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
        name: 'allow-egress-python-feed'
        why: 'python-feed: Approved Python packages from the bank\'s own feed.'
        priority: 1010
        protocol: 'Tcp'
        from: [network.computePrefix]
        to: onPremises
        ports: ['443']
      }
      {
        name: 'allow-egress-scoring-bureau'
        why: 'scoring-bureau: Daily file of bureau scores, agreement 2024-118.'
        priority: 1020
        protocol: 'Tcp'
        from: [network.computePrefix]
        to: ['198.51.100.16/28']
        ports: ['8443']
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
    name: 'appi-nsb-credit-risk-dev-sdc'
  }
  keyVault: {
    name: 'kv-nsb-cr-dev-m4ajo'
  }
  registry: {
    name: 'crnsbcreditriskdevxrsxo'
  }
  storage: {
    name: 'stnsbcreditriskdev7ag2l'
  }
  workspace: {
    friendlyName: 'credit-risk-dev (dev)'
    imageBuildCompute: 'cpu'
    name: 'mlw-nsb-credit-risk-dev'
  }
}

param tags = {
  'business-service': 'analytics-platform'
  'cost-center': '4711'
  criticality: 'low'
  'data-owner': 'credit-risk'
  environment: 'dev'
  'landing-zone': 'credit-risk-dev'
  purpose: 'machine-learning'
}
