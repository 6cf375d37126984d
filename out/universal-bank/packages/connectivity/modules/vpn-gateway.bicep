metadata description = 'VPN gateway'

import {
  gatewaysType
  vpnSitesType
  vpnUsersType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Pre-shared key of the tunnel to trading-floor.')
@secure()
param sharedKey_trading__floor string

@description('Names of the gateways, their public addresses and their connections.')
param gateways gatewaysType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

@description('Places that tunnels go to: names, addresses, routing peers.')
param vpnSites vpnSitesType

@description('How single users come in by VPN.')
param vpnUsers vpnUsersType

@description('Id of gatewaySubnet, from module network.')
param gatewaySubnetId string

@description('Id of logAnalytics, from module log-analytics.')
param logAnalyticsId string

resource firstAddress 'Microsoft.Network/publicIPAddresses@2026-03-01' = {
  name: gateways.vpnFirst
  location: location
  tags: tags
  sku: {
    name: 'Standard'
    tier: 'Regional'
  }
  zones: [
    '1'
    '2'
    '3'
  ]
  properties: {
    publicIPAllocationMethod: 'Static'
    publicIPAddressVersion: 'IPv4'
    idleTimeoutInMinutes: 4
  }
}

resource secondAddress 'Microsoft.Network/publicIPAddresses@2026-03-01' = {
  name: gateways.vpnSecond
  location: location
  tags: tags
  sku: {
    name: 'Standard'
    tier: 'Regional'
  }
  zones: [
    '1'
    '2'
    '3'
  ]
  properties: {
    publicIPAllocationMethod: 'Static'
    publicIPAddressVersion: 'IPv4'
    idleTimeoutInMinutes: 4
  }
}

resource usersAddress 'Microsoft.Network/publicIPAddresses@2026-03-01' = {
  name: gateways.vpnUsers
  location: location
  tags: tags
  sku: {
    name: 'Standard'
    tier: 'Regional'
  }
  zones: [
    '1'
    '2'
    '3'
  ]
  properties: {
    publicIPAllocationMethod: 'Static'
    publicIPAddressVersion: 'IPv4'
    idleTimeoutInMinutes: 4
  }
}

resource vpnGateway 'Microsoft.Network/virtualNetworkGateways@2026-03-01' = {
  name: gateways.vpn
  location: location
  tags: tags
  properties: {
    gatewayType: 'Vpn'
    vpnType: 'RouteBased'
    vpnGatewayGeneration: 'Generation2'
    sku: {
      name: 'VpnGw2AZ'
      tier: 'VpnGw2AZ'
    }
    activeActive: true
    enableBgp: true
    bgpSettings: {
      asn: 65515
    }
    enablePrivateIpAddress: false
    disableIPSecReplayProtection: false
    allowRemoteVnetTraffic: false
    allowVirtualWanTraffic: false
    ipConfigurations: [
      {
        name: 'first'
        properties: {
          privateIPAllocationMethod: 'Dynamic'
          subnet: {
            id: gatewaySubnetId
          }
          publicIPAddress: {
            id: firstAddress.id
          }
        }
      }
      {
        name: 'second'
        properties: {
          privateIPAllocationMethod: 'Dynamic'
          subnet: {
            id: gatewaySubnetId
          }
          publicIPAddress: {
            id: secondAddress.id
          }
        }
      }
      {
        name: 'users'
        properties: {
          privateIPAllocationMethod: 'Dynamic'
          subnet: {
            id: gatewaySubnetId
          }
          publicIPAddress: {
            id: usersAddress.id
          }
        }
      }
    ]
    vpnClientConfiguration: {
      vpnClientAddressPool: {
        addressPrefixes: [
          vpnUsers.pool
        ]
      }
      vpnClientProtocols: [
        'OpenVPN'
      ]
      vpnAuthenticationTypes: [
        'AAD'
      ]
      aadTenant: vpnUsers.tenant
      aadAudience: vpnUsers.audience
      aadIssuer: vpnUsers.issuer
    }
  }
}

resource site_trading__floor 'Microsoft.Network/localNetworkGateways@2026-03-01' = {
  name: vpnSites.trading__floor_name
  location: location
  tags: tags
  properties: {
    gatewayIpAddress: vpnSites.trading__floor_address
    bgpSettings: {
      asn: vpnSites.trading__floor_asn
      bgpPeeringAddress: vpnSites.trading__floor_peer
    }
  }
}

resource tunnel_trading__floor 'Microsoft.Network/connections@2026-03-01' = {
  name: gateways.tunnel_trading__floor
  location: location
  tags: tags
  properties: {
    connectionType: 'IPsec'
    connectionProtocol: 'IKEv2'
    connectionMode: 'Default'
    dpdTimeoutSeconds: 45
    usePolicyBasedTrafficSelectors: false
    enableBgp: true
    sharedKey: sharedKey_trading__floor
    virtualNetworkGateway1: {
      id: vpnGateway.id
      properties: {}
    }
    localNetworkGateway2: {
      id: site_trading__floor.id
      properties: {}
    }
    ipsecPolicies: [
      {
        ikeEncryption: 'GCMAES256'
        ikeIntegrity: 'SHA384'
        dhGroup: 'ECP384'
        ipsecEncryption: 'GCMAES256'
        ipsecIntegrity: 'GCMAES256'
        pfsGroup: 'ECP384'
        saLifeTimeSeconds: 27000
        saDataSizeKilobytes: 102400000
      }
    ]
  }
}

resource firstAddressLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: firstAddress
  name: 'to-log-analytics'
  properties: {
    workspaceId: logAnalyticsId
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
  }
}

resource secondAddressLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: secondAddress
  name: 'to-log-analytics'
  properties: {
    workspaceId: logAnalyticsId
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
  }
}

resource usersAddressLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: usersAddress
  name: 'to-log-analytics'
  properties: {
    workspaceId: logAnalyticsId
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
  }
}

resource vpnGatewayLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vpnGateway
  name: 'to-log-analytics'
  properties: {
    workspaceId: logAnalyticsId
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
  }
}

resource vpnGatewayLock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: vpnGateway
  name: 'keep'
  properties: {
    level: 'CanNotDelete'
    notes: 'Users and sites come in by it; making it anew takes most of an hour.'
  }
}
