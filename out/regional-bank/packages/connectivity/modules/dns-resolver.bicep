metadata description = 'DNS resolver'

@description('Azure region of the package.')
param location string

@description('Domain that servers on premises know.')
param onPremisesDnsDomainNorrlandsavingsExample string

@description('DNS server on premises.')
param onPremisesDnsServer100053 string

@description('DNS server on premises.')
param onPremisesDnsServer1016053 string

@description('Address that answers queries.')
param resolverInboundAddress string

@description('Id of resolverInboundSubnet, from module network.')
param resolverInboundSubnetId string

@description('Name of the dns private resolver, 1 to 80 characters.')
param resolverName string

@description('Id of resolverOutboundSubnet, from module network.')
param resolverOutboundSubnetId string

@description('Name of the dns forwarding ruleset, 1 to 80 characters.')
param resolverRuleset string

@description('Id of virtualNetwork, from module network.')
param virtualNetworkId string

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource dnsResolver 'Microsoft.Network/dnsResolvers@2025-05-01' = {
  name: resolverName
  location: location
  tags: tags
  properties: {
    virtualNetwork: {
      id: virtualNetworkId
    }
  }
}

resource inboundEndpoint 'Microsoft.Network/dnsResolvers/inboundEndpoints@2025-05-01' = {
  parent: dnsResolver
  name: 'inbound'
  location: location
  tags: tags
  properties: {
    ipConfigurations: [
      {
        subnet: {
          id: resolverInboundSubnetId
        }
        privateIpAllocationMethod: 'Static'
        privateIpAddress: resolverInboundAddress
      }
    ]
  }
}

resource outboundEndpoint 'Microsoft.Network/dnsResolvers/outboundEndpoints@2025-05-01' = {
  parent: dnsResolver
  name: 'outbound'
  location: location
  tags: tags
  properties: {
    subnet: {
      id: resolverOutboundSubnetId
    }
  }
}

resource ruleset 'Microsoft.Network/dnsForwardingRulesets@2025-05-01' = {
  name: resolverRuleset
  location: location
  tags: tags
  properties: {
    dnsResolverOutboundEndpoints: [
      {
        id: outboundEndpoint.id
      }
    ]
  }
}

resource rulesetLink 'Microsoft.Network/dnsForwardingRulesets/virtualNetworkLinks@2025-05-01' = {
  parent: ruleset
  name: 'link-hub'
  properties: {
    virtualNetwork: {
      id: virtualNetworkId
    }
  }
}

resource rule_norrlandsavings_example 'Microsoft.Network/dnsForwardingRulesets/forwardingRules@2025-05-01' = {
  parent: ruleset
  name: 'norrlandsavings-example'
  properties: {
    domainName: onPremisesDnsDomainNorrlandsavingsExample
    forwardingRuleState: 'Enabled'
    targetDnsServers: [
      {
        ipAddress: onPremisesDnsServer100053
        port: 53
      }
      {
        ipAddress: onPremisesDnsServer1016053
        port: 53
      }
    ]
  }
}
