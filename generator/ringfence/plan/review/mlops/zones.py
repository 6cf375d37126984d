"""A package as pipelines name it: workspace, registry, clusters, datastores and endpoints, from its modules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ringfence.blueprint.language.connections import MODEL_REGISTRY
from ringfence.plan.context.blueprint_context import BlueprintContext
from ringfence.plan.context.package_context import WORKLOAD
from ringfence.plan.model.mlops import ModelEndpoint, PipelineZone
from ringfence.plan.model.package import Package
from ringfence.plan.model.values import Resource, plain

WORKSPACE, REGISTRY = "Microsoft.MachineLearningServices/workspaces", "Microsoft.MachineLearningServices/registries"
IMAGES = "Microsoft.ContainerRegistry/registries"


def pipeline_zone(context: BlueprintContext, package: Package, known: Mapping[str, Package]) -> PipelineZone:
    """The package with what pipelines name in it; `known` are all packages."""
    group = next(one.resource for one in package.groups if one.resource.symbol == WORKLOAD)
    return PipelineZone(
        package=package.name,
        purpose=package.purpose,
        subscription=package.subscription,
        location=package.location.value,
        group=plain(group.name),
        workspace=service_name(package, WORKSPACE),
        registry=service_name(package, REGISTRY),
        supplier=_supplier(context, package, known),
        images=service_name(package, IMAGES),
        clusters=tuple(plain(one.resource.name) for module in package.modules for one in module.clusters),
        datastores=tuple(plain(one.resource.name) for module in package.modules for one in module.datastores),
        endpoints=tuple(_endpoints(context, package)),
    )


def service_name(package: Package, type_: str) -> str:
    """The name of the package's service of a type; '' where it has none."""
    return next((plain(one.name) for one in _services(package) if one.type == type_), "")


def _services(package: Package) -> Iterator[Resource]:
    return (one.resource for module in package.modules for one in module.services)


def _supplier(context: BlueprintContext, package: Package, known: Mapping[str, Package]) -> str:
    """The registry that a connection of the landing zone leads to."""
    rows = context.blueprint.connections
    ends = [one.end for one in rows if one.use == MODEL_REGISTRY and one.start == package.name]
    return service_name(known[ends[0]], REGISTRY) if ends else ""


def _endpoints(context: BlueprintContext, package: Package) -> Iterator[ModelEndpoint]:
    zone = next(one for one in context.blueprint.landing_zones if one.name == package.name)
    made = [plain(one.resource.name) for module in package.modules for one in module.online_endpoints]
    for spec, name in zip(zone.inference.online if zone.inference else (), made, strict=True):
        yield ModelEndpoint(name=name, called=spec.name, deployments=tuple(one.name for one in spec.deployments))
