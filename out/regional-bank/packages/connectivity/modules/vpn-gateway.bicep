metadata description = 'VPN gateway'

import {
  gatewaysType
  vpnUsersType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Names of the gateways, their public addresses and their connections.')
param gateways gatewaysType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

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
