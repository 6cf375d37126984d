"""The host names behind private endpoints that other landing zones call: accounts of a lake, a workspace, SQL."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from ringfence.blueprint.language.compute import TRAINING
from ringfence.blueprint.language.lake import account_of
from ringfence.blueprint.language.lakes.layers import Layer
from ringfence.catalog.read import services
from ringfence.catalog.spec import Service
from ringfence.catalog.tables import private_links
from ringfence.plan.context.blueprint_context import BlueprintContext
from ringfence.plan.context.naming import Namer, endpoint_name
from ringfence.plan.context.placement import region, zone_namer

LAKE, STORAGE, REGISTRY, WORKSPACE = "lake-storage", "storage", "container-registry", TRAINING
ONLINE = "onlineEndpoints"
"""What sets names of online endpoints apart from those of batch endpoints."""
DATA = ("blob", "dfs")
"""Sub-resources of an account that hold blobs and files of a file system."""


def lake(context: BlueprintContext, index: int, layers: Iterable[Layer]) -> Iterator[str]:
    """The hosts of the accounts that hold these layers of the lake in a landing zone, by its index."""
    spec = context.blueprint.landing_zones[index].data_lake
    words = {account_of(spec, layer) for layer in layers} if spec else set()
    for word in words:
        yield from _account(context, LAKE, _namer(context, index).name(LAKE, *filter(None, [word])))


def workspace(context: BlueprintContext, index: int) -> Iterator[str]:
    """The hosts of the workspace in a landing zone, and of the account that keeps its artefacts.

    With private link a workspace answers under an id that Azure makes with it, `<id>.workspace.<region>.api...`, so the
    rule cannot name it beforehand. Sources: azure-ai-docs machine-learning/how-to-custom-dns.md (2026-03-26) and
    how-to-use-mlflow-azure-databricks.md (the tracking URI of a workspace with private link).
    """
    blueprint = context.blueprint
    place = region(blueprint, blueprint.landing_zones[index].region).name
    spec = services()[WORKSPACE]
    for one in spec.endpoints:
        for domain in private_links()[spec.type, one.group].public(blueprint.institution.cloud):
            if domain.startswith("api."):
                yield f"*.workspace.{place}.{domain}"
    yield from _account(context, STORAGE, _namer(context, index).name(STORAGE))


def serving(purpose: str, use: str) -> Service | None:
    """The service of a purpose that serves a use of connections, as its folder says; None for no such service."""
    return next((one for one in services().values() if purpose in one.purposes and use in one.serves), None)


def served(context: BlueprintContext, index: int, spec: Service, use: str) -> Iterator[str]:
    """The hosts by which a service of the landing zone with this index serves a use."""
    row, name = spec.serves[use], _namer(context, index).name(spec.kind)
    for domain in private_links()[spec.type, row.group].public(context.blueprint.institution.cloud):
        yield from (host.format(name=name, domain=domain) for host in row.hosts)


def online(context: BlueprintContext, index: int, called: str) -> Iterator[str]:
    """The host of an online endpoint in a landing zone, by the name that the blueprint gives it.

    It leads to the private endpoint of its workspace. Source: azure-ai-docs machine-learning/how-to-custom-dns.md
    (2026-03-26), managed online endpoints.
    """
    blueprint = context.blueprint
    place, name = region(blueprint, blueprint.landing_zones[index].region).name, _namer(context, index)
    forwarders = private_links()[services()[WORKSPACE].type, services()[WORKSPACE].endpoints[0].group].forwarders
    for domain in next((names for key, names in forwarders.items() if key == blueprint.institution.cloud), ()):
        if domain.startswith("inference."):
            yield f"{endpoint_name(name, called, ONLINE)}.{place}.{domain}"


def images(context: BlueprintContext, index: int) -> Iterator[str]:
    """The hosts of the container registry in a landing zone, where images are pushed, and of its account's blobs.

    Source: azure-management-docs container-registry/container-registry-dedicated-data-endpoints.md.
    """
    blueprint = context.blueprint
    place, name = region(blueprint, blueprint.landing_zones[index].region).name, _namer(context, index).name(REGISTRY)
    for domain in private_links()[services()[REGISTRY].type, "registry"].public(blueprint.institution.cloud):
        yield f"{name}.{domain}"
        yield f"{name}.{place}.data.{domain}"
    yield from _account(context, STORAGE, _namer(context, index).name(STORAGE), ("blob",))


def _namer(context: BlueprintContext, index: int) -> Namer:
    """Names of a landing zone; they are checked where it is planned itself, here they are only read."""
    zone = context.blueprint.landing_zones[index]
    return zone_namer(BlueprintContext(context.blueprint, context.places), zone, ("landingZones", index))


def _account(context: BlueprintContext, kind: str, name: str, groups: Collection[str] = DATA) -> Iterator[str]:
    """The hosts of an account at those of its private endpoints that hold data, or at these of them."""
    spec = services()[kind]
    for group in (one.group for one in spec.endpoints if one.group in groups):
        for domain in private_links()[spec.type, group].public(context.blueprint.institution.cloud):
            yield f"{name}.{domain}"
