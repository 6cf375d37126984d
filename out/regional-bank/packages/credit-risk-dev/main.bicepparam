using './main.bicep'

param location = 'swedencentral'

param networkName = 'vnet-nsb-credit-risk-dev-sdc'

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

param dnsZones = {
  privatelinkApiAzuremlMs: '/subscriptions/9e2f7a31-0c4b-4d58-a6e1-5f3b8c7d2a01/resourceGroups/rg-nsb-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.api.azureml.ms'
  privatelinkAzurecrIo: '/subscriptions/9e2f7a31-0c4b-4d58-a6e1-5f3b8c7d2a01/resourceGroups/rg-nsb-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io'
  privatelinkBlobCoreWindowsNet: '/subscriptions/9e2f7a31-0c4b-4d58-a6e1-5f3b8c7d2a01/resourceGroups/rg-nsb-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net'
  privatelinkFileCoreWindowsNet: '/subscriptions/9e2f7a31-0c4b-4d58-a6e1-5f3b8c7d2a01/resourceGroups/rg-nsb-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.file.core.windows.net'
  privatelinkNotebooksAzureNet: '/subscriptions/9e2f7a31-0c4b-4d58-a6e1-5f3b8c7d2a01/resourceGroups/rg-nsb-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.notebooks.azure.net'
  privatelinkQueueCoreWindowsNet: '/subscriptions/9e2f7a31-0c4b-4d58-a6e1-5f3b8c7d2a01/resourceGroups/rg-nsb-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.queue.core.windows.net'
  privatelinkTableCoreWindowsNet: '/subscriptions/9e2f7a31-0c4b-4d58-a6e1-5f3b8c7d2a01/resourceGroups/rg-nsb-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.table.core.windows.net'
  privatelinkVaultcoreAzureNet: '/subscriptions/9e2f7a31-0c4b-4d58-a6e1-5f3b8c7d2a01/resourceGroups/rg-nsb-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net'
}

param egress = {
  scoring__bureau_to_0: '198.51.100.16/28'
}

param endpoints = {
  keyVaultEndpoint: 'pep-kv-nsb-cr-dev-m4ajo-vault'
  keyVaultEndpointInterface: 'nic-kv-nsb-cr-dev-m4ajo-vault'
  registryEndpoint: 'pep-crnsbcreditriskdevxrsxo-registry'
  registryEndpointInterface: 'nic-crnsbcreditriskdevxrsxo-registry'
  storageBlobEndpoint: 'pep-stnsbcreditriskdev7ag2l-blob'
  storageBlobEndpointInterface: 'nic-stnsbcreditriskdev7ag2l-blob'
  storageFileEndpoint: 'pep-stnsbcreditriskdev7ag2l-file'
  storageFileEndpointInterface: 'nic-stnsbcreditriskdev7ag2l-file'
  storageQueueEndpoint: 'pep-stnsbcreditriskdev7ag2l-queue'
  storageQueueEndpointInterface: 'nic-stnsbcreditriskdev7ag2l-queue'
  storageTableEndpoint: 'pep-stnsbcreditriskdev7ag2l-table'
  storageTableEndpointInterface: 'nic-stnsbcreditriskdev7ag2l-table'
  workspaceEndpoint: 'pep-mlw-nsb-credit-risk-dev-amlworkspace'
  workspaceEndpointInterface: 'nic-mlw-nsb-credit-risk-dev-amlworkspace'
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
  firewallPrefix: '10.64.0.0/26'
  group: 'rg-nsb-hub-network'
  network: 'vnet-nsb-hub-sdc'
  networkId: '/subscriptions/9e2f7a31-0c4b-4d58-a6e1-5f3b8c7d2a01/resourceGroups/rg-nsb-hub-network/providers/Microsoft.Network/virtualNetworks/vnet-nsb-hub-sdc'
  subscription: '9e2f7a31-0c4b-4d58-a6e1-5f3b8c7d2a01'
}

param identities = {
  clusterIdentity: 'id-nsb-credit-risk-dev-cluster-sdc'
  workspaceIdentity: 'id-nsb-credit-risk-dev-workspace-sdc'
}

param insightsSettings = {
  name: 'appi-nsb-credit-risk-dev-sdc'
}

param keyVaultSettings = {
  name: 'kv-nsb-cr-dev-m4ajo'
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
  routeTable: 'rt-nsb-credit-risk-dev-sdc'
}

param onPremises = {
  prefix0: '10.0.0.0/11'
  prefix1: '192.168.0.0/16'
}

param peering = {
  fromHub: 'peer-hub-to-credit-risk-dev'
  toHub: 'peer-credit-risk-dev-to-hub'
}

param registrySettings = {
  name: 'crnsbcreditriskdevxrsxo'
}

param serviceTags = {
  batchNodeManagement: 'BatchNodeManagement.swedencentral'
  microsoftContainerRegistry: 'MicrosoftContainerRegistry.swedencentral'
  storage: 'Storage.swedencentral'
}

param storageSettings = {
  name: 'stnsbcreditriskdev7ag2l'
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

param workspaceSettings = {
  friendlyName: 'credit-risk-dev (dev)'
  imageBuildCompute: 'cpu'
  name: 'mlw-nsb-credit-risk-dev'
}
