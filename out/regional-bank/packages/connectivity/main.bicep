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
  networkType
  onPremisesDnsType
  routeType
  securityRulesType
  servicesType
  vpnUsersType
} from 'modules/types.bicep'

@description('Authorization key of circuit datacentre.')
@secure()
param authorizationKey_datacentre string

@description('Names of the private DNS zones, without a dot at the end.')
param dnsZones string[]

@description('Azure region of the package.')
param location string

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

@description('Names and prefixes of the network.')
param network networkType

@description('Domains on premises and the servers that know them.')
param onPremisesDns onPremisesDnsType

@description('What the security group of each subnet lets through; it denies all else.')
param securityRules securityRulesType

@description('Azure services of the package: names and settings, by service.')
param services servicesType

@description('How single users come in by VPN.')
param vpnUsers vpnUsersType

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

module logStorageSdcModule 'modules/log-storage-sdc.bicep' = {
  scope: monitoringGroup
  params: {
    logAnalyticsId: logAnalyticsModule.outputs.logAnalyticsId
    logStorageSdcLocation: services.logStorageSdc.location
    logStorageSdcName: services.logStorageSdc.name
    tags: tags
  }
}

module identityAccessModule 'modules/identity-access.bicep' = {
  scope: monitoringGroup
  params: {
    identitiesFlowLogIdentity: identities.flowLogIdentity
    logStorageSdcName: services.logStorageSdc.name
  }
  dependsOn: [
    identitiesModule
    logStorageSdcModule
  ]
}

module personaAccessModule 'modules/persona-access.bicep' = {
  scope: monitoringGroup
  params: {
    accessItAudit: access.it__audit
    logAnalyticsName: services.logAnalytics.name
  }
  dependsOn: [
    logAnalyticsModule
  ]
}

module personaAccessHubModule 'modules/persona-access-hub.bicep' = {
  scope: hubGroup
  params: {
    accessNetworkOperations: access.network__operations
  }
}

module networkModule 'modules/network.bicep' = {
  scope: hubGroup
  params: {
    firewallPrivateAddress: firewall.privateAddress
    location: location
    logAnalyticsId: logAnalyticsModule.outputs.logAnalyticsId
    networkAddressSpace: network.addressSpace
    networkFirewallPrefix: network.firewallPrefix
    networkGatewayPrefix: network.gatewayPrefix
    networkGatewayRouteTable: network.gatewayRouteTable
    networkName: network.name
    networkResolverInboundPrefix: network.resolverInboundPrefix
    networkResolverOutboundPrefix: network.resolverOutboundPrefix
    networkResolverSecurityGroup: network.resolverSecurityGroup
    routes: routes
    securityRulesResolver: securityRules.resolver
    tags: tags
  }
}

module firewallPolicyModule 'modules/firewall-policy.bicep' = {
  scope: hubGroup
  params: {
    firewallPolicyName: firewall.policyName
    firewallPrivateRanges: firewall.privateRanges
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

module expressrouteGatewayModule 'modules/expressroute-gateway.bicep' = {
  scope: hubGroup
  params: {
    authorizationKey_datacentre: authorizationKey_datacentre
    expressRouteCircuitDatacentre: expressRoute.circuit_datacentre
    gatewaySubnetId: networkModule.outputs.gatewaySubnetId
    gatewaysExpressRoute: gateways.expressRoute
    gatewaysLineDatacentre: gateways.line_datacentre
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
    gatewaysVpn: gateways.vpn
    gatewaysVpnFirst: gateways.vpnFirst
    gatewaysVpnSecond: gateways.vpnSecond
    gatewaysVpnUsers: gateways.vpnUsers
    location: location
    logAnalyticsId: logAnalyticsModule.outputs.logAnalyticsId
    tags: tags
    vpnUsersAudience: vpnUsers.audience
    vpnUsersIssuer: vpnUsers.issuer
    vpnUsersPool: vpnUsers.pool
    vpnUsersTenant: vpnUsers.tenant
  }
  dependsOn: [
    firewallModule
  ]
}

module dnsResolverModule 'modules/dns-resolver.bicep' = {
  scope: hubGroup
  params: {
    location: location
    onPremisesDnsDomainNorrlandsavingsExample: onPremisesDns.domain_norrlandsavings_example
    onPremisesDnsServer100053: onPremisesDns.server_10_0_0_53
    onPremisesDnsServer1016053: onPremisesDns.server_10_16_0_53
    resolverInboundAddress: services.resolver.inboundAddress
    resolverInboundSubnetId: networkModule.outputs.resolverInboundSubnetId
    resolverName: services.resolver.name
    resolverOutboundSubnetId: networkModule.outputs.resolverOutboundSubnetId
    resolverRuleset: services.resolver.ruleset
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
    flowLogsName: flowLogs.name
    flowLogsWatcher: flowLogs.watcher
    location: location
    logAnalyticsId: logAnalyticsModule.outputs.logAnalyticsId
    logStorageSdcId: logStorageSdcModule.outputs.logStorageSdcId
    tags: tags
    virtualNetworkId: networkModule.outputs.virtualNetworkId
  }
}
