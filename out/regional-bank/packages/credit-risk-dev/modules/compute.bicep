metadata description = 'Compute'

import {
  computeType
  tagsType
  workspaceSettingsType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Microsoft Entra tenant id.')
param tenant string

@description('Clusters and compute instances.')
param compute computeType

@description('Tags of every resource that can carry them.')
param tags tagsType

@description('Name and settings of workspace.')
param workspaceSettings workspaceSettingsType

@description('Id of clusterIdentity, from module identities.')
param clusterIdentityId string

@description('Id of computeSubnet, from module network.')
param computeSubnetId string

resource workspace 'Microsoft.MachineLearningServices/workspaces@2026-09-01' existing = {
  name: workspaceSettings.name
}

resource clusterCpu 'Microsoft.MachineLearningServices/workspaces/computes@2026-09-01' = {
  parent: workspace
  name: compute.clusterCpuName
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
        maxNodeCount: compute.clusterCpuMaxNodes
        nodeIdleTimeBeforeScaleDown: compute.clusterCpuIdle
      }
      subnet: {
        id: computeSubnetId
      }
      vmPriority: 'Dedicated'
      vmSize: compute.clusterCpuSize
    }
  }
}

resource clusterGpu 'Microsoft.MachineLearningServices/workspaces/computes@2026-09-01' = {
  parent: workspace
  name: compute.clusterGpuName
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
        maxNodeCount: compute.clusterGpuMaxNodes
        nodeIdleTimeBeforeScaleDown: compute.clusterGpuIdle
      }
      subnet: {
        id: computeSubnetId
      }
      vmPriority: 'Dedicated'
      vmSize: compute.clusterGpuSize
    }
  }
}

resource instanceIlind 'Microsoft.MachineLearningServices/workspaces/computes@2026-09-01' = {
  parent: workspace
  name: compute.instanceIlindName
  location: location
  tags: tags
  properties: {
    computeType: 'ComputeInstance'
    computeLocation: location
    disableLocalAuth: true
    properties: {
      applicationSharingPolicy: 'Personal'
      computeInstanceAuthorizationType: 'personal'
      enableNodePublicIp: false
      enableSSO: true
      idleTimeBeforeShutdown: compute.instanceIlindIdle
      personalComputeInstanceSettings: {
        assignedUser: {
          objectId: compute.instanceIlindUser
          tenantId: tenant
        }
      }
      sshSettings: {
        sshPublicAccess: 'Disabled'
      }
      subnet: {
        id: computeSubnetId
      }
      vmSize: compute.instanceIlindSize
    }
  }
}

resource instanceSoberg 'Microsoft.MachineLearningServices/workspaces/computes@2026-09-01' = {
  parent: workspace
  name: compute.instanceSobergName
  location: location
  tags: tags
  properties: {
    computeType: 'ComputeInstance'
    computeLocation: location
    disableLocalAuth: true
    properties: {
      applicationSharingPolicy: 'Personal'
      computeInstanceAuthorizationType: 'personal'
      enableNodePublicIp: false
      enableSSO: true
      idleTimeBeforeShutdown: compute.instanceSobergIdle
      personalComputeInstanceSettings: {
        assignedUser: {
          objectId: compute.instanceSobergUser
          tenantId: tenant
        }
      }
      sshSettings: {
        sshPublicAccess: 'Disabled'
      }
      subnet: {
        id: computeSubnetId
      }
      vmSize: compute.instanceSobergSize
    }
  }
}
