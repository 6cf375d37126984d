"""What documents need of the release before: what changed, what leaves, what is added, and what cannot go back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

STACK = "deployment-stack"
"""The kind of what `ringfence deploy` makes around a package; no plan lists it."""


class Due(StrEnum):
    """When a resource is deleted.

    EARLY is before the packages of the other release are deployed, because a subnet that it stands in leaves; NOW is
    after that; LATER once Azure lets go of what forbids it; NEVER is for what is not ours to delete.
    """

    EARLY = "early"
    NOW = "now"
    LATER = "later"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """A resource or role assignment that one release has and another has not, or a lock that is over such a one.

    `within` is the id of what it is deleted with, '' for one that has a command. `again` says that it is a lock of the
    other release, which its package writes again. `until` is how long Azure keeps something of it, '' for not at all.
    """

    package: str
    kind: str
    id: str
    api: str
    location: str
    due: Due
    within: str = ""
    again: bool = False
    until: str = ""

    @property
    def leaves(self) -> bool:
        """Whether it is a resource of one plan only: no lock that stays, and no deployment stack."""
        return not self.again and self.kind != STACK


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """A property that this release changes and Azure does not change back, with both values as text."""

    package: str
    id: str
    path: str
    was: str
    now: str
    why: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortened:
    """A property of the resource `what` that keeps data for a shorter time in this release, with both values as text.

    `was` is '' for a lifecycle that begins to delete, `now` for a property that leaves the plan.
    """

    package: str
    what: str
    path: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The changes of one `section` of a difference: how many, in which packages, and the names of the first."""

    section: str
    count: int
    packages: tuple[str, ...]
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """A release against the one before, of which `version` of Ringfence and `approval` digest are known.

    `changes` is what `ringfence diff` tells of both, a row a section, with what people decided about risks.
    `removal` and `backout` are in the order in which they can be deleted. `deploy` are the packages of the release
    before that undo changes, in its order; `scripts` are those of packages that leave, by path in its folder;
    `shortened` is what keeps data for a shorter time.
    """

    version: str
    approval: str
    changes: tuple[Told, ...]
    removal: tuple[Leaving, ...]
    backout: tuple[Leaving, ...]
    deploy: tuple[str, ...]
    fixed: tuple[Fixed, ...]
    scripts: tuple[str, ...]
    shortened: tuple[Shortened, ...] = ()
