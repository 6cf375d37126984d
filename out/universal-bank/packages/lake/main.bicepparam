using './main.bicep'

@description('Names of the firewall, its policy and its rule collection groups.')
var firewall = {
  prefix: '10.128.0.0/26'
}

param location = 'westeurope'

param access = {
  data__stewards: '8a5b2c70-3d1e-4f96-b7a8-0c1d2e3f4a22'
  fraud__scientists: '8a5b2c70-3d1e-4f96-b7a8-0c1d2e3f4a21'
}

param dns = {
  group: 'rg-lub-hub-dns'
  subscription: '4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01'
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

param logs = {
  flowIdentityId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-monitoring/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-lub-hub-flow-logs-weu'
  flowStorageId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-monitoring/providers/Microsoft.Storage/storageAccounts/stloglubhubweuew4lp'
  logAnalyticsId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-monitoring/providers/Microsoft.OperationalInsights/workspaces/log-lub-hub-weu'
}

param network = {
  addressSpace: '10.128.5.0/24'
  endpointsPrefix: '10.128.5.0/27'
  endpointsSecurityGroup: 'nsg-lub-lake-endpoints-weu'
  name: 'vnet-lub-lake-weu'
  routeTable: 'rt-lub-lake-weu'
}

param peerings = {
  fromHub: {
    name: 'peer-hub-to-lake'
    allowForwardedTraffic: false
    allowGatewayTransit: true
    useRemoteGateways: false
  }
  toHub: {
    name: 'peer-lake-to-hub'
    allowForwardedTraffic: true
    allowGatewayTransit: false
    useRemoteGateways: true
  }
}

param privateEndpoints = {
  lakeBronze: [
    {
      name: 'pep-stlakelublakebronzexc5qu-blob'
      interface: 'nic-stlakelublakebronzexc5qu-blob'
      groupId: 'blob'
      zones: ['privatelink.blob.core.windows.net']
    }
    {
      name: 'pep-stlakelublakebronzexc5qu-dfs'
      interface: 'nic-stlakelublakebronzexc5qu-dfs'
      groupId: 'dfs'
      zones: ['privatelink.dfs.core.windows.net']
    }
  ]
  lakeGold: [
    {
      name: 'pep-stlakelublakegoldfgkfj-blob'
      interface: 'nic-stlakelublakegoldfgkfj-blob'
      groupId: 'blob'
      zones: ['privatelink.blob.core.windows.net']
    }
    {
      name: 'pep-stlakelublakegoldfgkfj-dfs'
      interface: 'nic-stlakelublakegoldfgkfj-dfs'
      groupId: 'dfs'
      zones: ['privatelink.dfs.core.windows.net']
    }
  ]
  lakeSilver: [
    {
      name: 'pep-stlakelublakesilvertraf4-blob'
      interface: 'nic-stlakelublakesilvertraf4-blob'
      groupId: 'blob'
      zones: ['privatelink.blob.core.windows.net']
    }
    {
      name: 'pep-stlakelublakesilvertraf4-dfs'
      interface: 'nic-stlakelublakesilvertraf4-dfs'
      groupId: 'dfs'
      zones: ['privatelink.dfs.core.windows.net']
    }
  ]
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

param services = {
  lake: {
    retentionDays: 2555
  }
  lakeBronze: {
    name: 'stlakelublakebronzexc5qu'
  }
  lakeGold: {
    name: 'stlakelublakegoldfgkfj'
  }
  lakeSilver: {
    name: 'stlakelublakesilvertraf4'
  }
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

param tags = {
  'business-service': 'analytics-platform'
  criticality: 'high'
  environment: 'prod'
  'landing-zone': 'lake'
  purpose: 'data-lake'
}
