"""Readers and writers of each layer of a lake, and immutable layers: rows of the review."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ringfence.pack.review.tables import Table
from ringfence.pack.text.cells import WHY, row, text
from ringfence.plan.cross_zone.callees import SCORES
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.services import Grant
from ringfence.plan.model.values import plain
from ringfence.plan.services.scoring_code import CONTAINER as CODE

_DAYS = "properties.immutabilityPeriodSinceCreationInDays"
_WRITER = "Storage Blob Data Contributor"
_LAYER = "/blobServices/default/containers/"


@dataclass(frozen=True, slots=True)
class Right:
    """One role assignment on one layer."""

    package: str
    account: str
    layer: str
    grant: Grant

    @property
    def writes(self) -> bool:
        """Whether the role allows more than reading."""
        return self.grant.role == _WRITER


def rights(package: Package) -> Iterator[Right]:
    """The role assignments on layers that a package makes, in order of deployment; code and scores are in no layer."""
    for module in package.modules:
        for grant in module.grants:
            account, found, layer = grant.scope_id.partition(_LAYER)
            if found and layer not in (CODE, SCORES):
                yield Right(package.name, account.rsplit("/", 1)[-1], layer, grant)


def containers(package: Package) -> Iterator[tuple[str, str]]:
    """The layers of a package's own lake, each by its account and its name."""
    for module in package.modules:
        for service in module.services:
            if service.resource.kind == "lake-container":
                account, _, layer = service.resource.id.partition(_LAYER)
                yield account.rsplit("/", 1)[-1], layer


def instances(plan: Plan) -> Table:
    """Resources outside the plan that firewalls of lakes let in, each with its owner."""
    rows = tuple(
        row(
            [one.because],
            one.landing_zone,
            one.name,
            one.type,
            one.id.rsplit("/", 1)[-1],
            lakes,
            one.owner,
            one.review_by,
        )
        for one in plan.instances
        for lakes in [tuple(c.end for c in plan.connections if c.start == one.landing_zone and c.layers)]
    )
    about = "They come past the private endpoints, each as its identity, which still needs a role on the layer."
    columns = ("Landing zone", "Entry", "Resource type", "Id", "Lakes", "Owner", "Review by", *WHY)
    return Table("Resources that firewalls of lakes let in", about, columns, rows)


def stores(plan: Plan) -> Table:
    """The names by which jobs of workspaces call layers."""
    rows = tuple(
        row(store.resource.because, package.name, store.resource.name, store.layer, store.account)
        for package, module in modules(plan)
        for store in module.datastores
    )
    about = "Without credentials: jobs read as the identity of their cluster, notebooks as the person."
    return Table("Datastores", about, ("Package", "Datastore", "Layer", "Account", *WHY), rows)


def kept(plan: Plan) -> Table:
    """Immutable layers (WORM)."""
    rows = tuple(
        row(
            service.resource.because,
            package.name,
            service.resource.id.split("/containers/")[1].split("/")[0],
            service.resource.id.split("/storageAccounts/")[1].split("/")[0],
            service.values[_DAYS],
            "no",
        )
        for package, module in modules(plan)
        for service in module.services
        if _DAYS in service.values
    )
    columns = ("Package", "Layer", "Account", "Days from creation", "Locked", *WHY)
    about = (
        "Files cannot be changed, renamed or deleted. Who may write policies can end it, until the policy is locked."
    )
    return Table("Immutable layers (WORM)", about, columns, rows)


def ageing(plan: Plan) -> Table:
    """When files of a layer get colder or go; empty for lakes with the one rule of the design."""
    rows = tuple(
        row(
            [each.because],
            package.name,
            each.layer,
            text(plain(module.services[0].resource.name)),
            *map(_days, (each.cool, each.cold, each.delete)),
        )
        for package, module in modules(plan)
        for layers in module.layers
        for each in layers.ageing
    )
    columns = ("Package", "Layer", "Account", "Cool after days", "Cold after days", "Deleted after days", *WHY)
    about = (
        "Days count from the last change of a file. A deleted file can be brought back for 90 more days. Azure deletes"
        " nothing from immutable containers; people do, when the days of files are over."
    )
    return Table("Lifecycle of layers", about, columns, rows)


def _days(days: int | None) -> str:
    return "never" if days is None else str(days)
