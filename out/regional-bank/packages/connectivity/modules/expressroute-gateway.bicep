metadata description = 'ExpressRoute gateway'

import {
  expressRouteType
  gatewaysType
} from 'types.bicep'

@description('Authorization key of circuit datacentre.')
@secure()
param authorizationKey_datacentre string

@description('Azure region of the package.')
param location string

@description('ExpressRoute circuits that the gateway is connected to.')
param expressRoute expressRouteType

@description('Names of the gateways, their public addresses and their connections.')
param gateways gatewaysType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

@description('Id of gatewaySubnet, from module network.')
param gatewaySubnetId string

@description('Id of logAnalytics, from module log-analytics.')
param logAnalyticsId string

resource expressRouteGateway 'Microsoft.Network/virtualNetworkGateways@2026-03-01' = {
  name: gateways.expressRoute
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
  name: gateways.line_datacentre
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
      id: expressRoute.circuit_datacentre
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
