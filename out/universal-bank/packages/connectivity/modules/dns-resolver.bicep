metadata description = 'DNS resolver'

import {
  onPremisesDnsType
  resolverSettingsType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Domains on premises and the servers that know them.')
param onPremisesDns onPremisesDnsType

@description('Names of the DNS resolver and its ruleset, address that answers queries.')
param resolverSettings resolverSettingsType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

@description('Id of resolverInboundSubnet, from module network.')
param resolverInboundSubnetId string

@description('Id of resolverOutboundSubnet, from module network.')
param resolverOutboundSubnetId string

@description('Id of virtualNetwork, from module network.')
param virtualNetworkId string

resource dnsResolver 'Microsoft.Network/dnsResolvers@2025-05-01' = {
  name: resolverSettings.name
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
        privateIpAddress: resolverSettings.inboundAddress
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
  name: resolverSettings.ruleset
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

resource rule_lakesidebank_example 'Microsoft.Network/dnsForwardingRulesets/forwardingRules@2025-05-01' = {
  parent: ruleset
  name: 'lakesidebank-example'
  properties: {
    domainName: onPremisesDns.domain_lakesidebank_example
    forwardingRuleState: 'Enabled'
    targetDnsServers: [
      {
        ipAddress: onPremisesDns.server_10_0_0_53
        port: 53
      }
      {
        ipAddress: onPremisesDns.server_10_32_0_53
        port: 53
      }
    ]
  }
}
