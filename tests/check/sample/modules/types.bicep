@export()
@description('Addresses.')
@sealed()
type addresses = {
  @description('Name.')
  nsg: string

  @description('Name.')
  vnet: string

  @description('Prefix.')
  prefix: string
}
