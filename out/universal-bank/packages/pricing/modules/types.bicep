import {
  rulesType
} from 'security-rules.bicep'

@export()
@sealed()
@description('Clusters and compute instances.')
type computeType = {
  @description('Idle time before a node is given back.')
  cluster_cpu_idle: string

  @description('Most nodes that the cluster scales to.')
  cluster_cpu_maxNodes: int

  @description('Name of a compute cluster.')
  cluster_cpu_name: string

  @description('Virtual machine size of the cluster\'s nodes.')
  cluster_cpu_size: string
}

@export()
@sealed()
@description('Private DNS zones: names in the connectivity package, ids elsewhere.')
type dnsZonesType = {
  @description('Id of a private DNS zone.')
  privatelinkApiAzuremlMs: string

  @description('Id of a private DNS zone.')
  privatelinkAzurecrIo: string

  @description('Id of a private DNS zone.')
  privatelinkBlobCoreWindowsNet: string

  @description('Id of a private DNS zone.')
  privatelinkFileCoreWindowsNet: string

  @description('Id of a private DNS zone.')
  privatelinkNotebooksAzureNet: string

  @description('Id of a private DNS zone.')
  privatelinkQueueCoreWindowsNet: string

  @description('Id of a private DNS zone.')
  privatelinkTableCoreWindowsNet: string

  @description('Id of a private DNS zone.')
  privatelinkVaultcoreAzureNet: string
}

@export()
@sealed()
@description('Names of private endpoints and their network interfaces.')
type endpointsType = {
  @description('Name of the private endpoint.')
  keyVaultEndpoint: string

  @description('Name of its network interface.')
  keyVaultEndpointInterface: string

  @description('Name of the private endpoint.')
  registryEndpoint: string

  @description('Name of its network interface.')
  registryEndpointInterface: string

  @description('Name of the private endpoint.')
  storageBlobEndpoint: string

  @description('Name of its network interface.')
  storageBlobEndpointInterface: string

  @description('Name of the private endpoint.')
  storageFileEndpoint: string

  @description('Name of its network interface.')
  storageFileEndpointInterface: string

  @description('Name of the private endpoint.')
  storageQueueEndpoint: string

  @description('Name of its network interface.')
  storageQueueEndpointInterface: string

  @description('Name of the private endpoint.')
  storageTableEndpoint: string

  @description('Name of its network interface.')
  storageTableEndpointInterface: string

  @description('Name of the private endpoint.')
  workspaceEndpoint: string

  @description('Name of its network interface.')
  workspaceEndpointInterface: string
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
  clusterIdentity: string

  @description('Name of the user-assigned managed identity.')
  workspaceIdentity: string
}

@export()
@sealed()
@description('Name and settings of insights.')
type insightsSettingsType = {
  @description('Name of the application insights.')
  name: string
}

@export()
@sealed()
@description('Name and settings of keyVault.')
type keyVaultSettingsType = {
  @description('Name of the key vault.')
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

  @description('Prefix of subnet agents.')
  agentsPrefix: string

  @description('Name of the network security group.')
  agentsSecurityGroup: string

  @description('Prefix of subnet compute.')
  computePrefix: string

  @description('Name of the network security group.')
  computeSecurityGroup: string

  @description('Name of the service endpoint policy.')
  endpointPolicy: string

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
@description('Name and settings of registry.')
type registrySettingsType = {
  @description('Name of the container registry.')
  name: string
}

@export()
@sealed()
@description('What the security group of each subnet lets through; it denies all else.')
type securityRulesType = {
  @description('What the security group of subnet agents lets through; it denies all else.')
  agents: rulesType

  @description('What the security group of subnet compute lets through; it denies all else.')
  compute: rulesType

  @description('What the security group of subnet endpoints lets through; it denies all else.')
  endpoints: rulesType
}

@export()
@sealed()
@description('Name and settings of storage.')
type storageSettingsType = {
  @description('Name of the storage account.')
  name: string
}

@export()
@sealed()
@description('Name and settings of workspace.')
type workspaceSettingsType = {
  @description('Name shown in the studio.')
  friendlyName: string

  @description('Cluster that builds images.')
  imageBuildCompute: string

  @description('Name of the azure machine learning workspace.')
  name: string
}
