"""DSG95 and DSG96: a catalog gives no group a layer that its role does not, and its managed tables have one reader.

Unity Catalog reads a container as the identity of one access connector. A group with a role on the container of managed
tables reads them past every grant; one with a grant and no role on the layer reads what no role assignment shows.
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.catalog.tables import role_actions
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.lake import Catalog
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.services import Grant
from ringfence.rules.finding import finding

_CONTAINERS = "/blobServices/default/containers/"
_BLOBS = "containers/blobs/"
SOURCE = "Microsoft Learn databricks/data-governance/unity-catalog/best-practices"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every catalog, against the role assignments on its containers."""
    grants = [grant for _, module in modules(plan) for grant in module.grants if _data(grant)]
    keepers = {
        package.name: policy.data.identity for package, module in modules(plan) for policy in module.cluster_policies
    }
    ids = _containers(plan)
    for _, module in modules(plan):
        for catalog in module.catalogs:
            yield from _readers(catalog, grants, ids)
            yield from _managed(catalog, grants, ids, keepers.get(catalog.workspaces[0], ""))


def _data(grant: Grant) -> bool:
    known = role_actions().get(grant.role_id)
    return known is not None and any(_BLOBS in action for action in known.dataActions)


def _containers(plan: Plan) -> dict[tuple[str, str], str]:
    """The ids of the containers of lakes, by package and name."""
    return {
        (package.name, service.resource.id.rsplit("/", 1)[-1]): service.resource.id
        for package, module in modules(plan)
        for service in module.services
        if module.layers and _CONTAINERS in service.resource.id and service.resource.kind == "lake-container"
    }


def _readers(catalog: Catalog, grants: list[Grant], ids: dict[tuple[str, str], str]) -> Iterator[Diagnostic]:
    """The groups with a role on a layer, against those that the catalog lets read it; and the owner."""
    for layer in catalog.layers:
        own = ids.get((catalog.lake, layer), "")
        by_role = {
            grant.principal.value for grant in grants if grant.scope_id == own and grant.principal_type == "Group"
        }
        by_catalog = {row.object_id for row in catalog.readers if row.layer == layer}
        for one in sorted((by_role ^ by_catalog) | ({catalog.owner_id} - by_role)):
            way = "by a role and not in" if one in by_role else "in"
            other = "" if one in by_role else " and by no role"
            message = f"group {one} may read {layer} {way} catalog {catalog.name}{other}"
            yield finding("DSG95", message, catalog.because, path=catalog.lake, value=one, source=SOURCE)


def _managed(
    catalog: Catalog, grants: list[Grant], ids: dict[tuple[str, str], str], keeper: str
) -> Iterator[Diagnostic]:
    """The one identity with a role on the managed tables."""
    own = ids.get((catalog.lake, catalog.container), "")
    held = {grant.principal.value for grant in grants if own and f"{own}/".startswith(f"{grant.scope_id}/")}
    for one in sorted(held ^ {keeper}):
        does = "reads the managed tables of" if one in held else "does not reach the managed tables of"
        message = f"{one.rsplit('/', 1)[-1]} {does} catalog {catalog.name}"
        if one in held:
            message += " past its grants"
        yield finding("DSG96", message, catalog.because, path=catalog.lake, value=one, source=SOURCE)
