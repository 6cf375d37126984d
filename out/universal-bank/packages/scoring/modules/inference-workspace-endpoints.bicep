metadata description = 'Private endpoints of the Azure Machine Learning workspace for inference'

import {
  dnsZonesType
  endpointsType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Private DNS zones: names in the connectivity package, ids elsewhere.')
param dnsZones dnsZonesType

@description('Names of private endpoints and their network interfaces.')
param endpoints endpointsType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

@description('Id of endpointsSubnet, from module network.')
param endpointsSubnetId string

@description('Id of workspace, from module inference-workspace.')
param workspaceId string

resource workspaceEndpoint 'Microsoft.Network/privateEndpoints@2026-03-01' = {
  name: endpoints.workspaceEndpoint
  location: location
  tags: tags
  properties: {
    customNetworkInterfaceName: endpoints.workspaceEndpointInterface
    subnet: {
      id: endpointsSubnetId
    }
    privateLinkServiceConnections: [
      {
        name: 'amlworkspace'
        properties: {
          privateLinkServiceId: workspaceId
          groupIds: [
            'amlworkspace'
          ]
        }
      }
    ]
  }
}

resource workspaceZoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2026-03-01' = {
  parent: workspaceEndpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: 'privatelink-api-azureml-ms'
        properties: {
          privateDnsZoneId: dnsZones.privatelinkApiAzuremlMs
        }
      }
      {
        name: 'privatelink-notebooks-azure-net'
        properties: {
          privateDnsZoneId: dnsZones.privatelinkNotebooksAzureNet
        }
      }
    ]
  }
}
