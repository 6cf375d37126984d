import {
  rulesType
} from 'security-rules.bicep'

@export()
@sealed()
@description('Name and settings of connector.')
type connectorSettingsType = {
  @description('Name of the databricks access connector.')
  name: string
}

@export()
@sealed()
@description('Name and settings of databricks.')
type databricksSettingsType = {
  @description('Name of the subnet of its containers.')
  containerSubnet: string

  @description('Name of the subnet of its hosts.')
  hostSubnet: string

  @description('Id of the resource group that Databricks makes.')
  managedResourceGroupId: string

  @description('Name of the azure databricks workspace.')
  name: string

  @description('Name of the account that Databricks makes there.')
  rootStorage: string

  @description('Id of the account that Databricks makes.')
  rootStorageId: string
}

@export()
@sealed()
@description('Private DNS zones: names in the connectivity package, ids elsewhere.')
type dnsZonesType = {
  @description('Id of a private DNS zone.')
  privatelinkAzuredatabricksNet: string

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
  databricksBlobEndpoint: string

  @description('Name of its network interface.')
  databricksBlobEndpointInterface: string

  @description('Name of the private endpoint.')
  databricksBrowserAuthenticationEndpoint: string

  @description('Name of its network interface.')
  databricksBrowserAuthenticationEndpointInterface: string

  @description('Name of the private endpoint.')
  databricksDatabricksUiApiEndpoint: string

  @description('Name of its network interface.')
  databricksDatabricksUiApiEndpointInterface: string

  @description('Name of the private endpoint.')
  databricksDfsEndpoint: string

  @description('Name of its network interface.')
  databricksDfsEndpointInterface: string
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
@description('Names of the managed identities.')
type identitiesType = {
  @description('Name of the user-assigned managed identity.')
  connectorIdentity: string

  @description('Name of the user-assigned managed identity.')
  mlflowIdentity: string
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
@description('Name and settings of mlflowConnector.')
type mlflowConnectorSettingsType = {
  @description('Name of the databricks access connector for mlflow.')
  name: string
}

@export()
@sealed()
@description('Names and prefixes of the network.')
type networkType = {
  @description('Address space of the virtual network.')
  addressSpace: string

  @description('Prefix of subnet container.')
  containerPrefix: string

  @description('Name of the network security group.')
  containerSecurityGroup: string

  @description('Prefix of subnet endpoints.')
  endpointsPrefix: string

  @description('Name of the network security group.')
  endpointsSecurityGroup: string

  @description('Prefix of subnet host.')
  hostPrefix: string

  @description('Name of the network security group.')
  hostSecurityGroup: string

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
  @description('What the security group of subnet container lets through; it denies all else.')
  container: rulesType

  @description('What the security group of subnet endpoints lets through; it denies all else.')
  endpoints: rulesType

  @description('What the security group of subnet host lets through; it denies all else.')
  host: rulesType
}
