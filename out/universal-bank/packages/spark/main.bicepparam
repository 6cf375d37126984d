using './main.bicep'

param location = 'westeurope'

param networkName = 'vnet-lub-spark-weu'

param connectorSettings = {
  name: 'dbac-lub-spark'
}

param databricksSettings = {
  containerSubnet: 'snet-container'
  hostSubnet: 'snet-host'
  managedResourceGroupId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-spark-databricks'
  name: 'dbw-lub-spark'
  rootStorage: 'stdbxlubsparkgiomt'
  rootStorageId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-spark-databricks/providers/Microsoft.Storage/storageAccounts/stdbxlubsparkgiomt'
}

param dnsZones = {
  privatelinkAzuredatabricksNet: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.azuredatabricks.net'
  privatelinkBlobCoreWindowsNet: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net'
  privatelinkDfsCoreWindowsNet: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.dfs.core.windows.net'
}

param endpoints = {
  databricksBlobEndpoint: 'pep-dbw-lub-spark-blob'
  databricksBlobEndpointInterface: 'nic-dbw-lub-spark-blob'
  databricksBrowserAuthenticationEndpoint: 'pep-dbw-lub-spark-browser_authentication'
  databricksBrowserAuthenticationEndpointInterface: 'nic-dbw-lub-spark-browser_authentication'
  databricksDatabricksUiApiEndpoint: 'pep-dbw-lub-spark-databricks_ui_api'
  databricksDatabricksUiApiEndpointInterface: 'nic-dbw-lub-spark-databricks_ui_api'
  databricksDfsEndpoint: 'pep-dbw-lub-spark-dfs'
  databricksDfsEndpointInterface: 'nic-dbw-lub-spark-dfs'
}

param flowLogs = {
  name: 'flow-lub-spark'
  watcher: 'NetworkWatcher_westeurope'
}

param groups = {
  network: 'rg-lub-spark-network'
  watcher: 'NetworkWatcherRG'
  watcherLocation: 'westeurope'
  workload: 'rg-lub-spark-workload'
}

param hub = {
  firewallAddress: '10.128.0.4'
  firewallPrefix: '10.128.0.0/26'
  group: 'rg-lub-hub-network'
  network: 'vnet-lub-hub-weu'
  networkId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-network/providers/Microsoft.Network/virtualNetworks/vnet-lub-hub-weu'
  subscription: '4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01'
}

param identities = {
  connectorIdentity: 'id-lub-spark-connector-weu'
  mlflowIdentity: 'id-lub-spark-mlflow-weu'
}

param logs = {
  flowIdentityId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-monitoring/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-lub-hub-flow-logs-weu'
  flowStorageId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-monitoring/providers/Microsoft.Storage/storageAccounts/stloglubhubweuew4lp'
  logAnalyticsId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-monitoring/providers/Microsoft.OperationalInsights/workspaces/log-lub-hub-weu'
}

param mlflowConnectorSettings = {
  name: 'dbac-mlflow-lub-spark'
}

param network = {
  addressSpace: '10.128.7.0/24'
  containerPrefix: '10.128.7.0/26'
  containerSecurityGroup: 'nsg-lub-spark-container-weu'
  endpointsPrefix: '10.128.7.128/27'
  endpointsSecurityGroup: 'nsg-lub-spark-endpoints-weu'
  hostPrefix: '10.128.7.64/26'
  hostSecurityGroup: 'nsg-lub-spark-host-weu'
  routeTable: 'rt-lub-spark-weu'
}

param peering = {
  fromHub: 'peer-hub-to-spark'
  toHub: 'peer-spark-to-hub'
}

param tags = {
  'business-service': 'analytics-platform'
  criticality: 'high'
  environment: 'prod'
  'landing-zone': 'spark'
  purpose: 'databricks'
}

param ways = {
  fraud_endpoints: '10.128.4.32/27'
  lake_endpoints: '10.128.5.0/27'
}
