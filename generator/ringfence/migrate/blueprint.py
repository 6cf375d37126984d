"""A blueprint of version 1 as one of version 2: its keys from the top, each rewritten where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ringfence.migrate.connection import named, undecided
from ringfence.migrate.hub import hubs, name_of
from ringfence.migrate.layout.edits import exchanged, holding
from ringfence.migrate.layout.tree import Line, Member, Node, key, mapping, scalar, sequence
from ringfence.migrate.paths import Zone, parted
from ringfence.migrate.undecided import Given, Undecided
from ringfence.migrate.zone_blocks import shaped

VERSION = "ringfence/v2"


def rewritten(top: Node, given: Given) -> tuple[Node, tuple[Undecided, ...]]:
    """The tree of a blueprint in version 2, and what is left to people, in the order of the new text."""
    top = holding(top, "apiVersion", _version(top.at("apiVersion")))
    top = _with_premises(top)
    top, of_hub = _with_hubs(top)
    return _with_zones(top, given, of_hub)


def _version(old: Node | None) -> Node:
    """The new version, in the quotes of the old one."""
    quote = old.lines[0].text[:1] if old is not None and old.lines else ""
    return scalar(f"{quote}{VERSION}{quote}" if quote in ("'", '"') else VERSION, VERSION)


def _with_hubs(top: Node) -> tuple[Node, tuple[Undecided, ...]]:
    hub = top.get("hub")
    if hub is None or top.get("hubs") is not None:
        return top, ()
    name, missing = name_of(top)
    return exchanged(top, hub, hubs(hub, name, flow=top.flow)), missing if hub.node.kind == "mapping" else ()


def _with_premises(top: Node) -> Node:
    """A blueprint whose prefixes and domains on premises are in one block."""
    premises, hub = top.get("onPremises"), top.get("hub")
    domains = hub.node.get("onPremisesDomains") if hub is not None else None
    if premises is not None and premises.node.kind != "sequence":
        return top
    if hub is not None and domains is not None:
        rest = hub.node.with_members(each for each in hub.node.members if each is not domains)
        bare = hub.holding(rest)
        top = exchanged(top, hub, bare)
        block = _premises(premises, domains.called("domains"), flow=top.flow)
        if premises is None:
            at = top.members.index(bare)
            lead = tuple(line for line in bare.lead if not line.text)[:1]
            return top.with_members((*top.members[:at], replace(block, lead=lead), *top.members[at:]))
        return exchanged(top, premises, block)
    return exchanged(top, premises, _premises(premises, None, flow=top.flow)) if premises is not None else top


def _premises(prefixes: Member | None, domains: Member | None, *, flow: bool) -> Member:
    """The key `onPremises`; what stood at the end of its line stays behind the prefixes when they stand on a line."""
    if prefixes is None:
        return key("onPremises", mapping([domains] if domains else [], flow=flow))
    inner = key("prefixes", prefixes.node)
    if domains is None:
        return replace(prefixes, node=mapping([inner], flow=flow or prefixes.node.flow), lines=None)
    tails = prefixes.tails if prefixes.node.flow else ()
    node = mapping([replace(inner, tails=tails), domains], flow=flow)
    return replace(prefixes, node=node, tails=() if tails else prefixes.tails, lines=None)


def _with_zones(top: Node, given: Given, of_hub: tuple[Undecided, ...]) -> tuple[Node, tuple[Undecided, ...]]:
    """A blueprint with landing zones in their new shape, and with what they said about others in its own places."""
    listed = top.get("landingZones")
    if listed is None or listed.node.kind != "sequence":
        return top, of_hub
    free = top.get("connections") is None
    groups = frozenset(_groups(top))
    zones = [parted(each.node, groups) if free else Zone(each.node) for each in listed.node.members]
    shapes = [shaped(zone.node, index) for index, zone in enumerate(zones)]
    of_zones = [each for zone, (_, found) in zip(zones, shapes, strict=True) for each in (*found, *zone.undecided)]
    entries = (each.holding(node) for each, (node, _) in zip(listed.node.members, shapes, strict=True))
    changed = listed.holding(listed.node.with_members(entries))
    top = _with_rows(exchanged(top, listed, changed), [row for zone in zones for row in zone.rows])
    paths = [path for zone in zones for path in zone.paths]
    if not paths:
        return top, (*of_hub, *of_zones)
    connections = [path.entry(name, given) for name, path in named(paths, tuple(_names(top)))]
    of_connections = [each for entry in connections for each in undecided(entry)]
    top = _with_connections(top, connections)
    return top, (*of_hub, *of_zones, *of_connections)


def _groups(top: Node) -> Iterator[str]:
    """Groups of `access` that have no layers yet."""
    access = top.at("access")
    for row in access.members if access is not None else ():
        if row.node.text("group") and row.node.get("layers") is None:
            yield row.node.text("group")


def _names(top: Node) -> Iterator[str]:
    """Names of landing zones and egress rules, from which connections keep apart."""
    for word in ("landingZones", "egress"):
        listed = top.at(word)
        yield from (entry.node.text("name") for entry in (listed.members if listed is not None else ()))


def _with_rows(top: Node, rows: Iterable[tuple[str, Member]]) -> Node:
    """A blueprint whose groups have the rows of lakes that named them."""
    access = top.at("access")
    if access is None:
        return top
    waiting: dict[str, list[Member]] = {}
    for group, row in rows:
        waiting.setdefault(group, []).append(row)
    members: list[Member] = []
    for each in access.members:
        mine = waiting.pop(each.node.text("group"), [])
        layers = key("layers", sequence(mine, flow=each.node.flow))
        members.append(each.holding(each.node.with_members((*each.node.members, layers))) if mine else each)
    return holding(top, "access", access.with_members(members))


def _with_connections(top: Node, entries: list[Member]) -> Node:
    """A blueprint with connections behind its landing zones, as far apart as these and as the parts of the text."""
    zones = next(each for each in top.members if each.word == "landingZones")
    apart = any(_is_apart(each) for each in zones.node.members)
    first, *more = entries
    spaced = [replace(each, lead=(Line(""), *each.lead)) if apart else each for each in more]
    flow = top.flow
    node = sequence([first, *spaced], flow=flow)
    lead = (Line(""),) if any(_is_apart(each) for each in top.members) else ()
    at = top.members.index(zones) + 1
    return top.with_members((*top.members[:at], replace(key("connections", node), lead=lead), *top.members[at:]))


def _is_apart(member: Member) -> bool:
    return bool(member.lead) and not member.lead[0].text
