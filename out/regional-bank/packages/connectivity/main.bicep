targetScope = 'subscription'

import {
  ruleGroupType
} from 'modules/firewall-rules.bicep'

import {
  accessType
  expressRouteType
  firewallType
  flowLogsType
  gatewaysType
  groupsType
  identitiesType
  logAnalyticsSettingsType
  logStorageSdcSettingsType
  networkType
  onPremisesDnsType
  resolverSettingsType
  routeType
  securityRulesType
  vpnUsersType
} from 'modules/types.bicep'

@description('Authorization key of circuit datacentre.')
@secure()
param authorizationKey_datacentre string

@description('Names of the private DNS zones, without a dot at the end.')
param dnsZones string[]

@description('Azure region of the package.')
param location string

@description('Name of the virtual network.')
param networkName string

@description('Routes by way of the firewall, one for each landing zone.')
param routes routeType[]

@description('Everything that the firewall lets through, by rule collection group; it drops all else.')
param ruleGroups ruleGroupType[]

@description('Entra groups that get rights.')
param access accessType

@description('ExpressRoute circuits that the gateway is connected to.')
param expressRoute expressRouteType

@description('Names of the firewall, its policy and its rule collection groups.')
param firewall firewallType

@description('Names of the network watcher and the flow log.')
param flowLogs flowLogsType

@description('Names of the gateways, their public addresses and their connections.')
param gateways gatewaysType

@description('Names of the resource groups.')
param groups groupsType

@description('Names of the managed identities.')
param identities identitiesType

@description('Name and settings of logAnalytics.')
param logAnalyticsSettings logAnalyticsSettingsType

@description('Name and settings of logStorageSdc.')
param logStorageSdcSettings logStorageSdcSettingsType

@description('Names and prefixes of the network.')
param network networkType

@description('Domains on premises and the servers that know them.')
param onPremisesDns onPremisesDnsType

@description('Names of the DNS resolver and its ruleset, address that answers queries.')
param resolverSettings resolverSettingsType

@description('What the security group of each subnet lets through; it denies all else.')
param securityRules securityRulesType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

@description('How single users come in by VPN.')
param vpnUsers vpnUsersType

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

module logStorageSdcModule 'modules/log-storage-sdc.bicep' = {
  scope: monitoringGroup
  params: {
    logAnalyticsId: logAnalyticsModule.outputs.logAnalyticsId
    logStorageSdcSettings: logStorageSdcSettings
    tags: tags
  }
}

module identityAccessModule 'modules/identity-access.bicep' = {
  scope: monitoringGroup
  params: {
    identities: identities
    logStorageSdcSettings: logStorageSdcSettings
  }
  dependsOn: [
    identitiesModule
    logStorageSdcModule
  ]
}

module personaAccessModule 'modules/persona-access.bicep' = {
  scope: monitoringGroup
  params: {
    access: access
    logAnalyticsSettings: logAnalyticsSettings
  }
  dependsOn: [
    logAnalyticsModule
  ]
}

module personaAccessHubModule 'modules/persona-access-hub.bicep' = {
  scope: hubGroup
  params: {
    access: access
  }
}

module networkModule 'modules/network.bicep' = {
  scope: hubGroup
  params: {
    firewall: firewall
    location: location
    logAnalyticsId: logAnalyticsModule.outputs.logAnalyticsId
    network: network
    networkName: networkName
    routes: routes
    securityRules: securityRules
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
    ruleGroups: ruleGroups
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

module expressrouteGatewayModule 'modules/expressroute-gateway.bicep' = {
  scope: hubGroup
  params: {
    authorizationKey_datacentre: authorizationKey_datacentre
    expressRoute: expressRoute
    gatewaySubnetId: networkModule.outputs.gatewaySubnetId
    gateways: gateways
    location: location
    logAnalyticsId: logAnalyticsModule.outputs.logAnalyticsId
    tags: tags
  }
  dependsOn: [
    firewallModule
  ]
}

module vpnGatewayModule 'modules/vpn-gateway.bicep' = {
  scope: hubGroup
  params: {
    gatewaySubnetId: networkModule.outputs.gatewaySubnetId
    gateways: gateways
    location: location
    logAnalyticsId: logAnalyticsModule.outputs.logAnalyticsId
    tags: tags
    vpnUsers: vpnUsers
  }
  dependsOn: [
    firewallModule
  ]
}

module dnsResolverModule 'modules/dns-resolver.bicep' = {
  scope: hubGroup
  params: {
    location: location
    onPremisesDns: onPremisesDns
    resolverInboundSubnetId: networkModule.outputs.resolverInboundSubnetId
    resolverOutboundSubnetId: networkModule.outputs.resolverOutboundSubnetId
    resolverSettings: resolverSettings
    tags: tags
    virtualNetworkId: networkModule.outputs.virtualNetworkId
  }
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
    logStorageSdcId: logStorageSdcModule.outputs.logStorageSdcId
    tags: tags
    virtualNetworkId: networkModule.outputs.virtualNetworkId
  }
}
