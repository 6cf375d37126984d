"""Where batch endpoints write what other landing zones fetch: a container of the workspace's account, as a datastore.

Runs write to blob datastores only; the workspace's default one has a container that Azure names, and holds more.
Source: azure-ai-docs machine-learning/how-to-use-batch-azure-data-factory.md (2026-03-10), data outputs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ringfence.blueprint.language.connections import BATCH
from ringfence.catalog.read import services
from ringfence.catalog.tables import private_links
from ringfence.plan.context.package_context import WORKLOAD, PackageContext, existing
from ringfence.plan.cross_zone.callees import BLOBS, CONTAINER, SCORES
from ringfence.plan.model.module import Module
from ringfence.plan.model.values import SERVICES, Given, Reason, Resource, plain
from ringfence.plan.services.service import Values, Wiring, child

MODULE = KIND = "score-store"


def plan_scores(package: PackageContext, workspace: Resource, account: Resource) -> Iterator[Module]:
    """The module of the container and its datastore; none where no connection leads to an endpoint of the package."""
    why = _why(package)
    if not why:
        return
    blobs = package.resource(BLOBS, MODULE, "storageBlobs", "default", account.id, location="")
    container = child(package, services()[account.kind], CONTAINER, blobs, SCORES, why[0], "scoreContainer")
    here, wiring = replace(workspace, module=MODULE), Wiring({}, _values(package, account), None)
    store = child(package, services()[workspace.kind], KIND, here, SCORES, why[0], "scoreStore", wiring)
    yield Module(
        name=MODULE,
        title="Scores that other landing zones fetch",
        scope=WORKLOAD,
        after=(account.module, workspace.module),
        existing=(existing(account), replace(existing(blobs), parent=account.symbol), existing(workspace)),
        services=(container, store),
    )


def _why(package: PackageContext) -> tuple[Reason, ...]:
    """The connections that fetch scores here."""
    rows = enumerate(package.context.blueprint.connections)
    return tuple(
        package.context.because(f"Landing zone {row.start} fetches scores: {row.reason}", ("connections", index))
        for index, row in rows
        if row.use == BATCH and row.end == package.name
    )


def _values(package: PackageContext, account: Resource) -> Values:
    """Where the account is, as a datastore says it."""
    (domain,) = private_links()[account.type, "blob"].public(package.context.blueprint.institution.cloud)
    told = {
        "account": plain(account.name),
        "suffix": domain.removeprefix("blob."),
        "subscription": package.subscription,
        "group": package.groups[WORKLOAD].value,
    }
    return {key: Given(SERVICES, f"scoreStore.{key}", value, "") for key, value in told.items()}
