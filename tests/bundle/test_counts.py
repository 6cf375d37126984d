"""The same count is the same number, with its unit, in the record, the page, BACKOUT.md and REMOVAL.md."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ringfence.bundle.change.page import change_page
from ringfence.bundle.change.record import change_record
from ringfence.bundle.change.seen import Seen
from ringfence.bundle.change.summary import Summary, summary
from ringfence.pack.removal.pages import BACKOUT, REMOVAL, removal_pages
from ringfence.plan.model.written.inventory import resources
from ringfence.releases.diff.change import Verb
from ringfence.releases.diff.compare import compare
from ringfence.releases.diff.source import opened
from ringfence.releases.release import Release
from tests.banks import Tree, bank, connection, flow, zone
from tests.releases.released import Pair, both
from tests.variants import CAPACITY, LANGUAGE, READER, TRUSTED

GROUP = {"group": "science", "objectId": "1f0e5a4c-7d3b-4c55-8f61-2b9d7c3e4a77", "personas": ["data-scientist"]}
FEED = [flow("feed", "fraud")]
STACK = {"mode": "stack", "denySettings": "denyDelete", "actionOnUnmanage": "deleteResources"}
MODEL = zone("text", services={"languageModel": LANGUAGE})


def reporting(**more: list[Tree]) -> Tree:
    """A bank whose reports read gold of a lake."""
    bi = zone("reporting", "powerBi", capacityId=CAPACITY, members=3, reader=READER, **more)
    use = connection("reporting", "lake", "lake", "gold", access="read")
    return bank(zone("lake", "dataLake"), bi, connections=[use])


PAIRS: dict[str, tuple[Tree, Tree]] = {
    "a landing zone more": (bank(zone("fraud")), bank(zone("fraud"), zone("credit"), egress=FEED)),
    "a landing zone less": (bank(zone("fraud"), MODEL, egress=FEED), bank(zone("fraud"))),
    "stacks": (bank(zone("fraud"), deploy=STACK), bank(zone("fraud"), zone("credit"), deploy=STACK)),
    "roles under a lock": (bank(zone("fraud")), bank(zone("fraud"), access=[{**GROUP, "landingZones": ["fraud"]}])),
    "a step by hand less": (reporting(workspaces=[TRUSTED]), reporting()),
    "another size": (
        bank(hub={"firewall": {"tier": "Standard"}}),
        bank(hub={"firewall": {"tier": "Premium"}, "names": {"firewall-policy": "afwp-tb-hub-weu-premium"}}),
    ),
    "a rule that is written otherwise": (
        bank(zone("fraud"), egress=[{**flow("feed", "fraud"), "to": {"addresses": ["198.51.100.0/28"]}}]),
        bank(zone("fraud"), egress=[{**flow("other", "fraud"), "to": {"addresses": ["198.51.100.0/28"]}}]),
    ),
}


def about(pair: Pair) -> Summary:
    """The summary of a pair, with the files of its second release."""
    files = {f"release/{one.relative_to(pair.of_has)}": one.read_bytes() for one in pair.of_has.rglob("*.*")}
    files |= {f"release/packages/{one.name}/main.json": b"" for one in pair.has.packages}
    files |= {f"release/{name}": text.encode() for name, text in removal_pages(pair.has, pair.since).items()}
    difference = compare(opened(str(pair.of_had)), opened(str(pair.of_has)))[0]
    return summary(Seen(pair.has, difference, pair.had), Release(since=pair.since), "", files, 0)


def number(pattern: str, text: str) -> int:
    """The one number that stands at the group of a pattern in a text, wherever that is; 0 for none."""
    found = {int(one) for one in re.findall(pattern, text)}
    assert len(found) <= 1, (pattern, found)
    return found.pop() if found else 0


@pytest.mark.parametrize("name", PAIRS)
def test_each_count_has_its_unit_and_is_the_same_in_all_documents(name: str, tmp_path: Path) -> None:
    pair = both(tmp_path, *PAIRS[name])
    of = about(pair)
    record, page, documents = (
        json.loads(change_record(of)),
        change_page(of).decode(),
        removal_pages(pair.has, pair.since),
    )
    title = record["short_description"]
    ids = [{one.id.lower() for package in plan.packages for one in resources(package)} for plan in (pair.had, pair.has)]
    assert ids[1] - ids[0] == {one.id.lower() for one in of.items if one.change == "added"}
    assert ids[0] - ids[1] == {one.id.lower() for one in of.items if one.change == "removed"}
    added, removed = len(ids[1] - ids[0]), len(ids[0] - ids[1])
    for text in (title, page):
        assert f"{added} resource{'' if added == 1 else 's'} added, " in text
        assert f" {removed} removed" in text
        assert number(r"(\d+) flows? opened", text) == sum(1 for _ in of.seen.changes(lambda o: o.verb is Verb.OPENED))
    for text in (documents[BACKOUT], record["backout_plan"]):
        assert number(r"(\d+) resources?, of which", text) == added
    assert number(r"It lists what this release adds: (\d+) resources?, of which", page) == added
    assert number(r"(\d+) resources?, of which", documents[REMOVAL]) == removed
    assert number(r"REMOVAL.md` lists what leaves: (\d+) resources?, of which", page) == removed
    without = sum("no reason in the blueprint" in line for line in record["justification"].split("\n"))
    assert number(r"(\d+) lines? of it without a reason", page) == without
    packages = len(of.seen.deployed())
    there = {one.name for one in pair.had.packages} & {one.name for one in pair.has.packages}
    assert {one.name for one in of.seen.deployed()} & there == {*pair.since.deploy} & there
    assert [number(r"(\d+) packages? to deploy:", text) for text in (page, record["description"])] == [packages] * 2
    assert number(r"(\d+) packages? to deploy again", record["backout_plan"]) == len(pair.since.deploy)
    rows = len(of.seen.difference.changes) if of.seen.difference else 0
    assert [number(r"(\d+) rows? of diff.md", text) for text in (page, record["description"])] == [rows] * 2


def test_a_flow_that_two_controls_let_through_is_counted_twice_and_told_once(tmp_path: Path) -> None:
    of = about(both(tmp_path, *PAIRS["a landing zone more"]))
    (reason,) = (one for one in of.risks if one.rule == "traffic rules")
    flows = list(of.seen.changes(lambda one: one.flow is not None))
    assert (
        number(r"Flows open or close \((\d+) changes\)", reason.text)
        == len(flows)
        > len({str(one.flow) for one in flows})
    )


def test_what_is_told_and_what_is_more_are_the_count(tmp_path: Path) -> None:
    of = about(both(tmp_path, *PAIRS["a landing zone more"]))
    for reason in (one for one in (*of.risks, *of.impacts) if one.text.endswith(" more")):
        head, _, items = reason.text.partition("): ")
        told = [int(one) for one in re.findall(r" \((\d+) times\)", items)]
        more = int(items.rsplit(" ", 2)[1])
        assert int(re.findall(r"\d+", head)[-1]) == 3 - len(told) + sum(told) + more


def test_a_package_that_leaves_has_the_number_of_its_resources(tmp_path: Path) -> None:
    of = about(both(tmp_path, *PAIRS["a landing zone less"]))
    gone = sum(one.change == "removed" and one.package == "text" for one in of.items)
    assert f"text: package with {gone} resources; " in of.risks[0].text


def test_what_changes_how_all_packages_are_deployed_deploys_all_of_them(tmp_path: Path) -> None:
    pair = both(tmp_path, bank(zone("fraud")), bank(zone("fraud"), deploy=STACK))
    assert [one.name for one in about(pair).seen.deployed()] == [*pair.since.deploy] == ["connectivity", "fraud"]
