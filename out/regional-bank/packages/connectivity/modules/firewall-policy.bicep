metadata description = 'Firewall policy'

import {
  firewallType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Names of the firewall, its policy and its rule collection groups.')
param firewall firewallType

resource firewallPolicy 'Microsoft.Network/firewallPolicies@2026-03-01' = {
  name: firewall.policy
  location: location
  properties: {
    sku: {
      tier: 'Premium'
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
      privateRanges: firewall.privateRanges
    }
    sql: {
      allowSqlRedirect: false
    }
  }
}

@description('Id of firewallPolicy.')
output firewallPolicyId string = firewallPolicy.id
