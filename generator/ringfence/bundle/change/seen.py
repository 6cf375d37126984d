"""What rules of a change look at: the plan that is deployed, the plan of the release before, and what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ringfence.plan.model.package import Package, Plan
from ringfence.releases.diff.change import Change, Difference, Section, Verb
from ringfence.releases.since.previous import differs

_HUB = "connectivity"
"""The purpose of a package on which all landing zones stand."""
_QUIET_SECTIONS = (Section.MOVED, Section.REGISTERS)
_QUIET_TYPES = ("microsoft.insights/diagnosticsettings", "microsoft.network/networkwatchers/flowlogs")


@dataclass(frozen=True, slots=True)
class Seen:
    """A plan, its difference from the release before, and the plan of that; None where no release before was named."""

    plan: Plan
    difference: Difference | None
    before: Plan | None = None

    def changes(self, holds: Callable[[Change], bool] = lambda _: True) -> Iterator[Change]:
        """The changes of which something holds; none without a release before."""
        return filter(holds, self.difference.changes if self.difference else ())

    def hubs(self) -> frozenset[str]:
        """The names of packages that all landing zones share."""
        return frozenset(one.name for one in self.plan.packages if one.purpose == _HUB)

    def come(self) -> frozenset[str]:
        """The names of packages that the release before has not."""
        return frozenset(one.package for one in self.changes() if one.id == one.package and one.verb is Verb.ADDED)

    def leave(self) -> frozenset[str]:
        """The names of packages that only the release before has."""
        return frozenset(one.package for one in self.changes() if one.id == one.package and one.verb is Verb.REMOVED)

    def deployed(self) -> tuple[Package, ...]:
        """The packages that the change deploys: those with a change, or of which the plan decides something else.

        All where no release before was named, and where something changes of how all are deployed.
        """
        if self.difference is None or any(self.changes(_of_all)):
            return self.plan.packages
        named = {one.package for one in self.changes(lambda one: one.section is not Section.REGISTERS)}
        named |= {*self.difference.unexplained}
        if self.before:
            named |= {one.name for one in self.plan.packages if differs(one, self.plan, self.before)}
        return tuple(one for one in self.plan.packages if one.name in named)


def _of_all(change: Change) -> bool:
    """Whether a change is of the deployment or the institution, which every package has."""
    return not change.package and change.section is Section.CHANGED


def quiet(change: Change) -> bool:
    """Whether a change is of low risk: registers, priorities, tags, descriptions, diagnostic settings and flow logs."""
    path = change.path.lower()
    return (
        change.section in _QUIET_SECTIONS
        or change.type.lower().startswith(_QUIET_TYPES)
        or path.startswith("tags")
        or path.endswith("description")
    )
