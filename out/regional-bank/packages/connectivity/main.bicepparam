using './main.bicep'

param authorizationKey_datacentre = az.getSecret(
  '9e2f7a31-0c4b-4d58-a6e1-5f3b8c7d2a01',
  'rg-nsb-secrets',
  'kv-nsb-network',
  'erc-nsb-stockholm'
)

param location = 'swedencentral'

param networkName = 'vnet-nsb-hub-sdc'

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

param expressRoute = {
  circuit_datacentre: '/subscriptions/9e2f7a31-0c4b-4d58-a6e1-5f3b8c7d2a09/resourceGroups/rg-nsb-lines/providers/Microsoft.Network/expressRouteCircuits/erc-nsb-stockholm'
}

param firewall = {
  groupEgress: 'rcg-nsb-hub-egress'
  groupUsers: 'rcg-nsb-hub-users'
  groupZones00: 'rcg-nsb-hub-zones-00'
  name: 'afw-nsb-hub-sdc'
  policy: 'afwp-nsb-hub-sdc'
  privateAddress: '10.64.0.4'
  publicIp: 'pip-nsb-hub-firewall-sdc'
}

param flowLogs = {
  name: 'flow-nsb-hub'
  watcher: 'NetworkWatcher_swedencentral'
}

param gateways = {
  expressRoute: 'ergw-nsb-hub-sdc'
  line_datacentre: 'con-nsb-hub-datacentre'
  vpn: 'vgw-nsb-hub-sdc'
  vpnFirst: 'pip-nsb-hub-vpn-first-sdc'
  vpnSecond: 'pip-nsb-hub-vpn-second-sdc'
  vpnUsers: 'pip-nsb-hub-vpn-users-sdc'
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
  credit__risk__dev_endpoints: '10.64.4.0/27'
  credit__risk__dev_microsoftContainerRegistry: 'MicrosoftContainerRegistry.swedencentral'
  credit__risk__dev_network: '10.64.4.0/24'
  credit__risk__prod_agents: '10.64.5.96/28'
  credit__risk__prod_batchNodeManagement: 'BatchNodeManagement.swedencentral'
  credit__risk__prod_compute: '10.64.5.0/26'
  credit__risk__prod_endpoints: '10.64.5.64/27'
  credit__risk__prod_microsoftContainerRegistry: 'MicrosoftContainerRegistry.swedencentral'
  credit__risk__prod_network: '10.64.5.0/24'
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
  gatewayRouteTable: 'rt-nsb-hub-gateway-sdc'
  resolverInboundPrefix: '10.64.0.128/28'
  resolverOutboundPrefix: '10.64.0.144/28'
  resolverSecurityGroup: 'nsg-nsb-hub-resolver-sdc'
}

param onPremises = {
  prefix0: '10.0.0.0/11'
  prefix1: '192.168.0.0/16'
}

param onPremisesDns = {
  domain_norrlandsavings_example: 'norrlandsavings.example.'
  server_10_0_0_53: '10.0.0.53'
  server_10_16_0_53: '10.16.0.53'
}

param resolverSettings = {
  inboundAddress: '10.64.0.132'
  name: 'dnspr-nsb-hub-sdc'
  ruleset: 'dnsfrs-nsb-hub-sdc'
}

param tags = {
  'business-service': 'analytics-platform'
  'cost-center': '4711'
  'data-owner': 'network-operations'
  purpose: 'connectivity'
}

param vpnUsers = {
  audience: 'c632b3df-fb67-4d84-bdcf-b95ad541b5c8'
  issuer: 'https://sts.windows.net/3c9d2f10-5a67-4f0b-8f2e-6b1d9a7c0e01/'
  pool: '172.20.0.0/22'
  tenant: 'https://login.microsoftonline.com/3c9d2f10-5a67-4f0b-8f2e-6b1d9a7c0e01/'
}
