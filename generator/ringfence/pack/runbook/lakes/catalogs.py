"""`catalogs.sh` of a lake: what Unity Catalog keeps itself and ARM cannot set, from the catalogs of the plan."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping

from ringfence.catalog.tables import private_links
from ringfence.pack.runbook.lakes.catalog_shell import HEAD, SHELL
from ringfence.pack.runbook.script import AT_THE_END, Script, scripted
from ringfence.pack.runbook.unity import connect
from ringfence.plan.model.compute import ClusterPolicy
from ringfence.plan.model.lake import Catalog
from ringfence.plan.model.package import Plan, modules

READ = ("USE_SCHEMA", "SELECT", "READ_VOLUME")
WRITE = (*READ, "MODIFY", "WRITE_VOLUME", "CREATE_TABLE", "CREATE_VOLUME")
EXTERNAL = ("CREATE_EXTERNAL_TABLE", "CREATE_EXTERNAL_VOLUME")
"""Privileges of readers and of writers on the schema of a layer, and of the owner on its external location."""
SYSTEM = ("access", "billing", "query")
"""Schemas of system tables: audit and lineage, cost, queries."""
SYSTEM_CLOUD = "AzureCloud"
"""The cloud that has system tables. Source: Microsoft Learn databricks/admin/system-tables."""


def catalog_scripts(plan: Plan) -> Iterator[Script]:
    """The script of each package with catalogs."""
    policies = {package.name: policy for package, module in modules(plan) for policy in module.cluster_policies}
    for package, module in modules(plan):
        if module.catalogs:
            lines = (line for one in module.catalogs for line in _catalog(plan, one, policies))
            text = "\n".join([HEAD, SHELL, *lines, ""])
            yield Script(package.name, "catalogs.sh", text, AT_THE_END, looks=True)


def _catalog(plan: Plan, catalog: Catalog, policies: Mapping[str, ClusterPolicy]) -> Iterator[str]:
    """The lines for one catalog, in the order in which nothing is open to others before it is bound."""
    bound = [policies[name] for name in catalog.workspaces]
    yield from ("", f"# Catalog {catalog.name}: domain {catalog.domain}, environment {catalog.environment}.")
    yield from connect(bound[0].workspace)
    yield from _metastore()
    groups = dict([(catalog.owner_id, catalog.owner), *((row.object_id, row.group) for row in catalog.readers)])
    for own, name in sorted(groups.items()):
        show = shlex.join(["az", "ad", "group", "show", "--group", own, "--query", "displayName", "--output", "tsv"])
        yield from (*scripted(_group(own), show, f"the name of group {name}"), f'plain "${_group(own)}"')
    for number, policy in enumerate(bound):
        query = ["--query", "properties.workspaceId", "--output", "tsv"]
        show = shlex.join(["az", "resource", "show", "--ids", policy.workspace, *query])
        yield from scripted(f"workspace_{number}", show, "the number of a workspace")
    ids = " ".join(f'"$workspace_{number}"' for number in range(len(bound)))
    yield from _storage(plan, catalog, f"{bound[0].name}-connector", ids)
    yield from _schemas(catalog)
    yield f'kept catalogs {catalog.name} owner "${_group(catalog.owner_id)}" --owner'
    if plan.institution.cloud == SYSTEM_CLOUD:
        yield from (f"system {schema}" for schema in SYSTEM)


def _metastore() -> Iterator[str]:
    """The metastore of the workspace, which must be there and keep no tables itself."""
    yield "summary=$(databricks metastores summary --output json)"
    yield "metastore=$(printf '%s\\n' \"$summary\" | value metastore_id | sed -n 1p)"
    yield ': "${metastore:?the workspace has no metastore}"'
    yield 'if [ -n "$(printf \'%s\\n\' "$summary" | value storage_root)" ]; then'
    yield '  echo "metastore $metastore keeps managed tables itself: take its storage away first" >&2'
    yield "  exit 1"
    yield "fi"


def _storage(plan: Plan, catalog: Catalog, credential: str, ids: str) -> Iterator[str]:
    """The container of managed tables as an external location, and the catalog in it, both for these workspaces."""
    (domain,) = private_links()["Microsoft.Storage/storageAccounts", "dfs"].public(plan.institution.cloud)
    url, name = f"abfss://{catalog.container}@{catalog.account}.{domain}/", f"{catalog.lake}-{catalog.container}"
    yield shlex.join(["made", "external-locations", name, "url", url, name, url, credential])
    yield f"kept external-locations {name} isolation_mode ISOLATION_MODE_ISOLATED --isolation-mode"
    yield f"bound external_location {name} external-locations {ids}"
    yield f"others external_location {name} external-locations/{name}"
    yield shlex.join(["made", "catalogs", catalog.name, "storage_root", url, catalog.name, "--storage-root", url])
    yield f"kept catalogs {catalog.name} isolation_mode ISOLATED --isolation-mode"
    yield f"bound catalog {catalog.name} catalogs {ids}"


def _schemas(catalog: Catalog) -> Iterator[str]:
    """A schema for each layer with the grants of its readers, and what the owner may do with the layer's location.

    Several catalogs may have a layer, so that nothing is taken away there.
    """
    name, object_ = catalog.name, f"catalogs/{catalog.name}"
    readers = sorted({row.object_id for row in catalog.readers})
    for own in readers:
        yield f'granted catalog {name} {object_} "${_group(own)}" USE_CATALOG'
    yield " ".join(["others", "catalog", name, object_, *(f'"${_group(own)}"' for own in readers)])
    for layer in catalog.layers:
        schema = f"{name}.{layer}"
        yield f"schema {name} {layer}"
        held = [row for row in catalog.readers if row.layer == layer]
        for row in held:
            privileges = " ".join(WRITE if row.writes else READ)
            yield f'granted schema {schema} schemas/{schema} "${_group(row.object_id)}" {privileges}'
        yield " ".join(["others", "schema", schema, f"schemas/{schema}", *(f'"${_group(r.object_id)}"' for r in held)])
        location = f"{catalog.lake}-{layer}"
        yield (
            f"granted external_location {location} external-locations/{location}"
            f' "${_group(catalog.owner_id)}" {" ".join(EXTERNAL)}'
        )


def _group(object_id: str) -> str:
    """A shell variable for the display name of a group."""
    return f"group_{object_id.replace('-', '_')}"
