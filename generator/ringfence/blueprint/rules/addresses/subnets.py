"""Rules NET01 and NET02: subnets with a given prefix lie in their network and do not overlap."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.types import Node
from ringfence.blueprint.rules.addresses.claims import Claim, overlapping
from ringfence.blueprint.rules.addresses.overlaps import finding
from ringfence.blueprint.schema.paths import leaves
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """A given subnet needs a given network around it, and no two of one network share an address."""
    hub = blueprint.hub
    yield from _within(document, HUB_AT, hub.address_space, hub.subnets)
    for index, zone in enumerate(blueprint.landing_zones):
        yield from _within(document, ("landingZones", index), zone.address_space, zone.subnets)


def _within(document: Document, path: Path, network: IPv4Network | None, subnets: Node) -> Iterator[Diagnostic]:
    found = leaves(subnets, (*path, "subnets"))
    given = [Claim(at, prefix) for at, prefix in found if isinstance(prefix, IPv4Network)]
    for claim in given:
        if network is None:
            message = f"the subnet {claim.prefix} is given, and the network around it is not"
            yield document.finding("NET02", claim.path, message, hint="give 'addressSpace' too, or leave this out")
        elif not claim.prefix.subnet_of(network):
            message = f"{claim.prefix} lies outside its network {network}"
            yield document.finding("NET02", claim.path, message, hint=f"choose a prefix inside {network}")
    for pair in overlapping(given):
        yield finding(document, pair)
