targetScope = 'subscription'

import {
  accessType
  dnsZonesType
  endpointsType
  flowLogsType
  groupsType
  hubType
  lakeBronzeSettingsType
  lakeGoldSettingsType
  lakeSettingsType
  lakeSilverSettingsType
  logsType
  networkType
  peeringType
  securityRulesType
  workersType
} from 'modules/types.bicep'

@description('Azure region of the package.')
param location string

@description('Name of the virtual network.')
param networkName string

@description('Entra groups that get rights.')
param access accessType

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

@description('Name and settings of lakeBronze.')
param lakeBronzeSettings lakeBronzeSettingsType

@description('Name and settings of lakeGold.')
param lakeGoldSettings lakeGoldSettingsType

@description('Name and settings of lake.')
param lakeSettings lakeSettingsType

@description('Name and settings of lakeSilver.')
param lakeSilverSettings lakeSilverSettingsType

@description('Where logs and flow records go.')
param logs logsType

@description('Names and prefixes of the network.')
param network networkType

@description('Names of the two halves of the peering.')
param peering peeringType

@description('What the security group of each subnet lets through; it denies all else.')
param securityRules securityRulesType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

@description('Identities with which jobs of other landing zones act.')
param workers workersType

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
    access: access
    lakeBronzeSettings: lakeBronzeSettings
    location: location
    logs: logs
    tags: tags
    workers: workers
  }
}

module lakeStorageSilverModule 'modules/lake-storage-silver.bicep' = {
  scope: workloadGroup
  params: {
    access: access
    lakeSilverSettings: lakeSilverSettings
    location: location
    logs: logs
    tags: tags
    workers: workers
  }
}

module lakeStorageGoldModule 'modules/lake-storage-gold.bicep' = {
  scope: workloadGroup
  params: {
    access: access
    lakeGoldSettings: lakeGoldSettings
    lakeSettings: lakeSettings
    location: location
    logs: logs
    tags: tags
    workers: workers
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

module lakeStorageBronzeEndpointsModule 'modules/lake-storage-bronze-endpoints.bicep' = {
  scope: workloadGroup
  params: {
    dnsZones: dnsZones
    endpoints: endpoints
    endpointsSubnetId: networkModule.outputs.endpointsSubnetId
    lakeBronzeId: lakeStorageBronzeModule.outputs.lakeBronzeId
    location: location
    tags: tags
  }
}

module lakeStorageSilverEndpointsModule 'modules/lake-storage-silver-endpoints.bicep' = {
  scope: workloadGroup
  params: {
    dnsZones: dnsZones
    endpoints: endpoints
    endpointsSubnetId: networkModule.outputs.endpointsSubnetId
    lakeSilverId: lakeStorageSilverModule.outputs.lakeSilverId
    location: location
    tags: tags
  }
}

module lakeStorageGoldEndpointsModule 'modules/lake-storage-gold-endpoints.bicep' = {
  scope: workloadGroup
  params: {
    dnsZones: dnsZones
    endpoints: endpoints
    endpointsSubnetId: networkModule.outputs.endpointsSubnetId
    lakeGoldId: lakeStorageGoldModule.outputs.lakeGoldId
    location: location
    tags: tags
  }
}
