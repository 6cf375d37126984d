@export()
@description('Ids of the roles that the package grants, by name: the same in every tenant for roles of Azure.')
var roles = {
  logAnalyticsReader: '73c42c96-874c-492b-b04d-ab87d138a893'
  reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
  storageBlobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
}
