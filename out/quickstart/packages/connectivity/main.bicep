targetScope = 'subscription'

import {
  dnsZonesType
  firewallType
  flowLogsType
  groupsType
  hostsType
  identitiesType
  landingZonesType
  logAnalyticsSettingsType
  logStorageWeuSettingsType
  networkType
  tagsType
} from 'modules/types.bicep'

@description('Azure region of the package.')
param location string

@description('Name of the virtual network.')
param networkName string

@description('Private DNS zones: names in the connectivity package, ids elsewhere.')
param dnsZones dnsZonesType

@description('Names of the firewall, its policy and its rule collection groups.')
param firewall firewallType

@description('Names of the network watcher and the flow log.')
param flowLogs flowLogsType

@description('Names of the resource groups.')
param groups groupsType

@description('Hosts that firewall rules admit.')
param hosts hostsType

@description('Names of the managed identities.')
param identities identitiesType

@description('Prefixes and regional service tags of the landing zones.')
param landingZones landingZonesType

@description('Name and settings of logAnalytics.')
param logAnalyticsSettings logAnalyticsSettingsType

@description('Name and settings of logStorageWeu.')
param logStorageWeuSettings logStorageWeuSettingsType

@description('Names and prefixes of the network.')
param network networkType

@description('Tags of the package.')
param tags tagsType

resource hubGroup 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: groups.network
  location: location
  tags: tags
}

resource dnsGroup 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: groups.dns
  location: location
  tags: tags
}

resource monitoringGroup 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: groups.monitoring
  location: location
  tags: tags
}

resource watcherGroup 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: groups.watcher
  location: groups.watcherLocation
}

module logAnalyticsModule 'modules/log-analytics.bicep' = {
  scope: monitoringGroup
  params: {
    location: location
    logAnalyticsSettings: logAnalyticsSettings
    tags: tags
  }
}

module identitiesModule 'modules/identities.bicep' = {
  scope: monitoringGroup
  params: {
    identities: identities
    location: location
    tags: tags
  }
}

module logStorageWeuModule 'modules/log-storage-weu.bicep' = {
  scope: monitoringGroup
  params: {
    logAnalyticsId: logAnalyticsModule.outputs.logAnalyticsId
    logStorageWeuSettings: logStorageWeuSettings
    tags: tags
  }
}

module identityAccessModule 'modules/identity-access.bicep' = {
  scope: monitoringGroup
  params: {
    identities: identities
    logStorageWeuSettings: logStorageWeuSettings
  }
  dependsOn: [
    identitiesModule
    logStorageWeuModule
  ]
}

module networkModule 'modules/network.bicep' = {
  scope: hubGroup
  params: {
    location: location
    logAnalyticsId: logAnalyticsModule.outputs.logAnalyticsId
    network: network
    networkName: networkName
    tags: tags
  }
}

module firewallPolicyModule 'modules/firewall-policy.bicep' = {
  scope: hubGroup
  params: {
    firewall: firewall
    location: location
  }
}

module firewallRulesModule 'modules/firewall-rules.bicep' = {
  scope: hubGroup
  params: {
    firewall: firewall
    hosts: hosts
    landingZones: landingZones
  }
  dependsOn: [
    firewallPolicyModule
  ]
}

module firewallModule 'modules/firewall.bicep' = {
  scope: hubGroup
  params: {
    firewall: firewall
    firewallPolicyId: firewallPolicyModule.outputs.firewallPolicyId
    firewallSubnetId: networkModule.outputs.firewallSubnetId
    location: location
    logAnalyticsId: logAnalyticsModule.outputs.logAnalyticsId
    tags: tags
  }
  dependsOn: [
    firewallRulesModule
  ]
}

module dnsModule 'modules/dns.bicep' = {
  scope: dnsGroup
  params: {
    dnsZones: dnsZones
    tags: tags
    virtualNetworkId: networkModule.outputs.virtualNetworkId
  }
}

module flowLogsModule 'modules/flow-logs.bicep' = {
  scope: watcherGroup
  params: {
    flowLogIdentityId: identitiesModule.outputs.flowLogIdentityId
    flowLogs: flowLogs
    location: location
    logAnalyticsId: logAnalyticsModule.outputs.logAnalyticsId
    logStorageWeuId: logStorageWeuModule.outputs.logStorageWeuId
    tags: tags
    virtualNetworkId: networkModule.outputs.virtualNetworkId
  }
}
