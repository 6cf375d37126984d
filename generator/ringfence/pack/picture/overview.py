"""The overview: hub, landing zones by environment, what is outside, and how traffic goes between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ringfence.catalog.names import HUB as HUB_PACKAGE
from ringfence.pack.picture import lanes
from ringfence.pack.picture.drawing import Box, Drawing, Edge, Line, box
from ringfence.pack.picture.legend import Legend, legend
from ringfence.pack.picture.lettering import width
from ringfence.pack.picture.parts import Source, hub_parts, sources, subscriptions, symbol_of, title_of, work_of
from ringfence.pack.picture.traffic import OUTSIDE, Traffic
from ringfence.pack.picture.zone_grid import Grid, Lines, Zone, fitted
from ringfence.pack.review.steps import Step
from ringfence.pack.text.cells import text
from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.values import plain

NARROW, WIDE, EDGE, GAP = 1280, 1600, 16, 14
"""Width of a picture with few and with many landing zones; room around it, and between boxes."""
PEOPLE, HUB = 190, 240
"""Widths of what is outside, and of the hub."""
SOME, MANY = 12, 24
"""With more zones than these the hub stands below people, and zones tell no more than name, prefix and uses."""
COLUMNS = ((4, 2), (SOME, 3), (MANY, 4), (0, 7))
"""How many columns there are at most for up to so many zones."""
TOP = 74
ENTRY = 8
"""Pixels between lines that come to the hub."""


def overview(plan: Plan, walked: Sequence[Step], seen: Traffic) -> Drawing:
    """The picture of a whole plan, with its steps and its traffic."""
    zones = plan.packages[1:]
    many = len(zones) > MANY
    across = WIDE if many else NARROW
    outside = _outside(seen, across)
    top = outside.bottom + 26
    shelf = len(zones) > SOME
    people_at = EDGE + ENTRY * 4
    hub_at = people_at if shelf else people_at + PEOPLE + 5 * ENTRY
    found = sources(plan, seen)
    people = _people(found, people_at, top, HUB - 30 if shelf else PEOPLE)
    hub, parts = _hub(plan, seen, hub_at, people[-1].bottom + 30 if shelf else top)
    grid = _grid(plan, seen, (hub.right + 24, across - EDGE), top)
    edges = (
        *lanes.peerings(grid, hub),
        *lanes.between(grid, seen.uses, seen.met),
        *lanes.past(grid, outside, seen.past),
        *lanes.into(grid, outside, seen.let_in),
        *_entries(found, people, parts, shelf),
        *_out(parts, hub, outside),
    )
    lowest = max(grid.bottom, hub.bottom, *(one.bottom for one in people))
    below: Legend = legend(plan, walked, {edge.style for edge in edges}, (EDGE, lowest + GAP, across))
    boxes = (outside, *people, hub, *parts.values(), *grid.frames, *grid.zones.values(), *below.samples)
    return Drawing(
        "overview",
        plan.institution.name,
        _about(plan, seen, across - 2 * EDGE),
        across,
        below.bottom + EDGE,
        boxes,
        edges,
        below.texts,
        below.badges,
    )


def _about(plan: Plan, seen: Traffic, room: int) -> str:
    """What the lines have in common, and what does not pass the firewall: by name, or by number where room is short."""
    some = _landing_zones(len(plan.packages) - 1)
    ways: dict[str, list[str]] = {}
    for name, kinds in seen.past.items():
        for kind in kinds:
            ways.setdefault(kind, []).append(name)
    hub = plan.packages[0].name
    bastion = [f"bastion ({hub})" for way in seen.ways_out.get(hub, ()) if way.kind == "Bastion"]
    named = [f"{kind} ({', '.join(names)})" for kind, names in ways.items()]
    counted = [f"{kind} ({_landing_zones(len(names))})" for kind, names in ways.items()]
    said = f"{some}, peered with one hub. Default routes lead to its firewall."
    told = [
        f"{said} Egress that does not pass it: {', '.join([*each, *bastion])}."
        for each in (named, counted)
        if [*each, *bastion]
    ]
    return next((one for one in told if width(one, "muted") <= room), told[-1]) if told else said


def _landing_zones(count: int) -> str:
    return f"{count} landing zones" if count > 1 else "1 landing zone"


def _outside(seen: Traffic, across: int) -> Box:
    said = ", ".join(seen.ends) or "nothing"
    egress = Line(f"The firewall lets out to: {said}", "", (OUTSIDE,))
    lines = (Line("Outside: internet and Azure's public endpoints", "head"), egress)
    return box("outside", (EDGE, TOP), across - 2 * EDGE, "outside", lines)


def _people(told: Sequence[Source], x: int, y: int, wide: int) -> tuple[Box, ...]:
    """People and sites, one below the other."""
    found: list[Box] = []
    for one in told:
        said = one.said if any(one.to) else (*one.said, "no gateway leads here")
        lines = (Line(one.title, "name"), *(Line(words) for words in said))
        found.append(box(f"source:{one.id}", (x, y), wide, "people", lines, "people"))
        y = found[-1].bottom + GAP
    return tuple(found)


def _hub(plan: Plan, seen: Traffic, x: int, y: int) -> tuple[Box, Mapping[str, Box]]:
    """The hub and its parts, by kind."""
    hub = plan.packages[0]
    prefixes = [f"{plain(network.prefix)}" for module in hub.modules for network in module.networks]
    lines = (
        Line(hub.name, "head"),
        Line(f"hub · {text(hub.location)} · S1"),
        Line(f"network {', '.join(prefixes)}"),
        Line("", "", seen.steps.get(hub.name, ())),
    )
    frame = box(f"package:{hub.name}", (x, y), HUB - 18, "hub", lines, "", hub.name)
    below = frame.bottom
    parts: dict[str, Box] = {}
    for part in hub_parts(hub):
        said = (
            Line(title_of(part.resource), "name", seen.numbers.get(part.resource.id, ())),
            Line(text(part.resource.name)),
            *(Line(words) for words in part.said),
        )
        at, kind = (x + 10, below), part.resource.kind
        parts[kind] = box(f"part:{kind}", at, HUB - 28, "part", said, part.resource.type, "", frame.id)
        below = parts[kind].bottom + 8
    return replace(frame, width=HUB, height=below + 4 - y), parts


def _grid(plan: Plan, seen: Traffic, between: tuple[int, int], top: int) -> Grid:
    zones = plan.packages[1:]
    lines = Lines(tuple(seen.uses), frozenset(seen.past), frozenset(seen.let_in))
    most = next(columns for limit, columns in COLUMNS if len(zones) <= limit or not limit)
    heads = {name: _environment(name, found) for name, found in by_environment(plan).items()}
    first = fitted(
        [Zone(package.name, package.environment, (), "") for package in zones], lines, heads, (*between, top), most
    )
    told = [_zone(package, tuple(_ways(package, seen, first, len(zones) <= MANY)), plan) for package in zones]
    return fitted(told, lines, heads, (*between, top), most)


def _ways(package: Package, seen: Traffic, grid: Grid, few: bool) -> Iterator[Line]:
    """What a zone uses of others, and with few zones also what passes the firewall by, and its steps."""
    for (start, end), says in seen.uses.items():
        if start == package.name:
            yield Line(f"→ {end}: {says}", lanes.colour(grid, end))
    if few and package.name in seen.past:
        yield Line(f"past the firewall: {', '.join(seen.past[package.name])}", "past")
    if few and package.name in seen.let_in:
        yield Line(f"resource instance rules let in: {seen.let_in[package.name]}", "in")
    if few:
        yield Line("", "", seen.steps.get(package.name, ()))


def _zone(package: Package, ways: Sequence[Line], plan: Plan) -> Zone:
    prefixes = [f"{plain(network.prefix)}" for module in package.modules for network in module.networks]
    regions = {text(one.location) for one in plan.packages if one.environment == package.environment}
    region = f" · {text(package.location)}" if len(regions) > 1 else ""
    lines = (
        Line(package.name, "name"),
        Line(work_of(package), "muted"),
        Line(f"{', '.join(prefixes)} · S{subscriptions(plan)[package.subscription]}{region}"),
        *ways,
    )
    return Zone(package.name, package.environment, lines, symbol_of(package))


def by_environment(plan: Plan) -> Mapping[str, list[Package]]:
    """Landing zones by environment."""
    found: dict[str, list[Package]] = {}
    for package in plan.packages:
        if package.purpose != HUB_PACKAGE:
            found.setdefault(package.environment, []).append(package)
    return found


def _environment(name: str, found: Sequence[Package]) -> tuple[Line, ...]:
    regions = sorted({text(package.location) for package in found})
    return Line(name, "head"), Line(f"{', '.join(regions)}, {_landing_zones(len(found))}", "muted")


def _entries(found: Sequence[Source], people: Sequence[Box], parts: Mapping[str, Box], shelf: bool) -> Iterator[Edge]:
    """Lines of people and sites to gateways and the bastion."""
    boxes = {one.id: one for one in people}
    track = 0
    for one in found:
        for kind in one.to:
            if kind not in parts:
                continue
            source, target = boxes[f"source:{one.id}"], parts[kind]
            start = source.x if shelf else source.right
            leave = source.centre + 6 * one.to.index(kind)
            arrive = target.centre + 6 * track - 6
            x = start - ENTRY * (track + 1) if shelf else start + ENTRY * (track + 1)
            points = ((start, leave), (x, leave), (x, arrive), (target.x, arrive))
            track += 1
            yield Edge(f"entry:{one.id}:{kind}", source.id, target.id, "in", points, f"{one.title} to the {kind}")


def _out(parts: Mapping[str, Box], hub: Box, outside: Box) -> Iterator[Edge]:
    """The line of the firewall to what is outside."""
    if "firewall" in parts:
        firewall, x = parts["firewall"], hub.right - 8
        points = ((firewall.right, firewall.centre), (x, firewall.centre), (x, outside.bottom))
        yield Edge("out", firewall.id, outside.id, "out", points, "egress by the firewall")
