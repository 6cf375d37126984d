"""Rule BLU08: a landing zone has the services and subnets of its workload, and flows start where something runs."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.features import egress_roles, service_keys, used_subnets
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.types import attribute
from ringfence.blueprint.schema.paths import fields
from ringfence.catalog.read import purposes, services
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Services and subnets that the workload does not have, and flows from subnets that are not there."""
    for index, zone in enumerate(blueprint.landing_zones):
        at: Path = ("landingZones", index)
        yield from _services(document, at, zone)
        yield from _subnets(document, at, zone)
    yield from _flows(blueprint, document)


def _services(document: Document, at: Path, zone: LandingZone) -> Iterator[Diagnostic]:
    node = zone.services
    written = {key for key in fields(type(node)) if attribute(node, key) in node.model_fields_set}
    for key in sorted(written - service_keys(zone.purpose)):
        message = f"a landing zone with {zone.workload_key} has no service '{key}'"
        hint = f"remove it; it belongs to a landing zone with {' or '.join(_hosts(key))}"
        yield document.finding("BLU08", (*at, "services", key), message, hint=hint, on_key=True)


def _hosts(key: str) -> list[str]:
    """Workload blocks beside which a service may stand."""
    return sorted(purposes()[name].key for one in services().values() if one.asked == key for name in one.purposes)


def _subnets(document: Document, at: Path, zone: LandingZone) -> Iterator[Diagnostic]:
    for role in sorted(zone.subnets.model_fields_set - set(purposes()[zone.purpose].subnets)):
        message = f"a landing zone with {zone.workload_key} has no subnet '{role}'"
        hint = f"its subnets are: {', '.join(purposes()[zone.purpose].subnets)}"
        yield document.finding("BLU08", (*at, "subnets", role), message, hint=hint)


def _flows(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    zones = {zone.name: zone for zone in blueprint.landing_zones}
    for index, flow in enumerate(blueprint.egress):
        for at, name in enumerate(flow.landing_zones):
            if name not in zones:
                continue
            roles = used_subnets(zones[name].purpose, zones[name].workload)
            missing = sorted(set(flow.subnets or ()) - set(roles))
            if missing:
                message = f"landing zone '{name}' has no subnet '{missing[0]}' for this flow to start in"
                hint = f"its subnets are: {', '.join(roles)}; nothing runs among private endpoints"
                yield document.finding("BLU08", ("egress", index, "landingZones", at), message, hint=hint)
            elif flow.subnets is None and not egress_roles(zones[name].purpose, zones[name].workload):
                message = f"no jobs run in the network of landing zone '{name}', so that no flow starts there"
                hint = f"remove '{name}' from this flow; endpoints of a managed network have 'inference.outbound'"
                yield document.finding("BLU08", ("egress", index, "landingZones", at), message, hint=hint)
