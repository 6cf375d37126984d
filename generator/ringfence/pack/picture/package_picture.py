"""The picture of one package: its subnets and services, and its traffic in and out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ringfence.catalog.names import HUB
from ringfence.catalog.read import kinds, services
from ringfence.pack.picture.drawing import Box, Drawing, Edge, Line, box, even
from ringfence.pack.picture.legend import steps_legend
from ringfence.pack.picture.lettering import listed, natural
from ringfence.pack.picture.parts import work_of
from ringfence.pack.picture.traffic import Traffic
from ringfence.pack.review.page.ways_in import open_services
from ringfence.pack.review.page.ways_out import Way
from ringfence.pack.review.steps import Step
from ringfence.pack.text.cells import text
from ringfence.plan.model.network import Subnet
from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.private_endpoint import Endpoint
from ringfence.plan.model.values import Resource, plain
from ringfence.plan.model.written.inventory import resources

WIDTH, EDGE, GAP, TOP = 1280, 16, 12, 74
SIDE, LANE = 250, 46
"""Widths of what traffic comes from or goes to, and of the room for arrows."""
COLUMNS = 3
STYLES = {"zone": "traffic-0", "peers": "peering", "people": "in", "outside": "out", "beyond": "past"}
"""The style of the arrow at each style of box."""
PLUMBING = frozenset({"peering", "rule-group", "firewall-policy"})
COUNTED = frozenset({"private-endpoint", "private-dns-zone", "metric-alert"})
"""Kinds of which there are many: their number says more than their names."""


def package_picture(plan: Plan, package: Package, walked: Sequence[Step], seen: Traffic) -> Drawing:
    """The picture of a package; its title leads back to the overview."""
    left = EDGE + SIDE + LANE
    inner = WIDTH - 2 * left
    frame = _frame(package, left, inner)
    nets = _networks(package, left + 10, frame.bottom, inner - 20, seen.numbers)
    cards = _services(package, left + 10, max(one.bottom for one in (frame, *nets)) + GAP, inner - 20, seen.numbers)
    come = _column("from", _coming(plan, package, seen), EDGE)
    go = _column("to", _going(plan, package, seen), WIDTH - EDGE - SIDE)
    bottom = max(one.bottom for one in (frame, *nets, *cards)) + GAP
    lowest = max((bottom, *(one.bottom for one in (*come, *go))))
    whole = replace(frame, height=lowest - frame.y)
    edges = (*_arrows(come, whole, seen, inward=True), *_arrows(go, whole, seen, inward=False))
    below = steps_legend(
        [step for step in walked if step.number in seen.steps.get(package.name, ())], EDGE, lowest + GAP, WIDTH
    )
    return Drawing(
        package.name,
        f"{package.name}: {plan.institution.name}",
        f"{package.title}. The title links to the overview. A dashed arrow does not pass the firewall.",
        WIDTH,
        below.bottom + EDGE,
        (whole, *nets, *cards, *come, *go),
        edges,
        below.texts,
        below.badges,
        home=True,
    )


def _frame(package: Package, x: int, wide: int) -> Box:
    environment = f"environment {package.environment}" if package.environment else "the hub"
    lines = (
        Line(package.name, "head"),
        *([Line(work_of(package), "muted")] if package.environment else []),
        Line(f"{environment} · {text(package.location)}"),
        Line(f"subscription {package.subscription}"),
    )
    return box(f"package:{package.name}", (x, TOP), wide, "package", lines)


def _networks(package: Package, x: int, y: int, wide: int, numbers: Mapping[str, tuple[int, ...]]) -> list[Box]:
    """Each network with its subnets in it."""
    found: list[Box] = []
    peerings = [one.resource.id for module in package.modules for one in module.peerings]
    joined = {number for one in peerings for number in numbers.get(one, ())}
    for module in package.modules:
        for network in module.networks:
            name, prefix = text(network.resource.name), plain(network.prefix)
            head = box(
                f"network:{network.resource.symbol}",
                (x, y),
                wide,
                "network",
                (Line(f"Network {name}", "name", tuple(sorted(joined))), Line(f"{prefix}")),
                network.resource.type,
                inside=f"package:{package.name}",
            )
            told = [_subnet(package, subnet, numbers) for subnet in network.subnets]
            cards = _cards(head.id, [("subnet", lines, "") for lines in told], x + 8, head.bottom, wide - 16)
            bottom = max([head.bottom, *(one.bottom for one in cards)]) + 8
            found += [replace(head, height=bottom - y), *cards]
            y = bottom + GAP
    return found


def _subnet(package: Package, subnet: Subnet, numbers: Mapping[str, tuple[int, ...]]) -> tuple[Line, ...]:
    """A subnet: name, prefix, what stands in it, what it is delegated to."""
    here = [one for module in package.modules for one in module.endpoints if one.subnet.value == subnet.id]
    steps = sorted({number for one in here for number in numbers.get(one.resource.id, ())})
    said = [Line(f"{len(here)} private endpoints", "", tuple(steps))] if here else []
    said += [Line(f"{name}: {', '.join(groups)}") for name, groups in _led_to(here).items()]
    said += [Line(f"delegated to {subnet.delegation}", "muted")] if subnet.delegation else []
    endpoints = listed(subnet.service_endpoints)
    said += [Line(f"service endpoint {endpoints}, past the firewall", "past")] if endpoints else []
    return Line(text(subnet.name), "name"), Line(f"{plain(subnet.prefix)}"), *said


def _led_to(endpoints: Sequence[Endpoint]) -> Mapping[str, list[str]]:
    """What private endpoints lead to: sub-resources by service."""
    found: dict[str, list[str]] = {}
    for one in endpoints:
        found.setdefault(text(one.service), []).append(one.group)
    return {name: sorted(groups) for name, groups in sorted(found.items())}


def _cards(inside: str, told: Sequence[tuple[str, tuple[Line, ...], str]], x: int, y: int, wide: int) -> list[Box]:
    """Boxes in columns, those of a row equally high."""
    columns = max(1, min(COLUMNS, len(told)))
    each = (wide - 8 * (columns - 1)) // columns
    found: list[Box] = []
    for start in range(0, len(told), columns):
        row = [
            box(f"{inside}/{start + i}", (x + i * (each + 8), y), each, style, lines, symbol, inside=inside)
            for i, (style, lines, symbol) in enumerate(told[start : start + columns])
        ]
        found += even(row)
        y = found[-1].bottom + 8
    return found


def _services(package: Package, x: int, y: int, wide: int, numbers: Mapping[str, tuple[int, ...]]) -> list[Box]:
    """The package's services, its public addresses, and what else a step is made of: a box for each kind."""
    told = [_card(here, numbers) for here in _kinds(package, numbers).values()]
    return _cards(f"package:{package.name}", told, x, y, wide)


def _kinds(package: Package, numbers: Mapping[str, tuple[int, ...]]) -> Mapping[str, list[Resource]]:
    """Resources by kind, as far as the picture shows them."""
    children = {child.kind for service in services().values() for child in service.children}
    held: dict[str, list[Resource]] = {}
    for resource in resources(package):
        main = resource.kind in services() and resource.kind not in children
        if resource.kind not in PLUMBING and (main or resource.id in numbers or resource.kind == "public-ip"):
            held.setdefault(resource.kind, []).append(resource)
    return held


def _card(here: Sequence[Resource], numbers: Mapping[str, tuple[int, ...]]) -> tuple[str, tuple[Line, ...], str]:
    kind = here[0].kind
    steps = tuple(sorted({number for one in here for number in numbers.get(one.id, ())}))
    names = [text(one.name) for one in here]
    said = (Line(f"{len(here)} in this package"),) if kind in COUNTED else tuple(map(Line, dict.fromkeys(names)))
    style = "address" if kind == "public-ip" else "service"
    return style, (Line(kinds()[kind].title, "name", steps), *said), here[0].type


def _column(prefix: str, told: Iterable[tuple[str, tuple[Line, ...], str]], x: int) -> list[Box]:
    """Boxes one below the other."""
    found: list[Box] = []
    y = TOP
    for number, (style, lines, page) in enumerate(told):
        found.append(box(f"{prefix}:{number}", (x, y), SIDE, style, lines, page=page))
        y = found[-1].bottom + GAP
    return found


def _coming(plan: Plan, package: Package, seen: Traffic) -> Iterator[tuple[str, tuple[Line, ...], str]]:
    """Landing zones that use this package, and every way in of the review."""
    for (start, end), says in seen.uses.items():
        if end == package.name:
            yield "zone", (Line(start, "name"), Line(f"use: {says}")), start
    for way in _together(seen.ways_in.get(package.name, ()), package.name):
        yield "people", (Line(f"Way in: {way.kind}", "name"), Line(f"from {way.where}"), Line(way.control, "muted")), ""
    yield from _open(package)
    if package.purpose == HUB:
        peers = sorted((one.name for one in plan.packages if one is not package), key=natural)
        yield "peers", (Line("Peered landing zones", "name"), Line(", ".join(peers))), ""


def _open(package: Package) -> Iterator[tuple[str, tuple[Line, ...], str]]:
    """What of a package answers outside of every network: a box for each kind, with the services and their settings."""
    held: dict[tuple[str, str], list[Way]] = {}
    for way in open_services(package):
        held.setdefault((way.kind, way.where), []).append(way)
    for (kind, where), ways in held.items():
        names, controls = (dict.fromkeys(part) for part in zip(*((w.who, w.control) for w in ways), strict=True))
        said = Line(f"from {where} to {', '.join(names)}")
        yield "people", (Line(f"Way in: {kind}", "name"), said, Line(", ".join(controls), "muted")), ""


def _going(plan: Plan, package: Package, seen: Traffic) -> Iterator[tuple[str, tuple[Line, ...], str]]:
    """Landing zones that this package uses, its egress flows, and every other way out of the review."""
    for (start, end), says in seen.uses.items():
        if start == package.name:
            yield "zone", (Line(end, "name"), Line(f"use: {says}")), end
    for flow in plan.flows:
        if package.name in flow.landing_zones:
            said = Line(f"egress flow {flow.name}: {', '.join(flow.to)}")
            yield "outside", (Line("Way out: Firewall", "name"), said), ""
    for way in seen.ways_out.get(package.name, ()):
        if way.kind != "Public address" and "gress flow" not in way.control:
            style = "outside" if way.kind == "Firewall" else "beyond"
            yield style, (Line(f"Way out: {way.kind}", "name"), Line(f"to {way.where}"), Line(way.control, "muted")), ""


def _together(found: Sequence[Way], name: str) -> Iterator[Way]:
    """Ways in, those of one kind and source as one."""
    held: dict[tuple[str, str], list[str]] = {}
    for way in found:
        held.setdefault((way.kind, way.where), []).append(way.control)
    for (kind, where), controls in held.items():
        yield Way(kind, name, where, listed(controls))


def _arrows(boxes: Sequence[Box], frame: Box, seen: Traffic, *, inward: bool) -> Iterator[Edge]:
    """An arrow between each box and the frame, at the height of the box."""
    here = frame.id.removeprefix("package:")
    for one in boxes:
        ends = (
            ((one.right, one.centre), (frame.x, one.centre))
            if inward
            else ((frame.right, one.centre), (one.x, one.centre))
        )
        source, target = (one, frame) if inward else (frame, one)
        pair = (one.page, here) if inward else (here, one.page)
        dashed = one.style == "beyond" or (one.style == "zone" and pair not in seen.met)
        yield Edge(f"arrow:{one.id}", source.id, target.id, STYLES[one.style], ends, one.words, dashed)
