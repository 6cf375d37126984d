"""Who may call an endpoint: the groups that the blueprint names, each with a right on that endpoint alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.plan import access
from generator.plan.brief import Path
from generator.plan.frame import WORKLOAD, Frame
from generator.plan.model.services import Grant
from generator.plan.model.values import Resource


def callers(frame: Frame, endpoint: Resource, groups: Sequence[str], at: Path) -> Iterator[Grant]:
    """The grants on an endpoint, in order of group; `at` is the endpoint's place in the blueprint."""
    known = {one.group: one for one in frame.brief.blueprint.access}
    scope = access.Scope(WORKLOAD, endpoint)
    (row,) = (row for row in access.specs("caller", "caller") if row.on == endpoint.kind)
    for group in sorted(set(groups) & known.keys()):
        holder = access.group_holder(known[group], (*at, "callers"))
        yield access.grant(frame, endpoint.module, holder, row, scope)
