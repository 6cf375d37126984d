"""Compute of Databricks workspaces: rows of the review."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.pack.review.tables import Table
from ringfence.pack.text.cells import WHY, row
from ringfence.plan.model.package import Plan, modules

TITLE = "Compute of Databricks"


def compute(plan: Plan) -> Table:
    """Policies of clusters and SQL warehouses: how far they scale, and when they end."""
    columns = ("Package", "Name", "For", "Machines", "From", "To", "Ends", *WHY)
    about = (
        "Made by compute.sh, not by ARM. Policies count workers, of which each cluster has a driver beside; warehouses"
        " count clusters. Who may use them, people decide in the workspace."
    )
    return Table(TITLE, about, columns, (*_policies(plan), *_warehouses(plan)))


def _policies(plan: Plan) -> Iterator[tuple[str, ...]]:
    for package, module in modules(plan):
        for one in module.compute_policies:
            ends = "with its work" if one.idle is None else f"after {one.idle} idle minutes"
            kind = f"{one.kind}, enhanced autoscaling" if one.kind == "pipelines" else one.kind
            yield row(one.because, package.name, one.name, kind, one.sizes, one.fewest, one.most, ends)


def _warehouses(plan: Plan) -> Iterator[tuple[str, ...]]:
    for package, module in modules(plan):
        for one in module.warehouses:
            machines = f"{one.size}: {one.driver} and {one.workers} {one.worker}"
            ends = f"after {one.stop} idle minutes"
            yield row(one.because, package.name, one.name, "SQL warehouse (pro)", machines, one.fewest, one.most, ends)
