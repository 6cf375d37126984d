targetScope = 'subscription'

import {
  ruleGroupType
} from 'modules/firewall-rules.bicep'

import {
  firewallType
  flowLogsType
  groupsType
  identitiesType
  networkType
  securityRulesType
  servicesType
} from 'modules/types.bicep'

@description('Names of the private DNS zones, without a dot at the end.')
param dnsZones string[]

@description('Azure region of the package.')
param location string

@description('Everything that the firewall lets through, by rule collection group; it drops all else.')
param ruleGroups ruleGroupType[]

@description('Names of the firewall, its policy and its rule collection groups.')
param firewall firewallType

@description('Names of the network watcher and the flow log.')
param flowLogs flowLogsType

@description('Names of the resource groups.')
param groups groupsType

@description('Names of the managed identities.')
param identities identitiesType

@description('Names and prefixes of the network.')
param network networkType

@description('What the security group of each subnet lets through; it denies all else.')
param securityRules securityRulesType

@description('Azure services of the package: names and settings, by service.')
param services servicesType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

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
    logAnalyticsName: services.logAnalytics.name
    logAnalyticsRetentionDays: services.logAnalytics.retentionDays
    tags: tags
  }
}

module identitiesModule 'modules/identities.bicep' = {
  scope: monitoringGroup
  params: {
    identitiesFlowLogIdentity: identities.flowLogIdentity
    location: location
    tags: tags
  }
}

module logStorageWeuModule 'modules/log-storage-weu.bicep' = {
  scope: monitoringGroup
  params: {
    logAnalyticsId: logAnalyticsModule.outputs.logAnalyticsId
    logStorageWeuLocation: services.logStorageWeu.location
    logStorageWeuName: services.logStorageWeu.name
    tags: tags
  }
}

module identityAccessModule 'modules/identity-access.bicep' = {
  scope: monitoringGroup
  params: {
    identitiesFlowLogIdentity: identities.flowLogIdentity
    logStorageWeuName: services.logStorageWeu.name
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
    networkAddressSpace: network.addressSpace
    networkFirewallPrefix: network.firewallPrefix
    networkGatewayPrefix: network.gatewayPrefix
    networkName: network.name
    networkResolverInboundPrefix: network.resolverInboundPrefix
    networkResolverOutboundPrefix: network.resolverOutboundPrefix
    networkResolverSecurityGroup: network.resolverSecurityGroup
    securityRulesResolver: securityRules.resolver
    tags: tags
  }
}

module firewallPolicyModule 'modules/firewall-policy.bicep' = {
  scope: hubGroup
  params: {
    firewallPolicyName: firewall.policyName
    firewallTier: firewall.tier
    location: location
  }
}

module firewallRulesModule 'modules/firewall-rules.bicep' = {
  scope: hubGroup
  params: {
    firewallPolicyName: firewall.policyName
    ruleGroups: ruleGroups
  }
  dependsOn: [
    firewallPolicyModule
  ]
}

module firewallModule 'modules/firewall.bicep' = {
  scope: hubGroup
  params: {
    firewallName: firewall.name
    firewallPolicyId: firewallPolicyModule.outputs.firewallPolicyId
    firewallPublicIpName: firewall.publicIpName
    firewallSubnetId: networkModule.outputs.firewallSubnetId
    firewallTier: firewall.tier
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
    flowLogsName: flowLogs.name
    flowLogsWatcher: flowLogs.watcher
    location: location
    logAnalyticsId: logAnalyticsModule.outputs.logAnalyticsId
    logStorageWeuId: logStorageWeuModule.outputs.logStorageWeuId
    tags: tags
    virtualNetworkId: networkModule.outputs.virtualNetworkId
  }
}
