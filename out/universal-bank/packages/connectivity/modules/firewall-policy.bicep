metadata description = 'Firewall policy'

import {
  firewallType
  onPremisesType
  vpnUsersType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Names of the firewall, its policy and its rule collection groups.')
param firewall firewallType

@description('Prefixes in use on premises.')
param onPremises onPremisesType

@description('How single users come in by VPN.')
param vpnUsers vpnUsersType

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
      privateRanges: [
        vpnUsers.pool
        onPremises.prefix0
        onPremises.prefix1
      ]
    }
    sql: {
      allowSqlRedirect: false
    }
  }
}

@description('Id of firewallPolicy.')
output firewallPolicyId string = firewallPolicy.id
