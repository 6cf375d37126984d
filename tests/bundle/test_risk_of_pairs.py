"""Risk of two real releases of a bank: each rule by what a blueprint changes, and nothing that is not so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ringfence.bundle.change.impact import interruptions
from ringfence.bundle.change.record import change_record
from ringfence.bundle.change.risk import Level, level, reasons
from ringfence.bundle.change.seen import Seen
from ringfence.bundle.change.summary import summary
from ringfence.pack.removal.pages import REMOVAL, removal_pages
from ringfence.releases.diff.change import Section, Verb
from ringfence.releases.diff.compare import compare
from ringfence.releases.diff.source import opened
from ringfence.releases.release import Release
from tests.banks import Tree, bank, connection, flow, zone
from tests.releases.released import Pair, both

PEOPLE = {"group": "science", "objectId": "1f0e5a4c-7d3b-4c55-8f61-2b9d7c3e4a77"}


def based(*zones: Tree, **more: Any) -> Tree:
    return bank(*(zones or (zone("fraud"),)), egress=[flow("feed", "fraud")], **more)


def with_vpn(sku: str) -> Tree:
    users = {"addressPool": "172.20.0.0/22", "authentication": "entra"}
    hub = {"resolver": {}, "gateway": {"vpn": {"sku": sku, "pointToSite": users}}}
    return based(hub=hub, premises=["10.0.0.0/16"])


PAIRS: dict[str, tuple[Tree, Tree, Level, set[str], set[str]]] = {
    "a landing zone more": (
        based(),
        based(zone("fraud"), zone("credit")),
        Level.HIGH,
        {"hub network", "new landing zone", "traffic rules", "private endpoint", "to be accepted"},
        {"leaves or is made anew", "internet", "public access", "keys", "wide roles"},
    ),
    "a landing zone less": (
        based(zone("fraud"), zone("credit")),
        based(),
        Level.HIGH,
        {"leaves or is made anew", "hub network"},
        {"new landing zone", "internet", "public access"},
    ),
    "a gateway's size": (
        with_vpn("VpnGw2AZ"),
        with_vpn("VpnGw3AZ"),
        Level.HIGH,
        {"hub network", "size"},
        {"public access", "internet", "keys"},
    ),
    "a bastion": (
        based(),
        based(hub={"bastion": {"from": ["203.0.113.0/28"]}}),
        Level.HIGH,
        {"internet", "public access", "hub network"},
        {"leaves or is made anew", "keys"},
    ),
    "a firewall's tier": (
        based(hub={"firewall": {"tier": "Standard"}}),
        based(hub={"firewall": {"tier": "Premium"}, "names": {"firewall-policy": "afwp-tb-hub-weu-premium"}}),
        Level.HIGH,
        {"leaves or is made anew", "hub network", "size"},
        {"internet", "public access", "keys"},
    ),
    "a group of people": (
        based(),
        based(access=[{**PEOPLE, "personas": ["data-scientist"], "landingZones": ["fraud"]}]),
        Level.MEDIUM,
        {"roles"},
        {"wide roles", "hub network", "other change"},
    ),
    "evidence for a shorter time": (
        based(zone("fraud"), zone("lake", "dataLake", evidence={"days": 2555, "reason": "Kept for audits."})),
        based(zone("fraud"), zone("lake", "dataLake", evidence={"days": 365, "reason": "Kept for audits."})),
        Level.HIGH,
        {"kept shorter"},
        {"public access", "other change"},
    ),
    "flow records for a shorter time": (
        based(hub={"logs": {"flowRetentionDays": 180}}),
        based(hub={"logs": {"flowRetentionDays": 90}}),
        Level.HIGH,
        {"kept shorter"},
        {"labels and records", "other change"},
    ),
    "evidence for a longer time": (
        based(zone("fraud"), zone("lake", "dataLake", evidence={"days": 365, "reason": "Kept for audits."})),
        based(zone("fraud"), zone("lake", "dataLake", evidence={"days": 2555, "reason": "Kept for audits."})),
        Level.MEDIUM,
        {"other change"},
        {"kept shorter"},
    ),
}


def test_logs_that_are_kept_shorter_are_for_security_to_approve(tmp_path: Path) -> None:
    pair = both(tmp_path, based(hub={"logs": {"retentionDays": 730}}), based(hub={"logs": {"retentionDays": 90}}))
    seen = Seen(pair.has, compare(opened(str(pair.of_had)), opened(str(pair.of_has)))[0], pair.had)
    assert summary(seen, Release(), "", {}, 0).approvers == ("security", "board")


def test_an_egress_flow_of_another_name_deletes_and_interrupts_nothing_and_names_what_has_its_rules(
    tmp_path: Path,
) -> None:
    old, new = ({**flow(name, "fraud"), "to": {"addresses": ["198.51.100.0/28"]}} for name in ("feed", "other"))
    pair = both(tmp_path, bank(zone("fraud"), egress=[old]), bank(zone("fraud"), egress=[new]))
    seen = Seen(pair.has, compare(opened(str(pair.of_had)), opened(str(pair.of_has)))[0], pair.had)
    about = summary(seen, Release(), "", {}, 0)
    rows = [one for one in seen.changes() if one.type]
    assert {(one.section, one.verb, one.path) for one in rows} == {(Section.CHANGED, Verb.CHANGED, "traffic")}
    assert [bool(one.old) for one in rows] == [not one.new for one in rows]
    assert all("198.51.100.0/28" in one.old + one.new for one in rows)
    assert "leaves or is made anew" not in {one.rule for one in about.risks}
    assert about.interruptions == ()
    kinds = {one.type: one.change for one in about.items}
    assert kinds == {
        "Microsoft.Network/firewallPolicies": "changed",
        "Microsoft.Network/networkSecurityGroups": "changed",
    }


def test_a_connection_that_writes_says_which_role_takes_the_place_of_the_one_that_read(tmp_path: Path) -> None:
    old, new = (connection("fraud", "lake", "lake", "gold", access=access) for access in ("read", "write"))
    zones = (zone("fraud"), zone("lake", "dataLake"))
    pair = both(tmp_path, bank(*zones, connections=[old]), bank(*zones, connections=[new]))
    seen = Seen(pair.has, compare(opened(str(pair.of_had)), opened(str(pair.of_has)))[0], pair.had)
    (found,) = interruptions(seen)
    assert found.why.endswith("Storage Blob Data Contributor takes the place of Storage Blob Data Reader.")


def test_what_stands_in_a_subnet_that_leaves_is_deleted_before_the_deployment(tmp_path: Path) -> None:
    """Azure refuses a network without a subnet that is in use: the record has the order of REMOVAL.md."""
    pair = both(tmp_path, based(hub={"bastion": {"from": ["203.0.113.0/28"]}}), based())
    lines = implementation(pair)
    (early,) = (line for line in lines if "'Before a package is deployed'" in line)
    assert "## Before a package is deployed" in removal_pages(pair.has, pair.since)[REMOVAL]
    assert lines.index(early) < next(at for at, line in enumerate(lines) if line.startswith("2. "))
    less = both(tmp_path / "less", based(zone("fraud"), zone("credit")), based())
    assert not any("Before step 2" in line for line in implementation(less))
    assert any(line.startswith("3. Follow REMOVAL.md") for line in implementation(less))


def test_a_plan_of_implementation_says_what_azure_does_not_change_in_place(tmp_path: Path) -> None:
    sizes = ("Standard_D4s_v5", "Standard_D8s_v5")
    banks = (based(zone("fraud", clusters=[{"name": "cpu", "size": size}])) for size in sizes)
    pair = both(tmp_path, *banks)
    seen = Seen(pair.has, compare(opened(str(pair.of_had)), opened(str(pair.of_has)))[0], pair.had)
    lines = implementation(pair)
    (found,) = (line for line in lines if "does not change this in place" in line)
    assert "Compute cluster mlw-tb-fraud/cpu" in found
    assert all(one.note in found for one in seen.changes(lambda one: one.section is Section.REPLACED))
    assert lines.index(found) + 1 == next(at for at, line in enumerate(lines) if line.startswith("2. "))


def implementation(pair: Pair) -> list[str]:
    """The lines of the plan of implementation of the second release of a pair."""
    seen = Seen(pair.has, compare(opened(str(pair.of_had)), opened(str(pair.of_has)))[0], pair.had)
    names = [f"release/{name}.md" for name in ("DEPLOY", "BACKOUT", "REMOVAL")]
    for package in pair.has.packages:
        names += [f"release/packages/{package.name}/main.{end}" for end in ("bicepparam", "json")]
    about = summary(seen, Release(since=pair.since), "", dict.fromkeys(names, b""), 0)
    lines: list[str] = json.loads(change_record(about))["implementation_plan"].split("\n")
    return lines


@pytest.mark.parametrize("name", PAIRS)
def test_rules_speak_of_what_a_blueprint_changes_and_of_nothing_else(name: str, tmp_path: Path) -> None:
    old, new, wanted, said, unsaid = PAIRS[name]
    pair = both(tmp_path, old, new)
    seen = Seen(pair.has, compare(opened(str(pair.of_had)), opened(str(pair.of_has)))[0], pair.had)
    found = reasons(seen)
    rules = {one.rule for one in found}
    assert said <= rules
    assert not unsaid & rules
    assert level(found) is wanted
    about = summary(seen, Release(), "", {}, 0)
    assert len(about.short) <= 160
    gone = {one.id.lower() for one in seen.changes(lambda one: one.verb in (Verb.ADDED, Verb.REMOVED))}
    assert not [item for item in about.items if item.change == "changed" and item.id.lower() in gone]
    assert (" 0 ways in from public addresses" in about.short) is not bool(rules & {"internet", "public access"})
    ways_in = [one.text for one in found if one.rule == "internet"]
    assert not any("VirtualNetwork -> VirtualNetwork" in text for text in ways_in)
    traffic = [one.text for one in found if one.rule == "traffic rules"]
    assert all("opened: " in text or "closed: " in text for text in traffic)
