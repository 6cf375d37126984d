"""Who may call an endpoint: the groups that the blueprint names, each with a right on that endpoint alone.

Runs of a batch endpoint also need rights on its workspace and on the account with their input.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.catalog.grants import GrantSpec
from ringfence.plan.context.blueprint_context import Path
from ringfence.plan.context.package_context import WORKLOAD, PackageContext
from ringfence.plan.identity import role_assignments
from ringfence.plan.identity.role_assignments import Holder
from ringfence.plan.model.services import Grant
from ringfence.plan.model.values import Resource


def callers(package: PackageContext, endpoint: Resource, groups: Sequence[str], at: Path) -> Iterator[Grant]:
    """The grants on an endpoint, in order of group; `at` is the endpoint's place in the blueprint."""
    scope = role_assignments.Scope(WORKLOAD, endpoint)
    (row,) = (row for row in role_assignments.specs("caller", "caller") if row.on == endpoint.kind)
    for holder in _holders(package, groups, at):
        granted = role_assignments.grant(package, endpoint.module, holder, row, scope)
        yield replace(granted, resource=replace(granted.resource, symbol="callers"))


def batch_callers(package: PackageContext, zone: LandingZone) -> Iterator[tuple[Holder, GrantSpec]]:
    """What callers of batch endpoints hold beside those, for the runs that they start; a group twice has it once."""
    for index, endpoint in enumerate(zone.inference.batch if zone.inference else ()):
        for holder in _holders(package, endpoint.callers, (*package.at, INFERENCE, "batch", index)):
            yield from ((holder, row) for row in role_assignments.specs("batch-caller", "caller"))


def _holders(package: PackageContext, groups: Sequence[str], at: Path) -> Iterator[Holder]:
    known = {one.group: one for one in package.context.blueprint.access}
    for group in sorted(set(groups) & known.keys()):
        yield role_assignments.group_holder(known[group], (*at, "callers"))
