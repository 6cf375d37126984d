@export()
@sealed()
@description('Entra groups that get rights.')
type accessType = {
  @description('Object id of an Entra group.')
  it__audit: string

  @description('Object id of an Entra group.')
  network__operations: string
}

@export()
@sealed()
@description('Private DNS zones: names in the connectivity package, ids elsewhere.')
type dnsZonesType = {
  @description('Name of a private DNS zone.')
  privatelinkApiAzuremlMs: string

  @description('Name of a private DNS zone.')
  privatelinkAzurecrIo: string

  @description('Name of a private DNS zone.')
  privatelinkBlobCoreWindowsNet: string

  @description('Name of a private DNS zone.')
  privatelinkFileCoreWindowsNet: string

  @description('Name of a private DNS zone.')
  privatelinkNotebooksAzureNet: string

  @description('Name of a private DNS zone.')
  privatelinkQueueCoreWindowsNet: string

  @description('Name of a private DNS zone.')
  privatelinkTableCoreWindowsNet: string

  @description('Name of a private DNS zone.')
  privatelinkVaultcoreAzureNet: string
}

@export()
@sealed()
@description('Destinations of the ways out that the blueprint allows.')
type egressType = {
  @description('Destination of scoring-bureau.')
  scoring__bureau_to_0: string
}

@export()
@sealed()
@description('ExpressRoute circuits that the gateway is connected to.')
type expressRouteType = {
  @description('Id of circuit datacentre.')
  circuit_datacentre: string
}

@export()
@sealed()
@description('Names of the firewall, its policy and its rule collection groups.')
type firewallType = {
  @description('Name of the firewall rule collection group.')
  groupEgress: string

  @description('Name of the firewall rule collection group.')
  groupUsers: string

  @description('Name of the firewall rule collection group.')
  groupZones00: string

  @description('Name of the azure firewall.')
  name: string

  @description('Name of the firewall policy.')
  policy: string

  @description('Private address that the firewall will have.')
  privateAddress: string

  @description('Name of the public ip address.')
  publicIp: string
}

@export()
@sealed()
@description('Names of the network watcher and the flow log.')
type flowLogsType = {
  @description('Name of the virtual network flow log.')
  name: string

  @description('Name of the region\'s network watcher.')
  watcher: string
}

@export()
@sealed()
@description('Names of the gateways, their public addresses and their connections.')
type gatewaysType = {
  @description('Name of the expressroute gateway.')
  expressRoute: string

  @description('Name of the expressroute connection.')
  line_datacentre: string

  @description('Name of the vpn gateway.')
  vpn: string

  @description('Name of the public ip address.')
  vpnFirst: string

  @description('Name of the public ip address.')
  vpnSecond: string

  @description('Name of the public ip address.')
  vpnUsers: string
}

@export()
@sealed()
@description('Names of the resource groups.')
type groupsType = {
  @description('Resource group for dns.')
  dns: string

  @description('Resource group for monitoring.')
  monitoring: string

  @description('Resource group for network.')
  network: string

  @description('Resource group of the network watchers.')
  watcher: string

  @description('Region of the watchers\' resource group.')
  watcherLocation: string
}

@export()
@sealed()
@description('Hosts that firewall rules admit.')
type hostsType = {
  @description('Host that a firewall rule admits.')
  _dev_azure_com: string

  @description('Host that a firewall rule admits.')
  automlresources__prod__d0eaehh7g8andvav_b02_azurefd_net: string

  @description('Host that a firewall rule admits.')
  dev_azure_com: string

  @description('Host that a firewall rule admits.')
  ml_azure_com: string

  @description('Host that a firewall rule admits.')
  packages_norrlandsavings_example: string

  @description('Host that a firewall rule admits.')
  vssps_visualstudio_com: string
}

@export()
@sealed()
@description('Names of the managed identities.')
type identitiesType = {
  @description('Name of the user-assigned managed identity.')
  flowLogIdentity: string
}

@export()
@sealed()
@description('Prefixes and regional service tags of the landing zones.')
type landingZonesType = {
  @description('Subnet agents of landing zone credit-risk-dev.')
  credit__risk__dev_agents: string

  @description('Service tag BatchNodeManagement of the region.')
  credit__risk__dev_batchNodeManagement: string

  @description('Subnet compute of landing zone credit-risk-dev.')
  credit__risk__dev_compute: string

  @description('Subnet endpoints of landing zone credit-risk-dev.')
  credit__risk__dev_endpoints: string

  @description('Service tag MicrosoftContainerRegistry of the region.')
  credit__risk__dev_microsoftContainerRegistry: string

  @description('Network of landing zone credit-risk-dev.')
  credit__risk__dev_network: string

  @description('Subnet agents of landing zone credit-risk-prod.')
  credit__risk__prod_agents: string

  @description('Service tag BatchNodeManagement of the region.')
  credit__risk__prod_batchNodeManagement: string

  @description('Subnet compute of landing zone credit-risk-prod.')
  credit__risk__prod_compute: string

  @description('Subnet endpoints of landing zone credit-risk-prod.')
  credit__risk__prod_endpoints: string

  @description('Service tag MicrosoftContainerRegistry of the region.')
  credit__risk__prod_microsoftContainerRegistry: string

  @description('Network of landing zone credit-risk-prod.')
  credit__risk__prod_network: string
}

@export()
@sealed()
@description('Name and settings of logAnalytics.')
type logAnalyticsSettingsType = {
  @description('Name of the log analytics workspace.')
  name: string

  @description('Days that logs stay searchable.')
  retentionDays: int
}

@export()
@sealed()
@description('Name and settings of logStorageSdc.')
type logStorageSdcSettingsType = {
  @description('Region of the account.')
  location: string

  @description('Name of the flow log storage.')
  name: string
}

@export()
@sealed()
@description('Names and prefixes of the network.')
type networkType = {
  @description('Address space of the virtual network.')
  addressSpace: string

  @description('Prefix of subnet firewall.')
  firewallPrefix: string

  @description('Prefix of subnet gateway.')
  gatewayPrefix: string

  @description('Name of the route table of the gateway\'s subnet.')
  gatewayRouteTable: string

  @description('Prefix of subnet resolver-inbound.')
  resolverInboundPrefix: string

  @description('Prefix of subnet resolver-outbound.')
  resolverOutboundPrefix: string

  @description('Name of the network security group.')
  resolverSecurityGroup: string
}

@export()
@sealed()
@description('Prefixes in use on premises.')
type onPremisesType = {
  @description('Prefix in use on premises.')
  prefix0: string

  @description('Prefix in use on premises.')
  prefix1: string
}

@export()
@sealed()
@description('Domains on premises and the servers that know them.')
type onPremisesDnsType = {
  @description('Domain that servers on premises know.')
  domain_norrlandsavings_example: string

  @description('DNS server on premises.')
  server_10_0_0_53: string

  @description('DNS server on premises.')
  server_10_16_0_53: string
}

@export()
@sealed()
@description('Names of the DNS resolver and its ruleset, address that answers queries.')
type resolverSettingsType = {
  @description('Address that answers queries.')
  inboundAddress: string

  @description('Name of the dns private resolver.')
  name: string

  @description('Name of the dns forwarding ruleset.')
  ruleset: string
}

@export()
@sealed()
@description('Tags of the package.')
type tagsType = {
  @description('Tag business-service.')
  'business-service': string

  @description('Tag cost-center.')
  'cost-center': string

  @description('Tag data-owner.')
  'data-owner': string

  @description('Tag purpose.')
  purpose: string
}

@export()
@sealed()
@description('How single users come in by VPN.')
type vpnUsersType = {
  @description('Application of the VPN client.')
  audience: string

  @description('Who issues the users\' tokens.')
  issuer: string

  @description('Addresses of VPN users\' machines.')
  pool: string

  @description('Where users sign in.')
  tenant: string
}
