"""The accounts of a data lake: a container for each layer, and retention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ringfence.blueprint.language.lake import KEY, DataLake, held, keeping, layers_of
from ringfence.blueprint.language.lakes.catalogs import KEY as CATALOGS
from ringfence.blueprint.language.lakes.catalogs import beside, container_of
from ringfence.blueprint.language.lakes.layers import EVIDENCE
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.catalog.read import kinds, services
from ringfence.plan.context.blueprint_context import BLUEPRINT, Path
from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.cross_zone.lake_instances import INSTANCES, let_in
from ringfence.plan.cross_zone.workspace_containers import containers as workspace_containers
from ringfence.plan.model import services as model
from ringfence.plan.model.lake import Layer, Layers, LetIn, Loop
from ringfence.plan.model.module import Module
from ringfence.plan.model.values import Given, Reason, Resource
from ringfence.plan.rules.endpoint_hosts import LAKE
from ringfence.plan.services.data.ageing import aged, ageing
from ringfence.plan.services.hooks import ServiceHooks
from ringfence.plan.services.service import UNWIRED, Links, Wiring, child

CONTAINER, POLICY = "lake-container", "lake-retention"
MANAGED = "Microsoft Learn databricks/data-governance/unity-catalog/best-practices, managed storage"


def _why(package: PackageContext, zone: LandingZone, word: str) -> Reason:
    layers = ", ".join(layers_of(zone.data_lake or DataLake(), word))
    return package.context.because(f"Layers {layers} of the lake.", (*package.at, KEY))


def _complete(package: PackageContext, zone: LandingZone, module: Module, _links: Links, word: str) -> Module:
    """One account with its layers."""
    lake = zone.data_lake or DataLake()
    blobs = module.services[1].resource
    containers = {name: _looped(package, CONTAINER, blobs, name, why) for name, why in _containers(package, lake, word)}
    kept: dict[str, int] = {str(layer): days for layer, days in keeping(lake).items()}
    admitted = let_in(package, layers_of(lake, word))
    others = {name: _looped(package, CONTAINER, blobs, name, why) for name, why in _workspaces(package, lake, word)}
    layers = Layers(
        account=module.account,
        parent=blobs.symbol,
        containers=_loop(package, CONTAINER),
        policies=_loop(package, POLICY),
        layers=tuple(Layer(name=name, days=kept.get(name)) for name in containers),
        workspaces=tuple(others),
        lake=held(lake),
        ageing=ageing(package, lake, word),
        tenant=package.tenant.value,
        instances=admitted,
    )
    account, *rest = aged(package, module.services, layers.ageing)
    return replace(
        module,
        services=(
            _admitting(account, admitted),
            *rest,
            *containers.values(),
            *others.values(),
            *_retentions(package, lake, containers),
        ),
        layers=(layers,),
    )


def _admitting(account: model.Service, admitted: tuple[LetIn, ...]) -> model.Service:
    """The account whose firewall lets in these resources; the one reason of a single one is that of the list."""
    if not admitted:
        return account
    ids = tuple(one.id for one in admitted)
    whole = tuple(
        replace(one, value=ids, because=admitted[0].because if len(admitted) == 1 else one.because)
        if one.path == INSTANCES
        else one
        for one in account.properties
    )
    return replace(account, properties=whole)


def _loop(package: PackageContext, kind: str) -> Loop:
    """What makes the children of this kind."""
    part = next(part for part in services()[LAKE].children if part.kind == kind)
    return Loop(symbol=part.symbol, type=kinds()[kind].type, api=package.api(kind))


def _containers(package: PackageContext, lake: DataLake, word: str) -> Iterator[tuple[str, Reason]]:
    """The file systems of an account, each with why: its layers, and managed tables of catalogs beside one of them."""
    layers = layers_of(lake, word)
    for layer in layers:
        at: Path = (*package.at, KEY, *([EVIDENCE] if layer == EVIDENCE else []))
        yield layer, package.context.because(f"Layer {layer}.", at)
    for number, catalog in enumerate(lake.catalogs):
        if beside(catalog) in layers:
            text = f"Managed tables of catalog {catalog.name}, apart from every layer and every other catalog."
            path = (*package.at, KEY, CATALOGS, number)
            yield container_of(catalog), package.context.because(text, path, source=MANAGED)


def _workspaces(package: PackageContext, lake: DataLake, word: str) -> Iterator[tuple[str, Reason]]:
    """The default containers of workspaces in an account, each with why."""
    for one in workspace_containers(package, lake, word):
        yield one.name, package.context.because(f"Default container of the workspace in {one.zone}.", one.at)


def _retentions(
    package: PackageContext, lake: DataLake, containers: Mapping[str, model.Service]
) -> Iterator[model.Service]:
    """The policies that keep files of layers as they are; a template can make them, and only people can lock them."""
    kept = keeping(lake)
    for layer in sorted(kept.keys() & containers.keys()):
        rule = lake.evidence if layer == EVIDENCE else lake.retention
        at = (*package.at, KEY, "evidence" if layer == EVIDENCE else "retention")
        days = Given("", "", kept[layer], "Days from creation in which files stay as they are.")
        why = package.context.because(rule.reason if rule else "", at, source=BLUEPRINT)
        wiring = Wiring({}, {"retentionDays": days}, None)
        yield _looped(package, POLICY, containers[layer].resource, "default", why, wiring)


def _looped(
    package: PackageContext, kind: str, parent: Resource, name: str, why: Reason, wiring: Wiring = UNWIRED
) -> model.Service:
    """A child that the loop of its kind makes."""
    made = child(package, services()[LAKE], kind, parent, name, why, _loop(package, kind).symbol, wiring)
    return replace(made, looped=True)


HOOKS = ServiceHooks(why=_why, complete=_complete)
