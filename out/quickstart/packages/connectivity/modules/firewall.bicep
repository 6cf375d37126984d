metadata description = 'Azure Firewall'

@description('Name of the azure firewall, 1 to 56 characters.')
param firewallName string

@description('Id of firewallPolicy, from module firewall-policy.')
param firewallPolicyId string

@description('Name of the public ip address, 1 to 80 characters.')
param firewallPublicIpName string

@description('Id of firewallSubnet, from module network.')
param firewallSubnetId string

@description('Tier of the firewall and of its policy.')
param firewallTier 'Standard' | 'Premium'

@description('Azure region of the package.')
param location string

@description('Id of logAnalytics, from module log-analytics.')
param logAnalyticsId string

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource publicIp 'Microsoft.Network/publicIPAddresses@2026-03-01' = {
  name: firewallPublicIpName
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

resource azureFirewall 'Microsoft.Network/azureFirewalls@2026-03-01' = {
  name: firewallName
  location: location
  tags: tags
  zones: [
    '1'
    '2'
    '3'
  ]
  properties: {
    sku: {
      name: 'AZFW_VNet'
      tier: firewallTier
    }
    firewallPolicy: {
      id: firewallPolicyId
    }
    ipConfigurations: [
      {
        name: 'egress'
        properties: {
          subnet: {
            id: firewallSubnetId
          }
          publicIPAddress: {
            id: publicIp.id
          }
        }
      }
    ]
    autoscaleConfiguration: {
      minCapacity: 2
    }
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

resource azureFirewallLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: azureFirewall
  name: 'to-log-analytics'
  properties: {
    workspaceId: logAnalyticsId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [
      {
        category: 'AZFWApplicationRule'
        enabled: true
      }
      {
        category: 'AZFWDnsQuery'
        enabled: true
      }
      {
        category: 'AZFWFqdnResolveFailure'
        enabled: true
      }
      {
        category: 'AZFWIdpsSignature'
        enabled: true
      }
      {
        category: 'AZFWNatRule'
        enabled: true
      }
      {
        category: 'AZFWNetworkRule'
        enabled: true
      }
      {
        category: 'AZFWThreatIntel'
        enabled: true
      }
    ]
  }
}

resource publicIpLock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: publicIp
  name: 'keep'
  properties: {
    level: 'CanNotDelete'
    notes: 'Partners allow-list this address; deleting it changes where the institution\'s traffic comes from.'
  }
}

resource azureFirewallLock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: azureFirewall
  name: 'keep'
  properties: {
    level: 'CanNotDelete'
    notes: 'Every default route of a landing zone leads to it; its private address is a next hop in every route table.'
  }
}
