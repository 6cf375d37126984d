"""Why something opens: reasons that the blueprint and role assignments give, and what opens without one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ringfence.bundle.change.risk import let_in
from ringfence.bundle.change.seen import Seen
from ringfence.bundle.fault import few
from ringfence.pack.text.numbered import numbered
from ringfence.plan.model.package import Plan, modules
from ringfence.releases.diff.change import Change, Section, Verb
from ringfence.releases.since.changed import named

NONE = "no reason in the blueprint"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the blueprint asks for at the path `at`, with its reason; `what` is its name in a difference."""

    what: str
    at: str
    reason: str
    owner: str
    review_by: str

    def __str__(self) -> str:
        return f"{self.what}: {self.reason} ({self.owner}, until {self.review_by})"


def justified(seen: Seen) -> Iterator[str]:
    """A line for each reason of what opens, for what opens without one, and for each role that is assigned.

    Where nothing is compared these are the reasons of everything that the blueprint asks for.
    """
    asked = tuple(_asked(seen.plan))
    if seen.difference is None:
        yield from map(str, asked)
        return
    come = {one.what for one in seen.changes(lambda one: one.section is Section.REGISTERS and one.verb is Verb.ADDED)}
    paths = {path for one in seen.changes(_opens) for path in _paths(one, seen.plan)}
    yield from (str(one) for one in asked if one.what in come or any(_below(path, one.at) for path in paths))
    yield from _without(seen, asked)
    yield from _rights(seen)


def _asked(plan: Plan) -> Iterator[Asked]:
    """Everything with a reason that opens something, in the order of the registers."""
    for joined in plan.connections:
        at = joined.because[0].at
        yield Asked(f"connection {joined.name}", at, joined.reason, joined.owner, joined.review_by)
    for flow in plan.flows:
        yield Asked(f"egress {flow.name}", flow.because[0].at, flow.reason, flow.owner, flow.review_by)
    for one in plan.exemptions:
        yield Asked(f"exemption {one.name}", one.because[0].at, one.because[0].text, one.owner, one.review_by)
    for row in plan.instances:
        what = f"resource let in {row.landing_zone}/{row.name}"
        yield Asked(what, row.because.at, row.because.text, row.owner, row.review_by)
    for package, module in modules(plan):
        for rule in module.outbound_rules:
            if rule.owner:
                what = f"outbound rule {rule.name} of {package.name}"
                yield Asked(what, rule.because[0].at, rule.because[0].text, rule.owner, rule.review_by)


def _below(path: str, at: str) -> bool:
    return path == at or path.startswith(f"{at}.")


def _opens(change: Change) -> bool:
    return change.verb is Verb.OPENED or let_in(change)


def _paths(change: Change, plan: Plan) -> tuple[str, ...]:
    """The paths of the blueprint for which something opens: of its rules, or of resources that a firewall lets in."""
    if change.flow:
        return change.because
    admitted = (one for _, module in modules(plan) for layers in module.layers for one in layers.instances)
    return tuple(one.because.at for one in admitted if one.id.rsplit("/", 1)[-1] in change.new)


def _without(seen: Seen, asked: tuple[Asked, ...]) -> Iterator[str]:
    """What opens without a reason, by the path of the blueprint that it follows from where one is known."""
    found: dict[str, list[str]] = {}
    for one in seen.changes(_opens):
        for path in _paths(one, seen.plan) or (named(one),):
            if not any(_below(path, each.at) for each in asked):
                found.setdefault(path, []).append(named(one))
    for path, things in found.items():
        several = f" ({numbered(len(things), 'change')}): {few(things, between='; ')}"
        yield f"{path}: {NONE}{'' if things == [path] else several}"


def _rights(seen: Seen) -> Iterator[str]:
    """The reasons of roles that are assigned; those of a new package are counted."""
    new: dict[str, int] = {}
    come = seen.come()
    for one in seen.changes(_more_rights):
        if one.package in come:
            new[one.package] = new.get(one.package, 0) + 1
        else:
            yield f"{named(one)}: {one.note or NONE}"
    for package, count in new.items():
        yield f"{package}: {numbered(count, 'right')} of a new package; REVIEW.md has the reason of each"


def _more_rights(change: Change) -> bool:
    return change.section is Section.RIGHTS and change.verb in (Verb.ADDED, Verb.CHANGED)
