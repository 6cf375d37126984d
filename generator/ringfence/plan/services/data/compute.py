"""Policies of clusters and SQL warehouses of a Databricks workspace, as the blueprint asks for them."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.databricks import KEY, Databricks
from ringfence.catalog.known.sql_warehouses import warehouse_sizes
from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.model.data.compute import ComputePolicy, Warehouse

SOURCES = {
    "jobs": "Microsoft Learn databricks/admin/clusters/policy-definition, cluster_type",
    "all-purpose": "Microsoft Learn databricks/admin/clusters/policy-definition, autotermination_minutes",
    "pipelines": "Microsoft Learn databricks/delta-live-tables/auto-scaling, autoscale.mode ENHANCED",
}
WHY = {
    "jobs": "Clusters of jobs scale between these numbers and end with their job.",
    "all-purpose": "Clusters that people share scale between these numbers and end when idle.",
    "pipelines": "Pipelines scale with the volume of data (enhanced autoscaling) between these numbers.",
}


def policies(package: PackageContext, mine: Databricks, workspace: str) -> Iterator[ComputePolicy]:
    """The policies, in the order of the blueprint."""
    for index, one in enumerate(mine.policies):
        why = package.context.because(
            WHY[one.kind], (*package.at, KEY, "policies", index), source=SOURCES[one.kind], check="HND41"
        )
        yield ComputePolicy(
            name=f"{package.name}-{one.name}",
            workspace=workspace,
            kind=one.kind,
            sizes=tuple(one.sizes or mine.sizes),
            fewest=one.min,
            most=one.max,
            idle=(one.idle_minutes or mine.idle_minutes) if one.kind == "all-purpose" else None,
            because=(why,),
        )


def warehouses(package: PackageContext, mine: Databricks, workspace: str) -> Iterator[Warehouse]:
    """The warehouses, in the order of the blueprint."""
    known = warehouse_sizes()
    for index, one in enumerate(mine.warehouses):
        size = known.sizes[one.size]
        why = package.context.because(
            "Queries run on clusters in this network; serverless ones would run in that of Databricks.",
            (*package.at, KEY, "warehouses", index),
            source=known.source.split(",")[0],
            check="HND41",
        )
        yield Warehouse(
            name=f"{package.name}-{one.name}",
            workspace=workspace,
            size=one.size,
            driver=size.driver,
            worker=known.worker,
            workers=size.workers,
            cores=size.cores,
            spare=known.spare,
            fewest=one.min,
            most=one.max,
            stop=one.stop_minutes,
            because=(why,),
        )
