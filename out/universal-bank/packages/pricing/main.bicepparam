using './main.bicep'

param location = 'westeurope'

param networkName = 'vnet-lub-pricing-weu'

param tenant = '51b0c6d4-8f3e-4a17-9d20-6c4e7f8a1b01'

param compute = {
  cluster_cpu_idle: 'PT15M'
  cluster_cpu_maxNodes: 20
  cluster_cpu_name: 'cpu'
  cluster_cpu_size: 'Standard_D16s_v5'
}

param dnsZones = {
  privatelinkApiAzuremlMs: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.api.azureml.ms'
  privatelinkAzurecrIo: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io'
  privatelinkBlobCoreWindowsNet: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net'
  privatelinkFileCoreWindowsNet: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.file.core.windows.net'
  privatelinkNotebooksAzureNet: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.notebooks.azure.net'
  privatelinkQueueCoreWindowsNet: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.queue.core.windows.net'
  privatelinkTableCoreWindowsNet: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.table.core.windows.net'
  privatelinkVaultcoreAzureNet: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net'
}

param endpoints = {
  keyVaultEndpoint: 'pep-kv-lub-pricing-qdlei-vault'
  keyVaultEndpointInterface: 'nic-kv-lub-pricing-qdlei-vault'
  registryEndpoint: 'pep-crlubpricingpa4el-registry'
  registryEndpointInterface: 'nic-crlubpricingpa4el-registry'
  storageBlobEndpoint: 'pep-stlubpricingusqto-blob'
  storageBlobEndpointInterface: 'nic-stlubpricingusqto-blob'
  storageFileEndpoint: 'pep-stlubpricingusqto-file'
  storageFileEndpointInterface: 'nic-stlubpricingusqto-file'
  storageQueueEndpoint: 'pep-stlubpricingusqto-queue'
  storageQueueEndpointInterface: 'nic-stlubpricingusqto-queue'
  storageTableEndpoint: 'pep-stlubpricingusqto-table'
  storageTableEndpointInterface: 'nic-stlubpricingusqto-table'
  workspaceEndpoint: 'pep-mlw-lub-pricing-amlworkspace'
  workspaceEndpointInterface: 'nic-mlw-lub-pricing-amlworkspace'
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
  firewallPrefix: '10.128.0.0/26'
  group: 'rg-lub-hub-network'
  network: 'vnet-lub-hub-weu'
  networkId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-network/providers/Microsoft.Network/virtualNetworks/vnet-lub-hub-weu'
  subscription: '4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01'
}

param identities = {
  clusterIdentity: 'id-lub-pricing-cluster-weu'
  workspaceIdentity: 'id-lub-pricing-workspace-weu'
}

param insightsSettings = {
  name: 'appi-lub-pricing-weu'
}

param keyVaultSettings = {
  name: 'kv-lub-pricing-qdlei'
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
  routeTable: 'rt-lub-pricing-weu'
}

param onPremises = {
  prefix0: '10.0.0.0/10'
  prefix1: '172.20.0.0/14'
}

param peering = {
  fromHub: 'peer-hub-to-pricing'
  toHub: 'peer-pricing-to-hub'
}

param registrySettings = {
  name: 'crlubpricingpa4el'
}

param serviceTags = {
  batchNodeManagement: 'BatchNodeManagement.westeurope'
  microsoftContainerRegistry: 'MicrosoftContainerRegistry.westeurope'
  storage: 'Storage.westeurope'
}

param storageSettings = {
  name: 'stlubpricingusqto'
}

param tags = {
  'business-service': 'analytics-platform'
  criticality: 'high'
  environment: 'prod'
  'landing-zone': 'pricing'
  purpose: 'machine-learning'
}

param ways = {
  lake_endpoints: '10.128.5.0/27'
}

param workspaceSettings = {
  friendlyName: 'pricing (prod)'
  imageBuildCompute: 'cpu'
  name: 'mlw-lub-pricing'
}
