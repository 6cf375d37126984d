using './main.bicep'

@description('Prefixes in use on premises.')
var onPremises = ['10.0.0.0/14']

param location = 'westeurope'

param tenant = '7a1b6c1e-0d1a-4b52-9a57-3f0c2f5d9e01'

param access = {
  credit__risk__scientists: '5d1c7b70-4f2e-4a8e-9d7e-0c6a1b2f3e21'
}

param compute = {
  cluster_cpu_idle: 'PT15M'
  cluster_cpu_maxNodes: 4
  cluster_cpu_name: 'cpu'
  cluster_cpu_size: 'Standard_D4s_v5'
  instance_amoreau_idle: 'PT60M'
  instance_amoreau_name: 'ci-amoreau-pslpz'
  instance_amoreau_size: 'Standard_D4s_v5'
  instance_amoreau_user: '5d1c7b70-4f2e-4a8e-9d7e-0c6a1b2f3e11'
}

param dns = {
  group: 'rg-hscu-hub-dns'
  subscription: '1f0e5a4c-7d3b-4c55-8f61-2b9d7c3e4a01'
}

param endpoints = {
  storageBlob: 'pep-sthscucreditrisklaffz-blob'
  storageFile: 'pep-sthscucreditrisklaffz-file'
}

param flowLogs = {
  name: 'flow-hscu-credit-risk'
  watcher: 'NetworkWatcher_westeurope'
}

param groups = {
  network: 'rg-hscu-credit-risk-network'
  watcher: 'NetworkWatcherRG'
  watcherLocation: 'westeurope'
  workload: 'rg-hscu-credit-risk-workload'
}

param hub = {
  firewallAddress: '10.40.0.4'
  group: 'rg-hscu-hub-network'
  network: 'vnet-hscu-hub-weu'
  networkId: '/subscriptions/1f0e5a4c-7d3b-4c55-8f61-2b9d7c3e4a01/resourceGroups/rg-hscu-hub-network/providers/Microsoft.Network/virtualNetworks/vnet-hscu-hub-weu'
  subscription: '1f0e5a4c-7d3b-4c55-8f61-2b9d7c3e4a01'
}

param identities = {
  clusterIdentity: 'id-hscu-credit-risk-cluster-weu'
  workspaceIdentity: 'id-hscu-credit-risk-workspace-weu'
}

param logs = {
  flowIdentityId: '/subscriptions/1f0e5a4c-7d3b-4c55-8f61-2b9d7c3e4a01/resourceGroups/rg-hscu-hub-monitoring/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-hscu-hub-flow-logs-weu'
  flowStorageId: '/subscriptions/1f0e5a4c-7d3b-4c55-8f61-2b9d7c3e4a01/resourceGroups/rg-hscu-hub-monitoring/providers/Microsoft.Storage/storageAccounts/stloghscuhubweuzmjwh'
  logAnalyticsId: '/subscriptions/1f0e5a4c-7d3b-4c55-8f61-2b9d7c3e4a01/resourceGroups/rg-hscu-hub-monitoring/providers/Microsoft.OperationalInsights/workspaces/log-hscu-hub-weu'
}

param network = {
  addressSpace: '10.40.4.0/24'
  agentsPrefix: '10.40.4.32/28'
  agentsSecurityGroup: 'nsg-hscu-credit-risk-agents-weu'
  computePrefix: '10.40.4.48/28'
  computeSecurityGroup: 'nsg-hscu-credit-risk-compute-weu'
  endpointPolicy: 'sep-hscu-credit-risk-weu'
  endpointsPrefix: '10.40.4.0/27'
  endpointsSecurityGroup: 'nsg-hscu-credit-risk-endpoints-weu'
  name: 'vnet-hscu-credit-risk-weu'
  routeTable: 'rt-hscu-credit-risk-weu'
}

param peerings = {
  fromHub: {
    name: 'peer-hub-to-credit-risk'
    allowForwardedTraffic: false
    allowGatewayTransit: false
    useRemoteGateways: false
  }
  toHub: {
    name: 'peer-credit-risk-to-hub'
    allowForwardedTraffic: true
    allowGatewayTransit: false
    useRemoteGateways: false
  }
}

param privateEndpoints = {
  keyVault: [
    {
      name: 'pep-kv-hscu-c-risk-z2gln-vault'
      interface: 'nic-kv-hscu-c-risk-z2gln-vault'
      groupId: 'vault'
      zones: ['privatelink.vaultcore.azure.net']
    }
  ]
  registry: [
    {
      name: 'pep-crhscucreditrisk62wkh-registry'
      interface: 'nic-crhscucreditrisk62wkh-registry'
      groupId: 'registry'
      zones: ['privatelink.azurecr.io']
    }
  ]
  storage: [
    {
      name: endpoints.storageBlob
      interface: 'nic-sthscucreditrisklaffz-blob'
      groupId: 'blob'
      zones: ['privatelink.blob.core.windows.net']
    }
    {
      name: endpoints.storageFile
      interface: 'nic-sthscucreditrisklaffz-file'
      groupId: 'file'
      zones: ['privatelink.file.core.windows.net']
    }
    {
      name: 'pep-sthscucreditrisklaffz-queue'
      interface: 'nic-sthscucreditrisklaffz-queue'
      groupId: 'queue'
      zones: ['privatelink.queue.core.windows.net']
    }
    {
      name: 'pep-sthscucreditrisklaffz-table'
      interface: 'nic-sthscucreditrisklaffz-table'
      groupId: 'table'
      zones: ['privatelink.table.core.windows.net']
    }
  ]
  workspace: [
    {
      name: 'pep-mlw-hscu-credit-risk-amlworkspace'
      interface: 'nic-mlw-hscu-credit-risk-amlworkspace'
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
        name: 'allow-egress-python-feed'
        why: 'python-feed: Approved Python packages from the institution\'s own feed.'
        priority: 1000
        protocol: 'Tcp'
        from: [network.computePrefix]
        to: ['Internet']
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
        name: 'allow-on-premises'
        why: 'Users reach the workspace from on premises, once a gateway is there; this hub has none.'
        priority: 120
        protocol: 'Tcp'
        from: onPremises
        to: [network.endpointsPrefix]
        ports: ['443']
      }
    ]
    outbound: []
  }
}

param services = {
  insights: {
    name: 'appi-hscu-credit-risk-weu'
  }
  keyVault: {
    name: 'kv-hscu-c-risk-z2gln'
  }
  registry: {
    name: 'crhscucreditrisk62wkh'
  }
  storage: {
    name: 'sthscucreditrisklaffz'
  }
  workspace: {
    friendlyName: 'credit-risk (prod)'
    imageBuildCompute: 'cpu'
    name: 'mlw-hscu-credit-risk'
  }
}

param tags = {
  environment: 'prod'
  'landing-zone': 'credit-risk'
  purpose: 'machine-learning'
}
