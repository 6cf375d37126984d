"""Datastores of a workspace: a name for each layer of a lake that its jobs may use, without credentials.

The workspace's package comes before the lake's, so a datastore names its account in plain words. Sources: azure-ai-docs
machine-learning/concept-data.md (datastores); Microsoft.MachineLearningServices types, workspaces/datastores.
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.catalog.read import services
from ringfence.catalog.tables import private_links
from ringfence.plan.context.package_context import WORKLOAD, PackageContext, existing
from ringfence.plan.cross_zone.lakes_reached import LakeReached, lakes_reached
from ringfence.plan.model.lake import Datastore
from ringfence.plan.model.module import Module
from ringfence.plan.model.values import Resource
from ringfence.plan.rules.endpoint_hosts import LAKE

MODULE, KIND, SYMBOL, FILES = "datastores", "datastore", "lakeDatastores", "dfs"


def plan_datastores(package: PackageContext, workspace: Resource) -> Iterator[Module]:
    """The module of every layer that connections of the landing zone lead to, in order of lakes; none without any."""
    found = tuple(one for lake in lakes_reached(package) for one in _of(package, workspace, lake))
    if found:
        yield Module(
            name=MODULE,
            title="Layers of lakes as datastores",
            scope=WORKLOAD,
            shared=True,
            after=(workspace.module,),
            existing=(existing(workspace),),
            datastores=found,
        )


def _of(package: PackageContext, workspace: Resource, lake: LakeReached) -> tuple[Datastore, ...]:
    return tuple(
        Datastore(
            resource=package.resource(
                KIND,
                MODULE,
                SYMBOL,
                store_name(lake.of.zone, layer),
                workspace.id,
                *(
                    package.context.because(f"Layer {layer} of lake {lake.of.zone}: {row.reason}", at)
                    for at, row in lake.entries
                    if layer in (row.layers or ())
                ),
                location="",
            ),
            account=account.name.value,
            layer=layer,
            subscription=lake.of.place.subscription.value,
            group=lake.of.place.group.value,
            endpoint=_suffix(package),
        )
        for account in lake.accounts
        for layer in account.layers
    )


def store_name(lake: str, layer: str) -> str:
    """The name of the datastore for a layer: with its lake, so that a second lake renames none; without hyphens."""
    return f"{lake.replace('-', '_')}_{layer}"


def _suffix(package: PackageContext) -> str:
    """What follows the account and the part of it in a host name of the cloud."""
    link = private_links()[services()[LAKE].type, FILES]
    (domain,) = link.public(package.context.blueprint.institution.cloud)
    return domain.removeprefix(f"{FILES}.")
