metadata description = 'ExpressRoute gateway'

@description('Authorization key of circuit datacentre.')
@secure()
param authorizationKey_datacentre string

@description('Id of circuit datacentre.')
param expressRouteCircuitDatacentre string

@description('Id of gatewaySubnet, from module network.')
param gatewaySubnetId string

@description('Name of the expressroute gateway, 1 to 80 characters.')
param gatewaysExpressRoute string

@description('Name of the expressroute connection, 1 to 80 characters.')
param gatewaysLineDatacentre string

@description('Azure region of the package.')
param location string

@description('Id of logAnalytics, from module log-analytics.')
param logAnalyticsId string

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource expressRouteGateway 'Microsoft.Network/virtualNetworkGateways@2026-03-01' = {
  name: gatewaysExpressRoute
  location: location
  tags: tags
  properties: {
    gatewayType: 'ExpressRoute'
    vpnType: 'RouteBased'
    sku: {
      name: 'ErGw2AZ'
      tier: 'ErGw2AZ'
    }
    allowRemoteVnetTraffic: false
    allowVirtualWanTraffic: false
    ipConfigurations: [
      {
        name: 'default'
        properties: {
          privateIPAllocationMethod: 'Dynamic'
          subnet: {
            id: gatewaySubnetId
          }
        }
      }
    ]
  }
}

resource line_datacentre 'Microsoft.Network/connections@2026-03-01' = {
  name: gatewaysLineDatacentre
  location: location
  tags: tags
  properties: {
    connectionType: 'ExpressRoute'
    expressRouteGatewayBypass: false
    enablePrivateLinkFastPath: false
    routingWeight: 0
    authorizationKey: authorizationKey_datacentre
    virtualNetworkGateway1: {
      id: expressRouteGateway.id
      properties: {}
    }
    peer: {
      id: expressRouteCircuitDatacentre
    }
  }
}

resource expressRouteGatewayLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: expressRouteGateway
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

resource expressRouteGatewayLock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: expressRouteGateway
  name: 'keep'
  properties: {
    level: 'CanNotDelete'
    notes: 'Networks on premises come in by it; making it anew takes most of an hour.'
  }
}
