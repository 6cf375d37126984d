metadata description = 'Compute'

@description('Id of clusterIdentity, from module identities.')
param clusterIdentityId string

@description('Idle time before a node is given back.')
param computeClusterCpuIdle string

@description('Most nodes that the cluster scales to.')
param computeClusterCpuMaxNodes int

@description('Name of a compute cluster.')
param computeClusterCpuName string

@description('Virtual machine size of the cluster\'s nodes.')
param computeClusterCpuSize string

@description('Idle time before a node is given back.')
param computeClusterGpuIdle string

@description('Most nodes that the cluster scales to.')
param computeClusterGpuMaxNodes int

@description('Name of a compute cluster.')
param computeClusterGpuName string

@description('Virtual machine size of the cluster\'s nodes.')
param computeClusterGpuSize string

@description('Idle time before the instance is stopped.')
param computeInstanceIlindIdle string

@description('Name of a compute instance.')
param computeInstanceIlindName string

@description('Virtual machine size of the instance.')
param computeInstanceIlindSize string

@description('Entra object id of the instance\'s owner.')
param computeInstanceIlindUser string

@description('Idle time before the instance is stopped.')
param computeInstanceSobergIdle string

@description('Name of a compute instance.')
param computeInstanceSobergName string

@description('Virtual machine size of the instance.')
param computeInstanceSobergSize string

@description('Entra object id of the instance\'s owner.')
param computeInstanceSobergUser string

@description('Id of computeSubnet, from module network.')
param computeSubnetId string

@description('Azure region of the package.')
param location string

@description('Microsoft Entra tenant id.')
param tenant string

@description('Name of the azure machine learning workspace, 3 to 33 characters.')
param workspaceName string

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource workspace 'Microsoft.MachineLearningServices/workspaces@2026-09-01' existing = {
  name: workspaceName
}

resource cluster_cpu 'Microsoft.MachineLearningServices/workspaces/computes@2026-09-01' = {
  parent: workspace
  name: computeClusterCpuName
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
        maxNodeCount: computeClusterCpuMaxNodes
        nodeIdleTimeBeforeScaleDown: computeClusterCpuIdle
      }
      subnet: {
        id: computeSubnetId
      }
      vmPriority: 'Dedicated'
      vmSize: computeClusterCpuSize
    }
  }
}

resource cluster_gpu 'Microsoft.MachineLearningServices/workspaces/computes@2026-09-01' = {
  parent: workspace
  name: computeClusterGpuName
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
        maxNodeCount: computeClusterGpuMaxNodes
        nodeIdleTimeBeforeScaleDown: computeClusterGpuIdle
      }
      subnet: {
        id: computeSubnetId
      }
      vmPriority: 'Dedicated'
      vmSize: computeClusterGpuSize
    }
  }
}

resource instance_ilind 'Microsoft.MachineLearningServices/workspaces/computes@2026-09-01' = {
  parent: workspace
  name: computeInstanceIlindName
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
      idleTimeBeforeShutdown: computeInstanceIlindIdle
      personalComputeInstanceSettings: {
        assignedUser: {
          objectId: computeInstanceIlindUser
          tenantId: tenant
        }
      }
      sshSettings: {
        sshPublicAccess: 'Disabled'
      }
      subnet: {
        id: computeSubnetId
      }
      vmSize: computeInstanceIlindSize
    }
  }
}

resource instance_soberg 'Microsoft.MachineLearningServices/workspaces/computes@2026-09-01' = {
  parent: workspace
  name: computeInstanceSobergName
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
      idleTimeBeforeShutdown: computeInstanceSobergIdle
      personalComputeInstanceSettings: {
        assignedUser: {
          objectId: computeInstanceSobergUser
          tenantId: tenant
        }
      }
      sshSettings: {
        sshPublicAccess: 'Disabled'
      }
      subnet: {
        id: computeSubnetId
      }
      vmSize: computeInstanceSobergSize
    }
  }
}
