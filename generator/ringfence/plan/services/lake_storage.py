"""The accounts of a data lake: a container for each layer, and retention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ringfence.blueprint.language.lake import KEY, DataLake, Layer, layers_of
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.catalog.read import kinds, services
from ringfence.plan.context.blueprint_context import BLUEPRINT, Path
from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.cross_zone.lake_connectors import INSTANCES, connectors
from ringfence.plan.cross_zone.workspace_containers import containers as workspace_containers
from ringfence.plan.model import lake as layers_model
from ringfence.plan.model import services as model
from ringfence.plan.model.lake import Layers, Loop
from ringfence.plan.model.package import Module
from ringfence.plan.model.values import Given, Reason, Resource
from ringfence.plan.rules.endpoint_hosts import LAKE
from ringfence.plan.services.hooks import ServiceHooks
from ringfence.plan.services.service import UNWIRED, Links, Wiring, child

CONTAINER, POLICY = "lake-container", "lake-retention"


def _why(package: PackageContext, zone: LandingZone, word: str) -> Reason:
    layers = ", ".join(layers_of(zone.data_lake or DataLake(), word))
    return package.context.because(f"Layers {layers} of the lake.", (*package.at, KEY))


def _complete(package: PackageContext, zone: LandingZone, module: Module, _links: Links, word: str) -> Module:
    """One account with its layers."""
    lake = zone.data_lake or DataLake()
    blobs = module.services[1].resource
    containers = {
        layer: _container(package, blobs, layer, f"Layer {layer}.", (*package.at, KEY))
        for layer in layers_of(lake, word)
    }
    kept = dict.fromkeys(lake.retention.layers, lake.retention.days) if lake.retention else {}
    let_in = connectors(package, layers_of(lake, word))
    others = {
        one.name: _container(package, blobs, one.name, f"Default container of the workspace in {one.zone}.", one.at)
        for one in workspace_containers(package, lake, word)
    }
    layers = Layers(
        account=module.account,
        parent=blobs.symbol,
        containers=_loop(package, CONTAINER),
        policies=_loop(package, POLICY),
        layers=tuple(layers_model.Layer(name=layer, days=kept.get(layer)) for layer in containers),
        workspaces=tuple(others),
        tenant=package.tenant.value,
        connectors=tuple(let_in),
    )
    account, *rest = module.services
    return replace(
        module,
        services=(
            _admitting(account, let_in),
            *rest,
            *containers.values(),
            *others.values(),
            *_retentions(package, lake, containers),
        ),
        layers=(layers,),
    )


def _admitting(account: model.Service, let_in: Mapping[str, Reason]) -> model.Service:
    """The account whose firewall lets in these resources, by id; the one reason of a single one is that of the list."""
    if not let_in:
        return account
    whole = tuple(
        replace(one, value=tuple(let_in), because=next(iter(let_in.values())) if len(let_in) == 1 else one.because)
        if one.path == INSTANCES
        else one
        for one in account.properties
    )
    return replace(account, properties=whole)


def _loop(package: PackageContext, kind: str) -> Loop:
    """What makes the children of this kind."""
    part = next(part for part in services()[LAKE].children if part.kind == kind)
    return Loop(symbol=part.symbol, type=kinds()[kind].type, api=package.api(kind))


def _container(package: PackageContext, blobs: Resource, name: str, text: str, at: Path) -> model.Service:
    """A container: a file system of the account."""
    return _looped(package, CONTAINER, blobs, name, package.context.because(text, at))


def _retentions(
    package: PackageContext, lake: DataLake, containers: dict[Layer, model.Service]
) -> Iterator[model.Service]:
    """The policies that keep files of layers as they are; a template can make them, and only people can lock them."""
    kept = lake.retention
    if kept is None:
        return
    at = (*package.at, KEY, "retention")
    for layer in sorted(set(kept.layers) & containers.keys()):
        days = Given("", "", kept.days, "Days from creation in which files stay as they are.")
        why = package.context.because(kept.reason, at, source=BLUEPRINT)
        wiring = Wiring({}, {"retentionDays": days}, None)
        yield _looped(package, POLICY, containers[layer].resource, "default", why, wiring)


def _looped(
    package: PackageContext, kind: str, parent: Resource, name: str, why: Reason, wiring: Wiring = UNWIRED
) -> model.Service:
    """A child that the loop of its kind makes."""
    made = child(package, services()[LAKE], kind, parent, name, why, _loop(package, kind).symbol, wiring)
    return replace(made, looped=True)


HOOKS = ServiceHooks(why=_why, complete=_complete)
