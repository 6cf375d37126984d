"""Rule BLU05: every name that a blueprint refers to is one that it defines."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.blueprint.language.inference import Inference, endpoints
from ringfence.blueprint.language.lakes.placed import catalogs
from ringfence.blueprint.language.mlops import KEY as PIPELINES
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.suggestion import did_you_mean
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

_Reference = tuple[Path, str]


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Subscriptions, environments, hubs, landing zones, lakes, groups and regions are referred to by names that exist;
    a group without personas reads a lake or is named by an endpoint.
    """
    known = (
        ("subscription", [each.name for each in blueprint.subscriptions], _subscriptions(blueprint)),
        ("environment", [each.name for each in blueprint.environments], _environments(blueprint)),
        ("hub", [each.name for each in blueprint.hubs], _hubs(blueprint)),
        ("landing zone", [each.name for each in blueprint.landing_zones], _landing_zones(blueprint)),
        ("data lake", [each.name for each in blueprint.landing_zones if each.data_lake], _lakes(blueprint)),
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
        if not access.personas and not access.layers and access.group not in named:
            message = f"group '{access.group}' has no persona, reads no lake, and no endpoint names it"
            hint = "give it 'personas' or 'layers', name it in 'callers', or remove it"
            yield document.finding("BLU05", ("access", index), message, hint=hint)


def _subscriptions(blueprint: Blueprint) -> Iterator[_Reference]:
    for index, hub in enumerate(blueprint.hubs):
        if hub.subscription is not None:
            yield ("hubs", index, "subscription"), hub.subscription
    for index, environment in enumerate(blueprint.environments):
        if environment.subscription is not None:
            yield ("environments", index, "subscription"), environment.subscription
    for index, zone in enumerate(blueprint.landing_zones):
        if zone.subscription is not None:
            yield ("landingZones", index, "subscription"), zone.subscription


def _hubs(blueprint: Blueprint) -> Iterator[_Reference]:
    for index, zone in enumerate(blueprint.landing_zones):
        if zone.hub is not None:
            yield ("landingZones", index, "hub"), zone.hub


def _environments(blueprint: Blueprint) -> Iterator[_Reference]:
    for index, zone in enumerate(blueprint.landing_zones):
        yield ("landingZones", index, "environment"), zone.environment
    for place, _, catalog in catalogs(blueprint):
        if catalog.environment is not None:
            yield (*place, "environment"), catalog.environment


def _landing_zones(blueprint: Blueprint) -> Iterator[_Reference]:
    users = [("egress", index, flow.landing_zones) for index, flow in enumerate(blueprint.egress)]
    users += [("access", index, access.landing_zones) for index, access in enumerate(blueprint.access)]
    for key, index, names in users:
        for at, name in enumerate(names):
            yield (key, index, "landingZones", at), name
    for index, row in enumerate(blueprint.connections):
        yield ("connections", index, "from"), row.start
        yield ("connections", index, "to"), row.end
    yield from _of_pipelines(blueprint)
    for place, _, catalog in catalogs(blueprint):
        yield from (((*place, "workspaces", number), name) for number, name in enumerate(catalog.workspaces))


def _of_pipelines(blueprint: Blueprint) -> Iterator[_Reference]:
    """Landing zones of environments, and those whose endpoints answer with a model."""
    for index, stage in enumerate(blueprint.mlops.environments if blueprint.mlops else []):
        for at, name in enumerate(stage.landing_zones):
            yield (PIPELINES, "environments", index, "landingZones", at), name
    for index, model in enumerate(blueprint.mlops.models if blueprint.mlops else []):
        if model.serve is not None:
            yield (PIPELINES, "models", index, "serve", "landingZone"), model.serve.landing_zone


def _lakes(blueprint: Blueprint) -> Iterator[_Reference]:
    for index, access in enumerate(blueprint.access):
        for at, row in enumerate(access.layers):
            yield ("access", index, "layers", at, "lake"), row.lake


def _groups(blueprint: Blueprint) -> Iterator[_Reference]:
    for path, zone in _inference(blueprint):
        for kind, index, endpoint in endpoints(zone):
            yield from (((*path, kind, index, "callers", at), name) for at, name in enumerate(endpoint.callers))
    for place, _, catalog in catalogs(blueprint):
        yield (*place, "owner"), catalog.owner


def _inference(blueprint: Blueprint) -> Iterator[tuple[Path, Inference]]:
    for index, zone in enumerate(blueprint.landing_zones):
        if zone.inference is not None:
            yield ("landingZones", index, INFERENCE), zone.inference


def _regions(blueprint: Blueprint) -> Iterator[_Reference]:
    for index, hub in enumerate(blueprint.hubs):
        if hub.region is not None:
            yield ("hubs", index, "region"), hub.region
    for index, zone in enumerate(blueprint.landing_zones):
        if zone.region is not None:
            yield ("landingZones", index, "region"), zone.region
