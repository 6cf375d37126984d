metadata description = 'Jump host'

@description('Private address that the firewall will have.')
param firewallPrivateAddress string

@description('Name of the system disk.')
param jumpHostDisk string

@description('Name of the network interface, 1 to 80 characters.')
param jumpHostInterface string

@description('Public SSH key of the account on the jump host.')
param jumpHostKey string

@description('File that Azure writes the key into.')
param jumpHostKeysFile string

@description('Name of the jump host, 1 to 64 characters.')
param jumpHostName string

@description('Virtual machine size.')
param jumpHostSize string

@description('Id of jumpHostSubnet, from module network.')
param jumpHostSubnetId string

@description('Name of the one account.')
param jumpHostUser string

@description('Azure region of the package.')
param location string

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource interface 'Microsoft.Network/networkInterfaces@2026-03-01' = {
  name: jumpHostInterface
  location: location
  tags: tags
  properties: {
    enableIPForwarding: false
    dnsSettings: {
      dnsServers: [
        firewallPrivateAddress
      ]
    }
    ipConfigurations: [
      {
        name: 'default'
        properties: {
          primary: true
          privateIPAddressVersion: 'IPv4'
          privateIPAllocationMethod: 'Dynamic'
          subnet: {
            id: jumpHostSubnetId
          }
        }
      }
    ]
  }
}

resource jumpHost 'Microsoft.Compute/virtualMachines@2026-04-01' = {
  name: jumpHostName
  location: location
  tags: tags
  properties: {
    hardwareProfile: {
      vmSize: jumpHostSize
    }
    securityProfile: {
      securityType: 'TrustedLaunch'
      encryptionAtHost: true
      uefiSettings: {
        secureBootEnabled: true
        vTpmEnabled: true
      }
    }
    osProfile: {
      computerName: jumpHostName
      adminUsername: jumpHostUser
      allowExtensionOperations: true
      linuxConfiguration: {
        disablePasswordAuthentication: true
        provisionVMAgent: true
        patchSettings: {
          patchMode: 'AutomaticByPlatform'
          assessmentMode: 'AutomaticByPlatform'
          automaticByPlatformSettings: {
            rebootSetting: 'IfRequired'
          }
        }
        ssh: {
          publicKeys: [
            {
              path: jumpHostKeysFile
              keyData: jumpHostKey
            }
          ]
        }
      }
    }
    storageProfile: {
      imageReference: {
        publisher: 'Canonical'
        offer: 'ubuntu-24_04-lts'
        sku: 'server'
        version: 'latest'
      }
      osDisk: {
        name: jumpHostDisk
        osType: 'Linux'
        createOption: 'FromImage'
        caching: 'ReadWrite'
        deleteOption: 'Delete'
        managedDisk: {
          storageAccountType: 'StandardSSD_LRS'
        }
      }
      dataDisks: []
    }
    networkProfile: {
      networkInterfaces: [
        {
          id: interface.id
          properties: {
            primary: true
            deleteOption: 'Detach'
          }
        }
      ]
    }
    diagnosticsProfile: {
      bootDiagnostics: {
        enabled: false
      }
    }
  }
}
