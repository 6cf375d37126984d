"""The Databricks access connectors that use layers of a lake: the firewall of their accounts lets these in.

Unity Catalog asks an account for the key of its tokens, and tests external locations, from Databricks' control plane,
which no private endpoint of ours serves. A resource instance rule admits one connector and nothing else. Source:
databricks/terraform-databricks-sra azure/tf/modules/catalog/storage_account.tf (2026-07-23), which has it beside
`bypass: None` and public access off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ringfence.blueprint.language.connections import LAKE
from ringfence.blueprint.language.lakes.layers import Layer
from ringfence.catalog.read import purposes, services
from ringfence.plan.context.package_context import WORKLOAD, PackageContext, group_names
from ringfence.plan.context.placement import zone_namer, zone_subscription
from ringfence.plan.cross_zone import neighbours
from ringfence.plan.model.values import Reason

KIND, IDENTITY = "access-connector", "identity.userAssignedIdentities"
SOURCE = "databricks/terraform-databricks-sra azure/tf/modules/catalog/storage_account.tf (2026-07-23)"


def connectors(package: PackageContext, layers: Iterable[Layer]) -> Mapping[str, Reason]:
    """The connectors of landing zones that use any of these layers of this package's lake, by id, each with why."""
    wanted = set(layers)
    found: dict[str, Reason] = {}
    blueprint = package.context.blueprint
    zones = {zone.name: (index, zone) for index, zone in enumerate(blueprint.landing_zones)}
    for at, row in enumerate(blueprint.connections):
        index, zone = zones[row.start]
        uses = row.use == LAKE and row.end == package.name and bool(wanted & set(row.layers or ()))
        if uses and purposes()[zone.purpose].identity_for(LAKE) == services()[KIND].links[IDENTITY]:
            text = f"Unity Catalog of {zone.name} asks for its tokens from outside: {row.reason}"
            why = package.context.because(text, ("connections", at), source=SOURCE)
            found.setdefault(_connector(package, index), why)
    return dict(sorted(found.items()))


def _connector(package: PackageContext, index: int) -> str:
    """The id of the access connector in the landing zone with this index."""
    blueprint = package.context.blueprint
    zone = blueprint.landing_zones[index]
    namer = zone_namer(package.context, zone, ("landingZones", index))
    group = group_names(namer, (WORKLOAD, "workload"))[WORKLOAD].value
    home = f"/subscriptions/{zone_subscription(blueprint, zone)}/resourceGroups/{group}"
    return neighbours.own_id(home, KIND, namer.name(KIND))
