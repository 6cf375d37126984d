targetScope = 'subscription'

import {
  ruleGroupType
} from 'modules/firewall-rules.bicep'

import {
  bastionType
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
  vpnSitesType
  vpnUsersType
} from 'modules/types.bicep'

@description('Names of the private DNS zones, without a dot at the end.')
param dnsZones string[]

@description('Azure region of the package.')
param location string

@description('Routes by way of the firewall, one for each landing zone.')
param routes routeType[]

@description('Everything that the firewall lets through, by rule collection group; it drops all else.')
param ruleGroups ruleGroupType[]

@description('Pre-shared key of the tunnel to trading-floor.')
@secure()
param sharedKey_trading__floor string

@description('Names of the bastion and its address, prefixes that people come from.')
param bastion bastionType

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

@description('Places that tunnels go to: names, addresses, routing peers.')
param vpnSites vpnSitesType

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
    firewallPrivateAddress: firewall.privateAddress
    location: location
    logAnalyticsId: logAnalyticsModule.outputs.logAnalyticsId
    networkAddressSpace: network.addressSpace
    networkBastionPrefix: network.bastionPrefix
    networkBastionSecurityGroup: network.bastionSecurityGroup
    networkFirewallPrefix: network.firewallPrefix
    networkGatewayPrefix: network.gatewayPrefix
    networkGatewayRouteTable: network.gatewayRouteTable
    networkJumpHostPrefix: network.jumpHostPrefix
    networkJumpHostRouteTable: network.jumpHostRouteTable
    networkJumpHostSecurityGroup: network.jumpHostSecurityGroup
    networkName: network.name
    networkResolverInboundPrefix: network.resolverInboundPrefix
    networkResolverOutboundPrefix: network.resolverOutboundPrefix
    networkResolverSecurityGroup: network.resolverSecurityGroup
    routes: routes
    securityRulesBastion: securityRules.bastion
    securityRulesJumpHost: securityRules.jumpHost
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
    gatewaysTunnelTradingFloor: gateways.tunnel_trading__floor
    gatewaysVpn: gateways.vpn
    gatewaysVpnFirst: gateways.vpnFirst
    gatewaysVpnSecond: gateways.vpnSecond
    gatewaysVpnUsers: gateways.vpnUsers
    location: location
    logAnalyticsId: logAnalyticsModule.outputs.logAnalyticsId
    sharedKey_trading__floor: sharedKey_trading__floor
    tags: tags
    vpnSitesTradingFloorAddress: vpnSites.trading__floor_address
    vpnSitesTradingFloorAsn: vpnSites.trading__floor_asn
    vpnSitesTradingFloorName: vpnSites.trading__floor_name
    vpnSitesTradingFloorPeer: vpnSites.trading__floor_peer
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
    onPremisesDnsDomainLakesidebankExample: onPremisesDns.domain_lakesidebank_example
    onPremisesDnsServer100053: onPremisesDns.server_10_0_0_53
    onPremisesDnsServer1032053: onPremisesDns.server_10_32_0_53
    resolverInboundAddress: services.resolver.inboundAddress
    resolverInboundSubnetId: networkModule.outputs.resolverInboundSubnetId
    resolverName: services.resolver.name
    resolverOutboundSubnetId: networkModule.outputs.resolverOutboundSubnetId
    resolverRuleset: services.resolver.ruleset
    tags: tags
    virtualNetworkId: networkModule.outputs.virtualNetworkId
  }
}

module bastionModule 'modules/bastion.bicep' = {
  scope: hubGroup
  params: {
    bastionName: bastion.name
    bastionPublicIp: bastion.publicIp
    bastionSubnetId: networkModule.outputs.bastionSubnetId
    location: location
    logAnalyticsId: logAnalyticsModule.outputs.logAnalyticsId
    tags: tags
  }
}

module jumpHostModule 'modules/jump-host.bicep' = {
  scope: hubGroup
  params: {
    firewallPrivateAddress: firewall.privateAddress
    jumpHostDisk: services.jumpHost.disk
    jumpHostInterface: services.jumpHost.interface
    jumpHostKey: services.jumpHost.key
    jumpHostKeysFile: services.jumpHost.keysFile
    jumpHostName: services.jumpHost.name
    jumpHostSize: services.jumpHost.size
    jumpHostSubnetId: networkModule.outputs.jumpHostSubnetId
    jumpHostUser: services.jumpHost.user
    location: location
    tags: tags
  }
  dependsOn: [
    firewallModule
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
