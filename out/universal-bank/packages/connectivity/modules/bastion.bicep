metadata description = 'Bastion'

@description('Name of the bastion, 1 to 80 characters.')
param bastionName string

@description('Name of the public ip address, 1 to 80 characters.')
param bastionPublicIp string

@description('Id of bastionSubnet, from module network.')
param bastionSubnetId string

@description('Azure region of the package.')
param location string

@description('Id of logAnalytics, from module log-analytics.')
param logAnalyticsId string

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource publicIp 'Microsoft.Network/publicIPAddresses@2026-03-01' = {
  name: bastionPublicIp
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

resource bastionHost 'Microsoft.Network/bastionHosts@2026-03-01' = {
  name: bastionName
  location: location
  tags: tags
  sku: {
    name: 'Standard'
  }
  zones: [
    '1'
    '2'
    '3'
  ]
  properties: {
    scaleUnits: 2
    disableCopyPaste: true
    enableFileCopy: false
    enableIpConnect: false
    enableShareableLink: false
    enableKerberos: false
    enableTunneling: false
    ipConfigurations: [
      {
        name: 'default'
        properties: {
          privateIPAllocationMethod: 'Dynamic'
          subnet: {
            id: bastionSubnetId
          }
          publicIPAddress: {
            id: publicIp.id
          }
        }
      }
    ]
  }
}

resource publicIpLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: publicIp
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

resource bastionHostLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: bastionHost
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

resource bastionHostLock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: bastionHost
  name: 'keep'
  properties: {
    level: 'CanNotDelete'
    notes: 'People reach machines inside by it.'
  }
}
