targetScope = 'subscription'

import {
  accessType
  batchEndpointsType
  computeType
  dnsZonesType
  endpointsType
  flowLogsType
  groupsType
  hubType
  identitiesType
  insightsSettingsType
  keyVaultSettingsType
  lakesType
  logsType
  managedHostsType
  networkType
  onlineEndpointsType
  peeringType
  registrySettingsType
  scalingType
  securityRulesType
  storageSettingsType
  supplierType
  workspaceSettingsType
} from 'modules/types.bicep'

@description('Azure region of the package.')
param location string

@description('Name of the virtual network.')
param networkName string

@description('Microsoft Entra tenant id.')
param tenant string

@description('Entra groups that get rights.')
param access accessType

@description('Batch endpoints: names, and what works behind them.')
param batchEndpoints batchEndpointsType

@description('Clusters and compute instances.')
param compute computeType

@description('Private DNS zones: names in the connectivity package, ids elsewhere.')
param dnsZones dnsZonesType

@description('Names of private endpoints and their network interfaces.')
param endpoints endpointsType

@description('Names of the network watcher and the flow log.')
param flowLogs flowLogsType

@description('Names of the resource groups.')
param groups groupsType

@description('The hub\'s network and firewall.')
param hub hubType

@description('Names of the managed identities.')
param identities identitiesType

@description('Name and settings of insights.')
param insightsSettings insightsSettingsType

@description('Name and settings of keyVault.')
param keyVaultSettings keyVaultSettingsType

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

@description('Names of the two halves of the peering.')
param peering peeringType

@description('Name and settings of registry.')
param registrySettings registrySettingsType

@description('How the number of instances follows load and hours.')
param scaling scalingType

@description('What the security group of each subnet lets through; it denies all else.')
param securityRules securityRulesType

@description('Name and settings of storage.')
param storageSettings storageSettingsType

@description('The registry that models come from.')
param supplier supplierType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

@description('Name and settings of workspace.')
param workspaceSettings workspaceSettingsType

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
    identities: identities
    location: location
    tags: tags
  }
}

module applicationInsightsModule 'modules/application-insights.bicep' = {
  scope: workloadGroup
  params: {
    insightsSettings: insightsSettings
    location: location
    logs: logs
    tags: tags
  }
}

module keyVaultModule 'modules/key-vault.bicep' = {
  scope: workloadGroup
  params: {
    keyVaultSettings: keyVaultSettings
    location: location
    logs: logs
    tags: tags
    tenant: tenant
  }
}

module containerRegistryModule 'modules/container-registry.bicep' = {
  scope: workloadGroup
  params: {
    location: location
    logs: logs
    registrySettings: registrySettings
    tags: tags
  }
}

module storageModule 'modules/storage.bicep' = {
  scope: workloadGroup
  params: {
    location: location
    logs: logs
    storageSettings: storageSettings
    tags: tags
  }
}

module networkModule 'modules/network.bicep' = {
  scope: networkGroup
  params: {
    hub: hub
    location: location
    logs: logs
    network: network
    networkName: networkName
    securityRules: securityRules
    tags: tags
  }
}

module peeringHubModule 'modules/peering-hub.bicep' = {
  scope: resourceGroup(hub.subscription, hub.group)
  params: {
    hub: hub
    peering: peering
    virtualNetworkId: networkModule.outputs.virtualNetworkId
  }
}

module peeringSpokeModule 'modules/peering-spoke.bicep' = {
  scope: networkGroup
  params: {
    hub: hub
    networkName: networkName
    peering: peering
  }
  dependsOn: [
    networkModule
    peeringHubModule
  ]
}

module flowLogsModule 'modules/flow-logs.bicep' = {
  scope: watcherGroup
  params: {
    flowLogs: flowLogs
    location: location
    logs: logs
    tags: tags
    virtualNetworkId: networkModule.outputs.virtualNetworkId
  }
}

module keyVaultEndpointsModule 'modules/key-vault-endpoints.bicep' = {
  scope: workloadGroup
  params: {
    dnsZones: dnsZones
    endpoints: endpoints
    endpointsSubnetId: networkModule.outputs.endpointsSubnetId
    keyVaultId: keyVaultModule.outputs.keyVaultId
    location: location
    tags: tags
  }
}

module containerRegistryEndpointsModule 'modules/container-registry-endpoints.bicep' = {
  scope: workloadGroup
  params: {
    dnsZones: dnsZones
    endpoints: endpoints
    endpointsSubnetId: networkModule.outputs.endpointsSubnetId
    location: location
    registryId: containerRegistryModule.outputs.registryId
    tags: tags
  }
}

module storageEndpointsModule 'modules/storage-endpoints.bicep' = {
  scope: workloadGroup
  params: {
    dnsZones: dnsZones
    endpoints: endpoints
    endpointsSubnetId: networkModule.outputs.endpointsSubnetId
    location: location
    storageId: storageModule.outputs.storageId
    tags: tags
  }
}

module identityAccessModule 'modules/identity-access.bicep' = {
  scope: workloadGroup
  params: {
    endpoints: endpoints
    identities: identities
    insightsSettings: insightsSettings
    keyVaultSettings: keyVaultSettings
    registrySettings: registrySettings
    storageSettings: storageSettings
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
    groups: groups
    identities: identities
    supplier: supplier
  }
  dependsOn: [
    identitiesModule
  ]
}

module lakeAccessLakeModule 'modules/lake-access-lake.bicep' = {
  scope: resourceGroup(lakes.lake_subscription, lakes.lake_group)
  params: {
    groups: groups
    identities: identities
    lakes: lakes
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
    lakes: lakes
    location: location
    logs: logs
    managedHosts: managedHosts
    registryId: containerRegistryModule.outputs.registryId
    storageId: storageModule.outputs.storageId
    supplier: supplier
    tags: tags
    workspaceIdentityId: identitiesModule.outputs.workspaceIdentityId
    workspaceSettings: workspaceSettings
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

module inferenceWorkspaceEndpointsModule 'modules/inference-workspace-endpoints.bicep' = {
  scope: workloadGroup
  params: {
    dnsZones: dnsZones
    endpoints: endpoints
    endpointsSubnetId: networkModule.outputs.endpointsSubnetId
    location: location
    tags: tags
    workspaceId: inferenceWorkspaceModule.outputs.workspaceId
  }
}

module leadAccessModule 'modules/lead-access.bicep' = {
  scope: workloadGroup
  params: {
    identities: identities
    workspaceSettings: workspaceSettings
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
    compute: compute
    location: location
    tags: tags
    workspaceSettings: workspaceSettings
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
    access: access
    endpointIdentityId: identitiesModule.outputs.endpointIdentityId
    location: location
    logs: logs
    onlineEndpoints: onlineEndpoints
    scaling: scaling
    tags: tags
    workspaceSettings: workspaceSettings
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
    batchEndpoints: batchEndpoints
    cluster_batchId: computeModule.outputs.cluster_batchId
    location: location
    tags: tags
    workspaceSettings: workspaceSettings
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
