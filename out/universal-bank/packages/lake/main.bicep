targetScope = 'subscription'

import {
  accessType
  dnsType
  flowLogsType
  groupsType
  hubType
  logsType
  networkType
  peeringsType
  privateEndpointsType
  securityRulesType
  servicesType
  workersType
} from 'modules/types.bicep'

@description('Azure region of the package.')
param location string

@description('Entra groups that get rights.')
param access accessType

@description('Where the private DNS zones are.')
param dns dnsType

@description('Names of the network watcher and the flow log.')
param flowLogs flowLogsType

@description('Names of the resource groups.')
param groups groupsType

@description('The hub\'s network and firewall.')
param hub hubType

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

@description('Identities with which jobs of other landing zones act.')
param workers workersType

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

module lakeStorageBronzeModule 'modules/lake-storage-bronze.bicep' = {
  scope: workloadGroup
  params: {
    accessDataStewards: access.data__stewards
    lakeBronzeName: services.lakeBronze.name
    location: location
    logsLogAnalyticsId: logs.logAnalyticsId
    tags: tags
    workersSparkConnector: workers.spark_connector
    workersSparkGroup: workers.spark_group
    workersSparkSubscription: workers.spark_subscription
  }
}

module lakeStorageSilverModule 'modules/lake-storage-silver.bicep' = {
  scope: workloadGroup
  params: {
    accessDataStewards: access.data__stewards
    lakeSilverName: services.lakeSilver.name
    location: location
    logsLogAnalyticsId: logs.logAnalyticsId
    tags: tags
    workersFraudCluster: workers.fraud_cluster
    workersFraudGroup: workers.fraud_group
    workersFraudSubscription: workers.fraud_subscription
    workersSparkConnector: workers.spark_connector
    workersSparkGroup: workers.spark_group
    workersSparkSubscription: workers.spark_subscription
  }
}

module lakeStorageGoldModule 'modules/lake-storage-gold.bicep' = {
  scope: workloadGroup
  params: {
    accessDataStewards: access.data__stewards
    accessFraudScientists: access.fraud__scientists
    lakeGoldName: services.lakeGold.name
    lakeRetentionDays: services.lake.retentionDays
    location: location
    logsLogAnalyticsId: logs.logAnalyticsId
    tags: tags
    workersFraudCluster: workers.fraud_cluster
    workersFraudGroup: workers.fraud_group
    workersFraudSubscription: workers.fraud_subscription
    workersPricingCluster: workers.pricing_cluster
    workersPricingGroup: workers.pricing_group
    workersPricingSubscription: workers.pricing_subscription
  }
}

module networkModule 'modules/network.bicep' = {
  scope: networkGroup
  params: {
    hubFirewallAddress: hub.firewallAddress
    location: location
    logsLogAnalyticsId: logs.logAnalyticsId
    networkAddressSpace: network.addressSpace
    networkEndpointsPrefix: network.endpointsPrefix
    networkEndpointsSecurityGroup: network.endpointsSecurityGroup
    networkName: network.name
    networkRouteTable: network.routeTable
    securityRulesEndpoints: securityRules.endpoints
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

module lakeStorageBronzeEndpointsModule 'modules/private-endpoints.bicep' = {
  scope: workloadGroup
  params: {
    dnsGroup: dns.group
    dnsSubscription: dns.subscription
    endpoints: privateEndpoints.lakeBronze
    location: location
    serviceId: lakeStorageBronzeModule.outputs.lakeBronzeId
    subnetId: networkModule.outputs.endpointsSubnetId
    tags: tags
  }
}

module lakeStorageSilverEndpointsModule 'modules/private-endpoints.bicep' = {
  scope: workloadGroup
  params: {
    dnsGroup: dns.group
    dnsSubscription: dns.subscription
    endpoints: privateEndpoints.lakeSilver
    location: location
    serviceId: lakeStorageSilverModule.outputs.lakeSilverId
    subnetId: networkModule.outputs.endpointsSubnetId
    tags: tags
  }
}

module lakeStorageGoldEndpointsModule 'modules/private-endpoints.bicep' = {
  scope: workloadGroup
  params: {
    dnsGroup: dns.group
    dnsSubscription: dns.subscription
    endpoints: privateEndpoints.lakeGold
    location: location
    serviceId: lakeStorageGoldModule.outputs.lakeGoldId
    subnetId: networkModule.outputs.endpointsSubnetId
    tags: tags
  }
}
