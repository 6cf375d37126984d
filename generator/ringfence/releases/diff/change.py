"""What a comparison of two releases says: changes, each with the reason for which it is told apart."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verb(StrEnum):
    """What happens to the thing that a change is about."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    REPLACED = "replaced"
    MOVED = "moved"
    OPENED = "opened"
    CLOSED = "closed"


class Section(StrEnum):
    """Why a change is told apart; each change stands in the first section that it belongs to, in this order."""

    REPLACED = "replaced"
    HELD = "held"
    EXPOSURE = "exposure"
    OPENED = "opened"
    CLOSED = "closed"
    RIGHTS = "rights"
    SECRETS = "secrets"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    REGISTERS = "registers"


class Cause(StrEnum):
    """Where a change comes from: what people wrote, facts of another version of Ringfence, or one of the two.

    TOLD is of a whole difference in which each change has its own cause.
    """

    BLUEPRINT = "blueprint"
    FACTS = "facts"
    EITHER = "blueprint or facts"
    TOLD = "told row by row"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Traffic that is let through on one side only; `sources` and `targets` are prefixes, tags and hosts."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    protocols: tuple[str, ...]
    ports: tuple[str, ...]
    also: tuple[str, ...] = ()

    def __str__(self) -> str:
        ports = [] if self.ports == ("*",) and self.protocols != ("*",) else self.ports
        how = " ".join(filter(None, (", ".join(self.protocols).replace("*", "any protocol"), ", ".join(ports))))
        more = f" ({'; '.join(self.also)})" if self.also else ""
        return f"{', '.join(self.sources)} -> {', '.join(self.targets)}, {how}{more}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between two releases.

    `what` says the kind and name of the thing in words, `id` is its id in Azure or its key in the plan. `path` is the
    property that differs, from `old` to `new`; '' where the thing is there on one side only. `note` says what must be
    known about it: why Azure refuses it and the way to do it, who answers for it; `source` is the fact behind that.
    `type` is the resource type, '' for what is no resource. `because` are the paths of the blueprint that the rules
    follow from which let an opened flow through; empty for all else.
    """

    section: Section
    verb: Verb
    package: str
    what: str
    id: str
    path: str = ""
    old: str = ""
    new: str = ""
    note: str = ""
    source: str = ""
    type: str = ""
    flow: Flow | None = None
    because: tuple[str, ...] = ()
    cause: Cause = Cause.BLUEPRINT

    @property
    def order(self) -> tuple[int, str, str, str, str, str]:
        """Where it stands among others: by section, then by package, thing and property."""
        about = str(self.flow) if self.flow else self.new
        return tuple(Section).index(self.section), self.package, self.what, self.path, self.verb, about


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two releases: how it was named, its version of Ringfence, and the digests of its inputs ('' = unknown)."""

    name: str
    institution: str
    version: str
    blueprint: str
    ledger: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Everything that differs between two releases, in order of section; `cause` is where all of it may come from.

    `packages` are the names of all packages of both sides, `unexplained` those whose files differ although nothing that
    the plan says of them does.
    """

    old: Side
    new: Side
    cause: Cause
    packages: tuple[str, ...]
    changes: tuple[Change, ...]
    unexplained: tuple[str, ...] = ()

    @property
    def quiet(self) -> bool:
        """True when nothing differs that is deployed."""
        return not self.changes and not self.unexplained
