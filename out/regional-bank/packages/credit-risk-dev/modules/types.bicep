import {
  rulesType
} from 'security-rules.bicep'

@export()
@sealed()
@description('One half of the peering.')
type peeringType = {
  @description('Name of this half, 1 to 80 characters.')
  @minLength(1)
  @maxLength(80)
  name: string

  @description('Lets in what the other end forwards from elsewhere.')
  allowForwardedTraffic: bool

  @description('Offers the network\'s gateway to the other end.')
  allowGatewayTransit: bool

  @description('Uses the gateway of the other end, which must be there first.')
  useRemoteGateways: bool
}

@export()
@sealed()
@description('Private endpoints of the service.')
type privateEndpointType = {
  @description('Name of the private endpoint, 2 to 64 characters.')
  @minLength(2)
  @maxLength(64)
  name: string

  @description('Name of its network interface, 1 to 80 characters.')
  @minLength(1)
  @maxLength(80)
  interface: string

  @description('Sub-resource that it leads to, in Azure\'s words.')
  groupId: string

  @description('Private DNS zones that Azure writes its records into.')
  zones: string[]

  @description('Id of what it leads to, where that is not the service itself.')
  serviceId: string?
}

@export()
@sealed()
@description('Entra groups that get rights.')
type accessType = {
  @description('Object id of an Entra group.')
  @minLength(36)
  @maxLength(36)
  credit__risk__scientists: string

  @description('Object id of an Entra group.')
  @minLength(36)
  @maxLength(36)
  it__audit: string

  @description('Object id of an Entra group.')
  @minLength(36)
  @maxLength(36)
  ml__platform: string
}

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

  @description('Idle time before a node is given back.')
  cluster_gpu_idle: string

  @description('Most nodes that the cluster scales to.')
  cluster_gpu_maxNodes: int

  @description('Name of a compute cluster.')
  cluster_gpu_name: string

  @description('Virtual machine size of the cluster\'s nodes.')
  cluster_gpu_size: string

  @description('Idle time before the instance is stopped.')
  instance_ilind_idle: string

  @description('Name of a compute instance.')
  instance_ilind_name: string

  @description('Virtual machine size of the instance.')
  instance_ilind_size: string

  @description('Entra object id of the instance\'s owner.')
  @minLength(36)
  @maxLength(36)
  instance_ilind_user: string

  @description('Idle time before the instance is stopped.')
  instance_soberg_idle: string

  @description('Name of a compute instance.')
  instance_soberg_name: string

  @description('Virtual machine size of the instance.')
  instance_soberg_size: string

  @description('Entra object id of the instance\'s owner.')
  @minLength(36)
  @maxLength(36)
  instance_soberg_user: string
}

@export()
@sealed()
@description('Where the private DNS zones are.')
type dnsType = {
  @description('Resource group of the private DNS zones.')
  group: string

  @description('Subscription of the private DNS zones.')
  @minLength(36)
  @maxLength(36)
  subscription: string
}

@export()
@sealed()
@description('Names of private endpoints that rights are granted on.')
type endpointsType = {
  @description('Name of the private endpoint.')
  storageBlob: string

  @description('Name of the private endpoint.')
  storageFile: string
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
  @minLength(7)
  @maxLength(15)
  firewallAddress: string

  @description('Resource group of the hub network.')
  group: string

  @description('Name of the hub network.')
  network: string

  @description('Id of the hub network.')
  @minLength(68)
  @maxLength(1000)
  networkId: string

  @description('Subscription of the hub.')
  @minLength(36)
  @maxLength(36)
  subscription: string
}

@export()
@sealed()
@description('Names of the managed identities.')
type identitiesType = {
  @description('Name of the user-assigned managed identity, 3 to 128 characters.')
  @minLength(3)
  @maxLength(128)
  clusterIdentity: string

  @description('Name of the user-assigned managed identity, 3 to 128 characters.')
  @minLength(3)
  @maxLength(128)
  workspaceIdentity: string
}

@export()
@sealed()
@description('Where logs and flow records go.')
type logsType = {
  @description('Id of the identity that writes flow records.')
  @minLength(68)
  @maxLength(1000)
  flowIdentityId: string

  @description('Id of the region\'s flow log account.')
  @minLength(68)
  @maxLength(1000)
  flowStorageId: string

  @description('Id of the central Log Analytics workspace.')
  @minLength(68)
  @maxLength(1000)
  logAnalyticsId: string
}

@export()
@sealed()
@description('Names and prefixes of the network.')
type networkType = {
  @description('Address space of the virtual network.')
  @minLength(9)
  @maxLength(18)
  addressSpace: string

  @description('Prefix of subnet agents.')
  @minLength(9)
  @maxLength(18)
  agentsPrefix: string

  @description('Name of the network security group, 1 to 80 characters.')
  @minLength(1)
  @maxLength(80)
  agentsSecurityGroup: string

  @description('Prefix of subnet compute.')
  @minLength(9)
  @maxLength(18)
  computePrefix: string

  @description('Name of the network security group, 1 to 80 characters.')
  @minLength(1)
  @maxLength(80)
  computeSecurityGroup: string

  @description('Name of the service endpoint policy, 1 to 80 characters.')
  @minLength(1)
  @maxLength(80)
  endpointPolicy: string

  @description('Prefix of subnet endpoints.')
  @minLength(9)
  @maxLength(18)
  endpointsPrefix: string

  @description('Name of the network security group, 1 to 80 characters.')
  @minLength(1)
  @maxLength(80)
  endpointsSecurityGroup: string

  @description('Name of the virtual network, 2 to 64 characters.')
  @minLength(2)
  @maxLength(64)
  name: string

  @description('Name of the route table, 1 to 80 characters.')
  @minLength(1)
  @maxLength(80)
  routeTable: string
}

@export()
@sealed()
@description('The two halves of the peering with the hub.')
type peeringsType = {
  @description('One half of the peering.')
  fromHub: peeringType

  @description('One half of the peering.')
  toHub: peeringType
}

@export()
@sealed()
@description('Private endpoints, by service: names, sub-resources, zones of their records.')
type privateEndpointsType = {
  @description('Private endpoints of the service.')
  keyVault: privateEndpointType[]

  @description('Private endpoints of the service.')
  registry: privateEndpointType[]

  @description('Private endpoints of the service.')
  storage: privateEndpointType[]

  @description('Private endpoints of the service.')
  workspace: privateEndpointType[]
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
@description('Azure services of the package: names and settings, by service.')
type servicesType = {
  @sealed()
  @description('Name of the application insights.')
  insights: {
    @description('Name of the application insights, 1 to 255 characters.')
    @minLength(1)
    @maxLength(255)
    name: string
  }

  @sealed()
  @description('Name of the key vault.')
  keyVault: {
    @description('Name of the key vault, 3 to 24 characters.')
    @minLength(3)
    @maxLength(24)
    name: string
  }

  @sealed()
  @description('Name of the container registry.')
  registry: {
    @description('Name of the container registry, 5 to 50 characters.')
    @minLength(5)
    @maxLength(50)
    name: string
  }

  @sealed()
  @description('Name of the storage account.')
  storage: {
    @description('Name of the storage account, 3 to 24 characters.')
    @minLength(3)
    @maxLength(24)
    name: string
  }

  @sealed()
  @description('Name of the azure machine learning workspace, and its settings.')
  workspace: {
    @description('Name shown in the studio.')
    friendlyName: string

    @description('Cluster for image builds.')
    imageBuildCompute: string

    @description('Name of the azure machine learning workspace, 3 to 33 characters.')
    @minLength(3)
    @maxLength(33)
    name: string
  }
}
