targetScope = 'subscription'

import {
  dnsType
  flowLogsType
  groupsType
  hubType
  identitiesType
  logsType
  networkType
  peeringsType
  privateEndpointsType
  securityRulesType
  servicesType
} from 'modules/types.bicep'

@description('Azure region of the package.')
param location string

@description('Where the private DNS zones are.')
param dns dnsType

@description('Names of the network watcher and the flow log.')
param flowLogs flowLogsType

@description('Names of the resource groups.')
param groups groupsType

@description('The hub\'s network and firewall.')
param hub hubType

@description('Names of the managed identities.')
param identities identitiesType

@description('Where logs and flow records go.')
param logs logsType

@description('Names and prefixes of the network.')
param network networkType

@description('The two halves of the peering with the hub.')
param peerings peeringsType

@description('Private endpoints, by service: names, sub-resources, zones of their records.')
param privateEndpoints privateEndpointsType

@description('What the security group of each subnet lets through; it denies all else.')
param securityRules securityRulesType

@description('Azure services of the package: names and settings, by service.')
param services servicesType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource networkGroup 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: groups.network
  location: location
  tags: tags
}

resource workloadGroup 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: groups.workload
  location: location
  tags: tags
}

resource watcherGroup 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: groups.watcher
  location: groups.watcherLocation
}

module identitiesModule 'modules/identities.bicep' = {
  scope: workloadGroup
  params: {
    connectorName: services.connector.name
    identitiesConnectorIdentity: identities.connectorIdentity
    identitiesMlflowIdentity: identities.mlflowIdentity
    location: location
    mlflowConnectorName: services.mlflowConnector.name
    tags: tags
  }
}

module networkModule 'modules/network.bicep' = {
  scope: networkGroup
  params: {
    hubFirewallAddress: hub.firewallAddress
    location: location
    logsLogAnalyticsId: logs.logAnalyticsId
    networkAddressSpace: network.addressSpace
    networkContainerPrefix: network.containerPrefix
    networkContainerSecurityGroup: network.containerSecurityGroup
    networkEndpointsPrefix: network.endpointsPrefix
    networkEndpointsSecurityGroup: network.endpointsSecurityGroup
    networkHostPrefix: network.hostPrefix
    networkHostSecurityGroup: network.hostSecurityGroup
    networkName: network.name
    networkRouteTable: network.routeTable
    securityRulesContainer: securityRules.container
    securityRulesEndpoints: securityRules.endpoints
    securityRulesHost: securityRules.host
    tags: tags
  }
}

module peeringHubModule 'modules/peering.bicep' = {
  scope: resourceGroup(hub.subscription, hub.group)
  params: {
    half: peerings.fromHub
    networkName: hub.network
    remoteNetworkId: networkModule.outputs.virtualNetworkId
  }
}

module peeringSpokeModule 'modules/peering.bicep' = {
  scope: networkGroup
  params: {
    half: peerings.toHub
    networkName: network.name
    remoteNetworkId: hub.networkId
  }
  dependsOn: [
    networkModule
    peeringHubModule
  ]
}

module flowLogsModule 'modules/flow-logs.bicep' = {
  scope: watcherGroup
  params: {
    flowLogsName: flowLogs.name
    flowLogsWatcher: flowLogs.watcher
    location: location
    logsFlowIdentityId: logs.flowIdentityId
    logsFlowStorageId: logs.flowStorageId
    logsLogAnalyticsId: logs.logAnalyticsId
    tags: tags
    virtualNetworkId: networkModule.outputs.virtualNetworkId
  }
}

module databricksModule 'modules/databricks.bicep' = {
  scope: workloadGroup
  params: {
    connectorId: identitiesModule.outputs.connectorId
    connectorIdentityId: identitiesModule.outputs.connectorIdentityId
    databricksContainerSubnet: services.databricks.containerSubnet
    databricksHostSubnet: services.databricks.hostSubnet
    databricksManagedResourceGroupId: services.databricks.managedResourceGroupId
    databricksName: services.databricks.name
    databricksRootStorage: services.databricks.rootStorage
    location: location
    logsLogAnalyticsId: logs.logAnalyticsId
    tags: tags
    virtualNetworkId: networkModule.outputs.virtualNetworkId
  }
  dependsOn: [
    peeringSpokeModule
  ]
}

module databricksEndpointsModule 'modules/private-endpoints.bicep' = {
  scope: workloadGroup
  params: {
    dnsGroup: dns.group
    dnsSubscription: dns.subscription
    endpoints: privateEndpoints.databricks
    location: location
    serviceId: databricksModule.outputs.databricksId
    subnetId: networkModule.outputs.endpointsSubnetId
    tags: tags
  }
}
