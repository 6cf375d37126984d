targetScope = 'subscription'

import {
  connectorSettingsType
  databricksSettingsType
  dnsZonesType
  endpointsType
  flowLogsType
  groupsType
  hubType
  identitiesType
  logsType
  mlflowConnectorSettingsType
  networkType
  peeringType
  securityRulesType
} from 'modules/types.bicep'

@description('Azure region of the package.')
param location string

@description('Name of the virtual network.')
param networkName string

@description('Name and settings of connector.')
param connectorSettings connectorSettingsType

@description('Name and settings of databricks.')
param databricksSettings databricksSettingsType

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

@description('Where logs and flow records go.')
param logs logsType

@description('Name and settings of mlflowConnector.')
param mlflowConnectorSettings mlflowConnectorSettingsType

@description('Names and prefixes of the network.')
param network networkType

@description('Names of the two halves of the peering.')
param peering peeringType

@description('What the security group of each subnet lets through; it denies all else.')
param securityRules securityRulesType

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
    connectorSettings: connectorSettings
    identities: identities
    location: location
    mlflowConnectorSettings: mlflowConnectorSettings
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

module databricksModule 'modules/databricks.bicep' = {
  scope: workloadGroup
  params: {
    connectorId: identitiesModule.outputs.connectorId
    connectorIdentityId: identitiesModule.outputs.connectorIdentityId
    databricksSettings: databricksSettings
    location: location
    logs: logs
    tags: tags
    virtualNetworkId: networkModule.outputs.virtualNetworkId
  }
  dependsOn: [
    peeringSpokeModule
  ]
}

module databricksEndpointsModule 'modules/databricks-endpoints.bicep' = {
  scope: workloadGroup
  params: {
    databricksId: databricksModule.outputs.databricksId
    databricksSettings: databricksSettings
    dnsZones: dnsZones
    endpoints: endpoints
    endpointsSubnetId: networkModule.outputs.endpointsSubnetId
    location: location
    tags: tags
  }
}
