metadata description = 'Firewall rules'

@description('Name of the firewall policy, 1 to 80 characters.')
param firewallPolicyName string

@description('Everything that the firewall lets through, by rule collection group; it drops all else.')
param ruleGroups ruleGroupType[]

resource firewallPolicy 'Microsoft.Network/firewallPolicies@2026-03-01' existing = {
  name: firewallPolicyName
}

@export()
@sealed()
@description('Rule collection group of the firewall policy.')
type ruleGroupType = {
  @description('Name of the group in its policy, 1 to 80 characters.')
  @minLength(1)
  @maxLength(80)
  name: string

  @description('Order among groups: lower comes first.')
  @minValue(100)
  @maxValue(65000)
  priority: int

  @description('Collections of the group.')
  @minLength(1)
  collections: collectionType[]
}

@sealed()
@description('Rules of one kind that let through: by address, or by host name.')
type collectionType = {
  @description('Name of the collection in its group, 1 to 80 characters.')
  @minLength(1)
  @maxLength(80)
  name: string

  @description('Order among collections of a group: lower comes first.')
  @minValue(100)
  @maxValue(65000)
  priority: int

  @description('Rules by address (network rules).')
  network: networkRuleType[]?

  @description('Rules by host name (application rules); the firewall puts its own address in place of the source.')
  hosts: hostRuleType[]?
}

@sealed()
@description('Network rule.')
type networkRuleType = {
  @description('Name of the rule in its collection.')
  @minLength(1)
  @maxLength(80)
  name: string

  @description('Why the rule is there; Azure stores it as the description.')
  why: string

  @description('Prefixes where traffic comes from.')
  @minLength(1)
  from: string[]

  @description('Prefixes, addresses and service tags where traffic goes.')
  @minLength(1)
  to: string[]?

  @description('Hosts where traffic goes, in place of prefixes; no wildcards.')
  @minLength(1)
  toHosts: string[]?

  @description('Protocols.')
  @minLength(1)
  protocols: ('TCP' | 'UDP' | 'ICMP' | 'Any')[]

  @description('Ports and ranges of the destination.')
  @minLength(1)
  ports: string[]
}

@sealed()
@description('Application rule.')
type hostRuleType = {
  @description('Name of the rule in its collection.')
  @minLength(1)
  @maxLength(80)
  name: string

  @description('Why the rule is there; Azure stores it as the description.')
  why: string

  @description('Prefixes where traffic comes from.')
  @minLength(1)
  from: string[]

  @description('Hosts where traffic goes; a star stands for any label in front.')
  @minLength(1)
  toHosts: string[]

  @description('Protocols with their ports.')
  @minLength(1)
  protocols: ('Http:80' | 'Https:443')[]
}

@batchSize(1) // a policy takes one change at a time
resource ruleCollectionGroups 'Microsoft.Network/firewallPolicies/ruleCollectionGroups@2026-03-01' = [
  for group in ruleGroups: {
    parent: firewallPolicy
    name: group.name
    properties: {
      priority: group.priority
      ruleCollections: map(group.collections, collection => {
        ruleCollectionType: 'FirewallPolicyFilterRuleCollection'
        name: collection.name
        priority: collection.priority
        action: {
          type: 'Allow'
        }
        rules: [
          ...map(collection.?network ?? [], rule => {
            ruleType: 'NetworkRule'
            name: rule.name
            description: rule.why
            sourceAddresses: rule.from
            ...(contains(rule, 'to') ? { destinationAddresses: rule.to! } : { destinationFqdns: rule.toHosts! })
            ipProtocols: rule.protocols
            destinationPorts: rule.ports
          })
          ...map(collection.?hosts ?? [], rule => {
            ruleType: 'ApplicationRule'
            name: rule.name
            description: rule.why
            sourceAddresses: rule.from
            targetFqdns: rule.toHosts
            protocols: map(rule.protocols, protocol => {
              protocolType: split(protocol, ':')[0]
              port: int(split(protocol, ':')[1])
            })
            terminateTLS: false
          })
        ]
      })
    }
  }
]
