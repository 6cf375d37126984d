"""Stage 2, blueprint: notes about who works in, reads and calls what a blueprint has."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.connections import LAKE
from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.blueprint.language.inference import endpoints
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.model import Blueprint
from ringfence.catalog.read import purposes
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

_INVOKE = "azure-ai-docs machine-learning/how-to-authenticate-batch-endpoint.md (2023-10-10)"


def without_people(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE01 and NTE40: each landing zone in which people work has a group with a persona, or something that uses it."""
    rows = [row for row in blueprint.access if row.personas]
    for index, zone in enumerate(blueprint.landing_zones):
        if (
            zone.data_lake
            or purposes()[zone.purpose].reader
            or any(zone.name in row.landing_zones or not row.landing_zones for row in rows)
        ):
            continue
        if _used(blueprint, zone):
            message = f"no group has a persona in {zone.name}, so that these packages give no person a role there"
            hint = f"add a row to 'access' with personas and landingZones: [{zone.name}]"
            yield document.finding("NTE01", ("landingZones", index, "name"), message, hint=hint)
        else:
            message = f"no person, no caller and no other landing zone can use {zone.name}"
            hint = f"add a row to 'access' for {zone.name}, or a connection, or leave the landing zone out until then"
            yield document.finding("NTE40", ("landingZones", index, "name"), message, hint=hint)


def _used(blueprint: Blueprint, zone: LandingZone) -> bool:
    """Whether a landing zone without personas has callers, owners of instances or connections."""
    called = any(endpoint.callers for _, _, endpoint in (endpoints(zone.inference) if zone.inference else ()))
    joined = any(zone.name in (row.start, row.end) for row in blueprint.connections)
    return called or joined or bool(zone.instances)


def without_readers(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE02: each lake has readers."""
    read = {row.end for row in blueprint.connections} | {row.lake for each in blueprint.access for row in each.layers}
    for index, zone in enumerate(blueprint.landing_zones):
        if zone.data_lake is not None and zone.name not in read:
            message = f"no group and no landing zone reads {zone.name}"
            hint = "add a connection with 'use: lake', or 'layers' to a group under 'access'"
            yield document.finding("NTE02", ("landingZones", index, "name"), message, hint=hint)


def without_callers(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE03: each endpoint has callers, or a connection leads to it."""
    called = {(row.end, row.endpoint) for row in blueprint.connections}
    for index, zone in enumerate(blueprint.landing_zones):
        for key, at, endpoint in endpoints(zone.inference) if zone.inference else ():
            if not endpoint.callers and (zone.name, endpoint.name) not in called:
                path = ("landingZones", index, INFERENCE, key, at, "name")
                message = f"no group may call the endpoint {endpoint.name}"
                hint = "add 'callers' with groups of 'access'"
                yield document.finding("NTE03", path, message, hint=hint)


def without_input(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE41: a caller of a batch endpoint may read the layers that runs of its landing zone read."""
    read = {each.group: {(row.lake, layer) for row in each.layers for layer in row.layers} for each in blueprint.access}
    for index, zone in enumerate(blueprint.landing_zones):
        rows = [row for row in blueprint.connections if row.start == zone.name and row.use == LAKE]
        wanted = {(row.end, layer) for row in rows for layer in row.layers or ()}
        for at, endpoint in enumerate(zone.inference.batch if zone.inference else ()):
            for number, group in enumerate(endpoint.callers):
                if wanted and group in read and not wanted & read[group]:
                    layers = ", ".join(sorted(f"{layer} of {lake}" for lake, layer in wanted))
                    message = f"{group} may start runs and read none of their input: {layers}"
                    hint = f"add 'layers' to {group} under 'access'; a run reads its input as the caller who started it"
                    path = ("landingZones", index, INFERENCE, "batch", at, "callers", number)
                    yield document.finding("NTE41", path, message, hint=hint, source=_INVOKE)
