"""Answers a question: cuts its ends where any rule or route of the plan cuts, walks one packet for each piece, and
puts pieces with the same path together again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from ipaddress import IPv4Address, IPv4Network, summarize_address_range

from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import plain
from ringfence.reach.answer import Answer, Hop, Part, Path, Stage, Verdict
from ringfence.reach.ends import End, Ends, whole
from ringfence.reach.networks import Networks
from ringfence.reach.security_groups import texts
from ringfence.reach.spots import NO_HOSTS, PRIVATE, Spot, parsed
from ringfence.reach.walk import Walker
from ringfence.releases.diff.boxes import Box, Span, union

_MOST = 250_000
"""Pieces of a question that are walked at most."""


class TooWideError(ValueError):
    """A question that falls into more pieces than are walked."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an end in which no rule and no route makes a difference: a span of addresses, or a named place."""

    end: End
    span: Span | None

    @property
    def one(self) -> End:
        """The end with one address for all of its span."""
        if self.span is None or not isinstance(self.end.spot, Spot):
            return self.end
        return replace(self.end, spot=replace(self.end.spot, network=IPv4Network(self.span[0])))


def answer(plan: Plan, start: str, end: str, protocol: str, port: int) -> Answer:
    """The answer to a question; `protocol` is Tcp or Udp.

    Raises PlaceError for a word that names nothing, TooWideError for too many pieces.
    """
    networks = Networks.of(plan)
    walker = Walker.of(networks)
    ends = Ends(networks, walker.names)
    sources = ends.sources(start)
    targets = (*ends.targets(end), *ends.open_to(sources, end))
    if not sources or not targets:
        nothing = _nothing(start if not sources else end)
        return Answer(start, end, protocol, port, (Part((start,), (end,), nothing),))
    edges = cuts(networks)
    begins = [piece for each in sources for piece in _pieces(each, edges)]
    stops = [piece for each in targets for piece in _pieces(each, edges)]
    if len(begins) * len(stops) > _MOST:
        raise TooWideError(f"{len(begins):,} x {len(stops):,}")
    found: dict[Path, list[tuple[Piece, Piece]]] = {}
    for begin in begins:
        for stop in stops:
            path = walker.path(begin.one.spot, _target(stop), protocol, port)
            found.setdefault(path, []).append((begin, stop))
    parts = [part for path, pairs in found.items() for part in _parts(networks, path, pairs)]
    return Answer(start, end, protocol, port, tuple(sorted(parts, key=_order)))


def _nothing(word: str) -> Path:
    text = "nothing of the plan starts or answers there"
    return Path(Verdict.DENIED, (Hop(stage=Stage.SERVICE, at=word, text=text, verdict=Verdict.DENIED),))


def _target(piece: Piece) -> Spot:
    spot = piece.one.spot
    assert isinstance(spot, Spot), "a managed network is no target"  # noqa: S101 - Ends gives no other
    return spot


def _order(part: Part) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    return list(Verdict).index(part.path.verdict), part.sources, part.targets


def cuts(networks: Networks) -> tuple[int, ...]:
    """Every number at which some prefix of the plan begins or ends."""
    found: set[int] = set()
    for network in _prefixes(networks):
        found.update(whole(network))
    return tuple(sorted(found))


def _prefixes(networks: Networks) -> Iterator[IPv4Network]:
    yield from networks.own
    yield from (IPv4Network(each.firewall.address) for each in networks.filters)
    for seat in networks.seats:
        yield seat.prefix
    for _, module in modules(networks.plan):
        yield from (plain(route.prefix) for table in module.route_tables for route in table.routes)
        for group in module.security_groups:
            for rule in group.rules:
                yield from _networks((*texts(rule.sources), *texts(rule.destinations)))
        for rules in module.rule_groups:
            for each in (rule for collection in rules.collections for rule in collection.rules):
                yield from _networks((*texts(each.sources), *texts(each.destinations)))
        yield from (each for policy in module.firewall_policies for each in map(plain, policy.untranslated))
    yield from (*PRIVATE, *NO_HOSTS)


def _networks(places: Iterable[str]) -> Iterator[IPv4Network]:
    yield from (found for text in places if (found := parsed(text)) is not None)


def _pieces(end: End, edges: tuple[int, ...]) -> Iterator[Piece]:
    """The pieces of an end; one that is asked for by name is a single piece."""
    spot = end.spot
    if not isinstance(spot, Spot) or spot.network is None or spot.host:
        yield Piece(end, None)
        return
    first, last = whole(spot.network)
    inner = edges[bisect_right(edges, first) : bisect_left(edges, last)]
    for low, high in zip((first, *inner), (*inner, last), strict=True):
        yield Piece(end, (low, high))


def _parts(networks: Networks, path: Path, pairs: list[tuple[Piece, Piece]]) -> Iterator[Part]:
    """Pieces that share a path: those of named places by name, spans of addresses as few prefixes."""
    by_names: dict[tuple[str, str], list[Box]] = {}
    for begin, stop in pairs:
        by_names.setdefault((begin.end.name, stop.end.name), []).append((begin.span or (0, 1), stop.span or (0, 1)))
    rows: dict[tuple[tuple[str, ...], ...], list[str]] = {}
    for (start, end), boxes in by_names.items():
        for box in union(boxes):
            sides = _side(networks, start, box[0]), _side(networks, end, box[1])
            rows.setdefault((sides[0],), []).extend(sides[1])
    joined: dict[tuple[str, ...], list[str]] = {}
    for (sources,), targets in rows.items():
        joined.setdefault(tuple(dict.fromkeys(targets)), []).extend(sources)
    for targets_, sources_ in joined.items():
        yield Part(tuple(dict.fromkeys(sources_)), targets_, path)


def _side(networks: Networks, name: str, span: Span) -> tuple[str, ...]:
    if name:
        return (name,)
    addresses = IPv4Address(span[0]), IPv4Address(span[1] - 1)
    return tuple(_told(networks, each) for each in summarize_address_range(*addresses))


def _told(networks: Networks, network: IPv4Network) -> str:
    """A prefix with the subnet or the network that it is or lies in."""
    text = str(network.network_address) if network.prefixlen == 32 else str(network)
    seats = [seat.name for seat in networks.seats if seat.prefix.subnet_of(network) or network.subnet_of(seat.prefix)]
    if seats and any(network.subnet_of(each) for each in networks.ours):
        return f"{text} ({', '.join(seats)})"
    if any(network.subnet_of(each) for each in networks.premises):
        return f"{text} (on premises)"
    if any(network.subnet_of(each) for each in networks.users.values()):
        return f"{text} (VPN users)"
    return text
