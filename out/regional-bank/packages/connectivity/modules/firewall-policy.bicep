metadata description = 'Firewall policy'

@description('Name of the firewall policy, 1 to 80 characters.')
param firewallPolicyName string

@description('Prefixes towards which the firewall leaves source addresses as they are (SNAT private ranges).')
param firewallPrivateRanges string[]

@description('Tier of the firewall and of its policy.')
param firewallTier 'Standard' | 'Premium'

@description('Azure region of the package.')
param location string

resource firewallPolicy 'Microsoft.Network/firewallPolicies@2026-03-01' = {
  name: firewallPolicyName
  location: location
  properties: {
    sku: {
      tier: firewallTier
    }
    threatIntelMode: 'Deny'
    dnsSettings: {
      enableProxy: true
      servers: []
    }
    intrusionDetection: {
      mode: 'Deny'
    }
    snat: {
      autoLearnPrivateRanges: 'Disabled'
      privateRanges: firewallPrivateRanges
    }
    sql: {
      allowSqlRedirect: false
    }
  }
}

@description('Id of firewallPolicy.')
output firewallPolicyId string = firewallPolicy.id
