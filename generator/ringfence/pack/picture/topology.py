"""TOPOLOGY.svg: the plan as a picture, with the number of each of the ten steps where it happens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ringfence.assets import root
from ringfence.catalog.names import HUB as HUB_PACKAGE
from ringfence.catalog.read import kinds, purposes, services
from ringfence.pack.picture.card_layout import GAP, PAD, Badge, Card, Placed, Row, grid, placed, wrapped
from ringfence.pack.review.allowed_flows import Named
from ringfence.pack.review.claims import with_managed_networks
from ringfence.pack.review.steps import Step, steps
from ringfence.pack.text.cells import text
from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.values import Resource, plain
from ringfence.plan.model.written.inventory import resources
from ringfence.reporting import visible

NAME = "TOPOLOGY.svg"
WIDTH, EDGE = 1360, 20
LEFT, HUB, ZONE = 220, 310, 350
"""Widths of the columns: whence people come, the hub, landing zones."""
TOP = 76
COUNTED = {"private-endpoint": "private endpoints", "private-dns-zone": "private DNS zones"}
"""Kinds of which there are many: their number says more than their names."""
OUTSIDE, MOST_ENDS = 8, 4
"""The step whose rules lead outside, and how many ends of one rule are named."""
MOST_PREMISES = 8
"""How many prefixes on premises are named; the others are counted, and stand in the review."""
PLUMBING = frozenset({"peering", "rule-group", "firewall-policy"})


def _does(purpose: str) -> str:
    """What a card says of its package."""
    return purposes()[purpose].words.does if purpose in purposes() else "the hub"


@dataclass(frozen=True, slots=True)
class Entry:
    """A step in the legend."""

    badge: Badge
    title: str
    style: str

    @property
    def left(self) -> int:
        """Where its title begins."""
        return self.badge.x + 16


@dataclass(frozen=True, slots=True)
class Picture:
    """What the template draws; `entered` says whether the hub has gateway or bastion, `legend` are the ten steps."""

    title: str
    about: str
    entered: bool
    width: int
    height: int
    outside: Placed
    people: Placed
    hub: Placed
    zones: tuple[Placed, ...]
    legend: tuple[Entry, ...]

    @property
    def cards(self) -> tuple[Placed, ...]:
        """Every card."""
        return (self.people, self.hub, *self.zones, self.outside)


def topology(plan: Plan, walked: Sequence[Step] = ()) -> str:
    """The picture of a plan as SVG, every text escaped; `walked` are its steps where they are known already."""
    return _environment().get_template("topology.svg.j2").render(picture=picture(plan, walked))


@cache
def _environment() -> Environment:
    """Templates of `templates/review/`, for XML."""
    return Environment(
        loader=FileSystemLoader(root() / "templates" / "review", encoding="utf-8"),
        undefined=StrictUndefined,
        finalize=lambda value: visible(value) if isinstance(value, str) else value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=True,
        auto_reload=False,
    )


def picture(plan: Plan, walked: Sequence[Step] = ()) -> Picture:
    """Where everything stands."""
    found = walked or steps(plan)
    where = _where(found)
    hub, *zones = plan.packages
    left = EDGE + LEFT + GAP + HUB + GAP
    cards = grid([_card(package, where) for package in zones], left, TOP + GAP, ZONE, 2)
    bottom = max(one.y + one.height for one in cards)
    core = placed(_card(hub, where), EDGE + LEFT + GAP, TOP, HUB, bottom - TOP)
    people = placed(_people(plan), EDGE, TOP, LEFT)
    below = max(bottom, core.y + core.height, people.y + people.height) + GAP
    outside = placed(_outside(found), EDGE, below, WIDTH - 2 * EDGE)
    legend = tuple(_legend(found, outside.y + outside.height + GAP))
    height = max(entry.badge.y for entry in legend) + GAP
    some = f"{len(zones)} landing zones" if len(zones) > 1 else "One landing zone"
    about = f"{some}, peered with one hub; default routes lead to its firewall{_but(plan)}."
    entered = bool(found[0].resources)
    return Picture(plan.institution.name, about, entered, WIDTH, height, outside, people, core, cards, legend)


def _but(plan: Plan) -> str:
    """Egress that does not pass the firewall."""
    packages = with_managed_networks(plan)
    return f"; managed networks do not pass it: {', '.join(packages)}" if packages else ""


@dataclass(frozen=True, slots=True)
class Where:
    """The step of each resource, by id, and the rows for each package's connections to others."""

    steps: Mapping[str, int]
    ways: Mapping[str, Sequence[Row]]


def _where(found: Sequence[Step]) -> Where:
    """Once for all packages, because there may be hundreds."""
    ways: dict[str, list[Row]] = {}
    for step in found:
        for rule in step.rules:
            for package, row in _way(step.number, rule):
                ways.setdefault(package, []).append(row)
    return Where({resource.id: step.number for step in found for _, resource in step.resources}, ways)


def _way(number: int, rule: Named) -> Iterator[tuple[str, Row]]:
    """Connections of a package's jobs to other landing zones, and outbound rules of a managed network."""
    if rule.start:
        yield rule.start, Row(f"by the firewall → {rule.end} ({rule.use})", (number,), "way")
    if rule.owner.kind == "inference-workspace":
        yield rule.package, Row(rule.flow.replace("->", "→"), (number,), "way")


def _card(package: Package, where: Where) -> Card:
    style = "hub" if package.purpose == HUB_PACKAGE else "zone"
    rows = (*_networks(package), *_things(package, where.steps), *where.ways.get(package.name, ()))
    return Card(package.name, _does(package.purpose), style, rows)


def _networks(package: Package) -> Iterator[Row]:
    for module in package.modules:
        for network in module.networks:
            yield Row(f"Network {plain(network.prefix)}", style="strong")
            yield from (Row(f"{plain(s.prefix)}  {text(s.name)}", style="subnet") for s in network.subnets)


def _things(package: Package, numbers: Mapping[str, int]) -> Iterator[Row]:
    """The package's services, and what else a step is made of: a row for each kind."""
    children = {child.kind for service in services().values() for child in service.children}
    held: dict[str, list[Resource]] = {}
    for resource in resources(package):
        main = resource.kind in services() and resource.kind not in children
        if resource.kind not in PLUMBING and (main or resource.id in numbers):
            held.setdefault(resource.kind, []).append(resource)
    plain_ones = [kind for kind, here in held.items() if not any(one.id in numbers for one in here)]
    for kind in plain_ones:
        del held[kind]
    wide = (HUB if package.purpose == HUB_PACKAGE else ZONE) - 2 * PAD
    for line in wrapped([kinds()[kind].title for kind in plain_ones], wide):
        yield Row(line, style="subnet")
    for kind, here in held.items():
        names = ", ".join(dict.fromkeys(text(one.name) for one in here))
        said = f"{len(here)} {COUNTED[kind]}" if kind in COUNTED else f"{kinds()[kind].title}: {names}"
        yield Row(said, tuple(sorted({numbers[one.id] for one in here if one.id in numbers})))


def _people(plan: Plan) -> Card:
    """Sources outside of Azure: people, VPN users, sites, networks on premises."""
    rows = [Row(f"{space.prefix}  {space.use}", (1,)) for space in plan.spaces if space.use == "VPN users"]
    premises = [space for space in plan.spaces if space.use == "on premises"]
    rows += [Row(f"{space.prefix}  {space.use}") for space in premises[:MOST_PREMISES]]
    if len(premises) > MOST_PREMISES:
        rows.append(Row(f"and {len(premises) - MOST_PREMISES} more on premises"))
    for module in plan.packages[0].modules:
        rows += [Row(f"Line: {text(line.resource.name)}", (1,)) for line in module.circuit_connections]
        rows += [Row(f"Tunnel: {text(site.link.name)}", (1,)) for site in module.vpn_sites]
        rows += [Row("Browsers, by the bastion", (1,)) for _ in module.bastions]
    return Card("People and sites", "outside of Azure", "people", tuple(rows or [Row("no way in")]))


def _outside(found: Sequence[Step]) -> Card:
    """Destinations of egress through the firewall."""
    (step,) = (step for step in found if step.number == OUTSIDE)
    lines = wrapped(list(dict.fromkeys(_ends(step))), WIDTH - 2 * EDGE - 2 * PAD - 40)
    rows = tuple(Row(line, (8,) if index == 0 else ()) for index, line in enumerate(lines))
    return Card("Outside", "service tags and hosts that the firewall lets out to, and nothing else", "outside", rows)


def _ends(step: Step) -> Iterator[str]:
    """Where the rules of a step lead to; long lists are counted, and stand in the review."""
    for rule in step.rules:
        many = f"{rule.name} ({len(rule.targets)} hosts)"
        yield from rule.targets if len(rule.targets) <= MOST_ENDS else (many,)


def _legend(found: Sequence[Step], y: int) -> Iterator[Entry]:
    """The ten steps in two columns."""
    half = (len(found) + 1) // 2
    for index, step in enumerate(found):
        column, line = divmod(index, half)
        x = EDGE + 12 + column * (WIDTH // 2)
        style, more = ("", "") if step.resources else ("missing", " (not in this plan)")
        yield Entry(Badge(x, y + line * 24, step.number), f"{step.title}{more}", style)
