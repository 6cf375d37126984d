import {
  rulesType
} from 'security-rules.bicep'

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
  logStorageWeu: {
    @description('Region of the account.')
    location: string

    @description('Name of the flow log storage, 3 to 24 characters.')
    @minLength(3)
    @maxLength(24)
    name: string
  }
}
