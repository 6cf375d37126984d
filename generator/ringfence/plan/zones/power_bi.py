"""The VNet data gateway of a landing zone: Fabric's API makes it in the package's subnet, as a script asks.

Source: Microsoft Learn rest/api/fabric/core/gateways/create-gateway and update-gateway.
"""

from __future__ import annotations

from ringfence.blueprint.language.options import number, text
from ringfence.plan.model.network import VirtualNetwork
from ringfence.plan.model.registers import RemoteObject, Setting
from ringfence.plan.model.values import plain
from ringfence.plan.zones.hooks import PurposeHooks
from ringfence.plan.zones.zone_context import ZoneContext

API = "https://api.fabric.microsoft.com"
SOURCE = "Microsoft Learn rest/api/fabric/core/gateways/create-gateway, update-gateway"
JOIN = (
    "in Azure Microsoft.Network/virtualNetworks/subnets/join/action on the subnet, to the account itself: Owner"
    " of the subscription was not enough in reports (MicrosoftDocs/data-integration vnet/data-gateway-faqs.md)"
)
NEEDS = (
    "the right to use the Fabric capacity (administrator or contributor of it), and to make gateways in the tenant",
    JOIN,
    "for a gateway that is there: administrator of that gateway",
)
"""What the caller must hold."""


def _remote(zone: ZoneContext, network: VirtualNetwork) -> tuple[RemoteObject, ...]:
    """The gateway in the one delegated subnet of the network."""
    block, package = zone.spec.workload, zone.package
    subnet = next(one for one in network.subnets if one.delegation)
    _, _, subscription, _, group, *_ = network.resource.id.split("/")
    why = package.context.because(
        "Azure Resource Manager has no type for the gateway; it stays in this subnet until it is deleted.",
        (*package.at, zone.spec.workload_key),
        source=SOURCE,
        check="HND30",
    )
    at = "virtualNetworkAzureResource"
    return (
        RemoteObject(
            title="VNet data gateway",
            name=f"{package.context.blueprint.institution.code}-{zone.spec.name}",
            key="displayName",
            collection=f"{API}/v1/gateways",
            audience=API,
            fixed=(
                Setting(path="type", value="VirtualNetwork"),
                Setting(path=f"{at}.subscriptionId", value=subscription),
                Setting(path=f"{at}.resourceGroupName", value=group),
                Setting(path=f"{at}.virtualNetworkName", value=plain(network.resource.name)),
                Setting(path=f"{at}.subnetName", value=plain(subnet.name)),
            ),
            changeable=(
                Setting(path="capacityId", value=text(block, "capacityId").lower()),
                Setting(path="inactivityMinutesBeforeSleep", value=number(block, "inactivityMinutes")),
                Setting(path="numberOfMemberGateways", value=number(block, "members")),
            ),
            needs=NEEDS,
            because=why,
        ),
    )


HOOKS = PurposeHooks(remote=_remote)
