using './main.bicep'

param location = 'westeurope'

param access = {
  data__stewards: '8a5b2c70-3d1e-4f96-b7a8-0c1d2e3f4a22'
}

param dnsZones = {
  privatelinkApiAzuremlMs: 'privatelink.api.azureml.ms'
  privatelinkAzurecrIo: 'privatelink.azurecr.io'
  privatelinkBlobCoreWindowsNet: 'privatelink.blob.core.windows.net'
  privatelinkCognitiveservicesAzureCom: 'privatelink.cognitiveservices.azure.com'
  privatelinkDfsCoreWindowsNet: 'privatelink.dfs.core.windows.net'
  privatelinkFileCoreWindowsNet: 'privatelink.file.core.windows.net'
  privatelinkNotebooksAzureNet: 'privatelink.notebooks.azure.net'
  privatelinkOpenaiAzureCom: 'privatelink.openai.azure.com'
  privatelinkQueueCoreWindowsNet: 'privatelink.queue.core.windows.net'
  privatelinkServicesAiAzureCom: 'privatelink.services.ai.azure.com'
  privatelinkTableCoreWindowsNet: 'privatelink.table.core.windows.net'
  privatelinkVaultcoreAzureNet: 'privatelink.vaultcore.azure.net'
}

param firewall = {
  groupEgress: 'rcg-lub-hub-egress'
  groupZones00: 'rcg-lub-hub-zones-00'
  name: 'afw-lub-hub-weu'
  policy: 'afwp-lub-hub-weu'
  publicIp: 'pip-lub-hub-firewall-weu'
}

param flowLogs = {
  name: 'flow-lub-hub'
  watcher: 'NetworkWatcher_westeurope'
}

param groups = {
  dns: 'rg-lub-hub-dns'
  monitoring: 'rg-lub-hub-monitoring'
  network: 'rg-lub-hub-network'
  watcher: 'NetworkWatcherRG'
  watcherLocation: 'westeurope'
}

param hosts = {
  automlresources__prod__d0eaehh7g8andvav_b02_azurefd_net: 'automlresources-prod-d0eaehh7g8andvav.b02.azurefd.net'
  ml_azure_com: 'ml.azure.com'
  packages_lakesidebank_example: 'packages.lakesidebank.example'
  stlakelublakegoldfgkfj_blob_core_windows_net: 'stlakelublakegoldfgkfj.blob.core.windows.net'
  stlakelublakegoldfgkfj_dfs_core_windows_net: 'stlakelublakegoldfgkfj.dfs.core.windows.net'
  stlakelublakesilvertraf4_blob_core_windows_net: 'stlakelublakesilvertraf4.blob.core.windows.net'
  stlakelublakesilvertraf4_dfs_core_windows_net: 'stlakelublakesilvertraf4.dfs.core.windows.net'
}

param identities = {
  flowLogIdentity: 'id-lub-hub-flow-logs-weu'
}

param landingZones = {
  fraud_agents: '10.128.4.64/28'
  fraud_batchNodeManagement: 'BatchNodeManagement.westeurope'
  fraud_compute: '10.128.4.0/27'
  fraud_microsoftContainerRegistry: 'MicrosoftContainerRegistry.westeurope'
  pricing_agents: '10.128.6.64/28'
  pricing_batchNodeManagement: 'BatchNodeManagement.westeurope'
  pricing_compute: '10.128.6.0/27'
  pricing_microsoftContainerRegistry: 'MicrosoftContainerRegistry.westeurope'
}

param logAnalyticsSettings = {
  name: 'log-lub-hub-weu'
  retentionDays: 365
}

param logStorageWeuSettings = {
  location: 'westeurope'
  name: 'stloglubhubweuew4lp'
}

param network = {
  addressSpace: '10.128.0.0/22'
  firewallPrefix: '10.128.0.0/26'
  gatewayPrefix: '10.128.0.64/26'
  resolverInboundPrefix: '10.128.0.128/28'
  resolverOutboundPrefix: '10.128.0.144/28'
  resolverSecurityGroup: 'nsg-lub-hub-resolver-weu'
  virtualNetwork: 'vnet-lub-hub-weu'
}

param tags = {
  'business-service': 'analytics-platform'
  purpose: 'connectivity'
}
