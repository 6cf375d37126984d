"""Stage 2, blueprint: a note about what must be justified again, by a day that the caller gives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ringfence.blueprint.language.features import lead
from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.options import day, nodes, text
from ringfence.catalog.read import purposes
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path


def past_review(blueprint: Blueprint, document: Document, as_of: date) -> Iterator[Diagnostic]:
    """NTE05: what has an owner and a date is reviewed again after the date that the caller gives.

    Flows, connections, exceptions of the firewall, allowed domains, storage accounts, hosts of managed networks.
    Ringfence has no clock.
    """
    for path, name, review_by in _reviewed(blueprint):
        if review_by < as_of:
            message = f"{name} was due for review by {review_by}, before {as_of}"
            hint = "have its owner justify it and write a later date, or remove it"
            yield document.finding("NTE05", (*path, "reviewBy"), message, hint=hint)


def _reviewed(blueprint: Blueprint) -> Iterator[tuple[Path, str, date]]:
    """What must be justified again: its path, its name, and the date."""
    for index, flow in enumerate(blueprint.egress):
        yield ("egress", index), flow.name, flow.review_by
    for index, connection in enumerate(blueprint.connections):
        yield ("connections", index), connection.name, connection.review_by
    firewall = blueprint.hub.firewall
    for index, one in enumerate(firewall.signature_overrides):
        yield (*HUB_AT, "firewall", "signatureOverrides", index), f"signature {one.signature}", one.review_by
    for index, exception in enumerate(firewall.threat_exceptions):
        yield (*HUB_AT, "firewall", "threatExceptions", index), exception.name, exception.review_by
    for index, row in enumerate(blueprint.hub.dns.allow):
        yield (*HUB_AT, "dns", "allow", index), row.name, row.review_by
    for index, zone in enumerate(blueprint.landing_zones):
        for at, host in enumerate(zone.inference.outbound if zone.inference else ()):
            yield ("landingZones", index, INFERENCE, "outbound", at), host.name, host.review_by
        for at, account in enumerate(zone.machine_learning.storage_accounts if zone.machine_learning else ()):
            yield ("landingZones", index, zone.workload_key, "storageAccounts", at), account.name, account.review_by
        yield from _listed(index, zone)


def _listed(index: int, zone: LandingZone) -> Iterator[tuple[Path, str, date]]:
    """The same for lists of a workload block whose elements have a date: Azure SQL servers, workspaces of Fabric."""
    spec = lead(purposes()[zone.purpose])
    for key, option in spec.options.items() if spec else ():
        if option.items is not None and "reviewBy" in option.items.properties:
            for at, one in enumerate(nodes(zone.workload, key)):
                if review_by := day(one, "reviewBy"):
                    yield ("landingZones", index, zone.workload_key, key, at), text(one, "name"), review_by
