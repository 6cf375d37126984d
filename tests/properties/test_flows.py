"""Flows are compared as sets: what one way opens the other closes, and no splitting of rules changes a thing."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from ringfence.plan.model.package import Package
from ringfence.releases.diff import flows
from ringfence.releases.diff.boxes import Box, Span, union, without
from ringfence.releases.diff.change import Change, Verb
from ringfence.releases.diff.network_names import Networks
from ringfence.releases.diff.readable import readable
from ringfence.releases.diff.rules import Control, Rule, Traffic

SIDE, DIMENSIONS = 5, 4
CONTROL = Control(package="hub", what="firewall policy p", id="/p", type="Microsoft.Network/firewallPolicies")


def spans() -> st.SearchStrategy[Span]:
    """A span of a few numbers that is not empty."""
    return st.tuples(st.integers(0, SIDE - 1), st.integers(1, SIDE)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def boxes(dimensions: int = DIMENSIONS) -> st.SearchStrategy[list[Box]]:
    """A few boxes that may overlap."""
    return st.lists(st.tuples(*[spans()] * dimensions), max_size=4)


def points(some: list[Box] | tuple[Box, ...]) -> set[tuple[int, ...]]:
    """Every point of some boxes, one by one."""
    return {point for box in some for point in product(*(range(*span) for span in box))}


@given(boxes(2), boxes(2))
def test_what_is_left_is_what_points_say(kept: list[Box], taken: list[Box]) -> None:
    left = without(kept, taken)
    assert points(left) == points(kept) - points(taken)
    assert sum(len(points([box])) for box in left) == len(points(left))


@given(boxes(), boxes(), st.randoms(use_true_random=False), st.integers(0, DIMENSIONS - 1))
def test_no_splitting_or_order_of_rows_changes_what_is_left(
    kept: list[Box], taken: list[Box], shuffle: st.DataObject, dimension: int
) -> None:
    """Each box cut in two at its middle, along one dimension, with an overlap, in another order."""
    cut = []
    for box in kept:
        first, last = box[dimension]
        middle = (first + last) // 2
        halves = [(first, middle + 1), (middle, last)] if last - first > 1 else [(first, last)]
        cut += [(*box[:dimension], half, *box[dimension + 1 :]) for half in halves]
    shuffle.shuffle(cut)  # type: ignore[attr-defined]
    assert without(cut, taken) == without(kept, taken)
    assert without(kept, cut) == ()


@given(boxes())
def test_the_rows_that_people_read_are_the_boxes_and_no_more(some: list[Box]) -> None:
    rows = list(readable(union(some)))
    told = [tuple(box) for row in rows for box in product(*row)]
    assert union(told) == union(some)


PREFIXES = ["10.0.0.0/8", "10.0.0.0/24", "10.0.1.0/24", "10.0.0.128/25", "192.168.0.0/16"]
PLACES = [*PREFIXES, "*", "Storage", "Storage.WestEurope", "Internet"]
HOSTS = ["bank.example", "feed.bank.example", "*.bank.example", "*.example", "*"]


def traffics() -> st.SearchStrategy[Traffic]:
    """Traffic between some prefixes and tags, or to hosts."""
    some = {"sources": PREFIXES, "places": PLACES, "hosts": HOSTS, "protocols": ["Tcp", "Udp", "*"]}
    drawn = {key: st.lists(st.sampled_from(values), min_size=1, max_size=2).map(tuple) for key, values in some.items()}
    ports = st.lists(st.sampled_from(["443", "80-90", "85", "*"]), min_size=1, max_size=2).map(tuple)
    return st.builds(Traffic, **drawn, ports=ports)


def rule(name: str, allows: bool, rank: int, traffic: Traffic) -> Rule:
    """A rule of the one control."""
    return Rule(name=name, allows=allows, rank=(rank,), position=str(rank), traffic=(traffic,), alike="")


def sets_of_rules() -> st.SearchStrategy[dict[str, Rule]]:
    """A few rules, some of which deny, each with another rank."""
    drawn = st.lists(st.tuples(st.integers(0, 3).map(bool), traffics()), max_size=3)
    return drawn.map(
        lambda rows: {f"r{n}": rule(f"r{n}", allows, n, traffic) for n, (allows, traffic) in enumerate(rows)}
    )


def told(old: dict[str, Rule], new: dict[str, Rule]) -> list[Change]:
    """The changes of the one control."""
    return list(flows.of_control(CONTROL, old, new, Networks()))


def said(changes: list[Change], verb: Verb) -> list[str]:
    """The flows with one verb."""
    return [str(change.flow) for change in changes if change.verb is verb]


@given(sets_of_rules(), sets_of_rules())
def test_what_opens_one_way_closes_the_other_way(old: dict[str, Rule], new: dict[str, Rule]) -> None:
    there, back = told(old, new), told(new, old)
    assert said(there, Verb.OPENED) == said(back, Verb.CLOSED)
    assert said(there, Verb.CLOSED) == said(back, Verb.OPENED)


@given(sets_of_rules())
def test_rules_split_by_source_or_port_open_and_close_nothing(some: dict[str, Rule]) -> None:
    split = {}
    for name, one in some.items():
        traffic = one.traffic[0]
        for index, (source, port) in enumerate(product(traffic.sources, traffic.ports)):
            part = Traffic(
                sources=(source,),
                places=traffic.places,
                hosts=traffic.hosts,
                protocols=traffic.protocols,
                ports=(port,),
            )
            split[f"{name}-{index}"] = rule(f"{name}-{index}", one.allows, one.rank[0], part)
    assert not [change for change in told(some, split) if change.flow]


def test_packages_without_rules_say_nothing() -> None:
    none: tuple[Package, ...] = ()
    assert list(flows.changes(none, none, Networks())) == []
