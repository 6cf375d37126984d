"""What must close about fixed properties: each path is one that the folder, or the plan for this kind, sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from ringfence.catalog.fault import Fault
from ringfence.catalog.known.fixed import Fixed
from ringfence.catalog.spec import Child, Kind, Service

At: TypeAlias = tuple[str | int, ...]
PLANNED: Mapping[str, frozenset[str]] = {
    "virtual-network": frozenset(
        {
            "properties.addressSpace.addressPrefixes",
            "properties.subnets[*].properties.addressPrefix",
            "properties.subnets[*].properties.delegations",
        }
    ),
    "peering": frozenset({"properties.remoteVirtualNetwork.id"}),
    "private-endpoint": frozenset(
        {
            "properties.subnet.id",
            "properties.privateLinkServiceConnections[*].properties.privateLinkServiceId",
            "properties.privateLinkServiceConnections[*].properties.groupIds",
        }
    ),
    "dns-inbound": frozenset({"properties.ipConfigurations"}),
    "firewall": frozenset({"zones"}),
    "firewall-policy": frozenset({"properties.sku.tier"}),
    "public-ip": frozenset({"zones"}),
    "bastion": frozenset({"sku.name"}),
    "vpn-gateway": frozenset({"properties.vpnGatewayGeneration"}),
    "jump-host": frozenset(
        {
            "properties.osProfile.adminUsername",
            "properties.osProfile.computerName",
            "properties.osProfile.linuxConfiguration.ssh.publicKeys",
        }
    ),
    "compute-cluster": frozenset({"properties.properties.vmSize", "properties.properties.subnet.id"}),
    "compute-instance": frozenset(
        {
            "properties.properties.vmSize",
            "properties.properties.subnet.id",
            "properties.properties.personalComputeInstanceSettings.assignedUser.objectId",
        }
    ),
}
"""Paths of bodies that planners decide and no folder names; a test holds them against bodies of the examples."""


def faults(services: Mapping[str, Service], plumbing: Mapping[str, Kind], templates: Path) -> Iterator[Fault]:
    """Every fixed property whose path neither the folder nor PLANNED has."""
    for service in services.values():
        file = templates / "services" / service.kind / "service.yaml"
        options = {option.to for option in service.options.values() if option.to}
        yield from _unknown(file, ("fixed",), service.fixed, _paths(service, service.kind) | options)
        for index, child in enumerate(service.children):
            yield from _unknown(file, ("children", index, "fixed"), child.fixed, _paths(child, child.kind))
    for index, kind in enumerate(plumbing.values()):
        file = templates / "network" / "kinds.yaml"
        known = {fact.path for fact in kind.facts} | PLANNED.get(kind.kind, frozenset())
        yield from _unknown(file, (index, "fixed"), kind.fixed, known)


def _paths(part: Service | Child, kind: str) -> set[str]:
    return {*(fact.path for fact in part.facts), *part.links, *part.values, *PLANNED.get(kind, ())}


def _unknown(file: Path, at: At, rows: tuple[Fixed, ...], known: set[str] | frozenset[str]) -> Iterator[Fault]:
    for index, row in enumerate(rows):
        if row.path not in known:
            hint = "name the path of a fact, an option, a link or a value of the folder"
            yield Fault(file, (*at, index, "path"), f"nothing sets the property '{row.path}' of this kind", hint)
        if row.order and row.refuses != "lower":
            yield Fault(file, (*at, index, "order"), "an order is read where `refuses` is `lower` only")
