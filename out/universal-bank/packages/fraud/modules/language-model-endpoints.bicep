metadata description = 'Private endpoints of the Language model account'

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

@description('Id of languageModel, from module language-model.')
param languageModelId string

resource languageModelEndpoint 'Microsoft.Network/privateEndpoints@2026-03-01' = {
  name: endpoints.languageModelEndpoint
  location: location
  tags: tags
  properties: {
    customNetworkInterfaceName: endpoints.languageModelEndpointInterface
    subnet: {
      id: endpointsSubnetId
    }
    privateLinkServiceConnections: [
      {
        name: 'account'
        properties: {
          privateLinkServiceId: languageModelId
          groupIds: [
            'account'
          ]
        }
      }
    ]
  }
}

resource languageModelZoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2026-03-01' = {
  parent: languageModelEndpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: 'privatelink-cognitiveservices-azure-com'
        properties: {
          privateDnsZoneId: dnsZones.privatelinkCognitiveservicesAzureCom
        }
      }
      {
        name: 'privatelink-openai-azure-com'
        properties: {
          privateDnsZoneId: dnsZones.privatelinkOpenaiAzureCom
        }
      }
      {
        name: 'privatelink-services-ai-azure-com'
        properties: {
          privateDnsZoneId: dnsZones.privatelinkServicesAiAzureCom
        }
      }
    ]
  }
}
