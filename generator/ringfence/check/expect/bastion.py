"""Stage 5, expected bodies of the bastion, and of the jump host and its interface.

Source of every shape: Microsoft.Network types 2026-03-01, Microsoft.Compute types 2026-04-01.
"""

from __future__ import annotations

from ringfence.check.expect.arm_values import named, secret, text
from ringfence.check.paths import Body, Json
from ringfence.plan.model.bastion import Bastion, Interface, JumpHost
from ringfence.plan.model.values import Secret


def bastion(planned: Bastion) -> Body:
    """A bastion; in a region where it cannot stand in zones, it says nothing of them."""
    front: Body = {
        "privateIPAllocationMethod": "Dynamic",
        "subnet": named(planned.subnet),
        "publicIPAddress": named(planned.public_ip),
    }
    properties: dict[str, Json] = {
        "enableTunneling": planned.native_client,
        "ipConfigurations": [{"name": "default", "properties": front}],
    }
    body: dict[str, Json] = {"sku": {"name": planned.sku}, "properties": properties}
    return body | ({"zones": list(planned.zones)} if planned.zones else {})


def interface(planned: Interface) -> Body:
    """A network interface with one private address, and none that is public."""
    address: Body = {
        "primary": True,
        "privateIPAddressVersion": "IPv4",
        "privateIPAllocationMethod": "Dynamic",
        "subnet": named(planned.subnet),
    }
    return {
        "properties": {
            "dnsSettings": {"dnsServers": [text(planned.dns)]},
            "ipConfigurations": [{"name": "default", "properties": address}],
        }
    }


def jump_host(planned: JumpHost) -> Body:
    """The machine with its one interface and the one key of its one account."""
    user = text(planned.user)
    key = secret(planned.key) if isinstance(planned.key, Secret) else text(planned.key)
    keys: list[Json] = [{"path": f"/home/{user}/.ssh/authorized_keys", "keyData": key}]
    card: Body = {**named(planned.interface), "properties": {"primary": True, "deleteOption": "Detach"}}
    return {
        "properties": {
            "hardwareProfile": {"vmSize": text(planned.size)},
            "osProfile": {
                "computerName": text(planned.resource.name),
                "adminUsername": user,
                "linuxConfiguration": {"ssh": {"publicKeys": keys}},
            },
            "storageProfile": {"osDisk": {"name": text(planned.disk)}, "dataDisks": []},
            "networkProfile": {"networkInterfaces": [card]},
        }
    }
