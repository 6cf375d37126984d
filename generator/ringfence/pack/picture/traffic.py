"""What pictures show of traffic and of the ten steps, looked up once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ringfence.pack.picture.lettering import listed
from ringfence.pack.review.claims import with_managed_networks
from ringfence.pack.review.page.ways_in import ways_in
from ringfence.pack.review.page.ways_out import Way, ways_out
from ringfence.pack.review.steps import Step
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.registers import Joined

Pair = tuple[str, str]
"""The landing zones at start and end of a connection."""
MANAGED = "managed network"
OUTSIDE, MOST_ENDS = 8, 4
"""The step whose rules lead outside, and how many ends of one rule are named."""


@dataclass(frozen=True, slots=True)
class Traffic:
    """Traffic of a plan.

    `uses` says what each pair of landing zones that may meet does so for, `met` are those that the firewall lets meet.
    `past` says by landing zone how its egress goes that does not pass the firewall, `let_in` by lake which resources
    outside every network its firewalls let in. `ways_in` and `ways_out` are those of the review by package. `numbers`
    are the steps of each resource by id, `steps` those of each package by name, `ends` where egress leads to.
    """

    uses: Mapping[Pair, str]
    met: frozenset[Pair]
    past: Mapping[str, tuple[str, ...]]
    let_in: Mapping[str, str]
    ways_in: Mapping[str, tuple[Way, ...]]
    ways_out: Mapping[str, tuple[Way, ...]]
    numbers: Mapping[str, tuple[int, ...]]
    steps: Mapping[str, tuple[int, ...]]
    ends: tuple[str, ...]


def traffic(plan: Plan, walked: Sequence[Step]) -> Traffic:
    """The traffic of a plan; `walked` are its steps."""
    inward = ways_in(plan)
    return Traffic(
        uses=pairs(plan),
        met=frozenset(firewalled(plan)),
        past=past_the_firewall(plan),
        let_in={way.who: way.where for way in inward if way.kind == "Firewall of the lake"},
        ways_in=_by_package(inward),
        ways_out=_by_package(ways_out(plan)),
        numbers=_gathered((one.id, step.number) for step in walked for _, one in step.resources),
        steps=_gathered((package.name, step.number) for step in walked for package, _ in step.resources),
        ends=outside_ends(walked),
    )


def _by_package(ways: Iterable[Way]) -> Mapping[str, tuple[Way, ...]]:
    """Ways by each package that they are for."""
    found: dict[str, list[Way]] = {}
    for way in ways:
        for name in dict.fromkeys(who.split(" ")[0] for who in way.who.split(", ")):
            found.setdefault(name, []).append(way)
    return {name: tuple(mine) for name, mine in found.items()}


def _gathered(numbered: Iterable[tuple[str, int]]) -> Mapping[str, tuple[int, ...]]:
    """Numbers by key, each once."""
    found: dict[str, dict[int, None]] = {}
    for key, number in numbered:
        found.setdefault(key, {})[number] = None
    return {key: tuple(numbers) for key, numbers in found.items()}


def pairs(plan: Plan) -> Mapping[Pair, str]:
    """What each landing zone uses of another, by start and end, in order.

    Where a rule of the firewall lets two meet that no connection joins, the rule is what is said.
    """
    found: dict[Pair, list[str]] = {}
    for one in sorted(plan.connections, key=lambda one: (one.start, one.end, one.use, one.access)):
        found.setdefault((one.start, one.end), []).append(_use(one))
    rules = {ends: [f"firewall rule {name}" for name in names] for ends, names in firewalled(plan).items()}
    return {ends: "; ".join(dict.fromkeys(uses)) for ends, uses in sorted((rules | found).items())}


def _use(one: Joined) -> str:
    """What a connection is for: layers of a lake with the access, else the use in words."""
    if one.layers:
        return f"{one.access} {listed(one.layers)}"
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in one.use)


def past_the_firewall(plan: Plan) -> Mapping[str, tuple[str, ...]]:
    """By landing zone how its egress goes that does not pass the firewall."""
    found: dict[str, list[str]] = {}
    for package, module in modules(plan):
        if package is not plan.packages[0] and any(
            subnet.service_endpoints for network in module.networks for subnet in network.subnets
        ):
            found.setdefault(package.name, []).append("service endpoint")
    for name in with_managed_networks(plan):
        found.setdefault(name, []).append(MANAGED)
    return {name: tuple(dict.fromkeys(kinds)) for name, kinds in found.items()}


def outside_ends(walked: Sequence[Step]) -> tuple[str, ...]:
    """Where firewall rules of the step of egress lead to; long lists are counted, and stand in the review."""
    found: dict[str, None] = {}
    for step in walked:
        for rule in step.rules if step.number == OUTSIDE else ():
            many = (f"{rule.name} ({len(rule.targets)} hosts)",)
            found.update(dict.fromkeys(rule.targets if len(rule.targets) <= MOST_ENDS else many))
    return tuple(found)


def firewalled(plan: Plan) -> Mapping[Pair, Sequence[str]]:
    """The pairs of landing zones that rules of the firewall let meet, with the names of the rules."""
    groups = (group for _, module in modules(plan) for group in module.rule_groups)
    found: dict[Pair, list[str]] = {}
    for rule in (rule for group in groups for collection in group.collections for rule in collection.rules):
        if rule.start:
            found.setdefault((rule.start, rule.end), []).append(rule.name)
    return found
