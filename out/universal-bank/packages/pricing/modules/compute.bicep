metadata description = 'Compute'

import {
  computeType
  workspaceSettingsType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Clusters and compute instances.')
param compute computeType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

@description('Name and settings of workspace.')
param workspaceSettings workspaceSettingsType

@description('Id of clusterIdentity, from module identities.')
param clusterIdentityId string

@description('Id of computeSubnet, from module network.')
param computeSubnetId string

resource workspace 'Microsoft.MachineLearningServices/workspaces@2026-09-01' existing = {
  name: workspaceSettings.name
}

resource cluster_cpu 'Microsoft.MachineLearningServices/workspaces/computes@2026-09-01' = {
  parent: workspace
  name: compute.cluster_cpu_name
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${clusterIdentityId}': {}
    }
  }
  properties: {
    computeType: 'AmlCompute'
    computeLocation: location
    disableLocalAuth: true
    properties: {
      enableNodePublicIp: false
      isolatedNetwork: false
      osType: 'Linux'
      remoteLoginPortPublicAccess: 'Disabled'
      scaleSettings: {
        minNodeCount: 0
        maxNodeCount: compute.cluster_cpu_maxNodes
        nodeIdleTimeBeforeScaleDown: compute.cluster_cpu_idle
      }
      subnet: {
        id: computeSubnetId
      }
      vmPriority: 'Dedicated'
      vmSize: compute.cluster_cpu_size
    }
  }
}
