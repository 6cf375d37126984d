targetScope = 'subscription'

import { addresses } from 'modules/types.bicep'

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Addresses.')
param plan addresses

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-x'
  location: location
  tags: tags
}

module networkModule 'modules/network.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    plan: plan
  }
}

module accessModule 'modules/access.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    network: networkModule.outputs.vnetId
  }
}
