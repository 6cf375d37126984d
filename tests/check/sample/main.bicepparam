using 'main.bicep'

param location = 'westeurope'
param tags = {
  owner: 'x'
}
param plan = {
  nsg: 'nsg-x'
  vnet: 'vnet-x'
  prefix: '10.0.0.0/24'
}
