metadata description = 'The hub\'s half of the peering'

import {
  hubType
  peeringType
} from 'types.bicep'

@description('The hub\'s network and firewall.')
param hub hubType

@description('Names of the two halves of the peering.')
param peering peeringType

@description('Id of virtualNetwork, from module network.')
param virtualNetworkId string

resource virtualNetwork 'Microsoft.Network/virtualNetworks@2026-03-01' existing = {
  name: hub.network
}

resource hubToZone 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2026-03-01' = {
  parent: virtualNetwork
  name: peering.fromHub
  properties: {
    remoteVirtualNetwork: {
      id: virtualNetworkId
    }
    allowVirtualNetworkAccess: true
    allowForwardedTraffic: false
    allowGatewayTransit: false
    useRemoteGateways: false
  }
}
