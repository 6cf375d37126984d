"""Readers and writers of each layer of a lake, and immutable layers: rows of the review."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ringfence.pack.review.tables import Table
from ringfence.pack.text.cells import WHY, row
from ringfence.plan.cross_zone.callees import SCORES
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.services import Grant
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

    @property
    def access(self) -> str:
        """`read` or `read and write`."""
        return "read and write" if self.writes else "read"


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


def layers(plan: Plan) -> Table:
    """Who may read which layer."""
    rows = tuple(
        row(r.grant.resource.because, r.package, r.layer, r.account, r.grant.principal_name, r.access)
        for package in plan.packages
        for r in rights(package)
    )
    columns = ("Package", "Layer", "Account", "Who", "May", *WHY)
    return Table(
        "Who may read which layer",
        "What these packages assign; roles inherited from a subscription or management group are not listed. Jobs act"
        " as the identity of their landing zone, not of a person. acls.sh runs as Storage Blob Data Owner.",
        columns,
        rows,
    )


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
