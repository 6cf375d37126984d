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
  payment__systems: string
}

@export()
@sealed()
@description('Batch endpoints: names, and what works behind them.')
type batchEndpointsType = {
  @description('Deployment that does the work.')
  backfill_default: string

  @description('Name of an endpoint; part of its address.')
  backfill_name: string

  @description('Address of the code.')
  backfill_nightly_code: string

  @description('Parts that one node works on at one time.')
  backfill_nightly_concurrency: int

  @description('Address of what the model runs in.')
  @minLength(68)
  @maxLength(1000)
  backfill_nightly_environment: string

  @description('Files in one part of the work.')
  backfill_nightly_files: int

  @description('Address of the model\'s version.')
  backfill_nightly_model: string

  @description('Nodes that one run takes.')
  backfill_nightly_nodes: int

  @description('File of the code that answers.')
  backfill_nightly_script: string

  @description('When a part is given up.')
  backfill_nightly_timeout: string
}

@export()
@sealed()
@description('Clusters and compute instances.')
type computeType = {
  @description('Idle time before a node is given back.')
  cluster_batch_idle: string

  @description('Most nodes that the cluster scales to.')
  cluster_batch_maxNodes: int

  @description('Name of a compute cluster.')
  cluster_batch_name: string

  @description('Virtual machine size of the cluster\'s nodes.')
  cluster_batch_size: string
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

  @description('Subscription of the package.')
  @minLength(36)
  @maxLength(36)
  subscription: string

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
  endpointIdentity: string

  @description('Name of the user-assigned managed identity, 3 to 128 characters.')
  @minLength(3)
  @maxLength(128)
  workspaceIdentity: string
}

@export()
@sealed()
@description('Lakes that the managed network reaches: accounts and containers of layers.')
type lakesType = {
  @description('Id of the account of lake lake, layers gold.')
  @minLength(68)
  @maxLength(1000)
  lake_gold_id: string

  @description('Account of lake lake, layers gold.')
  lake_gold_name: string

  @description('Resource group of lake lake.')
  lake_group: string

  @description('Container of layer gold of lake lake, with its account.')
  lake_layer_gold: string

  @description('Subscription of lake lake.')
  @minLength(36)
  @maxLength(36)
  lake_subscription: string
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
@description('Hosts that the managed network lets out to.')
type managedHostsType = {
  @description('Host that nodes of the managed network reach.')
  sanctions__list: string
}

@export()
@sealed()
@description('Names and prefixes of the network.')
type networkType = {
  @description('Address space of the virtual network.')
  @minLength(9)
  @maxLength(18)
  addressSpace: string

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
@description('Online endpoints: names, what answers behind them, traffic.')
type onlineEndpointsType = {
  @description('Name of an endpoint; part of its address.')
  review_name: string

  @description('Address of the code.')
  score_blue_code: string

  @description('Requests that one instance answers at one time.')
  score_blue_concurrency: int

  @description('Address of what the model runs in.')
  @minLength(68)
  @maxLength(1000)
  score_blue_environment: string

  @description('Instances of the deployment.')
  score_blue_instances: int

  @description('Address of the model\'s version.')
  score_blue_model: string

  @description('File of the code that answers.')
  score_blue_script: string

  @description('Virtual machine size of the deployment\'s instances.')
  score_blue_size: string

  @description('When a request is given up.')
  score_blue_timeout: string

  @description('Percent of the requests that blue answers.')
  score_blue_traffic: int

  @description('Address of the code.')
  score_green_code: string

  @description('Requests that one instance answers at one time.')
  score_green_concurrency: int

  @description('Address of what the model runs in.')
  @minLength(68)
  @maxLength(1000)
  score_green_environment: string

  @description('Instances of the deployment.')
  score_green_instances: int

  @description('Percent of the requests that green gets a copy of.')
  score_green_mirror: int

  @description('Address of the model\'s version.')
  score_green_model: string

  @description('File of the code that answers.')
  score_green_script: string

  @description('Virtual machine size of the deployment\'s instances.')
  score_green_size: string

  @description('When a request is given up.')
  score_green_timeout: string

  @description('Name of an endpoint; part of its address.')
  score_name: string
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
@description('How the number of instances follows load and hours.')
type scalingType = {
  @description('Instances change above this average.')
  score_blue_cpu0_above: int

  @description('Instances change below this average.')
  score_blue_cpu0_below: int

  @description('Instances added at one time.')
  score_blue_cpu0_step: string

  @description('Over which the average is taken, and then waited.')
  score_blue_cpu0_window: string

  @description('Instances change above this average.')
  score_blue_latency1_above: int

  @description('Instances added at one time.')
  score_blue_latency1_step: string

  @description('Over which the average is taken, and then waited.')
  score_blue_latency1_window: string

  @description('Name of an autoscale setting.')
  score_blue_name: string

  @description('Instances change above this average.')
  score_blue_requests2_above: int

  @description('Instances change below this average.')
  score_blue_requests2_below: int

  @description('Instances added at one time.')
  score_blue_requests2_step: string

  @description('Over which the average is taken, and then waited.')
  score_blue_requests2_window: string

  @description('Instances while nothing can be measured.')
  score_blue_salary__days_default: string

  @description('Hour at which the bounds begin to hold.')
  score_blue_salary__days_endHour: int

  @description('Minute at which the bounds begin to hold.')
  score_blue_salary__days_endMinute: int

  @description('Most instances.')
  score_blue_salary__days_max: string

  @description('Least instances.')
  score_blue_salary__days_min: string

  @description('Hour at which the bounds begin to hold.')
  score_blue_salary__days_startHour: int

  @description('Minute at which the bounds begin to hold.')
  score_blue_salary__days_startMinute: int

  @description('Time zone by its Windows name.')
  score_blue_salary__days_zone: string

  @description('Instances while nothing can be measured.')
  score_blue_usual_default: string

  @description('Most instances.')
  score_blue_usual_max: string

  @description('Least instances.')
  score_blue_usual_min: string
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
  @description('Name of the azure machine learning workspace for inference, and its settings.')
  workspace: {
    @description('Tier of the managed firewall.')
    firewallSku: string

    @description('Name shown in the studio.')
    friendlyName: string

    @description('Cluster for image builds.')
    imageBuildCompute: string

    @description('Name of the azure machine learning workspace for inference, 3 to 33 characters.')
    @minLength(3)
    @maxLength(33)
    name: string
  }
}

@export()
@sealed()
@description('The registry that models come from.')
type supplierType = {
  @description('Resource group of the registry.')
  group: string

  @description('Id of the registry that models come from.')
  @minLength(68)
  @maxLength(1000)
  id: string

  @description('Name of the registry that models come from.')
  name: string

  @description('Subscription of the registry.')
  @minLength(36)
  @maxLength(36)
  subscription: string
}
