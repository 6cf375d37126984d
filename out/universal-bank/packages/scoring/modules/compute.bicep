metadata description = 'Compute'

@description('Id of clusterIdentity, from module identities.')
param clusterIdentityId string

@description('Idle time before a node is given back.')
param computeClusterBatchIdle string

@description('Most nodes that the cluster scales to.')
param computeClusterBatchMaxNodes int

@description('Name of a compute cluster.')
param computeClusterBatchName string

@description('Virtual machine size of the cluster\'s nodes.')
param computeClusterBatchSize string

@description('Azure region of the package.')
param location string

@description('Name of the azure machine learning workspace for inference, 3 to 33 characters.')
param workspaceName string

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource workspace 'Microsoft.MachineLearningServices/workspaces@2026-09-01' existing = {
  name: workspaceName
}

resource cluster_batch 'Microsoft.MachineLearningServices/workspaces/computes@2026-09-01' = {
  parent: workspace
  name: computeClusterBatchName
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
        maxNodeCount: computeClusterBatchMaxNodes
        nodeIdleTimeBeforeScaleDown: computeClusterBatchIdle
      }
      vmPriority: 'Dedicated'
      vmSize: computeClusterBatchSize
    }
  }
}

@description('Id of cluster_batch.')
output cluster_batchId string = cluster_batch.id
