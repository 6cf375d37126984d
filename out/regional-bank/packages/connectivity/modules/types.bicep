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
  @minLength(36)
  @maxLength(36)
  it__audit: string

  @description('Object id of an Entra group.')
  @minLength(36)
  @maxLength(36)
  network__operations: string
}

@export()
@sealed()
@description('ExpressRoute circuits that the gateway is connected to.')
type expressRouteType = {
  @description('Id of circuit datacentre.')
  @minLength(68)
  @maxLength(1000)
  circuit_datacentre: string
}

@export()
@sealed()
@description('Names of the firewall, its policy and its rule collection groups.')
type firewallType = {
  @description('Name of the azure firewall, 1 to 56 characters.')
  @minLength(1)
  @maxLength(56)
  name: string

  @description('Name of the firewall policy, 1 to 80 characters.')
  @minLength(1)
  @maxLength(80)
  policyName: string

  @description('Private address that the firewall will have.')
  @minLength(7)
  @maxLength(15)
  privateAddress: string

  @description('Prefixes towards which the firewall leaves source addresses as they are (SNAT private ranges).')
  privateRanges: string[]

  @description('Name of the public ip address, 1 to 80 characters.')
  @minLength(1)
  @maxLength(80)
  publicIpName: string

  @description('Tier of the firewall and of its policy.')
  tier: 'Standard' | 'Premium'
}

@export()
@sealed()
@description('Names of the network watcher and the flow log.')
type flowLogsType = {
  @description('Name of the virtual network flow log, 1 to 80 characters.')
  @minLength(1)
  @maxLength(80)
  name: string

  @description('Name of the region\'s network watcher.')
  watcher: string
}

@export()
@sealed()
@description('Names of the gateways, their public addresses and their connections.')
type gatewaysType = {
  @description('Name of the expressroute gateway, 1 to 80 characters.')
  @minLength(1)
  @maxLength(80)
  expressRoute: string

  @description('Name of the expressroute connection, 1 to 80 characters.')
  @minLength(1)
  @maxLength(80)
  line_datacentre: string

  @description('Name of the vpn gateway, 1 to 80 characters.')
  @minLength(1)
  @maxLength(80)
  vpn: string

  @description('Name of the public ip address, 1 to 80 characters.')
  @minLength(1)
  @maxLength(80)
  vpnFirst: string

  @description('Name of the public ip address, 1 to 80 characters.')
  @minLength(1)
  @maxLength(80)
  vpnSecond: string

  @description('Name of the public ip address, 1 to 80 characters.')
  @minLength(1)
  @maxLength(80)
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
  @description('Name of the user-assigned managed identity, 3 to 128 characters.')
  @minLength(3)
  @maxLength(128)
  flowLogIdentity: string
}

@export()
@sealed()
@description('Names and prefixes of the network.')
type networkType = {
  @description('Address space of the virtual network.')
  @minLength(9)
  @maxLength(18)
  addressSpace: string

  @description('Prefix of subnet firewall.')
  @minLength(9)
  @maxLength(18)
  firewallPrefix: string

  @description('Prefix of subnet gateway.')
  @minLength(9)
  @maxLength(18)
  gatewayPrefix: string

  @description('Name of the route table of the gateway\'s subnet, 1 to 80 characters.')
  @minLength(1)
  @maxLength(80)
  gatewayRouteTable: string

  @description('Name of the virtual network, 2 to 64 characters.')
  @minLength(2)
  @maxLength(64)
  name: string

  @description('Prefix of subnet resolver-inbound.')
  @minLength(9)
  @maxLength(18)
  resolverInboundPrefix: string

  @description('Prefix of subnet resolver-outbound.')
  @minLength(9)
  @maxLength(18)
  resolverOutboundPrefix: string

  @description('Name of the network security group, 1 to 80 characters.')
  @minLength(1)
  @maxLength(80)
  resolverSecurityGroup: string
}

@export()
@sealed()
@description('Domains on premises and the servers that know them.')
type onPremisesDnsType = {
  @description('Domain that servers on premises know.')
  domain_norrlandsavings_example: string

  @description('DNS server on premises.')
  @minLength(7)
  @maxLength(15)
  server_10_0_0_53: string

  @description('DNS server on premises.')
  @minLength(7)
  @maxLength(15)
  server_10_16_0_53: string
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
@description('Azure services of the package: names and settings, by service.')
type servicesType = {
  @sealed()
  @description('Name of the log analytics workspace, and its settings.')
  logAnalytics: {
    @description('Name of the log analytics workspace, 4 to 63 characters.')
    @minLength(4)
    @maxLength(63)
    name: string

    @description('Days that logs stay searchable.')
    retentionDays: int
  }

  @sealed()
  @description('Name of the flow log storage, and its settings.')
  logStorageSdc: {
    @description('Region of the account.')
    location: string

    @description('Name of the flow log storage, 3 to 24 characters.')
    @minLength(3)
    @maxLength(24)
    name: string
  }

  @sealed()
  @description('Name of the dns private resolver, and its settings.')
  resolver: {
    @description('Address that answers queries.')
    @minLength(7)
    @maxLength(15)
    inboundAddress: string

    @description('Name of the dns private resolver, 1 to 80 characters.')
    @minLength(1)
    @maxLength(80)
    name: string

    @description('Name of the dns forwarding ruleset, 1 to 80 characters.')
    @minLength(1)
    @maxLength(80)
    ruleset: string
  }
}

@export()
@sealed()
@description('How single users come in by VPN.')
type vpnUsersType = {
  @description('Application of the VPN client.')
  @minLength(36)
  @maxLength(36)
  audience: string

  @description('Who issues the users\' tokens.')
  issuer: string

  @description('Addresses of VPN users\' machines.')
  @minLength(9)
  @maxLength(18)
  pool: string

  @description('Where users sign in.')
  tenant: string
}
