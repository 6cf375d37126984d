"""Who may call an endpoint: the groups that the blueprint names, each with a right on that endpoint alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ringfence.plan.context.blueprint_context import Path
from ringfence.plan.context.package_context import WORKLOAD, PackageContext
from ringfence.plan.identity import role_assignments
from ringfence.plan.model.services import Grant
from ringfence.plan.model.values import Resource


def callers(package: PackageContext, endpoint: Resource, groups: Sequence[str], at: Path) -> Iterator[Grant]:
    """The grants on an endpoint, in order of group; `at` is the endpoint's place in the blueprint."""
    known = {one.group: one for one in package.context.blueprint.access}
    scope = role_assignments.Scope(WORKLOAD, endpoint)
    (row,) = (row for row in role_assignments.specs("caller", "caller") if row.on == endpoint.kind)
    for group in sorted(set(groups) & known.keys()):
        holder = role_assignments.group_holder(known[group], (*at, "callers"))
        granted = role_assignments.grant(package, endpoint.module, holder, row, scope)
        yield replace(granted, resource=replace(granted.resource, symbol="callers"))
