"""Rule BLU05: every name that a blueprint refers to is one that it defines."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.databricks import KEY as DATABRICKS
from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.blueprint.language.inference import Inference, endpoints
from ringfence.blueprint.language.lake import LakeAccess
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.suggestion import did_you_mean
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

_Reference = tuple[Path, str]


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Subscriptions, environments, landing zones and regions are referred to by name, and the name must exist; a group
    without personas must be named somewhere.
    """
    known = (
        ("subscription", [each.name for each in blueprint.subscriptions], _subscriptions(blueprint)),
        ("environment", [each.name for each in blueprint.environments], _environments(blueprint)),
        ("landing zone", [each.name for each in blueprint.landing_zones], _landing_zones(blueprint)),
        ("group", [each.group for each in blueprint.access], _groups(blueprint)),
    )
    for what, names, references in known:
        for path, name in references:
            if name not in names:
                hint = did_you_mean(name, sorted(set(names)), f"the {what}s here are")
                yield document.finding("BLU05", path, f"the blueprint defines no {what} '{name}'", hint=hint)
    yield from _idle(blueprint, document)
    for path, name in _regions(blueprint):
        if name not in blueprint.regions:
            message = f"'{name}' is none of the regions that data may be in"
            hint = f"these are: {', '.join(blueprint.regions)}; a region that data may be in belongs in 'regions'"
            yield document.finding("BLU05", path, message, hint=hint)


def _idle(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    named = {name for _, name in _groups(blueprint)}
    for index, access in enumerate(blueprint.access):
        if not access.personas and access.group not in named:
            message = f"group '{access.group}' has no persona, and no endpoint and no lake names it"
            hint = "give it 'personas', name it in 'callers' or in 'lake.access', or remove it"
            yield document.finding("BLU05", ("access", index), message, hint=hint)


def _subscriptions(blueprint: Blueprint) -> Iterator[_Reference]:
    yield ("hub", "subscription"), blueprint.hub.subscription
    for index, environment in enumerate(blueprint.environments):
        if environment.subscription is not None:
            yield ("environments", index, "subscription"), environment.subscription
    for index, zone in enumerate(blueprint.landing_zones):
        if zone.subscription is not None:
            yield ("landingZones", index, "subscription"), zone.subscription


def _environments(blueprint: Blueprint) -> Iterator[_Reference]:
    for index, zone in enumerate(blueprint.landing_zones):
        yield ("landingZones", index, "environment"), zone.environment


def _landing_zones(blueprint: Blueprint) -> Iterator[_Reference]:
    users = [("egress", index, flow.landing_zones) for index, flow in enumerate(blueprint.egress)]
    users += [("access", index, access.landing_zones) for index, access in enumerate(blueprint.access)]
    for key, index, names in users:
        for at, name in enumerate(names):
            yield (key, index, "landingZones", at), name
    for path, wanted in _inference(blueprint):
        if wanted.registry is not None:
            yield (*path, "registry"), wanted.registry
    for path, row in _lake_access(blueprint):
        if row.landing_zone is not None:
            yield (*path, "landingZone"), row.landing_zone
    for index, zone in enumerate(blueprint.landing_zones):
        for at, server in enumerate(zone.databricks.mlflow if zone.databricks else ()):
            yield ("landingZones", index, DATABRICKS, "mlflow", at, "landingZone"), server.landing_zone


def _groups(blueprint: Blueprint) -> Iterator[_Reference]:
    for path, zone in _inference(blueprint):
        for kind, index, endpoint in endpoints(zone):
            yield from (((*path, kind, index, "callers", at), name) for at, name in enumerate(endpoint.callers))
    for path, row in _lake_access(blueprint):
        if row.group is not None:
            yield (*path, "group"), row.group


def _inference(blueprint: Blueprint) -> Iterator[tuple[Path, Inference]]:
    for index, zone in enumerate(blueprint.landing_zones):
        if zone.inference is not None:
            yield ("landingZones", index, INFERENCE), zone.inference


def _lake_access(blueprint: Blueprint) -> Iterator[tuple[Path, LakeAccess]]:
    for index, zone in enumerate(blueprint.landing_zones):
        for at, row in enumerate(zone.lake.access if zone.lake else ()):
            yield ("landingZones", index, "lake", "access", at), row


def _regions(blueprint: Blueprint) -> Iterator[_Reference]:
    if blueprint.hub.region is not None:
        yield ("hub", "region"), blueprint.hub.region
    for index, zone in enumerate(blueprint.landing_zones):
        if zone.region is not None:
            yield ("landingZones", index, "region"), zone.region
