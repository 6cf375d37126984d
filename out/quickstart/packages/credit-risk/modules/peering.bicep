metadata description = 'One half of a peering with the hub'

import {
  peeringType
} from 'types.bicep'

@description('One half of the peering.')
param half peeringType

@description('Name of the resource that this module adds to.')
param networkName string

@description('Id of the network at the other end.')
param remoteNetworkId string

resource virtualNetwork 'Microsoft.Network/virtualNetworks@2026-03-01' existing = {
  name: networkName
}

resource peering 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2026-03-01' = {
  parent: virtualNetwork
  name: half.name
  properties: {
    remoteVirtualNetwork: {
      id: remoteNetworkId
    }
    allowVirtualNetworkAccess: true
    allowForwardedTraffic: half.allowForwardedTraffic
    allowGatewayTransit: half.allowGatewayTransit
    useRemoteGateways: half.useRemoteGateways
  }
}
