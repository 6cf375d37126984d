metadata description = 'Batch endpoints'

import {
  batchEndpointsType
  workspaceSettingsType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Batch endpoints: names, and what works behind them.')
param batchEndpoints batchEndpointsType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

@description('Name and settings of workspace.')
param workspaceSettings workspaceSettingsType

@description('Id of cluster_batch, from module compute.')
param cluster_batchId string

resource workspace 'Microsoft.MachineLearningServices/workspaces@2026-09-01' existing = {
  name: workspaceSettings.name
}

resource endpoint_backfill 'Microsoft.MachineLearningServices/workspaces/batchEndpoints@2026-09-01' = {
  parent: workspace
  name: batchEndpoints.backfill_name
  location: location
  tags: tags
  properties: {
    authMode: 'AADToken'
    defaults: {
      deploymentName: batchEndpoints.backfill_default
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
      codeId: batchEndpoints.backfill_nightly_code
      scoringScript: batchEndpoints.backfill_nightly_script
    }
    compute: cluster_batchId
    environmentId: batchEndpoints.backfill_nightly_environment
    errorThreshold: -1
    loggingLevel: 'Info'
    maxConcurrencyPerInstance: batchEndpoints.backfill_nightly_concurrency
    miniBatchSize: batchEndpoints.backfill_nightly_files
    model: {
      referenceType: 'Id'
      assetId: batchEndpoints.backfill_nightly_model
    }
    outputAction: 'AppendRow'
    outputFileName: 'predictions.csv'
    resources: {
      instanceCount: batchEndpoints.backfill_nightly_nodes
    }
    retrySettings: {
      maxRetries: 3
      timeout: batchEndpoints.backfill_nightly_timeout
    }
  }
}
