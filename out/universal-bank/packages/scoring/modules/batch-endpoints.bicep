metadata description = 'Batch endpoints'

@description('Deployment that does the work.')
param batchEndpointsBackfillDefault string

@description('Name of an endpoint; part of its address.')
param batchEndpointsBackfillName string

@description('Address of the code.')
param batchEndpointsBackfillNightlyCode string

@description('Parts that one node works on at one time.')
param batchEndpointsBackfillNightlyConcurrency int

@description('Address of what the model runs in.')
param batchEndpointsBackfillNightlyEnvironment string

@description('Files in one part of the work.')
param batchEndpointsBackfillNightlyFiles int

@description('Address of the model\'s version.')
param batchEndpointsBackfillNightlyModel string

@description('Nodes that one run takes.')
param batchEndpointsBackfillNightlyNodes int

@description('File of the code that answers.')
param batchEndpointsBackfillNightlyScript string

@description('When a part is given up.')
param batchEndpointsBackfillNightlyTimeout string

@description('Id of cluster_batch, from module compute.')
param cluster_batchId string

@description('Azure region of the package.')
param location string

@description('Name of the azure machine learning workspace for inference, 3 to 33 characters.')
param workspaceName string

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource workspace 'Microsoft.MachineLearningServices/workspaces@2026-09-01' existing = {
  name: workspaceName
}

resource endpoint_backfill 'Microsoft.MachineLearningServices/workspaces/batchEndpoints@2026-09-01' = {
  parent: workspace
  name: batchEndpointsBackfillName
  location: location
  tags: tags
  properties: {
    authMode: 'AADToken'
    defaults: {
      deploymentName: batchEndpointsBackfillDefault
    }
  }
}

resource endpoint_backfill_nightly 'Microsoft.MachineLearningServices/workspaces/batchEndpoints/deployments@2026-09-01' = {
  parent: endpoint_backfill
  name: 'nightly'
  location: location
  tags: tags
  properties: {
    codeConfiguration: {
      codeId: batchEndpointsBackfillNightlyCode
      scoringScript: batchEndpointsBackfillNightlyScript
    }
    compute: cluster_batchId
    environmentId: batchEndpointsBackfillNightlyEnvironment
    errorThreshold: -1
    loggingLevel: 'Info'
    maxConcurrencyPerInstance: batchEndpointsBackfillNightlyConcurrency
    miniBatchSize: batchEndpointsBackfillNightlyFiles
    model: {
      referenceType: 'Id'
      assetId: batchEndpointsBackfillNightlyModel
    }
    outputAction: 'AppendRow'
    outputFileName: 'predictions.csv'
    resources: {
      instanceCount: batchEndpointsBackfillNightlyNodes
    }
    retrySettings: {
      maxRetries: 3
      timeout: batchEndpointsBackfillNightlyTimeout
    }
  }
}
