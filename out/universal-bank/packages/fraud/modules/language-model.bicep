metadata description = 'Language model account'

@description('Name of the language model account, 2 to 64 characters.')
param languageModelName string

@description('Azure region of the package.')
param location string

@description('Id of the central Log Analytics workspace.')
param logsLogAnalyticsId string

@description('Throughput of the deployment.')
param modelsDeploymentSummariesCapacity int

@description('Model of the deployment.')
param modelsDeploymentSummariesModel string

@description('Name of a model deployment.')
param modelsDeploymentSummariesName string

@description('Deployment type: where prompts are processed, and how it is paid for.')
param modelsDeploymentSummariesSku string

@description('Version of the model.')
param modelsDeploymentSummariesVersion string

@description('Throughput of the deployment.')
param modelsDeploymentVectorsCapacity int

@description('Model of the deployment.')
param modelsDeploymentVectorsModel string

@description('Name of a model deployment.')
param modelsDeploymentVectorsName string

@description('Deployment type: where prompts are processed, and how it is paid for.')
param modelsDeploymentVectorsSku string

@description('Version of the model.')
param modelsDeploymentVectorsVersion string

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource languageModel 'Microsoft.CognitiveServices/accounts@2026-09-01' = {
  name: languageModelName
  location: location
  tags: tags
  kind: 'AIServices'
  sku: {
    name: 'S0'
  }
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    a365LoggingEnabled: false
    allowProjectManagement: false
    allowedFqdnList: []
    customSubDomainName: languageModelName
    disableLocalAuth: true
    dynamicThrottlingEnabled: false
    networkAcls: {
      bypass: 'None'
      defaultAction: 'Deny'
      ipRules: []
      virtualNetworkRules: []
    }
    publicNetworkAccess: 'Disabled'
    restrictOutboundNetworkAccess: true
    storedCompletionsDisabled: true
  }
}

resource contentFilter 'Microsoft.CognitiveServices/accounts/raiPolicies@2026-09-01' = {
  parent: languageModel
  name: 'ringfence'
  properties: {
    basePolicyName: 'Microsoft.DefaultV2'
    mode: 'Blocking'
    contentFilters: [
      {
        name: 'Hate'
        source: 'Prompt'
        enabled: true
        blocking: true
        severityThreshold: 'Low'
      }
      {
        name: 'Selfharm'
        source: 'Prompt'
        enabled: true
        blocking: true
        severityThreshold: 'Medium'
      }
      {
        name: 'Sexual'
        source: 'Prompt'
        enabled: true
        blocking: true
        severityThreshold: 'Medium'
      }
      {
        name: 'Violence'
        source: 'Prompt'
        enabled: true
        blocking: true
        severityThreshold: 'Low'
      }
      {
        name: 'Hate'
        source: 'Completion'
        enabled: true
        blocking: true
        severityThreshold: 'Low'
      }
      {
        name: 'Selfharm'
        source: 'Completion'
        enabled: true
        blocking: true
        severityThreshold: 'Medium'
      }
      {
        name: 'Sexual'
        source: 'Completion'
        enabled: true
        blocking: true
        severityThreshold: 'Medium'
      }
      {
        name: 'Violence'
        source: 'Completion'
        enabled: true
        blocking: true
        severityThreshold: 'Low'
      }
      {
        name: 'Jailbreak'
        source: 'Prompt'
        enabled: true
        blocking: true
      }
      {
        name: 'Indirect Attack'
        source: 'Prompt'
        enabled: true
        blocking: true
      }
      {
        name: 'Protected Material Text'
        source: 'Completion'
        enabled: true
        blocking: true
      }
      {
        name: 'Protected Material Code'
        source: 'Completion'
        enabled: true
        blocking: true
      }
    ]
  }
}

resource deployment_summaries 'Microsoft.CognitiveServices/accounts/deployments@2026-09-01' = {
  parent: languageModel
  name: modelsDeploymentSummariesName
  sku: {
    name: modelsDeploymentSummariesSku
    capacity: modelsDeploymentSummariesCapacity
  }
  properties: {
    model: {
      format: 'OpenAI'
      name: modelsDeploymentSummariesModel
      version: modelsDeploymentSummariesVersion
    }
    raiPolicyName: contentFilter.name
    versionUpgradeOption: 'NoAutoUpgrade'
  }
}

resource deployment_vectors 'Microsoft.CognitiveServices/accounts/deployments@2026-09-01' = {
  parent: languageModel
  name: modelsDeploymentVectorsName
  sku: {
    name: modelsDeploymentVectorsSku
    capacity: modelsDeploymentVectorsCapacity
  }
  properties: {
    model: {
      format: 'OpenAI'
      name: modelsDeploymentVectorsModel
      version: modelsDeploymentVectorsVersion
    }
    raiPolicyName: contentFilter.name
    versionUpgradeOption: 'NoAutoUpgrade'
  }
  dependsOn: [
    deployment_summaries
  ]
}

resource languageModelLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: languageModel
  name: 'to-log-analytics'
  properties: {
    workspaceId: logsLogAnalyticsId
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
  }
}

resource languageModelLock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: languageModel
  name: 'keep'
  properties: {
    level: 'CanNotDelete'
    notes: 'It holds models in use and their quota; a deleted account keeps its subdomain blocked until it is purged.'
  }
}

@description('Id of languageModel.')
output languageModelId string = languageModel.id
