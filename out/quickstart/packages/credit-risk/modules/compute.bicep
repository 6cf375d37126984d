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

@description('Idle time before the instance is stopped.')
param computeInstanceAmoreauIdle string

@description('Name of a compute instance.')
param computeInstanceAmoreauName string

@description('Virtual machine size of the instance.')
param computeInstanceAmoreauSize string

@description('Entra object id of the instance\'s owner.')
param computeInstanceAmoreauUser string

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

resource instance_amoreau 'Microsoft.MachineLearningServices/workspaces/computes@2026-09-01' = {
  parent: workspace
  name: computeInstanceAmoreauName
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
      idleTimeBeforeShutdown: computeInstanceAmoreauIdle
      personalComputeInstanceSettings: {
        assignedUser: {
          objectId: computeInstanceAmoreauUser
          tenantId: tenant
        }
      }
      sshSettings: {
        sshPublicAccess: 'Disabled'
      }
      subnet: {
        id: computeSubnetId
      }
      vmSize: computeInstanceAmoreauSize
    }
  }
}
