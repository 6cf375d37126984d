"""Flows that open and close, by the union of what rules let through; and rules that change without any such effect."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from ipaddress import IPv4Network
from typing import TypeAlias

from ringfence.plan.model.package import Package
from ringfence.releases.diff.boxes import Box, Span, without
from ringfence.releases.diff.change import Change, Flow, Section, Verb
from ringfence.releases.diff.names import Places, Protocols, ports, spelled_ports
from ringfence.releases.diff.network_names import Networks
from ringfence.releases.diff.readable import Row, readable
from ringfence.releases.diff.rules import Control, Rule, rules

Rules: TypeAlias = Mapping[str, Rule]
"""The rules of one control by name."""
_Told: TypeAlias = tuple[Control, dict[str, Rule]]
"""A control with its rules by name."""
FIREWALL_POLICY = "Microsoft.Network/firewallPolicies"
_INTERNET = ("Internet", "*")
_ENTRANCES = ("bastion",)
"""Roles of subnets whose inbound rules say from where people come in."""


@dataclass(frozen=True, slots=True)
class Words:
    """What turns the texts of some rules into numbers and back."""

    places: Places
    protocols: Protocols

    @classmethod
    def of(cls, known: Iterable[Rule]) -> Words:
        """The numbers of everything that some rules name."""
        traffic = [each for rule in known for each in rule.traffic]
        places = (text for each in traffic for text in (*each.sources, *each.places))
        return cls(
            Places(places, (host for each in traffic for host in each.hosts)),
            Protocols(name for each in traffic for name in each.protocols),
        )

    def boxes(self, rule: Rule) -> Iterator[Box]:
        """What a rule matches: source, destination, protocol and port."""
        for each in rule.traffic:
            targets = [*map(self.places.place, each.places), *map(self.places.host, each.hosts)]
            for source in map(self.places.place, each.sources):
                for target in targets:
                    for protocol in map(self.protocols.span, each.protocols):
                        yield from ((source, target, protocol, port) for port in map(ports, each.ports))

    def flow(self, row: Row) -> Flow:
        """A row of boxes as traffic that people read."""
        sources, targets, protocols, numbers = row
        return Flow(
            sources=_each(self.places.spelled, sources),
            targets=_each(self.places.spelled, targets),
            protocols=_each(self.protocols.spelled, protocols),
            ports=tuple(map(spelled_ports, numbers)),
        )


def _each(spell: Callable[[Span], tuple[str, ...]], spans: Iterable[Span]) -> tuple[str, ...]:
    return tuple(text for span in spans for text in spell(span))


def changes(old: Sequence[Package], new: Sequence[Package], networks: Networks) -> Iterator[Change]:
    """Flows that open or close and rules that move, control by control, between packages of two plans.

    `networks` are the names of networks and subnets by their prefix.
    """
    before, after = _by_control(old), _by_control(new)
    renamed = dict(_renamed(before, after))
    after = {renamed.get(key, key): told for key, told in after.items()}
    for key in dict.fromkeys((*before, *after)):
        control = (after.get(key) or before[key])[0]
        had = before[key][1] if key in before else {}
        has = after[key][1] if key in after else {}
        if had != has:
            yield from of_control(control, had, has, networks)


def _by_control(packages: Iterable[Package]) -> dict[str, _Told]:
    found: dict[str, _Told] = {}
    for package in packages:
        for control, rule in rules(package):
            found.setdefault(control.key, (control, {}))[1][rule.name] = rule
    return found


def _renamed(before: Mapping[str, _Told], after: Mapping[str, _Told]) -> Iterator[tuple[str, str]]:
    """New and old key of a firewall policy, where a package has one on both sides.

    A firewall that gets another policy goes on with its rules: what both let through neither opens nor closes.
    """
    for new, (control, _) in after.items():
        if control.type == FIREWALL_POLICY:
            had, has = (
                [key for key, (one, _) in side.items() if (one.type, one.package) == (control.type, control.package)]
                for side in (before, after)
            )
            if len(had) == len(has) == 1:
                yield new, had[0]


def of_control(control: Control, had: Rules, has: Rules, networks: Networks) -> Iterator[Change]:
    """What the rules of one control open and close, and which of them change without any such effect."""
    words = Words.of((*had.values(), *has.values()))
    opened, opens = _gained(words, had, has)
    closed, closes = _gained(words, has, had)
    for section, verb, boxes in (
        (Section.OPENED, Verb.OPENED, opened),
        (Section.CLOSED, Verb.CLOSED, closed),
    ):
        for row in readable(boxes):
            flow = words.flow(row)
            yield Change(
                section=Section.EXPOSURE if _exposes(control, flow) else section,
                verb=verb,
                package=control.package,
                what=control.what,
                id=control.id,
                type=control.type,
                flow=_told(flow, networks),
                because=_because(words, row, [has[name] for name in opens]) if verb is Verb.OPENED else (),
            )
    if had and has:
        yield from _settled(control, had, has, opens | closes)


def _because(words: Words, row: Row, opening: Iterable[Rule]) -> tuple[str, ...]:
    """The paths of the blueprint that those rules follow from which let some of a row through, sorted."""
    letting = (rule for rule in opening if any(_meets(row, box) for box in words.boxes(rule)))
    return tuple(sorted({path for rule in letting for path in rule.because}))


def _meets(row: Row, box: Box) -> bool:
    """Whether a box has a point of a row: in each dimension a span of the row overlaps that of the box."""
    return all(any(a[0] < b[1] and b[0] < a[1] for a in spans) for spans, b in zip(row, box, strict=True))


def _gained(words: Words, had: Rules, has: Rules) -> tuple[tuple[Box, ...], frozenset[str]]:
    """What the rules of `has` let through and those of `had` do not; and the rules that let some of it through.

    Only rules that differ can let through more, unless a deny went.
    """
    denies = any(not rule.allows and had.get(name) != rule for rules in (had, has) for name, rule in rules.items())
    more = {name: rule for name, rule in has.items() if denies or not _same(had.get(name), rule)}
    found = without(effective(words, more, has), effective(words, had, had) if more else ())
    names = [n for n, rule in more.items() if rule.allows and without(found, without(found, tuple(words.boxes(rule))))]
    return found, frozenset(names)


def _same(one: Rule | None, other: Rule) -> bool:
    """Whether two rules of one name match the same traffic in the same order."""
    return one is not None and (one.allows, one.traffic, one.rank) == (other.allows, other.traffic, other.rank)


def effective(words: Words, some: Rules, whole: Rules) -> tuple[Box, ...]:
    """What some rules of a control let through, less what an earlier deny of it stops."""
    denies = [rule for rule in whole.values() if not rule.allows]
    allowed: list[Box] = []
    for rule in some.values():
        if rule.allows:
            stopped = [box for deny in denies if deny.rank < rule.rank for box in words.boxes(deny)]
            boxes = tuple(words.boxes(rule))
            allowed += without(boxes, stopped) if stopped else boxes
    return tuple(allowed)


def _settled(control: Control, had: Rules, has: Rules, telling: frozenset[str]) -> Iterator[Change]:
    """Rules that change nothing of what is let through: new, gone or other ones, and those that only move.

    A rule is a part of what has it, which is deployed with all its rules: one that comes or goes is a change of that,
    and nothing that people delete.
    """
    for name in dict.fromkeys((*had, *has)):
        old, new = had.get(name), has.get(name)
        if name in telling or old == new:
            continue
        if old is None or new is None or old.traffic != new.traffic or old.allows != new.allows:
            traffic = ("traffic", _written(old), _written(new))
            yield _rule(control, name, Section.CHANGED, Verb.CHANGED, traffic, note="the flows stay as they are")
        elif old.rank != new.rank:
            places = ("priority", old.position, new.position)
            yield _rule(control, name, Section.MOVED, Verb.MOVED, places, note="the flows stay as they are")
        elif old.alike != new.alike:
            yield _rule(control, name, Section.CHANGED, Verb.CHANGED, ("description", old.alike, new.alike))


def _written(rule: Rule | None) -> str:
    """What a rule matches, as it is written; '' where there is none."""
    if rule is None:
        return ""
    told = (
        Flow(sources=one.sources, targets=(*one.places, *one.hosts), protocols=one.protocols, ports=one.ports)
        for one in rule.traffic
    )
    return f"{'allow' if rule.allows else 'deny'} {'; '.join(map(str, told))}"


def _rule(
    control: Control,
    name: str,
    section: Section,
    verb: Verb,
    values: tuple[str, str, str] = ("", "", ""),
    note: str = "",
) -> Change:
    path, old, new = values
    return Change(
        section=section,
        verb=verb,
        package=control.package,
        what=f"rule {name} of {control.what}",
        id=f"{control.id}/{name}",
        path=path,
        old=old,
        new=new,
        note=note,
        type=control.type,
    )


def _exposes(control: Control, flow: Flow) -> bool:
    """Whether a flow lets in: from the Internet, from public addresses, or people to a bastion."""
    if control.direction != "Inbound":
        return False
    return control.subnet in _ENTRANCES or any(_public(source) for source in flow.sources)


def _public(source: str) -> bool:
    if source in _INTERNET:
        return True
    try:
        return IPv4Network(source).is_global
    except ValueError:
        return False


def _told(flow: Flow, networks: Networks) -> Flow:
    """The flow with the names of the networks of the plans beside its prefixes."""
    sources, targets = (tuple(map(networks.told, texts)) for texts in (flow.sources, flow.targets))
    return replace(flow, sources=sources, targets=targets)
