"""Impact of a change by rules, and what of it interrupts a service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ringfence.bundle.change.risk import Level, Rule, unknown, worded
from ringfence.bundle.change.seen import Seen, quiet
from ringfence.releases.diff.change import Change, Section, Verb
from ringfence.releases.since.changed import named


@dataclass(frozen=True, slots=True)
class Interruption:
    """A change during which something answers nothing, or after which it is gone."""

    package: str
    what: str
    why: str


def shared_by_all(seen: Seen) -> Iterator[str]:
    """Changes of a hub, on which every landing zone stands."""
    hubs = seen.hubs()
    return map(worded, seen.changes(lambda one: one.package in hubs and not quiet(one)))


def in_use(seen: Seen) -> Iterator[str]:
    """Changes of landing zones that are there already."""
    new = seen.hubs() | seen.come()
    return map(named, seen.changes(lambda one: bool(one.package) and one.package not in new and not quiet(one)))


def only_new(seen: Seen) -> Iterator[str]:
    """Packages that are new, in which nothing runs yet."""
    return iter(sorted(seen.come()))


IMPACT = (
    Rule(Level.HIGH, unknown, "What changes is not known", "reason"),
    Rule(Level.HIGH, shared_by_all, "What all landing zones share changes"),
    Rule(Level.MEDIUM, in_use, "Landing zones that are in use change"),
    Rule(Level.LOW, only_new, "Nothing runs yet in these packages", "package"),
)

_RESIZED = (
    ("microsoft.network/virtualnetworkgateways", "sku", "A gateway that changes its size drops its connections."),
    ("microsoft.network/expressroutegateways", "", "A gateway that changes its size drops its connections."),
    ("microsoft.network/vpngateways", "", "A gateway that changes its size drops its connections."),
    ("microsoft.network/azurefirewalls", "", "A firewall that is changed as such may drop connections."),
    ("microsoft.network/routetables", "", "Connections on a route that changes may break."),
    ("microsoft.network/virtualnetworks", "subnets", "Connections of a subnet that changes may break."),
    ("microsoft.machinelearningservices/workspaces/computes", "", "Nodes that work may be stopped."),
)
"""Type in lower case, part of the property, and what happens; no source read for this version says for how long."""


def interruptions(seen: Seen) -> tuple[Interruption, ...]:
    """What interrupts a service, packages that leave first, and of those nothing else.

    None is known without a release before.
    """
    leaving = {one.package for one in seen.changes(_leaves)}
    told = seen.changes(lambda one: not quiet(one) and (one.package not in leaving or _leaves(one)))
    return tuple(
        Interruption(one.package, named(one), why + _instead(one, seen))
        for one in sorted(told, key=lambda one: not _leaves(one))
        if (why := _why(one))
    )


def _instead(gone: Change, seen: Seen) -> str:
    """The roles that come where one goes, for the same principal at the same scope; '' where none does."""
    if gone.section is not Section.RIGHTS or gone.verb is not Verb.REMOVED:
        return ""
    role, _, whose = gone.what.partition(" for ")
    come = seen.changes(lambda one: one.section is Section.RIGHTS and one.verb is Verb.ADDED)
    others = [one.what.removesuffix(f" for {whose}") for one in come if one.what.endswith(f" for {whose}")]
    return f" {', '.join(others)} takes the place of {role}." if others else ""


def _leaves(change: Change) -> bool:
    """Whether a whole package leaves."""
    return change.verb is Verb.REMOVED and change.id == change.package


def _why(change: Change) -> str:
    if change.section is Section.REPLACED:
        return "It is away from its delete until it is made anew."
    if change.verb is Verb.REMOVED and (change.type or _leaves(change)):
        return "It is gone once the commands of REMOVAL.md have run."
    if change.verb is Verb.CLOSED:
        return "Traffic that is let through today is denied."
    if change.verb is not Verb.CHANGED or not change.old:
        return ""
    kind, path = change.type.lower(), change.path.lower()
    return next((why for known, part, why in _RESIZED if kind.startswith(known) and part in path), "")
