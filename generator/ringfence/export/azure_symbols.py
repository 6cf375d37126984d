"""Symbols of draw.io's Azure library, by resource type.

Source: the folder `img/lib/azure2` of draw.io, each name found there; the library is `mxgraph.azure2`.
"""

from __future__ import annotations

from collections.abc import Mapping

LIBRARY = "img/lib/azure2/"
SYMBOLS: Mapping[str, str] = {
    "Microsoft.CognitiveServices/accounts": "ai_machine_learning/Cognitive_Services.svg",
    "Microsoft.Compute/virtualMachineScaleSets": "compute/VM_Scale_Sets.svg",
    "Microsoft.Compute/virtualMachines": "compute/Virtual_Machine.svg",
    "Microsoft.ContainerRegistry/registries": "containers/Container_Registries.svg",
    "Microsoft.DataFactory/factories": "databases/Data_Factory.svg",
    "Microsoft.Databricks/workspaces": "analytics/Azure_Databricks.svg",
    "Microsoft.Insights/components": "management_governance/Application_Insights.svg",
    "Microsoft.Insights/metricAlerts": "management_governance/Alerts.svg",
    "Microsoft.KeyVault/vaults": "security/Key_Vaults.svg",
    "Microsoft.MachineLearningServices/registries": "ai_machine_learning/Machine_Learning.svg",
    "Microsoft.MachineLearningServices/workspaces": "ai_machine_learning/Machine_Learning.svg",
    "Microsoft.Network/azureFirewalls": "networking/Firewalls.svg",
    "Microsoft.Network/bastionHosts": "networking/Bastions.svg",
    "Microsoft.Network/connections": "networking/Connections.svg",
    "Microsoft.Network/dnsResolverPolicies": "networking/DNS_Security_Policy.svg",
    "Microsoft.Network/dnsResolvers": "networking/DNS_Private_Resolver.svg",
    "Microsoft.Network/localNetworkGateways": "networking/Local_Network_Gateways.svg",
    "Microsoft.Network/privateDnsZones": "networking/DNS_Zones.svg",
    "Microsoft.Network/privateEndpoints": "networking/Private_Endpoint.svg",
    "Microsoft.Network/publicIPAddresses": "networking/Public_IP_Addresses.svg",
    "Microsoft.Network/serviceEndpointPolicies": "networking/Service_Endpoint_Policies.svg",
    "Microsoft.Network/virtualNetworkGateways": "networking/Virtual_Network_Gateways.svg",
    "Microsoft.Network/virtualNetworks": "networking/Virtual_Networks.svg",
    "Microsoft.OperationalInsights/workspaces": "management_governance/Log_Analytics_Workspaces.svg",
    "Microsoft.Storage/storageAccounts": "storage/Storage_Accounts.svg",
    "Microsoft.Synapse/privateLinkHubs": "networking/Private_Link_Hub.svg",
    "Microsoft.Synapse/workspaces": "analytics/Azure_Synapse_Analytics.svg",
    "people": "identity/Users.svg",
}
"""What a type that is not here has: none."""


def symbol(kind: str) -> str:
    """The symbol of a resource type, or of people; '' where there is none."""
    found = SYMBOLS.get(kind, "")
    return f"{LIBRARY}{found}" if found else ""
