"""The changes of a difference under headings, each with its words: what all printed forms have in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ringfence.releases.diff.change import Cause, Change, Difference, Section, Side, Verb

TITLES = {
    Section.REPLACED: "Cannot be changed in place",
    Section.HELD: "Deletions that locks or retention hold up",
    Section.EXPOSURE: "Exposure: ways in from outside, public addresses, public access",
    Section.OPENED: "Flows opened",
    Section.CLOSED: "Flows closed",
    Section.RIGHTS: "Role assignments",
    Section.SECRETS: "Secrets, keys and encryption",
    Section.ADDED: "Added",
    Section.REMOVED: "Removed from the plan; what is deployed stays until people delete it",
    Section.CHANGED: "Changed",
    Section.MOVED: "Moved rules: priority only",
    Section.REGISTERS: "Owners, review dates, accepted risks, steps by hand",
}
SIGNS = {
    Verb.ADDED: "+",
    Verb.REMOVED: "-",
    Verb.CHANGED: "~",
    Verb.REPLACED: "!",
    Verb.MOVED: ">",
    Verb.OPENED: "+",
    Verb.CLOSED: "-",
}
_CAUSES = {
    Cause.BLUEPRINT: "Both are of one version of Ringfence: what differs comes from the blueprint or its ledger.",
    Cause.FACTS: "Blueprint and ledger are the same: every row comes from facts of Ringfence that changed.",
    Cause.TOLD: "Rows come from the blueprint or its ledger, but for those that say otherwise.",
    Cause.EITHER: "Inputs and version differ, or are not known: a row may come from the blueprint or from"
    " facts. `--between` tells them apart.",
}
_MARKS = {Cause.FACTS: "facts of Ringfence", Cause.EITHER: "blueprint or facts"}


@dataclass(frozen=True, slots=True)
class Line:
    """One change in words: its sign, the thing, what happens to it, and what must be known about it.

    `cause` is where it comes from, '' where the whole difference says so.
    """

    sign: str
    verb: str
    package: str
    what: str
    change: str
    note: str
    cause: str


@dataclass(frozen=True, slots=True)
class Part:
    """The changes of one section."""

    title: str
    lines: tuple[Line, ...]


def parts(difference: Difference) -> Iterator[Part]:
    """The sections that have changes, in order."""
    for section, changes in groupby(difference.changes, key=lambda change: change.section):
        yield Part(TITLES[section], tuple(_line(change, difference.cause) for change in changes))


def counted(difference: Difference) -> str:
    """How many changes there are of each verb, in one sentence."""
    verbs = [change.verb for change in difference.changes]
    found = [f"{verbs.count(verb)} {verb.value}" for verb in Verb if verb in verbs]
    files = len(difference.unexplained)
    found += [f"{files} packages with other files and the same plan"] if files else []
    return f"{', '.join(found)}." if found else "Nothing that is deployed differs."


def about(side: Side) -> str:
    """A side by its name and the version of Ringfence that wrote it."""
    return f"{side.name} ({f'Ringfence {side.version}' if side.version else 'version unknown'})"


def origin(difference: Difference) -> str:
    """Where the changes come from; '' where there are none."""
    return "" if difference.quiet else _CAUSES[difference.cause]


def unexplained(name: str) -> str:
    """What is said of a package whose files differ although its plan does not."""
    return (
        f"{name}: its Bicep differs and its plan does not: constants or descriptions of another version; see git diff"
    )


def _line(change: Change, cause: Cause) -> Line:
    note = change.note + (f" [{change.source}]" if change.source else "")
    return Line(
        sign=SIGNS[change.verb],
        verb=change.verb.value,
        package=change.package,
        what=change.what,
        change=_change(change),
        note=note,
        cause="" if change.cause is cause else _MARKS.get(change.cause, ""),
    )


def _change(change: Change) -> str:
    """From what to what; of a list what goes and what comes."""
    if change.flow is not None:
        return str(change.flow)
    if not change.path:
        return ""
    if change.old and change.new:
        return f"{change.path}: {change.old} -> {change.new}"
    return f"{change.path}: {'+' if change.new else '-'} {change.new or change.old}"
