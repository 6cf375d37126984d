using './main.bicep'

param location = 'westeurope'

param networkName = 'vnet-lub-fraud-weu'

param tenant = '51b0c6d4-8f3e-4a17-9d20-6c4e7f8a1b01'

param access = {
  fraud__scientists: '8a5b2c70-3d1e-4f96-b7a8-0c1d2e3f4a21'
}

param compute = {
  cluster_cpu_idle: 'PT15M'
  cluster_cpu_maxNodes: 12
  cluster_cpu_name: 'cpu'
  cluster_cpu_size: 'Standard_D8s_v5'
  cluster_gpu_idle: 'PT15M'
  cluster_gpu_maxNodes: 4
  cluster_gpu_name: 'gpu'
  cluster_gpu_size: 'Standard_NC24ads_A100_v4'
  instance_rkaur_idle: 'PT60M'
  instance_rkaur_name: 'ci-rkaur-sdeol'
  instance_rkaur_size: 'Standard_D4s_v5'
  instance_rkaur_user: '8a5b2c70-3d1e-4f96-b7a8-0c1d2e3f4a11'
}

param dnsZones = {
  privatelinkApiAzuremlMs: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.api.azureml.ms'
  privatelinkAzurecrIo: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io'
  privatelinkBlobCoreWindowsNet: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net'
  privatelinkCognitiveservicesAzureCom: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.cognitiveservices.azure.com'
  privatelinkFileCoreWindowsNet: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.file.core.windows.net'
  privatelinkNotebooksAzureNet: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.notebooks.azure.net'
  privatelinkOpenaiAzureCom: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.openai.azure.com'
  privatelinkQueueCoreWindowsNet: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.queue.core.windows.net'
  privatelinkServicesAiAzureCom: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.services.ai.azure.com'
  privatelinkTableCoreWindowsNet: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.table.core.windows.net'
  privatelinkVaultcoreAzureNet: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net'
}

param endpoints = {
  keyVaultEndpoint: 'pep-kv-lub-fraud-qmr55-vault'
  keyVaultEndpointInterface: 'nic-kv-lub-fraud-qmr55-vault'
  languageModelEndpoint: 'pep-oai-lub-fraud-wnokg-account'
  languageModelEndpointInterface: 'nic-oai-lub-fraud-wnokg-account'
  modelRegistryEndpoint: 'pep-mlr-lub-fraud-amlregistry'
  modelRegistryEndpointInterface: 'nic-mlr-lub-fraud-amlregistry'
  registryEndpoint: 'pep-crlubfraudbalff-registry'
  registryEndpointInterface: 'nic-crlubfraudbalff-registry'
  storageBlobEndpoint: 'pep-stlubfraudcl7qq-blob'
  storageBlobEndpointInterface: 'nic-stlubfraudcl7qq-blob'
  storageFileEndpoint: 'pep-stlubfraudcl7qq-file'
  storageFileEndpointInterface: 'nic-stlubfraudcl7qq-file'
  storageQueueEndpoint: 'pep-stlubfraudcl7qq-queue'
  storageQueueEndpointInterface: 'nic-stlubfraudcl7qq-queue'
  storageTableEndpoint: 'pep-stlubfraudcl7qq-table'
  storageTableEndpointInterface: 'nic-stlubfraudcl7qq-table'
  workspaceEndpoint: 'pep-mlw-lub-fraud-amlworkspace'
  workspaceEndpointInterface: 'nic-mlw-lub-fraud-amlworkspace'
}

param flowLogs = {
  name: 'flow-lub-fraud'
  watcher: 'NetworkWatcher_westeurope'
}

param groups = {
  network: 'rg-lub-fraud-network'
  watcher: 'NetworkWatcherRG'
  watcherLocation: 'westeurope'
  workload: 'rg-lub-fraud-workload'
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
  clusterIdentity: 'id-lub-fraud-cluster-weu'
  workspaceIdentity: 'id-lub-fraud-workspace-weu'
}

param insightsSettings = {
  name: 'appi-lub-fraud-weu'
}

param keyVaultSettings = {
  name: 'kv-lub-fraud-qmr55'
}

param languageModelSettings = {
  host: 'https://oai-lub-fraud-wnokg.openai.azure.com/'
  name: 'oai-lub-fraud-wnokg'
}

param logs = {
  flowIdentityId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-monitoring/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-lub-hub-flow-logs-weu'
  flowStorageId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-monitoring/providers/Microsoft.Storage/storageAccounts/stloglubhubweuew4lp'
  logAnalyticsId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-monitoring/providers/Microsoft.OperationalInsights/workspaces/log-lub-hub-weu'
}

param modelRegistrySettings = {
  files: 'stmlrlubfraud2qcmy'
  images: 'crmlrlubfraud7nzej'
  name: 'mlr-lub-fraud'
}

param models = {
  deployment_summaries_capacity: 50
  deployment_summaries_model: 'gpt-4.1-mini'
  deployment_summaries_name: 'summaries'
  deployment_summaries_sku: 'Standard'
  deployment_summaries_version: '2025-04-14'
  deployment_vectors_capacity: 120
  deployment_vectors_model: 'text-embedding-ada-002'
  deployment_vectors_name: 'vectors'
  deployment_vectors_sku: 'Standard'
  deployment_vectors_version: '2'
}

param network = {
  addressSpace: '10.128.4.0/24'
  agentsPrefix: '10.128.4.64/28'
  agentsSecurityGroup: 'nsg-lub-fraud-agents-weu'
  computePrefix: '10.128.4.0/27'
  computeSecurityGroup: 'nsg-lub-fraud-compute-weu'
  endpointPolicy: 'sep-lub-fraud-weu'
  endpointsPrefix: '10.128.4.32/27'
  endpointsSecurityGroup: 'nsg-lub-fraud-endpoints-weu'
  routeTable: 'rt-lub-fraud-weu'
}

param onPremises = {
  prefix0: '10.0.0.0/10'
  prefix1: '172.20.0.0/14'
}

param peering = {
  fromHub: 'peer-hub-to-fraud'
  toHub: 'peer-fraud-to-hub'
}

param registrySettings = {
  name: 'crlubfraudbalff'
}

param serviceTags = {
  batchNodeManagement: 'BatchNodeManagement.westeurope'
  microsoftContainerRegistry: 'MicrosoftContainerRegistry.westeurope'
  storage: 'Storage.westeurope'
}

param storageSettings = {
  name: 'stlubfraudcl7qq'
}

param tags = {
  'business-service': 'analytics-platform'
  criticality: 'high'
  environment: 'prod'
  'landing-zone': 'fraud'
  purpose: 'machine-learning'
}

param ways = {
  lake_endpoints: '10.128.5.0/27'
}

param workers = {
  spark_group: 'rg-lub-spark-workload'
  spark_mlflow: 'id-lub-spark-mlflow-weu'
  spark_subscription: '4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04'
}

param workspaceSettings = {
  friendlyName: 'fraud (prod)'
  imageBuildCompute: 'cpu'
  name: 'mlw-lub-fraud'
}
