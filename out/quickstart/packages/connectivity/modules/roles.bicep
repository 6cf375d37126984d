@export()
@description('Ids of the roles that the package grants, by name: the same in every tenant for roles of Azure.')
var roles = {
  storageBlobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
}
