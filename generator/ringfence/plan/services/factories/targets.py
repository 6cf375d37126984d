"""What a factory reaches beside lakes, by managed private endpoint: callees of its connections, Azure SQL servers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ringfence.blueprint.language.databricks import KEY as BRICKS
from ringfence.blueprint.language.options import day, nodes, text
from ringfence.blueprint.language.types import Node
from ringfence.plan.context.blueprint_context import BLUEPRINT
from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.cross_zone.callees import WORKSPACE, Called
from ringfence.plan.model.use import Use
from ringfence.plan.model.values import SERVICES, Given
from ringfence.plan.rules.endpoint_hosts import STORAGE
from ringfence.plan.services.managed_endpoints import Wanted

SOURCE = "azure-docs data-factory/managed-virtual-network-private-endpoint.md (2023-08-02)"
PARTS: dict[str, tuple[str, Use, str]] = {
    WORKSPACE: ("amlworkspace", "batch", "Pipelines start runs of its batch endpoint"),
    STORAGE: ("blob", "batch", "Pipelines fetch what runs answered"),
    BRICKS: ("databricks_ui_api", "jobs", "Pipelines start jobs of the workspace"),
}
"""The part of each kind of callee, what it is used for, and why."""
SERVERS, PART = "sqlServers", "sqlServer"


def called_targets(package: PackageContext, found: Iterable[Called]) -> Iterator[Wanted]:
    """The parts of what connections lead to; two connections to one landing zone share them."""
    seen: set[tuple[str, str]] = set()
    for one in found:
        for kind, (part, use, what) in PARTS.items():
            callee = one.parts.get(kind)
            if callee is None or (one.of.zone, kind) in seen:
                continue
            seen.add((one.of.zone, kind))
            why = package.context.because(f"{what}, by private endpoint: {one.row.reason}", one.at, source=SOURCE)
            name = f"{one.of.zone}-{part.replace('_', '-')}"
            yield Wanted(name=name, use=use, target=callee.id, part=part, because=(why,))


def sql_targets(package: PackageContext, key: str, workload: Node) -> Iterator[Wanted]:
    """The Azure SQL servers that the blueprint names in the workload block, whose key this is."""
    for index, row in enumerate(nodes(workload, SERVERS)):
        name = text(row, "name")
        at = (*package.at, key, SERVERS, index)
        why = package.context.because(text(row, "reason"), at, source=BLUEPRINT)
        target = Given(SERVICES, f"dataFactory.{SERVERS}.{name}", text(row, "id"), "Id of an Azure SQL server.")
        until = day(row, "reviewBy")
        yield Wanted(
            name=f"sql-{name}",
            use="egress",
            target=target,
            part=PART,
            because=(why,),
            owner=text(row, "owner"),
            review_by=until.isoformat() if until else "",
        )
