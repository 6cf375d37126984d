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
  data__stewards: string

  @description('Object id of an Entra group.')
  @minLength(36)
  @maxLength(36)
  fraud__scientists: string
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
  lakeBronze: privateEndpointType[]

  @description('Private endpoints of the service.')
  lakeGold: privateEndpointType[]

  @description('Private endpoints of the service.')
  lakeSilver: privateEndpointType[]
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
  @description('Days from creation in which files stay as they are.')
  lake: {
    @description('Days from creation in which files stay as they are.')
    retentionDays: int
  }

  @sealed()
  @description('Name of the data lake account.')
  lakeBronze: {
    @description('Name of the data lake account, 3 to 24 characters.')
    @minLength(3)
    @maxLength(24)
    name: string
  }

  @sealed()
  @description('Name of the data lake account.')
  lakeGold: {
    @description('Name of the data lake account, 3 to 24 characters.')
    @minLength(3)
    @maxLength(24)
    name: string
  }

  @sealed()
  @description('Name of the data lake account.')
  lakeSilver: {
    @description('Name of the data lake account, 3 to 24 characters.')
    @minLength(3)
    @maxLength(24)
    name: string
  }
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
  @minLength(36)
  @maxLength(36)
  fraud_subscription: string

  @description('Identity of jobs in pricing.')
  pricing_cluster: string

  @description('Resource group of pricing.')
  pricing_group: string

  @description('Subscription of pricing.')
  @minLength(36)
  @maxLength(36)
  pricing_subscription: string

  @description('Identity of jobs in spark.')
  spark_connector: string

  @description('Resource group of spark.')
  spark_group: string

  @description('Subscription of spark.')
  @minLength(36)
  @maxLength(36)
  spark_subscription: string
}
