metadata description = 'Security rules as rows, and the denies that end every security group'

@export()
@sealed()
@description('Rule of a security group that lets traffic through.')
type ruleType = {
  @description('Name of the rule in its security group, 1 to 80 characters.')
  @minLength(1)
  @maxLength(80)
  name: string

  @description('Why the rule is there; Azure stores it as the description, 140 characters at most.')
  @maxLength(140)
  why: string

  @description('Order among the rules of one direction: lower comes first; 4096 is kept for the deny.')
  @minValue(100)
  @maxValue(4095)
  priority: int

  @description('Protocol; the star stands for any.')
  protocol: 'Tcp' | 'Udp' | 'Icmp' | '*'

  @description('Where traffic comes from: prefixes, or one service tag.')
  @minLength(1)
  from: string[]

  @description('Where traffic goes: prefixes, or one service tag.')
  @minLength(1)
  to: string[]

  @description('Ports and ranges of the destination.')
  @minLength(1)
  ports: string[]
}

@export()
@sealed()
@description('Rules of one security group; all else is denied.')
type rulesType = {
  @description('What may come in.')
  inbound: ruleType[]

  @description('What may go out.')
  outbound: ruleType[]
}

@description('Rule of a security group as Azure has it.')
type azureRuleType = resourceInput<'Microsoft.Network/networkSecurityGroups@2026-03-01'>.properties.securityRules[*]

@export()
@description('The rules that are given and, in each direction, a last one that denies all else; by name, which is the order in which Azure keeps them.')
func onlyThese(rules rulesType) azureRuleType[] => sort(withDenies(rules), (one, other) => one.name! < other.name!)

@description('The rules of both directions, and the denies.')
func withDenies(rules rulesType) azureRuleType[] => [
  ...map(rules.inbound, rule => allow('Inbound', rule))
  ...map(rules.outbound, rule => allow('Outbound', rule))
  deny('Inbound')
  deny('Outbound')
]

@description('A rule as Azure wants it: it has another property for one value than for several.')
func allow(direction string, rule ruleType) azureRuleType => {
  name: rule.name
  properties: {
    description: rule.why
    priority: rule.priority
    direction: direction
    access: 'Allow'
    protocol: rule.protocol
    sourcePortRange: '*'
    ...(length(rule.from) == 1 ? { sourceAddressPrefix: rule.from[0] } : { sourceAddressPrefixes: rule.from })
    ...(length(rule.to) == 1 ? { destinationAddressPrefix: rule.to[0] } : { destinationAddressPrefixes: rule.to })
    ...(length(rule.ports) == 1 ? { destinationPortRange: rule.ports[0] } : { destinationPortRanges: rule.ports })
  }
}

@description('The last rule of a direction.')
func deny(direction string) azureRuleType => {
  name: 'deny-all-${toLower(direction)}'
  properties: {
    description: 'Everything not allowed above is denied; Azure\'s default rules below would allow traffic inside the network.'
    priority: 4096
    direction: direction
    access: 'Deny'
    protocol: '*'
    sourceAddressPrefix: '*'
    sourcePortRange: '*'
    destinationAddressPrefix: '*'
    destinationPortRange: '*'
  }
}
