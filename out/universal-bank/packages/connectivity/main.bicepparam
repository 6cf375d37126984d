using './main.bicep'

param location = 'westeurope'

param networkName = 'vnet-lub-hub-weu'

param sharedKey_trading__floor = az.getSecret(
  '4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01',
  'rg-lub-secrets',
  'kv-lub-network',
  'vpn-trading-floor'
)

param bastion = {
  from0: '198.51.100.0/24'
  name: 'bas-lub-hub-weu'
  publicIp: 'pip-lub-hub-bastion-weu'
}

param dnsZones = {
  privatelinkApiAzuremlMs: 'privatelink.api.azureml.ms'
  privatelinkAzurecrIo: 'privatelink.azurecr.io'
  privatelinkAzuredatabricksNet: 'privatelink.azuredatabricks.net'
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

param expressRoute = {
  circuit_datacentre: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-lines/providers/Microsoft.Network/expressRouteCircuits/erc-lub-geneva'
}

param firewall = {
  groupEgress: 'rcg-lub-hub-egress'
  groupJumpHost: 'rcg-lub-hub-jump-host'
  groupUsers: 'rcg-lub-hub-users'
  groupZones00: 'rcg-lub-hub-zones-00'
  name: 'afw-lub-hub-weu'
  policy: 'afwp-lub-hub-weu'
  privateAddress: '10.128.0.4'
  publicIp: 'pip-lub-hub-firewall-weu'
}

param flowLogs = {
  name: 'flow-lub-hub'
  watcher: 'NetworkWatcher_westeurope'
}

param gateways = {
  expressRoute: 'ergw-lub-hub-weu'
  line_datacentre: 'con-lub-hub-datacentre'
  tunnel_trading__floor: 'con-lub-hub-trading-floor'
  vpn: 'vgw-lub-hub-weu'
  vpnFirst: 'pip-lub-hub-vpn-first-weu'
  vpnSecond: 'pip-lub-hub-vpn-second-weu'
  vpnUsers: 'pip-lub-hub-vpn-users-weu'
}

param groups = {
  dns: 'rg-lub-hub-dns'
  monitoring: 'rg-lub-hub-monitoring'
  network: 'rg-lub-hub-network'
  watcher: 'NetworkWatcherRG'
  watcherLocation: 'westeurope'
}

param hosts = {
  _workspace_westeurope_api_azureml_ms: '*.workspace.westeurope.api.azureml.ms'
  arprodwesteua10_blob_core_windows_net: 'arprodwesteua10.blob.core.windows.net'
  arprodwesteua11_blob_core_windows_net: 'arprodwesteua11.blob.core.windows.net'
  arprodwesteua12_blob_core_windows_net: 'arprodwesteua12.blob.core.windows.net'
  arprodwesteua13_blob_core_windows_net: 'arprodwesteua13.blob.core.windows.net'
  arprodwesteua14_blob_core_windows_net: 'arprodwesteua14.blob.core.windows.net'
  arprodwesteua15_blob_core_windows_net: 'arprodwesteua15.blob.core.windows.net'
  arprodwesteua16_blob_core_windows_net: 'arprodwesteua16.blob.core.windows.net'
  arprodwesteua17_blob_core_windows_net: 'arprodwesteua17.blob.core.windows.net'
  arprodwesteua18_blob_core_windows_net: 'arprodwesteua18.blob.core.windows.net'
  arprodwesteua19_blob_core_windows_net: 'arprodwesteua19.blob.core.windows.net'
  arprodwesteua1_blob_core_windows_net: 'arprodwesteua1.blob.core.windows.net'
  arprodwesteua20_blob_core_windows_net: 'arprodwesteua20.blob.core.windows.net'
  arprodwesteua21_blob_core_windows_net: 'arprodwesteua21.blob.core.windows.net'
  arprodwesteua22_blob_core_windows_net: 'arprodwesteua22.blob.core.windows.net'
  arprodwesteua23_blob_core_windows_net: 'arprodwesteua23.blob.core.windows.net'
  arprodwesteua24_blob_core_windows_net: 'arprodwesteua24.blob.core.windows.net'
  arprodwesteua2_blob_core_windows_net: 'arprodwesteua2.blob.core.windows.net'
  arprodwesteua3_blob_core_windows_net: 'arprodwesteua3.blob.core.windows.net'
  arprodwesteua4_blob_core_windows_net: 'arprodwesteua4.blob.core.windows.net'
  arprodwesteua5_blob_core_windows_net: 'arprodwesteua5.blob.core.windows.net'
  arprodwesteua6_blob_core_windows_net: 'arprodwesteua6.blob.core.windows.net'
  arprodwesteua7_blob_core_windows_net: 'arprodwesteua7.blob.core.windows.net'
  arprodwesteua8_blob_core_windows_net: 'arprodwesteua8.blob.core.windows.net'
  arprodwesteua9_blob_core_windows_net: 'arprodwesteua9.blob.core.windows.net'
  automlresources__prod__d0eaehh7g8andvav_b02_azurefd_net: 'automlresources-prod-d0eaehh7g8andvav.b02.azurefd.net'
  consolidated__westeurope__prod__metastore__addl__1_mysql_database_azure_com: 'consolidated-westeurope-prod-metastore-addl-1.mysql.database.azure.com'
  consolidated__westeurope__prod__metastore__addl__2_mysql_database_azure_com: 'consolidated-westeurope-prod-metastore-addl-2.mysql.database.azure.com'
  consolidated__westeurope__prod__metastore__addl__3_mysql_database_azure_com: 'consolidated-westeurope-prod-metastore-addl-3.mysql.database.azure.com'
  consolidated__westeurope__prod__metastore_mysql_database_azure_com: 'consolidated-westeurope-prod-metastore.mysql.database.azure.com'
  consolidated__westeuropec2__prod__metastore__0_mysql_database_azure_com: 'consolidated-westeuropec2-prod-metastore-0.mysql.database.azure.com'
  consolidated__westeuropec2__prod__metastore__1_mysql_database_azure_com: 'consolidated-westeuropec2-prod-metastore-1.mysql.database.azure.com'
  consolidated__westeuropec2__prod__metastore__2_mysql_database_azure_com: 'consolidated-westeuropec2-prod-metastore-2.mysql.database.azure.com'
  consolidated__westeuropec2__prod__metastore__3_mysql_database_azure_com: 'consolidated-westeuropec2-prod-metastore-3.mysql.database.azure.com'
  dbartifactsprodnortheu_blob_core_windows_net: 'dbartifactsprodnortheu.blob.core.windows.net'
  dbartifactsprodwesteu_blob_core_windows_net: 'dbartifactsprodwesteu.blob.core.windows.net'
  dblogprodwesteurope_blob_core_windows_net: 'dblogprodwesteurope.blob.core.windows.net'
  login_microsoftonline_com: 'login.microsoftonline.com'
  ml_azure_com: 'ml.azure.com'
  packages_lakesidebank_example: 'packages.lakesidebank.example'
  prod__westeuc2__observabilityeventhubs_servicebus_windows_net: 'prod-westeuc2-observabilityeventhubs.servicebus.windows.net'
  prod__westeurope__observabilityeventhubs_servicebus_windows_net: 'prod-westeurope-observabilityeventhubs.servicebus.windows.net'
  stlakelublakebronzexc5qu_blob_core_windows_net: 'stlakelublakebronzexc5qu.blob.core.windows.net'
  stlakelublakebronzexc5qu_dfs_core_windows_net: 'stlakelublakebronzexc5qu.dfs.core.windows.net'
  stlakelublakegoldfgkfj_blob_core_windows_net: 'stlakelublakegoldfgkfj.blob.core.windows.net'
  stlakelublakegoldfgkfj_dfs_core_windows_net: 'stlakelublakegoldfgkfj.dfs.core.windows.net'
  stlakelublakesilvertraf4_blob_core_windows_net: 'stlakelublakesilvertraf4.blob.core.windows.net'
  stlakelublakesilvertraf4_dfs_core_windows_net: 'stlakelublakesilvertraf4.dfs.core.windows.net'
  stlubfraudcl7qq_blob_core_windows_net: 'stlubfraudcl7qq.blob.core.windows.net'
}

param identities = {
  flowLogIdentity: 'id-lub-hub-flow-logs-weu'
}

param jumpHostSettings = {
  disk: 'vm-lub-hub-system'
  interface: 'nic-lub-hub-jump-host'
  key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDRxFZpumoKi6LZVmuI4Fj9CJQkxN5Z7sdU64jHVFlo/'
  keysFile: '/home/steward/.ssh/authorized_keys'
  name: 'vm-lub-hub'
  size: 'Standard_D2s_v5'
  user: 'steward'
}

param landingZones = {
  fraud_agents: '10.128.4.64/28'
  fraud_batchNodeManagement: 'BatchNodeManagement.westeurope'
  fraud_compute: '10.128.4.0/27'
  fraud_endpoints: '10.128.4.32/27'
  fraud_microsoftContainerRegistry: 'MicrosoftContainerRegistry.westeurope'
  fraud_network: '10.128.4.0/24'
  lake_endpoints: '10.128.5.0/27'
  lake_network: '10.128.5.0/24'
  pricing_agents: '10.128.6.64/28'
  pricing_batchNodeManagement: 'BatchNodeManagement.westeurope'
  pricing_compute: '10.128.6.0/27'
  pricing_endpoints: '10.128.6.32/27'
  pricing_microsoftContainerRegistry: 'MicrosoftContainerRegistry.westeurope'
  pricing_network: '10.128.6.0/24'
  scoring_endpoints: '10.128.8.0/27'
  scoring_network: '10.128.8.0/24'
  spark_container: '10.128.7.0/26'
  spark_endpoints: '10.128.7.128/27'
  spark_host: '10.128.7.64/26'
  spark_network: '10.128.7.0/24'
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
  bastionPrefix: '10.128.0.192/26'
  bastionSecurityGroup: 'nsg-lub-hub-bastion-weu'
  firewallPrefix: '10.128.0.0/26'
  gatewayPrefix: '10.128.0.64/26'
  gatewayRouteTable: 'rt-lub-hub-gateway-weu'
  jumpHostPrefix: '10.128.0.160/28'
  jumpHostRouteTable: 'rt-lub-hub-jump-host-weu'
  jumpHostSecurityGroup: 'nsg-lub-hub-jump-host-weu'
  resolverInboundPrefix: '10.128.0.128/28'
  resolverOutboundPrefix: '10.128.0.144/28'
  resolverSecurityGroup: 'nsg-lub-hub-resolver-weu'
}

param onPremises = {
  prefix0: '10.0.0.0/10'
  prefix1: '172.20.0.0/14'
}

param onPremisesDns = {
  domain_lakesidebank_example: 'lakesidebank.example.'
  server_10_0_0_53: '10.0.0.53'
  server_10_32_0_53: '10.32.0.53'
}

param resolverSettings = {
  inboundAddress: '10.128.0.132'
  name: 'dnspr-lub-hub-weu'
  ruleset: 'dnsfrs-lub-hub-weu'
}

param tags = {
  'business-service': 'analytics-platform'
  purpose: 'connectivity'
}

param vpnSites = {
  trading__floor_address: '198.51.100.10'
  trading__floor_asn: 64620
  trading__floor_name: 'lgw-lub-hub-trading-floor'
  trading__floor_peer: '172.20.255.1'
}

param vpnUsers = {
  audience: 'c632b3df-fb67-4d84-bdcf-b95ad541b5c8'
  issuer: 'https://sts.windows.net/51b0c6d4-8f3e-4a17-9d20-6c4e7f8a1b01/'
  pool: '172.16.0.0/22'
  tenant: 'https://login.microsoftonline.com/51b0c6d4-8f3e-4a17-9d20-6c4e7f8a1b01/'
}
