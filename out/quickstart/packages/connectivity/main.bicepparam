using './main.bicep'

param location = 'westeurope'

param networkName = 'vnet-hscu-hub-weu'

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

param firewall = {
  groupEgress: 'rcg-hscu-hub-egress'
  groupZones00: 'rcg-hscu-hub-zones-00'
  name: 'afw-hscu-hub-weu'
  policy: 'afwp-hscu-hub-weu'
  publicIp: 'pip-hscu-hub-firewall-weu'
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

param hosts = {
  automlresources__prod__d0eaehh7g8andvav_b02_azurefd_net: 'automlresources-prod-d0eaehh7g8andvav.b02.azurefd.net'
  ml_azure_com: 'ml.azure.com'
  packages_harbourstreet_example: 'packages.harbourstreet.example'
}

param identities = {
  flowLogIdentity: 'id-hscu-hub-flow-logs-weu'
}

param landingZones = {
  credit__risk_agents: '10.40.4.32/28'
  credit__risk_batchNodeManagement: 'BatchNodeManagement.westeurope'
  credit__risk_compute: '10.40.4.48/28'
  credit__risk_microsoftContainerRegistry: 'MicrosoftContainerRegistry.westeurope'
}

param logAnalyticsSettings = {
  name: 'log-hscu-hub-weu'
  retentionDays: 365
}

param logStorageWeuSettings = {
  location: 'westeurope'
  name: 'stloghscuhubweuzmjwh'
}

param network = {
  addressSpace: '10.40.0.0/22'
  firewallPrefix: '10.40.0.0/26'
  gatewayPrefix: '10.40.0.64/26'
  resolverInboundPrefix: '10.40.0.128/28'
  resolverOutboundPrefix: '10.40.0.144/28'
  resolverSecurityGroup: 'nsg-hscu-hub-resolver-weu'
}

param tags = {
  purpose: 'connectivity'
}
