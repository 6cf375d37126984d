targetScope = 'subscription'

import {
  computeType
  dnsZonesType
  endpointsType
  flowLogsType
  groupsType
  hubType
  identitiesType
  insightsSettingsType
  keyVaultSettingsType
  logsType
  networkType
  peeringType
  registrySettingsType
  securityRulesType
  storageSettingsType
  workspaceSettingsType
} from 'modules/types.bicep'

@description('Azure region of the package.')
param location string

@description('Name of the virtual network.')
param networkName string

@description('Microsoft Entra tenant id.')
param tenant string

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

@description('Where logs and flow records go.')
param logs logsType

@description('Names and prefixes of the network.')
param network networkType

@description('Names of the two halves of the peering.')
param peering peeringType

@description('Name and settings of registry.')
param registrySettings registrySettingsType

@description('What the security group of each subnet lets through; it denies all else.')
param securityRules securityRulesType

@description('Name and settings of storage.')
param storageSettings storageSettingsType

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
    storageId: storageModule.outputs.storageId
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

module machineLearningModule 'modules/machine-learning.bicep' = {
  scope: workloadGroup
  params: {
    computeSubnetId: networkModule.outputs.computeSubnetId
    insightsId: applicationInsightsModule.outputs.insightsId
    keyVaultId: keyVaultModule.outputs.keyVaultId
    location: location
    logs: logs
    registryId: containerRegistryModule.outputs.registryId
    storageId: storageModule.outputs.storageId
    tags: tags
    workspaceIdentityId: identitiesModule.outputs.workspaceIdentityId
    workspaceSettings: workspaceSettings
  }
  dependsOn: [
    identityAccessModule
    keyVaultEndpointsModule
    containerRegistryEndpointsModule
    storageEndpointsModule
  ]
}

module machineLearningEndpointsModule 'modules/machine-learning-endpoints.bicep' = {
  scope: workloadGroup
  params: {
    dnsZones: dnsZones
    endpoints: endpoints
    endpointsSubnetId: networkModule.outputs.endpointsSubnetId
    location: location
    tags: tags
    workspaceId: machineLearningModule.outputs.workspaceId
  }
}

module computeModule 'modules/compute.bicep' = {
  scope: workloadGroup
  params: {
    clusterIdentityId: identitiesModule.outputs.clusterIdentityId
    compute: compute
    computeSubnetId: networkModule.outputs.computeSubnetId
    location: location
    tags: tags
    workspaceSettings: workspaceSettings
  }
  dependsOn: [
    machineLearningModule
    machineLearningEndpointsModule
    identityAccessModule
    peeringSpokeModule
  ]
}
