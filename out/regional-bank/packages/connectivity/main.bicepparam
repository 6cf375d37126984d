using './main.bicep'

param location = 'swedencentral'

param access = {
  it__audit: '6f0a4c58-1d3e-4b72-9c85-7e2d0b1a3f23'
  network__operations: '6f0a4c58-1d3e-4b72-9c85-7e2d0b1a3f24'
}

param dnsZones = {
  privatelinkApiAzuremlMs: 'privatelink.api.azureml.ms'
  privatelinkAzurecrIo: 'privatelink.azurecr.io'
  privatelinkBlobCoreWindowsNet: 'privatelink.blob.core.windows.net'
  privatelinkFileCoreWindowsNet: 'privatelink.file.core.windows.net'
  privatelinkNotebooksAzureNet: 'privatelink.notebooks.azure.net'
  privatelinkQueueCoreWindowsNet: 'privatelink.queue.core.windows.net'
  privatelinkTableCoreWindowsNet: 'privatelink.table.core.windows.net'
  privatelinkVaultcoreAzureNet: 'privatelink.vaultcore.azure.net'
}

param egress = {
  scoring__bureau_to_0: '198.51.100.16/28'
}

param firewall = {
  groupEgress: 'rcg-nsb-hub-egress'
  groupZones00: 'rcg-nsb-hub-zones-00'
  name: 'afw-nsb-hub-sdc'
  policy: 'afwp-nsb-hub-sdc'
  publicIp: 'pip-nsb-hub-firewall-sdc'
}

param flowLogs = {
  name: 'flow-nsb-hub'
  watcher: 'NetworkWatcher_swedencentral'
}

param groups = {
  dns: 'rg-nsb-hub-dns'
  monitoring: 'rg-nsb-hub-monitoring'
  network: 'rg-nsb-hub-network'
  watcher: 'NetworkWatcherRG'
  watcherLocation: 'swedencentral'
}

param hosts = {
  _dev_azure_com: '*.dev.azure.com'
  automlresources__prod__d0eaehh7g8andvav_b02_azurefd_net: 'automlresources-prod-d0eaehh7g8andvav.b02.azurefd.net'
  dev_azure_com: 'dev.azure.com'
  ml_azure_com: 'ml.azure.com'
  packages_norrlandsavings_example: 'packages.norrlandsavings.example'
  vssps_visualstudio_com: 'vssps.visualstudio.com'
}

param identities = {
  flowLogIdentity: 'id-nsb-hub-flow-logs-sdc'
}

param landingZones = {
  credit__risk__dev_agents: '10.64.4.32/28'
  credit__risk__dev_batchNodeManagement: 'BatchNodeManagement.swedencentral'
  credit__risk__dev_compute: '10.64.4.48/28'
  credit__risk__dev_microsoftContainerRegistry: 'MicrosoftContainerRegistry.swedencentral'
  credit__risk__prod_agents: '10.64.5.96/28'
  credit__risk__prod_batchNodeManagement: 'BatchNodeManagement.swedencentral'
  credit__risk__prod_compute: '10.64.5.0/26'
  credit__risk__prod_microsoftContainerRegistry: 'MicrosoftContainerRegistry.swedencentral'
}

param logAnalyticsSettings = {
  name: 'log-nsb-hub-sdc'
  retentionDays: 730
}

param logStorageSdcSettings = {
  location: 'swedencentral'
  name: 'stlognsbhubsdc3vfxh'
}

param network = {
  addressSpace: '10.64.0.0/22'
  firewallPrefix: '10.64.0.0/26'
  gatewayPrefix: '10.64.0.64/26'
  resolverInboundPrefix: '10.64.0.128/28'
  resolverOutboundPrefix: '10.64.0.144/28'
  resolverSecurityGroup: 'nsg-nsb-hub-resolver-sdc'
  virtualNetwork: 'vnet-nsb-hub-sdc'
}

param tags = {
  'business-service': 'analytics-platform'
  'cost-center': '4711'
  'data-owner': 'network-operations'
  purpose: 'connectivity'
}
