"""Reasons in a change record: those of what opens, by whom it opens for, and where the blueprint gives none."""

from __future__ import annotations

from pathlib import Path

from ringfence.bundle.change.justification import NONE, justified
from ringfence.bundle.change.seen import Seen
from ringfence.releases.diff.compare import compare
from ringfence.releases.diff.source import opened
from tests.banks import Tree, bank, connection, flow, zone
from tests.releases.released import both
from tests.variants import CAPACITY, READER, TRUSTED

PERSON = "1f0e5a4c-7d3b-4c55-8f61-2b9d7c3e4a77"
GROUP = {"group": "science", "objectId": PERSON, "personas": ["data-scientist"], "landingZones": ["fraud"]}


def lines(folder: Path, old: Tree, new: Tree) -> list[str]:
    pair = both(folder, old, new)
    return list(justified(Seen(pair.has, compare(opened(str(pair.of_had)), opened(str(pair.of_has)))[0])))


def test_a_reason_is_quoted_only_for_the_subnets_that_it_opens(tmp_path: Path) -> None:
    """Both flows lead to one host; the older one is of another landing zone."""
    zones = zone("fraud"), zone("pricing")
    old = [{**flow("feed", "pricing"), "reason": "Pricing reads the feed."}]
    new = [*old, {**flow("scores", "fraud"), "to": old[0]["to"], "reason": "Fraud reads scores."}]
    said = lines(tmp_path, bank(*zones, egress=old), bank(*zones, egress=new))
    assert [one for one in said if "Fraud reads scores." in one]
    assert not [one for one in said if "Pricing reads the feed." in one]
    assert not [one for one in said if NONE in one]


def test_a_host_more_quotes_the_reason_of_its_flow(tmp_path: Path) -> None:
    wider = {**flow("feed", "fraud"), "to": {"fqdns": ["feed.bank.example", "more.bank.example"]}}
    said = lines(tmp_path, bank(zone("fraud"), egress=[flow("feed", "fraud")]), bank(zone("fraud"), egress=[wider]))
    assert [one.partition(":")[0] for one in said] == ["egress feed"]


def test_a_role_that_is_assigned_has_its_reason(tmp_path: Path) -> None:
    said = lines(tmp_path, bank(zone("fraud")), bank(zone("fraud"), access=[GROUP]))
    (line,) = (one for one in said if "AzureML Data Scientist for science" in one)
    assert "Runs jobs and deploys models" in line


def test_what_opens_without_a_reason_says_so(tmp_path: Path) -> None:
    bastion = {"bastion": {"from": ["203.0.113.0/28"]}}
    said = lines(tmp_path, bank(zone("fraud")), bank(zone("fraud"), zone("credit"), hub=bastion))
    without = [one for one in said if NONE in one]
    assert [one for one in without if one.startswith("landingZones[name=credit]: ")]
    assert [one for one in without if "bastion" in one.lower()]
    assert [one for one in said if one.startswith("credit: ") and "rights of a new package" in one]


def test_a_resource_that_a_firewall_lets_in_has_the_reason_of_its_row(tmp_path: Path) -> None:
    def reporting(**more: Tree | list[Tree]) -> Tree:
        bi = zone("reporting", "powerBi", capacityId=CAPACITY, members=3, reader=READER, **more)
        use = connection("reporting", "lake", "lake", "gold", access="read")
        return bank(zone("lake", "dataLake"), bi, connections=[use])

    said = lines(tmp_path, reporting(), reporting(workspaces=[TRUSTED]))
    assert [one for one in said if one.startswith("resource let in reporting/finance: Finance reads gold.")]
    assert not [one for one in said if NONE in one]
