metadata description = 'Private endpoints of the Azure Machine Learning registry'

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

@description('Id of modelRegistry, from module model-registry.')
param modelRegistryId string

resource modelRegistryEndpoint 'Microsoft.Network/privateEndpoints@2026-03-01' = {
  name: endpoints.modelRegistryEndpoint
  location: location
  tags: tags
  properties: {
    customNetworkInterfaceName: endpoints.modelRegistryEndpointInterface
    subnet: {
      id: endpointsSubnetId
    }
    privateLinkServiceConnections: [
      {
        name: 'amlregistry'
        properties: {
          privateLinkServiceId: modelRegistryId
          groupIds: [
            'amlregistry'
          ]
        }
      }
    ]
  }
}

resource modelRegistryZoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2026-03-01' = {
  parent: modelRegistryEndpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: 'privatelink-api-azureml-ms'
        properties: {
          privateDnsZoneId: dnsZones.privatelinkApiAzuremlMs
        }
      }
    ]
  }
}
