metadata description = 'Private endpoints of the Azure Databricks workspace'

import {
  databricksSettingsType
  dnsZonesType
  endpointsType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Name and settings of databricks.')
param databricksSettings databricksSettingsType

@description('Private DNS zones: names in the connectivity package, ids elsewhere.')
param dnsZones dnsZonesType

@description('Names of private endpoints and their network interfaces.')
param endpoints endpointsType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

@description('Id of databricks, from module databricks.')
param databricksId string

@description('Id of endpointsSubnet, from module network.')
param endpointsSubnetId string

resource databricksDatabricksUiApiEndpoint 'Microsoft.Network/privateEndpoints@2026-03-01' = {
  name: endpoints.databricksDatabricksUiApiEndpoint
  location: location
  tags: tags
  properties: {
    customNetworkInterfaceName: endpoints.databricksDatabricksUiApiEndpointInterface
    subnet: {
      id: endpointsSubnetId
    }
    privateLinkServiceConnections: [
      {
        name: 'databricks_ui_api'
        properties: {
          privateLinkServiceId: databricksId
          groupIds: [
            'databricks_ui_api'
          ]
        }
      }
    ]
  }
}

resource databricksDatabricksUiApiZoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2026-03-01' = {
  parent: databricksDatabricksUiApiEndpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: 'privatelink-azuredatabricks-net'
        properties: {
          privateDnsZoneId: dnsZones.privatelinkAzuredatabricksNet
        }
      }
    ]
  }
}

resource databricksBrowserAuthenticationEndpoint 'Microsoft.Network/privateEndpoints@2026-03-01' = {
  name: endpoints.databricksBrowserAuthenticationEndpoint
  location: location
  tags: tags
  properties: {
    customNetworkInterfaceName: endpoints.databricksBrowserAuthenticationEndpointInterface
    subnet: {
      id: endpointsSubnetId
    }
    privateLinkServiceConnections: [
      {
        name: 'browser_authentication'
        properties: {
          privateLinkServiceId: databricksId
          groupIds: [
            'browser_authentication'
          ]
        }
      }
    ]
  }
}

resource databricksBrowserAuthenticationZoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2026-03-01' = {
  parent: databricksBrowserAuthenticationEndpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: 'privatelink-azuredatabricks-net'
        properties: {
          privateDnsZoneId: dnsZones.privatelinkAzuredatabricksNet
        }
      }
    ]
  }
}

resource databricksBlobEndpoint 'Microsoft.Network/privateEndpoints@2026-03-01' = {
  name: endpoints.databricksBlobEndpoint
  location: location
  tags: tags
  properties: {
    customNetworkInterfaceName: endpoints.databricksBlobEndpointInterface
    subnet: {
      id: endpointsSubnetId
    }
    privateLinkServiceConnections: [
      {
        name: 'blob'
        properties: {
          privateLinkServiceId: databricksSettings.rootStorageId
          groupIds: [
            'blob'
          ]
        }
      }
    ]
  }
}

resource databricksBlobZoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2026-03-01' = {
  parent: databricksBlobEndpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: 'privatelink-blob-core-windows-net'
        properties: {
          privateDnsZoneId: dnsZones.privatelinkBlobCoreWindowsNet
        }
      }
    ]
  }
}

resource databricksDfsEndpoint 'Microsoft.Network/privateEndpoints@2026-03-01' = {
  name: endpoints.databricksDfsEndpoint
  location: location
  tags: tags
  properties: {
    customNetworkInterfaceName: endpoints.databricksDfsEndpointInterface
    subnet: {
      id: endpointsSubnetId
    }
    privateLinkServiceConnections: [
      {
        name: 'dfs'
        properties: {
          privateLinkServiceId: databricksSettings.rootStorageId
          groupIds: [
            'dfs'
          ]
        }
      }
    ]
  }
}

resource databricksDfsZoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2026-03-01' = {
  parent: databricksDfsEndpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: 'privatelink-dfs-core-windows-net'
        properties: {
          privateDnsZoneId: dnsZones.privatelinkDfsCoreWindowsNet
        }
      }
    ]
  }
}
