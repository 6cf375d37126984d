using './main.bicep'

@description('Prefixes of landing zones: of the network, and of its subnets.')
var landingZones = {
  fraud: {
    endpoints: '10.128.4.32/27'
  }
  lake: {
    endpoints: '10.128.5.0/27'
  }
}

@description('Names of the firewall, its policy and its rule collection groups.')
var firewall = {
  prefix: '10.128.0.0/26'
}

param location = 'westeurope'

param dns = {
  group: 'rg-lub-hub-dns'
  subscription: '4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01'
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

param network = {
  addressSpace: '10.128.7.0/24'
  containerPrefix: '10.128.7.0/26'
  containerSecurityGroup: 'nsg-lub-spark-container-weu'
  endpointsPrefix: '10.128.7.128/27'
  endpointsSecurityGroup: 'nsg-lub-spark-endpoints-weu'
  hostPrefix: '10.128.7.64/26'
  hostSecurityGroup: 'nsg-lub-spark-host-weu'
  name: 'vnet-lub-spark-weu'
  routeTable: 'rt-lub-spark-weu'
}

param peerings = {
  fromHub: {
    name: 'peer-hub-to-spark'
    allowForwardedTraffic: false
    allowGatewayTransit: true
    useRemoteGateways: false
  }
  toHub: {
    name: 'peer-spark-to-hub'
    allowForwardedTraffic: true
    allowGatewayTransit: false
    useRemoteGateways: true
  }
}

param privateEndpoints = {
  databricks: [
    {
      name: 'pep-dbw-lub-spark-databricks_ui_api'
      interface: 'nic-dbw-lub-spark-databricks_ui_api'
      groupId: 'databricks_ui_api'
      zones: ['privatelink.azuredatabricks.net']
    }
    {
      name: 'pep-dbw-lub-spark-browser_authentication'
      interface: 'nic-dbw-lub-spark-browser_authentication'
      groupId: 'browser_authentication'
      zones: ['privatelink.azuredatabricks.net']
    }
    {
      name: 'pep-dbw-lub-spark-blob'
      interface: 'nic-dbw-lub-spark-blob'
      groupId: 'blob'
      zones: ['privatelink.blob.core.windows.net']
      serviceId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-spark-databricks/providers/Microsoft.Storage/storageAccounts/stdbxlubsparkgiomt'
    }
    {
      name: 'pep-dbw-lub-spark-dfs'
      interface: 'nic-dbw-lub-spark-dfs'
      groupId: 'dfs'
      zones: ['privatelink.dfs.core.windows.net']
      serviceId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-spark-databricks/providers/Microsoft.Storage/storageAccounts/stdbxlubsparkgiomt'
    }
  ]
}

param securityRules = {
  container: {
    inbound: [
      {
        name: 'allow-cluster-nodes-inbound'
        why: 'Nodes of a cluster talk on ports and protocols chosen at run time; no other network is let in.'
        priority: 200
        protocol: '*'
        from: [network.hostPrefix, network.containerPrefix]
        to: [network.hostPrefix, network.containerPrefix]
        ports: ['0-65535']
      }
    ]
    outbound: [
      {
        name: 'allow-cluster-nodes-outbound'
        why: 'Nodes of a cluster talk on ports and protocols chosen at run time; no other network is let in.'
        priority: 200
        protocol: '*'
        from: [network.hostPrefix, network.containerPrefix]
        to: [network.hostPrefix, network.containerPrefix]
        ports: ['0-65535']
      }
      {
        name: 'allow-private-endpoints'
        why: 'Workspace and root account are reached through their private endpoints; relay and metastore have own ports.'
        priority: 205
        protocol: 'Tcp'
        from: [network.containerPrefix]
        to: [network.endpointsPrefix]
        ports: ['443', '3306', '6666', '8443-8451']
      }
      {
        name: 'allow-dns-udp'
        why: 'Names are resolved by the firewall\'s DNS proxy, so that it and its clients see the same answer.'
        priority: 210
        protocol: 'Udp'
        from: [network.containerPrefix]
        to: [hub.firewallAddress]
        ports: ['53']
      }
      {
        name: 'allow-dns-tcp'
        why: 'Names are resolved by the firewall\'s DNS proxy, so that it and its clients see the same answer.'
        priority: 211
        protocol: 'Tcp'
        from: [network.containerPrefix]
        to: [hub.firewallAddress]
        ports: ['53']
      }
      {
        name: 'allow-entra-sign-in'
        why: 'Sign-in and tokens of jobs.'
        priority: 220
        protocol: 'Tcp'
        from: [network.containerPrefix]
        to: ['AzureActiveDirectory']
        ports: ['443']
      }
      {
        name: 'allow-artifacts'
        why: 'Clusters read the Databricks runtime and its libraries from the region\'s own accounts.'
        priority: 230
        protocol: 'Tcp'
        from: [network.containerPrefix]
        to: ['Storage']
        ports: ['443']
      }
      {
        name: 'allow-service-logs'
        why: 'Clusters write the service\'s own logs to the region\'s account.'
        priority: 235
        protocol: 'Tcp'
        from: [network.containerPrefix]
        to: ['Storage']
        ports: ['443']
      }
      {
        name: 'allow-service-events'
        why: 'Clusters send the service\'s own telemetry.'
        priority: 240
        protocol: 'Tcp'
        from: [network.containerPrefix]
        to: ['EventHub']
        ports: ['9093']
      }
      {
        name: 'allow-metastore'
        why: 'The old metastore of the region; not needed once only Unity Catalog is used.'
        priority: 250
        protocol: 'Tcp'
        from: [network.containerPrefix]
        to: ['Sql']
        ports: ['3306']
      }
      {
        name: 'allow-mlflow-fraud'
        why: 'fraud: Fraud models trained on Spark are registered where they are approved.'
        priority: 300
        protocol: 'Tcp'
        from: [network.containerPrefix]
        to: [landingZones.fraud.endpoints]
        ports: ['443']
      }
      {
        name: 'allow-lake-lake'
        why: 'lake: Pipelines clean what came in. Pipelines read what came in.'
        priority: 301
        protocol: 'Tcp'
        from: [network.containerPrefix]
        to: [landingZones.lake.endpoints]
        ports: ['443']
      }
    ]
  }
  endpoints: {
    inbound: [
      {
        name: 'allow-nodes'
        why: 'Clusters use the workspace and its root account through private endpoints.'
        priority: 100
        protocol: 'Tcp'
        from: [network.hostPrefix, network.containerPrefix]
        to: [network.endpointsPrefix]
        ports: ['443', '3306', '6666', '8443-8451']
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
  host: {
    inbound: [
      {
        name: 'allow-cluster-nodes-inbound'
        why: 'Nodes of a cluster talk on ports and protocols chosen at run time; no other network is let in.'
        priority: 200
        protocol: '*'
        from: [network.hostPrefix, network.containerPrefix]
        to: [network.hostPrefix, network.containerPrefix]
        ports: ['0-65535']
      }
    ]
    outbound: [
      {
        name: 'allow-cluster-nodes-outbound'
        why: 'Nodes of a cluster talk on ports and protocols chosen at run time; no other network is let in.'
        priority: 200
        protocol: '*'
        from: [network.hostPrefix, network.containerPrefix]
        to: [network.hostPrefix, network.containerPrefix]
        ports: ['0-65535']
      }
      {
        name: 'allow-private-endpoints'
        why: 'Workspace and root account are reached through their private endpoints; relay and metastore have own ports.'
        priority: 205
        protocol: 'Tcp'
        from: [network.hostPrefix]
        to: [network.endpointsPrefix]
        ports: ['443', '3306', '6666', '8443-8451']
      }
      {
        name: 'allow-dns-udp'
        why: 'Names are resolved by the firewall\'s DNS proxy, so that it and its clients see the same answer.'
        priority: 210
        protocol: 'Udp'
        from: [network.hostPrefix]
        to: [hub.firewallAddress]
        ports: ['53']
      }
      {
        name: 'allow-dns-tcp'
        why: 'Names are resolved by the firewall\'s DNS proxy, so that it and its clients see the same answer.'
        priority: 211
        protocol: 'Tcp'
        from: [network.hostPrefix]
        to: [hub.firewallAddress]
        ports: ['53']
      }
      {
        name: 'allow-entra-sign-in'
        why: 'Sign-in and tokens of jobs.'
        priority: 220
        protocol: 'Tcp'
        from: [network.hostPrefix]
        to: ['AzureActiveDirectory']
        ports: ['443']
      }
      {
        name: 'allow-artifacts'
        why: 'Clusters read the Databricks runtime and its libraries from the region\'s own accounts.'
        priority: 230
        protocol: 'Tcp'
        from: [network.hostPrefix]
        to: ['Storage']
        ports: ['443']
      }
      {
        name: 'allow-service-logs'
        why: 'Clusters write the service\'s own logs to the region\'s account.'
        priority: 235
        protocol: 'Tcp'
        from: [network.hostPrefix]
        to: ['Storage']
        ports: ['443']
      }
      {
        name: 'allow-service-events'
        why: 'Clusters send the service\'s own telemetry.'
        priority: 240
        protocol: 'Tcp'
        from: [network.hostPrefix]
        to: ['EventHub']
        ports: ['9093']
      }
      {
        name: 'allow-metastore'
        why: 'The old metastore of the region; not needed once only Unity Catalog is used.'
        priority: 250
        protocol: 'Tcp'
        from: [network.hostPrefix]
        to: ['Sql']
        ports: ['3306']
      }
      {
        name: 'allow-mlflow-fraud'
        why: 'fraud: Fraud models trained on Spark are registered where they are approved.'
        priority: 300
        protocol: 'Tcp'
        from: [network.hostPrefix]
        to: [landingZones.fraud.endpoints]
        ports: ['443']
      }
      {
        name: 'allow-lake-lake'
        why: 'lake: Pipelines clean what came in. Pipelines read what came in.'
        priority: 301
        protocol: 'Tcp'
        from: [network.hostPrefix]
        to: [landingZones.lake.endpoints]
        ports: ['443']
      }
    ]
  }
}

param services = {
  connector: {
    name: 'dbac-lub-spark'
  }
  databricks: {
    containerSubnet: 'snet-container'
    hostSubnet: 'snet-host'
    managedResourceGroupId: '/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-spark-databricks'
    name: 'dbw-lub-spark'
    rootStorage: 'stdbxlubsparkgiomt'
  }
  mlflowConnector: {
    name: 'dbac-mlflow-lub-spark'
  }
}

param tags = {
  'business-service': 'analytics-platform'
  criticality: 'high'
  environment: 'prod'
  'landing-zone': 'spark'
  purpose: 'databricks'
}
