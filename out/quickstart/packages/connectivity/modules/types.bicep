import {
  rulesType
} from 'security-rules.bicep'

@export()
@sealed()
@description('Names of the firewall, its policy and its rule collection groups.')
type firewallType = {
  @description('Name of the azure firewall.')
  name: string

  @description('Name of the firewall policy.')
  policy: string

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
@description('Name and settings of logStorageWeu.')
type logStorageWeuSettingsType = {
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

  @description('Prefix of subnet resolver-inbound.')
  resolverInboundPrefix: string

  @description('Prefix of subnet resolver-outbound.')
  resolverOutboundPrefix: string

  @description('Name of the network security group.')
  resolverSecurityGroup: string
}

@export()
@sealed()
@description('What the security group of each subnet lets through; it denies all else.')
type securityRulesType = {
  @description('What the security group of subnet resolver lets through; it denies all else.')
  resolver: rulesType
}
