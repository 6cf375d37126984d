import {
  rulesType
} from 'security-rules.bicep'

@export()
@sealed()
@description('Routes by way of the firewall, one for each landing zone.')
type routeType = {
  @description('Name of the route, 1 to 80 characters.')
  @minLength(1)
  @maxLength(80)
  name: string

  @description('Prefix that the route leads to.')
  @minLength(9)
  @maxLength(18)
  to: string
}

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
@description('ExpressRoute circuits that the gateway is connected to.')
type expressRouteType = {
  @description('Id of circuit datacentre.')
  circuit_datacentre: string
}

@export()
@sealed()
@description('Names of the firewall, its policy and its rule collection groups.')
type firewallType = {
  @description('Name of the azure firewall.')
  name: string

  @description('Name of the firewall policy.')
  policy: string

  @description('Private address that the firewall will have.')
  privateAddress: string

  @description('Prefixes towards which the firewall leaves source addresses as they are (SNAT private ranges).')
  privateRanges: string[]

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
@description('Names of the managed identities.')
type identitiesType = {
  @description('Name of the user-assigned managed identity.')
  flowLogIdentity: string
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
@description('What the security group of each subnet lets through; it denies all else.')
type securityRulesType = {
  @description('What the security group of subnet resolver lets through; it denies all else.')
  resolver: rulesType
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
