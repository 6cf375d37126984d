metadata description = 'The landing zone\'s half of the peering'

import {
  hubType
  peeringType
} from 'types.bicep'

@description('Name of the virtual network.')
param networkName string

@description('The hub\'s network and firewall.')
param hub hubType

@description('Names of the two halves of the peering.')
param peering peeringType

resource virtualNetwork 'Microsoft.Network/virtualNetworks@2026-03-01' existing = {
  name: networkName
}

resource zoneToHub 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2026-03-01' = {
  parent: virtualNetwork
  name: peering.toHub
  properties: {
    remoteVirtualNetwork: {
      id: hub.networkId
    }
    allowVirtualNetworkAccess: true
    allowForwardedTraffic: true
    allowGatewayTransit: false
    useRemoteGateways: false
  }
}
