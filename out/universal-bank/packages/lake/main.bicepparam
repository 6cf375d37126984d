using './main.bicep'

@description('Names of the firewall, its policy and its rule collection groups.')
var firewall = {
  prefix: '10.128.0.0/26'
}

param location = 'westeurope'

param networkName = 'vnet-lub-lake-weu'

param access = {
  data__stewards: '8a5b2c70-3d1e-4f96-b7a8-0c1d2e3f4a22'
  fraud__scientists: '8a5b2c70-3d1e-4f96-b7a8-0c1d2e3f4a21'
}

param dnsZones = {
  privatelinkBlobCoreWindowsNet: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net'
  privatelinkDfsCoreWindowsNet: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.dfs.core.windows.net'
}

param endpoints = {
  lakeBronzeBlobEndpoint: 'pep-stlakelublakebronzexc5qu-blob'
  lakeBronzeBlobEndpointInterface: 'nic-stlakelublakebronzexc5qu-blob'
  lakeBronzeDfsEndpoint: 'pep-stlakelublakebronzexc5qu-dfs'
  lakeBronzeDfsEndpointInterface: 'nic-stlakelublakebronzexc5qu-dfs'
  lakeGoldBlobEndpoint: 'pep-stlakelublakegoldfgkfj-blob'
  lakeGoldBlobEndpointInterface: 'nic-stlakelublakegoldfgkfj-blob'
  lakeGoldDfsEndpoint: 'pep-stlakelublakegoldfgkfj-dfs'
  lakeGoldDfsEndpointInterface: 'nic-stlakelublakegoldfgkfj-dfs'
  lakeSilverBlobEndpoint: 'pep-stlakelublakesilvertraf4-blob'
  lakeSilverBlobEndpointInterface: 'nic-stlakelublakesilvertraf4-blob'
  lakeSilverDfsEndpoint: 'pep-stlakelublakesilvertraf4-dfs'
  lakeSilverDfsEndpointInterface: 'nic-stlakelublakesilvertraf4-dfs'
}

param flowLogs = {
  name: 'flow-lub-lake'
  watcher: 'NetworkWatcher_westeurope'
}

param groups = {
  network: 'rg-lub-lake-network'
  watcher: 'NetworkWatcherRG'
  watcherLocation: 'westeurope'
  workload: 'rg-lub-lake-workload'
}

param hub = {
  firewallAddress: '10.128.0.4'
  group: 'rg-lub-hub-network'
  network: 'vnet-lub-hub-weu'
  networkId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-network/providers/Microsoft.Network/virtualNetworks/vnet-lub-hub-weu'
  subscription: '4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01'
}

param lakeBronzeSettings = {
  name: 'stlakelublakebronzexc5qu'
}

param lakeGoldSettings = {
  name: 'stlakelublakegoldfgkfj'
}

param lakeSettings = {
  retentionDays: 2555
}

param lakeSilverSettings = {
  name: 'stlakelublakesilvertraf4'
}

param logs = {
  flowIdentityId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-monitoring/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-lub-hub-flow-logs-weu'
  flowStorageId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-monitoring/providers/Microsoft.Storage/storageAccounts/stloglubhubweuew4lp'
  logAnalyticsId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-monitoring/providers/Microsoft.OperationalInsights/workspaces/log-lub-hub-weu'
}

param network = {
  addressSpace: '10.128.5.0/24'
  endpointsPrefix: '10.128.5.0/27'
  endpointsSecurityGroup: 'nsg-lub-lake-endpoints-weu'
  routeTable: 'rt-lub-lake-weu'
}

param peering = {
  fromHub: 'peer-hub-to-lake'
  toHub: 'peer-lake-to-hub'
}

param securityRules = {
  endpoints: {
    inbound: [
      {
        name: 'allow-firewall'
        why: 'Application rules translate addresses: jobs of other landing zones arrive from the firewall\'s own subnet.'
        priority: 100
        protocol: 'Tcp'
        from: [firewall.prefix]
        to: [network.endpointsPrefix]
        ports: ['443']
      }
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

param tags = {
  'business-service': 'analytics-platform'
  criticality: 'high'
  environment: 'prod'
  'landing-zone': 'lake'
  purpose: 'data-lake'
}

param workers = {
  fraud_cluster: 'id-lub-fraud-cluster-weu'
  fraud_group: 'rg-lub-fraud-workload'
  fraud_subscription: '4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b03'
  pricing_cluster: 'id-lub-pricing-cluster-weu'
  pricing_group: 'rg-lub-pricing-workload'
  pricing_subscription: '4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b02'
  spark_connector: 'id-lub-spark-connector-weu'
  spark_group: 'rg-lub-spark-workload'
  spark_subscription: '4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04'
}
