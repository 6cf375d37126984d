targetScope = 'subscription'

import {
  accessType
  batchEndpointsType
  computeType
  dnsType
  endpointsType
  flowLogsType
  groupsType
  hubType
  identitiesType
  lakesType
  logsType
  managedHostsType
  networkType
  onlineEndpointsType
  peeringsType
  privateEndpointsType
  scalingType
  securityRulesType
  servicesType
  supplierType
} from 'modules/types.bicep'

@description('Azure region of the package.')
param location string

@description('Microsoft Entra tenant id.')
@minLength(36)
@maxLength(36)
param tenant string

@description('Entra groups that get rights.')
param access accessType

@description('Batch endpoints: names, and what works behind them.')
param batchEndpoints batchEndpointsType

@description('Clusters and compute instances.')
param compute computeType

@description('Where the private DNS zones are.')
param dns dnsType

@description('Names of private endpoints that rights are granted on.')
param endpoints endpointsType

@description('Names of the network watcher and the flow log.')
param flowLogs flowLogsType

@description('Names of the resource groups.')
param groups groupsType

@description('The hub\'s network and firewall.')
param hub hubType

@description('Names of the managed identities.')
param identities identitiesType

@description('Lakes that the managed network reaches: accounts and containers of layers.')
param lakes lakesType

@description('Where logs and flow records go.')
param logs logsType

@description('Hosts that the managed network lets out to.')
param managedHosts managedHostsType

@description('Names and prefixes of the network.')
param network networkType

@description('Online endpoints: names, what answers behind them, traffic.')
param onlineEndpoints onlineEndpointsType

@description('The two halves of the peering with the hub.')
param peerings peeringsType

@description('Private endpoints, by service: names, sub-resources, zones of their records.')
param privateEndpoints privateEndpointsType

@description('How the number of instances follows load and hours.')
param scaling scalingType

@description('What the security group of each subnet lets through; it denies all else.')
param securityRules securityRulesType

@description('Azure services of the package: names and settings, by service.')
param services servicesType

@description('The registry that models come from.')
param supplier supplierType

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
    identitiesClusterIdentity: identities.clusterIdentity
    identitiesEndpointIdentity: identities.endpointIdentity
    identitiesWorkspaceIdentity: identities.workspaceIdentity
    location: location
    tags: tags
  }
}

module applicationInsightsModule 'modules/application-insights.bicep' = {
  scope: workloadGroup
  params: {
    insightsName: services.insights.name
    location: location
    logsLogAnalyticsId: logs.logAnalyticsId
    tags: tags
  }
}

module keyVaultModule 'modules/key-vault.bicep' = {
  scope: workloadGroup
  params: {
    keyVaultName: services.keyVault.name
    location: location
    logsLogAnalyticsId: logs.logAnalyticsId
    tags: tags
    tenant: tenant
  }
}

module containerRegistryModule 'modules/container-registry.bicep' = {
  scope: workloadGroup
  params: {
    location: location
    logsLogAnalyticsId: logs.logAnalyticsId
    registryName: services.registry.name
    tags: tags
  }
}

module storageModule 'modules/storage.bicep' = {
  scope: workloadGroup
  params: {
    location: location
    logsLogAnalyticsId: logs.logAnalyticsId
    storageName: services.storage.name
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

module keyVaultEndpointsModule 'modules/private-endpoints.bicep' = {
  scope: workloadGroup
  params: {
    dnsGroup: dns.group
    dnsSubscription: dns.subscription
    endpoints: privateEndpoints.keyVault
    location: location
    serviceId: keyVaultModule.outputs.keyVaultId
    subnetId: networkModule.outputs.endpointsSubnetId
    tags: tags
  }
}

module containerRegistryEndpointsModule 'modules/private-endpoints.bicep' = {
  scope: workloadGroup
  params: {
    dnsGroup: dns.group
    dnsSubscription: dns.subscription
    endpoints: privateEndpoints.registry
    location: location
    serviceId: containerRegistryModule.outputs.registryId
    subnetId: networkModule.outputs.endpointsSubnetId
    tags: tags
  }
}

module storageEndpointsModule 'modules/private-endpoints.bicep' = {
  scope: workloadGroup
  params: {
    dnsGroup: dns.group
    dnsSubscription: dns.subscription
    endpoints: privateEndpoints.storage
    location: location
    serviceId: storageModule.outputs.storageId
    subnetId: networkModule.outputs.endpointsSubnetId
    tags: tags
  }
}

module identityAccessModule 'modules/identity-access.bicep' = {
  scope: workloadGroup
  params: {
    endpointsStorageBlob: endpoints.storageBlob
    endpointsStorageFile: endpoints.storageFile
    identitiesClusterIdentity: identities.clusterIdentity
    identitiesEndpointIdentity: identities.endpointIdentity
    identitiesWorkspaceIdentity: identities.workspaceIdentity
    insightsName: services.insights.name
    keyVaultName: services.keyVault.name
    registryName: services.registry.name
    storageName: services.storage.name
  }
  dependsOn: [
    identitiesModule
    applicationInsightsModule
    keyVaultModule
    containerRegistryModule
    storageModule
    storageEndpointsModule
  ]
}

module registryAccessModule 'modules/registry-access.bicep' = {
  scope: resourceGroup(supplier.subscription, supplier.group)
  params: {
    groupsSubscription: groups.subscription
    groupsWorkload: groups.workload
    identitiesClusterIdentity: identities.clusterIdentity
    identitiesEndpointIdentity: identities.endpointIdentity
    identitiesWorkspaceIdentity: identities.workspaceIdentity
    supplierName: supplier.name
  }
  dependsOn: [
    identitiesModule
  ]
}

module lakeAccessLakeModule 'modules/lake-access-lake.bicep' = {
  scope: resourceGroup(lakes.lake_subscription, lakes.lake_group)
  params: {
    groupsSubscription: groups.subscription
    groupsWorkload: groups.workload
    identitiesClusterIdentity: identities.clusterIdentity
    identitiesWorkspaceIdentity: identities.workspaceIdentity
    lakesLakeGoldName: lakes.lake_gold_name
    lakesLakeLayerGold: lakes.lake_layer_gold
  }
  dependsOn: [
    identitiesModule
  ]
}

module inferenceWorkspaceModule 'modules/inference-workspace.bicep' = {
  scope: workloadGroup
  params: {
    insightsId: applicationInsightsModule.outputs.insightsId
    keyVaultId: keyVaultModule.outputs.keyVaultId
    lakesLakeGoldId: lakes.lake_gold_id
    location: location
    logsLogAnalyticsId: logs.logAnalyticsId
    managedHostsSanctionsList: managedHosts.sanctions__list
    registryId: containerRegistryModule.outputs.registryId
    storageId: storageModule.outputs.storageId
    supplierId: supplier.id
    tags: tags
    workspaceFirewallSku: services.workspace.firewallSku
    workspaceFriendlyName: services.workspace.friendlyName
    workspaceIdentityId: identitiesModule.outputs.workspaceIdentityId
    workspaceImageBuildCompute: services.workspace.imageBuildCompute
    workspaceName: services.workspace.name
  }
  dependsOn: [
    identityAccessModule
    registryAccessModule
    lakeAccessLakeModule
    keyVaultEndpointsModule
    containerRegistryEndpointsModule
    storageEndpointsModule
  ]
}

module inferenceWorkspaceEndpointsModule 'modules/private-endpoints.bicep' = {
  scope: workloadGroup
  params: {
    dnsGroup: dns.group
    dnsSubscription: dns.subscription
    endpoints: privateEndpoints.workspace
    location: location
    serviceId: inferenceWorkspaceModule.outputs.workspaceId
    subnetId: networkModule.outputs.endpointsSubnetId
    tags: tags
  }
}

module leadAccessModule 'modules/lead-access.bicep' = {
  scope: workloadGroup
  params: {
    identitiesEndpointIdentity: identities.endpointIdentity
    workspaceName: services.workspace.name
  }
  dependsOn: [
    identitiesModule
    inferenceWorkspaceModule
  ]
}

module computeModule 'modules/compute.bicep' = {
  scope: workloadGroup
  params: {
    clusterIdentityId: identitiesModule.outputs.clusterIdentityId
    computeClusterBatchIdle: compute.cluster_batch_idle
    computeClusterBatchMaxNodes: compute.cluster_batch_maxNodes
    computeClusterBatchName: compute.cluster_batch_name
    computeClusterBatchSize: compute.cluster_batch_size
    location: location
    tags: tags
    workspaceName: services.workspace.name
  }
  dependsOn: [
    inferenceWorkspaceModule
    inferenceWorkspaceEndpointsModule
    identityAccessModule
    registryAccessModule
    lakeAccessLakeModule
    leadAccessModule
  ]
}

module onlineEndpointsModule 'modules/online-endpoints.bicep' = {
  scope: workloadGroup
  params: {
    accessPaymentSystems: access.payment__systems
    endpointIdentityId: identitiesModule.outputs.endpointIdentityId
    location: location
    logsLogAnalyticsId: logs.logAnalyticsId
    onlineEndpointsReviewName: onlineEndpoints.review_name
    onlineEndpointsScoreBlueCode: onlineEndpoints.score_blue_code
    onlineEndpointsScoreBlueConcurrency: onlineEndpoints.score_blue_concurrency
    onlineEndpointsScoreBlueEnvironment: onlineEndpoints.score_blue_environment
    onlineEndpointsScoreBlueInstances: onlineEndpoints.score_blue_instances
    onlineEndpointsScoreBlueModel: onlineEndpoints.score_blue_model
    onlineEndpointsScoreBlueScript: onlineEndpoints.score_blue_script
    onlineEndpointsScoreBlueSize: onlineEndpoints.score_blue_size
    onlineEndpointsScoreBlueTimeout: onlineEndpoints.score_blue_timeout
    onlineEndpointsScoreBlueTraffic: onlineEndpoints.score_blue_traffic
    onlineEndpointsScoreGreenCode: onlineEndpoints.score_green_code
    onlineEndpointsScoreGreenConcurrency: onlineEndpoints.score_green_concurrency
    onlineEndpointsScoreGreenEnvironment: onlineEndpoints.score_green_environment
    onlineEndpointsScoreGreenInstances: onlineEndpoints.score_green_instances
    onlineEndpointsScoreGreenMirror: onlineEndpoints.score_green_mirror
    onlineEndpointsScoreGreenModel: onlineEndpoints.score_green_model
    onlineEndpointsScoreGreenScript: onlineEndpoints.score_green_script
    onlineEndpointsScoreGreenSize: onlineEndpoints.score_green_size
    onlineEndpointsScoreGreenTimeout: onlineEndpoints.score_green_timeout
    onlineEndpointsScoreName: onlineEndpoints.score_name
    scalingScoreBlueCpu0Above: scaling.score_blue_cpu0_above
    scalingScoreBlueCpu0Below: scaling.score_blue_cpu0_below
    scalingScoreBlueCpu0Step: scaling.score_blue_cpu0_step
    scalingScoreBlueCpu0Window: scaling.score_blue_cpu0_window
    scalingScoreBlueLatency1Above: scaling.score_blue_latency1_above
    scalingScoreBlueLatency1Step: scaling.score_blue_latency1_step
    scalingScoreBlueLatency1Window: scaling.score_blue_latency1_window
    scalingScoreBlueName: scaling.score_blue_name
    scalingScoreBlueRequests2Above: scaling.score_blue_requests2_above
    scalingScoreBlueRequests2Below: scaling.score_blue_requests2_below
    scalingScoreBlueRequests2Step: scaling.score_blue_requests2_step
    scalingScoreBlueRequests2Window: scaling.score_blue_requests2_window
    scalingScoreBlueSalaryDaysDefault: scaling.score_blue_salary__days_default
    scalingScoreBlueSalaryDaysEndHour: scaling.score_blue_salary__days_endHour
    scalingScoreBlueSalaryDaysEndMinute: scaling.score_blue_salary__days_endMinute
    scalingScoreBlueSalaryDaysMax: scaling.score_blue_salary__days_max
    scalingScoreBlueSalaryDaysMin: scaling.score_blue_salary__days_min
    scalingScoreBlueSalaryDaysStartHour: scaling.score_blue_salary__days_startHour
    scalingScoreBlueSalaryDaysStartMinute: scaling.score_blue_salary__days_startMinute
    scalingScoreBlueSalaryDaysZone: scaling.score_blue_salary__days_zone
    scalingScoreBlueUsualDefault: scaling.score_blue_usual_default
    scalingScoreBlueUsualMax: scaling.score_blue_usual_max
    scalingScoreBlueUsualMin: scaling.score_blue_usual_min
    tags: tags
    workspaceName: services.workspace.name
  }
  dependsOn: [
    inferenceWorkspaceModule
    inferenceWorkspaceEndpointsModule
    identityAccessModule
    registryAccessModule
    lakeAccessLakeModule
    leadAccessModule
    computeModule
  ]
}

module batchEndpointsModule 'modules/batch-endpoints.bicep' = {
  scope: workloadGroup
  params: {
    batchEndpointsBackfillDefault: batchEndpoints.backfill_default
    batchEndpointsBackfillName: batchEndpoints.backfill_name
    batchEndpointsBackfillNightlyCode: batchEndpoints.backfill_nightly_code
    batchEndpointsBackfillNightlyConcurrency: batchEndpoints.backfill_nightly_concurrency
    batchEndpointsBackfillNightlyEnvironment: batchEndpoints.backfill_nightly_environment
    batchEndpointsBackfillNightlyFiles: batchEndpoints.backfill_nightly_files
    batchEndpointsBackfillNightlyModel: batchEndpoints.backfill_nightly_model
    batchEndpointsBackfillNightlyNodes: batchEndpoints.backfill_nightly_nodes
    batchEndpointsBackfillNightlyScript: batchEndpoints.backfill_nightly_script
    batchEndpointsBackfillNightlyTimeout: batchEndpoints.backfill_nightly_timeout
    cluster_batchId: computeModule.outputs.cluster_batchId
    location: location
    tags: tags
    workspaceName: services.workspace.name
  }
  dependsOn: [
    inferenceWorkspaceModule
    inferenceWorkspaceEndpointsModule
    identityAccessModule
    registryAccessModule
    lakeAccessLakeModule
    leadAccessModule
  ]
}
