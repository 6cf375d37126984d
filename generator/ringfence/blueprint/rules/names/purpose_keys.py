"""Rule BLU08: a landing zone has the keys of its purpose, and a lake's readers can be told from the blueprint."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.features import foreign_keys
from ringfence.blueprint.language.lake import KEY, LakeAccess
from ringfence.blueprint.language.model import Blueprint, LandingZone
from ringfence.blueprint.language.types import attribute
from ringfence.blueprint.rules.services.managed_networks import excluded
from ringfence.blueprint.schema.paths import fields
from ringfence.catalog.read import purposes
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Keys of another purpose, subnets that a purpose does not have, and entries of `lake.access` that name not one."""
    for index, zone in enumerate(blueprint.landing_zones):
        at: Path = ("landingZones", index)
        yield from _foreign(document, at, zone)
        yield from _subnets(document, at, zone)
        for number, row in enumerate(zone.lake.access if zone.lake else ()):
            yield from _holder(blueprint, document, (*at, KEY, "access", number), row)
    yield from _flows(blueprint, document)


def _foreign(document: Document, at: Path, zone: LandingZone) -> Iterator[Diagnostic]:
    written = {key for key, field in fields(LandingZone).items() if attribute(zone, key) in zone.model_fields_set}
    for key in sorted(written & foreign_keys(zone.purpose) - excluded(zone.purpose)):
        message = f"a landing zone for {zone.purpose} has no '{key}'"
        yield document.finding("BLU08", (*at, key), message, hint="remove the key, or change 'purpose'")
    required = purposes()[zone.purpose].required
    if required and getattr(zone, attribute(zone, required.key), None) is None:
        message = f"a landing zone for {zone.purpose} says nothing of {required.about}"
        yield document.finding("BLU08", (*at, "purpose"), message, hint=f"add '{required.add}'")


def _subnets(document: Document, at: Path, zone: LandingZone) -> Iterator[Diagnostic]:
    wrong = zone.subnets.model_fields_set - set(purposes()[zone.purpose].subnets)
    for role in sorted(wrong - excluded(zone.purpose)):
        message = f"a landing zone for {zone.purpose} has no subnet '{role}'"
        hint = f"its subnets are: {', '.join(purposes()[zone.purpose].subnets)}"
        yield document.finding("BLU08", (*at, "subnets", role), message, hint=hint)


def _holder(blueprint: Blueprint, document: Document, at: Path, row: LakeAccess) -> Iterator[Diagnostic]:
    if (row.group is None) == (row.landing_zone is None):
        hint = "give 'group' or 'landingZone'; write one entry for each"
        yield document.finding("BLU08", at, "an entry names one group or one landing zone", hint=hint)
    known = {zone.name: zone.purpose for zone in blueprint.landing_zones}
    readers = [name for name, purpose in purposes().items() if purpose.identity_for(KEY)]
    if row.landing_zone in known and known[row.landing_zone] not in readers:
        message = f"'{row.landing_zone}' runs no jobs that could read a lake"
        hint = f"name a landing zone for {' or '.join(readers)}"
        yield document.finding("BLU08", (*at, "landingZone"), message, hint=hint)


def _flows(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    roles = {zone.name: tuple(purposes()[zone.purpose].subnets) for zone in blueprint.landing_zones}
    for index, flow in enumerate(blueprint.egress):
        for at, name in enumerate(flow.landing_zones):
            if missing := sorted(set(flow.subnets) - set(roles.get(name, flow.subnets))):
                message = f"landing zone '{name}' has no subnet '{missing[0]}' for this flow to start in"
                hint = f"its subnets are: {', '.join(roles[name])}; nothing runs among private endpoints"
                yield document.finding("BLU08", ("egress", index, "landingZones", at), message, hint=hint)
