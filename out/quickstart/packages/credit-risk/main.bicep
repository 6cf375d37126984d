targetScope = 'subscription'

import {
  accessType
  computeType
  dnsType
  endpointsType
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

@description('Microsoft Entra tenant id.')
@minLength(36)
@maxLength(36)
param tenant string

@description('Entra groups that get rights.')
param access accessType

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
    identitiesClusterIdentity: identities.clusterIdentity
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
    networkAgentsPrefix: network.agentsPrefix
    networkAgentsSecurityGroup: network.agentsSecurityGroup
    networkComputePrefix: network.computePrefix
    networkComputeSecurityGroup: network.computeSecurityGroup
    networkEndpointPolicy: network.endpointPolicy
    networkEndpointsPrefix: network.endpointsPrefix
    networkEndpointsSecurityGroup: network.endpointsSecurityGroup
    networkName: network.name
    networkRouteTable: network.routeTable
    securityRulesAgents: securityRules.agents
    securityRulesCompute: securityRules.compute
    securityRulesEndpoints: securityRules.endpoints
    storageId: storageModule.outputs.storageId
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

module machineLearningModule 'modules/machine-learning.bicep' = {
  scope: workloadGroup
  params: {
    computeSubnetId: networkModule.outputs.computeSubnetId
    insightsId: applicationInsightsModule.outputs.insightsId
    keyVaultId: keyVaultModule.outputs.keyVaultId
    location: location
    logsLogAnalyticsId: logs.logAnalyticsId
    registryId: containerRegistryModule.outputs.registryId
    storageId: storageModule.outputs.storageId
    tags: tags
    workspaceFriendlyName: services.workspace.friendlyName
    workspaceIdentityId: identitiesModule.outputs.workspaceIdentityId
    workspaceImageBuildCompute: services.workspace.imageBuildCompute
    workspaceName: services.workspace.name
  }
  dependsOn: [
    identityAccessModule
    keyVaultEndpointsModule
    containerRegistryEndpointsModule
    storageEndpointsModule
  ]
}

module machineLearningEndpointsModule 'modules/private-endpoints.bicep' = {
  scope: workloadGroup
  params: {
    dnsGroup: dns.group
    dnsSubscription: dns.subscription
    endpoints: privateEndpoints.workspace
    location: location
    serviceId: machineLearningModule.outputs.workspaceId
    subnetId: networkModule.outputs.endpointsSubnetId
    tags: tags
  }
}

module computeModule 'modules/compute.bicep' = {
  scope: workloadGroup
  params: {
    clusterIdentityId: identitiesModule.outputs.clusterIdentityId
    computeClusterCpuIdle: compute.cluster_cpu_idle
    computeClusterCpuMaxNodes: compute.cluster_cpu_maxNodes
    computeClusterCpuName: compute.cluster_cpu_name
    computeClusterCpuSize: compute.cluster_cpu_size
    computeInstanceAmoreauIdle: compute.instance_amoreau_idle
    computeInstanceAmoreauName: compute.instance_amoreau_name
    computeInstanceAmoreauSize: compute.instance_amoreau_size
    computeInstanceAmoreauUser: compute.instance_amoreau_user
    computeSubnetId: networkModule.outputs.computeSubnetId
    location: location
    tags: tags
    tenant: tenant
    workspaceName: services.workspace.name
  }
  dependsOn: [
    machineLearningModule
    machineLearningEndpointsModule
    identityAccessModule
    peeringSpokeModule
  ]
}

module personaAccessModule 'modules/persona-access.bicep' = {
  scope: workloadGroup
  params: {
    accessCreditRiskScientists: access.credit__risk__scientists
    storageName: services.storage.name
    workspaceName: services.workspace.name
  }
  dependsOn: [
    storageModule
    machineLearningModule
  ]
}
