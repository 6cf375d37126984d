import {
  rulesType
} from 'security-rules.bicep'

@export()
@sealed()
@description('Entra groups that get rights.')
type accessType = {
  @description('Object id of an Entra group.')
  data__stewards: string

  @description('Object id of an Entra group.')
  fraud__scientists: string
}

@export()
@sealed()
@description('Private DNS zones: names in the connectivity package, ids elsewhere.')
type dnsZonesType = {
  @description('Id of a private DNS zone.')
  privatelinkBlobCoreWindowsNet: string

  @description('Id of a private DNS zone.')
  privatelinkDfsCoreWindowsNet: string
}

@export()
@sealed()
@description('Names of private endpoints and their network interfaces.')
type endpointsType = {
  @description('Name of the private endpoint.')
  lakeBronzeBlobEndpoint: string

  @description('Name of its network interface.')
  lakeBronzeBlobEndpointInterface: string

  @description('Name of the private endpoint.')
  lakeBronzeDfsEndpoint: string

  @description('Name of its network interface.')
  lakeBronzeDfsEndpointInterface: string

  @description('Name of the private endpoint.')
  lakeGoldBlobEndpoint: string

  @description('Name of its network interface.')
  lakeGoldBlobEndpointInterface: string

  @description('Name of the private endpoint.')
  lakeGoldDfsEndpoint: string

  @description('Name of its network interface.')
  lakeGoldDfsEndpointInterface: string

  @description('Name of the private endpoint.')
  lakeSilverBlobEndpoint: string

  @description('Name of its network interface.')
  lakeSilverBlobEndpointInterface: string

  @description('Name of the private endpoint.')
  lakeSilverDfsEndpoint: string

  @description('Name of its network interface.')
  lakeSilverDfsEndpointInterface: string
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
  @description('Resource group for network.')
  network: string

  @description('Resource group of the network watchers.')
  watcher: string

  @description('Region of the watchers\' resource group.')
  watcherLocation: string

  @description('Resource group for workload.')
  workload: string
}

@export()
@sealed()
@description('The hub\'s network and firewall.')
type hubType = {
  @description('Private address of the firewall.')
  firewallAddress: string

  @description('Resource group of the hub network.')
  group: string

  @description('Name of the hub network.')
  network: string

  @description('Id of the hub network.')
  networkId: string

  @description('Subscription of the hub.')
  subscription: string
}

@export()
@sealed()
@description('Name and settings of lakeBronze.')
type lakeBronzeSettingsType = {
  @description('Name of the data lake account.')
  name: string
}

@export()
@sealed()
@description('Name and settings of lakeGold.')
type lakeGoldSettingsType = {
  @description('Name of the data lake account.')
  name: string
}

@export()
@sealed()
@description('Name and settings of lake.')
type lakeSettingsType = {
  @description('Days from creation in which files stay as they are.')
  retentionDays: int
}

@export()
@sealed()
@description('Name and settings of lakeSilver.')
type lakeSilverSettingsType = {
  @description('Name of the data lake account.')
  name: string
}

@export()
@sealed()
@description('Where logs and flow records go.')
type logsType = {
  @description('Id of the identity that writes flow records.')
  flowIdentityId: string

  @description('Id of the region\'s flow log account.')
  flowStorageId: string

  @description('Id of the central Log Analytics workspace.')
  logAnalyticsId: string
}

@export()
@sealed()
@description('Names and prefixes of the network.')
type networkType = {
  @description('Address space of the virtual network.')
  addressSpace: string

  @description('Prefix of subnet endpoints.')
  endpointsPrefix: string

  @description('Name of the network security group.')
  endpointsSecurityGroup: string

  @description('Name of the route table.')
  routeTable: string
}

@export()
@sealed()
@description('Names of the two halves of the peering.')
type peeringType = {
  @description('Name of the hub\'s half of the peering.')
  fromHub: string

  @description('Name of this network\'s half of the peering.')
  toHub: string
}

@export()
@sealed()
@description('What the security group of each subnet lets through; it denies all else.')
type securityRulesType = {
  @description('What the security group of subnet endpoints lets through; it denies all else.')
  endpoints: rulesType
}

@export()
@sealed()
@description('Identities with which jobs of other landing zones act.')
type workersType = {
  @description('Identity of jobs in fraud.')
  fraud_cluster: string

  @description('Resource group of fraud.')
  fraud_group: string

  @description('Subscription of fraud.')
  fraud_subscription: string

  @description('Identity of jobs in pricing.')
  pricing_cluster: string

  @description('Resource group of pricing.')
  pricing_group: string

  @description('Subscription of pricing.')
  pricing_subscription: string

  @description('Identity of jobs in spark.')
  spark_connector: string

  @description('Resource group of spark.')
  spark_group: string

  @description('Subscription of spark.')
  spark_subscription: string
}
