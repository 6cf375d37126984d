metadata description = 'VPN gateway'

@description('Id of gatewaySubnet, from module network.')
param gatewaySubnetId string

@description('Name of the vpn gateway, 1 to 80 characters.')
param gatewaysVpn string

@description('Name of the public ip address, 1 to 80 characters.')
param gatewaysVpnFirst string

@description('Name of the public ip address, 1 to 80 characters.')
param gatewaysVpnSecond string

@description('Name of the public ip address, 1 to 80 characters.')
param gatewaysVpnUsers string

@description('Azure region of the package.')
param location string

@description('Id of logAnalytics, from module log-analytics.')
param logAnalyticsId string

@description('Application of the VPN client.')
param vpnUsersAudience string

@description('Who issues the users\' tokens.')
param vpnUsersIssuer string

@description('Addresses of VPN users\' machines.')
param vpnUsersPool string

@description('Where users sign in.')
param vpnUsersTenant string

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource firstAddress 'Microsoft.Network/publicIPAddresses@2026-03-01' = {
  name: gatewaysVpnFirst
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
  name: gatewaysVpnSecond
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
  name: gatewaysVpnUsers
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
  name: gatewaysVpn
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
          vpnUsersPool
        ]
      }
      vpnClientProtocols: [
        'OpenVPN'
      ]
      vpnAuthenticationTypes: [
        'AAD'
      ]
      aadTenant: vpnUsersTenant
      aadAudience: vpnUsersAudience
      aadIssuer: vpnUsersIssuer
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
