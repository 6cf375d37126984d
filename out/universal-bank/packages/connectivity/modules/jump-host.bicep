metadata description = 'Jump host'

import {
  firewallType
  jumpHostSettingsType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Names of the firewall, its policy and its rule collection groups.')
param firewall firewallType

@description('Name and settings of jumpHost.')
param jumpHostSettings jumpHostSettingsType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

@description('Id of jumpHostSubnet, from module network.')
param jumpHostSubnetId string

resource interface 'Microsoft.Network/networkInterfaces@2026-03-01' = {
  name: jumpHostSettings.interface
  location: location
  tags: tags
  properties: {
    enableIPForwarding: false
    dnsSettings: {
      dnsServers: [
        firewall.privateAddress
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
  name: jumpHostSettings.name
  location: location
  tags: tags
  properties: {
    hardwareProfile: {
      vmSize: jumpHostSettings.size
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
      computerName: jumpHostSettings.name
      adminUsername: jumpHostSettings.user
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
              path: jumpHostSettings.keysFile
              keyData: jumpHostSettings.key
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
        name: jumpHostSettings.disk
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
