"""Rule BLU08: a landing zone has the keys of its purpose, and a lake's readers can be told from the blueprint."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.lake import LakeAccess
from ringfence.blueprint.language.model import Blueprint, LandingZone
from ringfence.blueprint.language.purposes import LAKE_READERS, SUBNET_ROLES, foreign_keys
from ringfence.blueprint.rules.services.managed_networks import excluded
from ringfence.blueprint.schema_paths import fields
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
            yield from _holder(blueprint, document, (*at, "lake", "access", number), row)
    yield from _flows(blueprint, document)


def _foreign(document: Document, at: Path, zone: LandingZone) -> Iterator[Diagnostic]:
    written = {key for key, field in fields(LandingZone).items() if _name(key) in zone.model_fields_set}
    for key in sorted(written & foreign_keys(zone.purpose) - excluded(zone.purpose)):
        message = f"a landing zone for {zone.purpose} has no '{key}'"
        yield document.finding("BLU08", (*at, key), message, hint="remove the key, or change 'purpose'")
    if zone.purpose == "data-lake" and zone.lake is None:
        message = "a landing zone for data-lake says nothing of its lake"
        yield document.finding("BLU08", (*at, "purpose"), message, hint="add 'lake: {accounts: one}'")
    if zone.purpose == "inference" and zone.inference is None:
        message = "a landing zone for inference says nothing of its endpoints"
        yield document.finding("BLU08", (*at, "purpose"), message, hint="add 'inference: {online: [{name: score}]}'")
    if zone.purpose == "databricks" and zone.databricks is None:
        message = "a landing zone for databricks says nothing of its workspace"
        yield document.finding("BLU08", (*at, "purpose"), message, hint="add 'databricks: {nodes: 16}'")


def _name(key: str) -> str:
    """The model's name of a key."""
    return next(name for name, field in LandingZone.model_fields.items() if (field.alias or name) == key)


def _subnets(document: Document, at: Path, zone: LandingZone) -> Iterator[Diagnostic]:
    wrong = zone.subnets.model_fields_set - set(SUBNET_ROLES[zone.purpose])
    for role in sorted(wrong - excluded(zone.purpose)):
        message = f"a landing zone for {zone.purpose} has no subnet '{role}'"
        hint = f"its subnets are: {', '.join(SUBNET_ROLES[zone.purpose])}"
        yield document.finding("BLU08", (*at, "subnets", role), message, hint=hint)


def _holder(blueprint: Blueprint, document: Document, at: Path, row: LakeAccess) -> Iterator[Diagnostic]:
    if (row.group is None) == (row.landing_zone is None):
        hint = "give 'group' or 'landingZone'; write one entry for each"
        yield document.finding("BLU08", at, "an entry names one group or one landing zone", hint=hint)
    purposes = {zone.name: zone.purpose for zone in blueprint.landing_zones}
    if row.landing_zone in purposes and purposes[row.landing_zone] not in LAKE_READERS:
        message = f"'{row.landing_zone}' runs no jobs that could read a lake"
        hint = f"name a landing zone for {' or '.join(sorted(LAKE_READERS))}"
        yield document.finding("BLU08", (*at, "landingZone"), message, hint=hint)


def _flows(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    roles = {zone.name: SUBNET_ROLES[zone.purpose] for zone in blueprint.landing_zones}
    for index, flow in enumerate(blueprint.egress):
        for at, name in enumerate(flow.landing_zones):
            if missing := sorted(set(flow.subnets) - set(roles.get(name, flow.subnets))):
                message = f"landing zone '{name}' has no subnet '{missing[0]}' for this flow to start in"
                hint = f"its subnets are: {', '.join(roles[name])}; nothing runs among private endpoints"
                yield document.finding("BLU08", ("egress", index, "landingZones", at), message, hint=hint)
