"""Every path that a plan allows, with the rules that let it through: the one source of the matrix.

A path is told when each control on its way lets some of it through. Rules by host or tag that may be the same place
count as the same, so the list leaves none out; it may tell one that meets nothing. Firewalls of services are no part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ringfence.export.matrix.ends import (
    BROAD,
    TRANSIT,
    End,
    ends,
    touches,
)
from ringfence.export.matrix.hops import Hop, Ways, by_service_endpoint
from ringfence.export.matrix.permits import Permit, Permits, permits
from ringfence.plan.model.package import Plan
from ringfence.releases.diff.boxes import Box, Span, without
from ringfence.releases.diff.flows import Words
from ringfence.releases.diff.names import ADDRESSES, spelled_ports

_OPEN = (Permit("", ()),)
"""What stands for a control that is not there."""


@dataclass(frozen=True, slots=True)
class Path:
    """What is allowed from one place of the matrix to another: how, which traffic, and by which rules.

    `firewall` is the rule of the firewall, '' where it is not on the way; `out` and `into` are rules of security
    groups, or what else lets it through.
    """

    start: str
    end: str
    how: str
    traffic: str
    firewall: str = ""
    out: tuple[str, ...] = ()
    into: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paths:
    """The paths, and the traffic of all that go from one place to another in one way, by start, end and way."""

    each: tuple[Path, ...]
    traffic: Mapping[tuple[str, str, str], str]


@dataclass(slots=True)
class _Found:
    """What was found for one way between two places."""

    boxes: list[Box] = field(default_factory=list)
    out: dict[str, None] = field(default_factory=dict)
    into: dict[str, None] = field(default_factory=dict)


def paths(plan: Plan) -> Paths:
    """Every path over networks of the plan, in order of its places."""
    known = permits(plan)
    places = ends(plan, known)
    ways = Ways.of(plan)
    outside = tuple(span for place in places if place.outside for span in place.spans)
    search = _Search(known, ways, tuple(_inside(places)), outside)
    found: dict[tuple[str, str, str, str], _Found] = {}
    for start in places:
        if start.subnet and start.subnet.role in TRANSIT:
            continue
        near = search.seen(start)
        for target in places:
            search.between(near, target, found)
    together: dict[tuple[str, str, str], list[Box]] = {}
    for (begin, end, how, _), one in found.items():
        together.setdefault((begin, end, how), []).extend(one.boxes)
    return Paths(
        tuple(_path(key, one, known.words) for key, one in found.items()),
        {key: spelled(boxes, known.words) for key, boxes in together.items()},
    )


def _inside(places: Iterable[End]) -> Iterator[Span]:
    """The numbers of the subnets that firewalls stand in: what they pass on may come from there."""
    yield from (place.spans[0] for place in places if place.subnet and place.subnet.role == "firewall")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A start with the permits that it may use: those out of its subnet, None without a group, and the firewall's."""

    start: End
    out: Sequence[Permit]
    firewall: Sequence[Permit]


@dataclass(frozen=True, slots=True)
class _Search:
    known: Permits
    ways: Ways
    passed_on: tuple[Span, ...]
    outside: tuple[Span, ...]

    def seen(self, start: End) -> _Seen:
        """A start with what may come from it."""
        group = start.subnet.security_group if start.subnet else None
        out = self.known.of_group(group.value, "Outbound") if group else _OPEN
        return _Seen(start, self._of(out, start), self._of(self.known.firewall, start))

    def _of(self, some: Iterable[Permit], start: End) -> tuple[Permit, ...]:
        return tuple(one for one in some if not one.box or touches(one.source, start.spans))

    def between(self, near: _Seen, end: End, found: dict[tuple[str, str, str, str], _Found]) -> None:
        """Add what goes from a start to an end."""
        for hop in sorted(self.ways.hops(near.start, end)):
            for firewall, out, into in self._legs(near, end, hop):
                self._add(found, near.start, end, hop, (firewall, out, into))
        for service in by_service_endpoint(near.start, end):
            for out in near.out:
                if out.box and touches(out.target, self._tags(service)):
                    self._add(found, near.start, end, "service endpoint", (_OPEN[0], out, _policy(near.start)))

    def _tags(self, service: str) -> tuple[Span, ...]:
        """The numbers of a tag and its regions; empty where no rule names it."""
        span = self.known.words.places.place(service)
        return (span,) if span[0] < span[1] else ()

    def _legs(self, near: _Seen, end: End, hop: Hop) -> Iterator[tuple[Permit, Permit, Permit]]:
        """A permit of each control on the way that may all let the same traffic through."""
        by_firewall = hop == "firewall rule"
        firewall = [one for one in near.firewall if touches(one.target, end.spans)] if by_firewall else _OPEN
        into = self._into(near.start, end, by_firewall)
        for rule in firewall:
            for out in near.out:
                if out.box and not self._leads(out, rule, end):
                    continue
                for one in into:
                    if _shared(rule, out, one) is not None:
                        yield rule, out, one

    def _into(self, start: End, end: End, by_firewall: bool) -> Sequence[Permit]:
        group = end.subnet.security_group if end.subnet else None
        if group is None:
            return () if start.outside and end.subnet else _OPEN
        sources = (*start.spans, *(self.passed_on if by_firewall else ()))
        allowed = self.known.of_group(group.value, "Inbound")
        return [p for p in allowed if touches(p.source, sources) and touches(p.target, end.spans)]

    def _leads(self, out: Permit, rule: Permit, end: End) -> bool:
        """Whether a rule out of a subnet may be about the place that the firewall's rule, or the way, is about."""
        if not rule.box:
            return touches(out.target, end.spans)
        if end.outside:
            return touches(out.target, self.outside) and self._alike(out.target, rule.target)
        return touches(out.target, end.spans) and self._alike(out.target, rule.target)

    def _alike(self, one: Span, other: Span) -> bool:
        """Whether two places may be the same: overlapping ones, and an address, a tag or a host beside another kind."""
        if touches(one, (other,)) or self._kind(one) != self._kind(other):
            return True
        return any(touches(span, self._broad()) for span in (one, other)) and self._kind(one) != "address"

    def _broad(self) -> tuple[Span, ...]:
        return tuple(span for tag in BROAD for span in self._tags(tag))

    def _kind(self, span: Span) -> str:
        if span[0] < ADDRESSES:
            return "address"
        return "host" if self.known.words.places.is_host(span) else "tag"

    def _add(
        self,
        found: dict[tuple[str, str, str, str], _Found],
        start: End,
        end: End,
        how: str,
        legs: tuple[Permit, Permit, Permit],
    ) -> None:
        firewall, out, into = legs
        shared = _shared(*legs)
        if shared is not None:
            one = found.setdefault((start.name, end.name, how, firewall.rule), _Found())
            one.boxes.append(shared)
            one.out.update({out.rule: None} if out.rule else {})
            one.into.update({into.rule: None} if into.rule else {})


def _policy(start: End) -> Permit:
    """What limits a service endpoint, by name."""
    subnet, _ = start.here
    policy = subnet.endpoint_policy
    name = f"service endpoint policy {policy.value.rsplit('/', 1)[-1]}" if policy else "no service endpoint policy"
    return Permit(name, ())


def _shared(*legs: Permit) -> Box | None:
    """The protocols and ports that permits have in common; None for none."""
    boxes = [one.box[2:] for one in legs if one.box]
    if not boxes:
        return None
    spans = tuple((max(s[0] for s in each), min(s[1] for s in each)) for each in zip(*boxes, strict=True))
    return spans if all(low < high for low, high in spans) else None


def _path(key: tuple[str, str, str, str], found: _Found, words: Words) -> Path:
    start, end, how, firewall = key
    return Path(start, end, how, spelled(found.boxes, words), firewall, tuple(found.out), tuple(found.into))


def spelled(boxes: Sequence[Box], words: Words) -> str:
    """Protocols and ports as people write them: `TCP:443, 445; UDP:53`, those that every protocol has as `any:443`."""
    every = words.protocols.span("*")
    lacking = without([(every, ports) for _, ports in boxes], boxes)
    common = without([(ports,) for _, ports in boxes], [(ports,) for _, ports in lacking])
    parts = (*((every, ports) for (ports,) in common), *without(boxes, [(every, ports) for (ports,) in common]))
    by_ports: dict[tuple[str, ...], list[str]] = {}
    for protocol in dict.fromkeys(box[0] for box in parts):
        numbers = tuple(spelled_ports(ports) for each, ports in parts if each == protocol)
        names = words.protocols.spelled(protocol)
        by_ports.setdefault(numbers, []).extend("any" if name == "*" else name for name in names)
    return "; ".join(f"{'/'.join(names)}:{', '.join(numbers)}" for numbers, names in by_ports.items())
