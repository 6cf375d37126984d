"""Who can read what: each reader of each container of a lake, by every way that the plan has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ringfence.catalog.tables import role_actions
from ringfence.pack.review.lakes.layers import containers
from ringfence.pack.review.tables import Builder, Table
from ringfence.pack.text.cells import WHY, row
from ringfence.plan.model.lake import Catalog
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.services import Grant
from ringfence.plan.model.values import Reason

_BLOBS = "/blobServices/default/containers/"
_DATA = "microsoft.storage/storageaccounts/blobservices/containers/blobs/"
READ, WRITE = "read", "read and write"


@dataclass(frozen=True, slots=True)
class Reader:
    """One way of one reader to one container: `principal` is an object id or the id of an identity.

    `through` is the id of an identity that it acts as; by `workspaces` of Databricks it reads a catalog.
    """

    account: str
    container: str
    who: str
    principal: str
    way: str
    may: str
    because: tuple[Reason, ...]
    through: str = ""
    workspaces: tuple[str, ...] = ()


def readers(plan: Plan) -> Iterator[Reader]:
    """Every way, in order of account and container: by role assignment, as an identity, by a catalog.

    An identity is told by its name in Azure.
    """
    for one in _readers(plan):
        yield replace(one, who=one.principal.rsplit("/", 1)[-1]) if one.principal.startswith("/") else one


def _readers(plan: Plan) -> Iterator[Reader]:
    grants = [grant for _, module in modules(plan) for grant in module.grants]
    catalogs = [catalog for _, module in modules(plan) for catalog in module.catalogs]
    for package in plan.packages:
        for account, container in containers(package):
            held = [one for one in grants if _covers(one, account, container)]
            yield from (one for grant in held for one in _by_role(plan, grant, account, container))
            for catalog in catalogs:
                if catalog.lake == package.name:
                    yield from _by_catalog(catalog, account, container)


def _covers(grant: Grant, account: str, container: str) -> bool:
    """Whether a role that reads files is assigned on the container or on its account."""
    scope = f"{grant.scope_id}/"
    here = f"/storageAccounts/{account}"
    return bool(_may(grant)) and scope.endswith((f"{here}{_BLOBS}{container}/", f"{here}/"))


def _may(grant: Grant) -> str:
    """What holders of the role may do with files; '' where that is nothing, or nothing is known of the role."""
    known = role_actions().get(grant.role_id)
    actions = {action.lower().removeprefix(_DATA) for action in known.dataActions} if known else set()
    return WRITE if actions & {"write", "*"} else READ if "read" in actions else ""


def _by_role(plan: Plan, grant: Grant, account: str, container: str) -> Iterator[Reader]:
    """The holder of a role, by itself, and those who may act as it."""
    holder = grant.principal.value
    on = "" if _BLOBS in grant.scope_id else " on the account"
    through = "".join(_stores(plan, holder, account, container))
    way = f"role {grant.role}{on}{through}"
    yield Reader(account, container, grant.principal_name, holder, way, _may(grant), grant.resource.because)
    for one in plan.acting:
        if one.identity == holder:
            name = holder.rsplit("/", 1)[-1]
            way, why = f"acts as {name}", (one.because,)
            yield Reader(account, container, one.holder, one.principal, way, _may(grant), why, through=holder)


def _stores(plan: Plan, identity: str, account: str, container: str) -> Iterator[str]:
    """The datastores by which jobs read the container as the identity of their clusters."""
    for package in plan.packages:
        clusters = {cluster.identity.value for module in package.modules for cluster in module.clusters}
        for store in (one for module in package.modules for one in module.datastores):
            if identity in clusters and (store.account, store.layer) == (account, container):
                yield f", datastore {store.resource.name} of {package.name}"


def _by_catalog(catalog: Catalog, account: str, container: str) -> Iterator[Reader]:
    """The groups that read a layer, or managed tables, through a catalog."""
    where = f"from {', '.join(catalog.workspaces)}"
    managed = (account, container) == (catalog.account, catalog.container)
    for one in catalog.readers:
        if managed or one.layer == container:
            way = f"Unity Catalog, schema {catalog.name}.{one.layer}, {where}"
            may = WRITE if one.writes else READ
            yield Reader(
                account, container, one.group, one.object_id, way, may, (one.because,), workspaces=catalog.workspaces
            )
    if managed or container in catalog.layers:
        way = f"owner of catalog {catalog.name}, {where}"
        yield Reader(
            account,
            container,
            catalog.owner,
            catalog.owner_id,
            way,
            WRITE,
            catalog.because,
            workspaces=catalog.workspaces,
        )


def who_reads(plan: Plan) -> Table:
    """Who can read what, by which way."""
    rows = tuple(row(r.because, r.container, r.account, r.who, r.way, r.may) for r in readers(plan))
    return Table(
        "Who can read what",
        "Each reader of each layer and of the managed tables of each catalog, by every way in this plan. Jobs act as"
        " the identity of their landing zone, not of a person. acls.sh runs as Storage Blob Data Owner. Not listed are"
        " roles from a subscription or management group, and grants that owners of catalogs make.",
        ("Container", "Account", "Who", "How", "May", *WHY),
        rows,
    )


def one_way(plan: Plan) -> Table:
    """Groups that read a container by one way and not by another."""
    found: dict[tuple[str, str, str, str], set[str]] = {}
    for one in readers(plan):
        if one.principal.count("-") == 4 and "/" not in one.principal:
            key = (one.container, one.account, one.who, one.principal)
            found.setdefault(key, set()).add(one.way.split(" ", 1)[0])
    governed = {(c.account, c.container) for _, module in modules(plan) for c in module.catalogs}
    rows = tuple(
        (container, account, who, _ways(ways))
        for (container, account, who, _), ways in sorted(found.items())
        if "role" not in ways and (account, container) not in governed
    )
    return Table(
        "Readers without a role on the layer",
        "People and groups that read a layer as an identity or through a catalog only, without a role on it.",
        ("Container", "Account", "Who", "Only by"),
        rows,
    )


def _ways(ways: set[str]) -> str:
    said = {"acts": "acting as an identity", "Unity": "a catalog", "owner": "owning a catalog"}
    return ", ".join(said[way] for way in sorted(ways))


READERS: tuple[Builder, ...] = (who_reads, one_way)
"""The tables about readers of lakes."""
