using './main.bicep'

@description('Names of the firewall, its policy and its rule collection groups.')
var firewall = {
  prefix: '10.128.0.0/26'
}

param location = 'westeurope'

param tenant = '51b0c6d4-8f3e-4a17-9d20-6c4e7f8a1b01'

param access = {
  payment__systems: '8a5b2c70-3d1e-4f96-b7a8-0c1d2e3f4a23'
}

param batchEndpoints = {
  backfill_default: 'nightly'
  backfill_name: 'backfill-d5cdq'
  backfill_nightly_code: 'azureml://registries/mlr-lub-fraud/codes/scoring-code/versions/7'
  backfill_nightly_concurrency: 1
  backfill_nightly_environment: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b03/resourceGroups/rg-lub-scoring-workload/providers/Microsoft.MachineLearningServices/workspaces/mlw-lub-scoring/environments/scoring-image/versions/4'
  backfill_nightly_files: 10
  backfill_nightly_model: 'azureml://registries/mlr-lub-fraud/models/payment-fraud/versions/12'
  backfill_nightly_nodes: 4
  backfill_nightly_script: 'score.py'
  backfill_nightly_timeout: 'PT300S'
}

param compute = {
  cluster_batch_idle: 'PT15M'
  cluster_batch_maxNodes: 8
  cluster_batch_name: 'batch'
  cluster_batch_size: 'Standard_D8s_v5'
}

param dns = {
  group: 'rg-lub-hub-dns'
  subscription: '4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01'
}

param endpoints = {
  storageBlob: 'pep-stlubscoringvtxww-blob'
  storageFile: 'pep-stlubscoringvtxww-file'
}

param flowLogs = {
  name: 'flow-lub-scoring'
  watcher: 'NetworkWatcher_westeurope'
}

param groups = {
  network: 'rg-lub-scoring-network'
  subscription: '4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b03'
  watcher: 'NetworkWatcherRG'
  watcherLocation: 'westeurope'
  workload: 'rg-lub-scoring-workload'
}

param hub = {
  firewallAddress: '10.128.0.4'
  group: 'rg-lub-hub-network'
  network: 'vnet-lub-hub-weu'
  networkId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-network/providers/Microsoft.Network/virtualNetworks/vnet-lub-hub-weu'
  subscription: '4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01'
}

param identities = {
  clusterIdentity: 'id-lub-scoring-cluster-weu'
  endpointIdentity: 'id-lub-scoring-endpoint-weu'
  workspaceIdentity: 'id-lub-scoring-workspace-weu'
}

param lakes = {
  lake_gold_id: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-lake-workload/providers/Microsoft.Storage/storageAccounts/stlakelublakegoldfgkfj'
  lake_gold_name: 'stlakelublakegoldfgkfj'
  lake_group: 'rg-lub-lake-workload'
  lake_layer_gold: 'stlakelublakegoldfgkfj/default/gold'
  lake_subscription: '4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04'
}

param logs = {
  flowIdentityId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-monitoring/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-lub-hub-flow-logs-weu'
  flowStorageId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-monitoring/providers/Microsoft.Storage/storageAccounts/stloglubhubweuew4lp'
  logAnalyticsId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-monitoring/providers/Microsoft.OperationalInsights/workspaces/log-lub-hub-weu'
}

param managedHosts = {
  sanctions__list: 'lists.sanctions.example'
}

param network = {
  addressSpace: '10.128.8.0/24'
  endpointsPrefix: '10.128.8.0/27'
  endpointsSecurityGroup: 'nsg-lub-scoring-endpoints-weu'
  name: 'vnet-lub-scoring-weu'
  routeTable: 'rt-lub-scoring-weu'
}

param onlineEndpoints = {
  review_name: 'review-is22e'
  score_blue_code: 'azureml://registries/mlr-lub-fraud/codes/scoring-code/versions/7'
  score_blue_concurrency: 4
  score_blue_environment: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b03/resourceGroups/rg-lub-scoring-workload/providers/Microsoft.MachineLearningServices/workspaces/mlw-lub-scoring/environments/scoring-image/versions/4'
  score_blue_instances: 3
  score_blue_model: 'azureml://registries/mlr-lub-fraud/models/payment-fraud/versions/12'
  score_blue_script: 'score.py'
  score_blue_size: 'Standard_F4s_v2'
  score_blue_timeout: 'PT5S'
  score_blue_traffic: 100
  score_green_code: 'azureml://registries/mlr-lub-fraud/codes/scoring-code/versions/7'
  score_green_concurrency: 4
  score_green_environment: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b03/resourceGroups/rg-lub-scoring-workload/providers/Microsoft.MachineLearningServices/workspaces/mlw-lub-scoring/environments/scoring-image/versions/4'
  score_green_instances: 2
  score_green_mirror: 10
  score_green_model: 'azureml://registries/mlr-lub-fraud/models/payment-fraud/versions/13'
  score_green_script: 'score.py'
  score_green_size: 'Standard_F4s_v2'
  score_green_timeout: 'PT5S'
  score_name: 'score-65wvr'
}

param peerings = {
  fromHub: {
    name: 'peer-hub-to-scoring'
    allowForwardedTraffic: false
    allowGatewayTransit: true
    useRemoteGateways: false
  }
  toHub: {
    name: 'peer-scoring-to-hub'
    allowForwardedTraffic: true
    allowGatewayTransit: false
    useRemoteGateways: true
  }
}

param privateEndpoints = {
  keyVault: [
    {
      name: 'pep-kv-lub-scoring-2bgu2-vault'
      interface: 'nic-kv-lub-scoring-2bgu2-vault'
      groupId: 'vault'
      zones: ['privatelink.vaultcore.azure.net']
    }
  ]
  registry: [
    {
      name: 'pep-crlubscoringssj2f-registry'
      interface: 'nic-crlubscoringssj2f-registry'
      groupId: 'registry'
      zones: ['privatelink.azurecr.io']
    }
  ]
  storage: [
    {
      name: endpoints.storageBlob
      interface: 'nic-stlubscoringvtxww-blob'
      groupId: 'blob'
      zones: ['privatelink.blob.core.windows.net']
    }
    {
      name: endpoints.storageFile
      interface: 'nic-stlubscoringvtxww-file'
      groupId: 'file'
      zones: ['privatelink.file.core.windows.net']
    }
    {
      name: 'pep-stlubscoringvtxww-queue'
      interface: 'nic-stlubscoringvtxww-queue'
      groupId: 'queue'
      zones: ['privatelink.queue.core.windows.net']
    }
    {
      name: 'pep-stlubscoringvtxww-table'
      interface: 'nic-stlubscoringvtxww-table'
      groupId: 'table'
      zones: ['privatelink.table.core.windows.net']
    }
  ]
  workspace: [
    {
      name: 'pep-mlw-lub-scoring-amlworkspace'
      interface: 'nic-mlw-lub-scoring-amlworkspace'
      groupId: 'amlworkspace'
      zones: ['privatelink.api.azureml.ms', 'privatelink.notebooks.azure.net']
    }
  ]
}

param scaling = {
  score_blue_cpu0_above: 65
  score_blue_cpu0_below: 30
  score_blue_cpu0_step: '1'
  score_blue_cpu0_window: 'PT5M'
  score_blue_latency1_above: 120
  score_blue_latency1_step: '2'
  score_blue_latency1_window: 'PT5M'
  score_blue_name: 'as-score-65wvr-blue'
  score_blue_requests2_above: 6000
  score_blue_requests2_below: 2000
  score_blue_requests2_step: '1'
  score_blue_requests2_window: 'PT10M'
  score_blue_salary__days_default: '6'
  score_blue_salary__days_endHour: 21
  score_blue_salary__days_endMinute: 0
  score_blue_salary__days_max: '20'
  score_blue_salary__days_min: '6'
  score_blue_salary__days_startHour: 6
  score_blue_salary__days_startMinute: 0
  score_blue_salary__days_zone: 'W. Europe Standard Time'
  score_blue_usual_default: '3'
  score_blue_usual_max: '12'
  score_blue_usual_min: '3'
}

param securityRules = {
  endpoints: {
    inbound: [
      {
        name: 'allow-users'
        why: 'Users come through the firewall, which puts its address in place of theirs, so that replies return to it.'
        priority: 120
        protocol: 'Tcp'
        from: [firewall.prefix]
        to: [network.endpointsPrefix]
        ports: ['443']
      }
    ]
    outbound: []
  }
}

param services = {
  insights: {
    name: 'appi-lub-scoring-weu'
  }
  keyVault: {
    name: 'kv-lub-scoring-2bgu2'
  }
  registry: {
    name: 'crlubscoringssj2f'
  }
  storage: {
    name: 'stlubscoringvtxww'
  }
  workspace: {
    firewallSku: 'Standard'
    friendlyName: 'scoring (prod)'
    imageBuildCompute: 'batch'
    name: 'mlw-lub-scoring'
  }
}

param supplier = {
  group: 'rg-lub-fraud-workload'
  id: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b03/resourceGroups/rg-lub-fraud-workload/providers/Microsoft.MachineLearningServices/registries/mlr-lub-fraud'
  name: 'mlr-lub-fraud'
  subscription: '4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b03'
}

param tags = {
  'business-service': 'analytics-platform'
  criticality: 'high'
  environment: 'prod'
  'landing-zone': 'scoring'
  purpose: 'inference'
}
