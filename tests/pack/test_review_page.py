"""REVIEW.md is one page: short for the largest example, complete about ways in and out and risks, and true."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from ringfence.pack.review.page.one_page import MOST
from ringfence.pack.review.page.rows_files import rows_files
from ringfence.pack.review.page.ways_in import ways_in
from ringfence.pack.review.page.ways_out import Way, ways_out
from ringfence.pack.review.review import PAGE, review, tables
from ringfence.pipeline import Decision, decide
from ringfence.plan.model.package import Plan, modules
from tests.banks import bank, flow, planned, zone
from tests.pack.markdown_tables import links, parse
from tests.pack.markdown_tables import tables as read
from tests.variants import VARIANTS

EXAMPLES = Path(__file__).parents[2] / "blueprints"


@pytest.fixture(scope="module")
def largest() -> Decision:
    return decide(EXAMPLES / "universal-bank.yaml")


@pytest.fixture(scope="module")
def files(largest: Decision) -> dict[str, str]:
    return review(largest.plan, "universal-bank.yaml", release=largest.release)


def of(ways: tuple[Way, ...], kind: str) -> list[Way]:
    return [way for way in ways if way.kind == kind]


def way_out(folder: Path, name: str, kind: str) -> list[Way]:
    return of(ways_out(planned(folder, VARIANTS[name]).plan), kind)


def test_the_page_of_the_largest_example_is_short(files: dict[str, str]) -> None:
    assert files[PAGE].count("\n") <= 130
    assert max(len(table.rows) for table in read(files[PAGE]).values()) <= MOST <= 25


def test_a_bank_of_many_flows_has_a_short_page_too(tmp_path: Path) -> None:
    zones = [zone(f"z{number}") for number in range(40)]
    flows = [flow(f"f{number}", f"z{number}") for number in range(40)]
    plan = planned(tmp_path, bank(*zones, egress=flows, addressPools=["10.64.0.0/10"])).plan
    page = review(plan, "bank.yaml")[PAGE]
    assert page.count("\n") <= 120
    assert any(way.where == "40 egress flows of the blueprint" for way in ways_out(plan))


def test_every_row_of_every_table_stands_in_one_file(largest: Decision) -> None:
    found = list(tables(largest.plan))
    kept = [(one.title, row) for file in rows_files(largest.plan, found) for one in file.tables for row in one.rows]
    assert Counter(kept) == Counter((one.title, row) for one in found for row in one.rows)
    assert len(kept) > 1500


def test_every_file_is_linked_once_and_every_link_leads_to_one(files: dict[str, str]) -> None:
    rows = files.keys() - {PAGE}
    assert set(links(files[PAGE])) == rows
    for path in rows:
        assert links(files[path])[0] == "../" * path.count("/") + PAGE


def test_every_risk_stands_once_with_all_its_places(largest: Decision, files: dict[str, str]) -> None:
    inline = [token.content for token in parse(files[PAGE]) if token.type == "inline"]
    start = next(index for index, text in enumerate(inline) if text == "Accepted risks")
    words = [part.split(" ")[0] for text in inline[start:] for part in text.split("; ")]
    named = Counter(word for word in words if word in {risk.id for risk in largest.plan.risks})
    assert named == Counter({risk.id for risk in largest.plan.risks})
    records = [row for title in ("High", "Medium") for row in read(files[PAGE])[title].records]
    for row in records:
        places = {risk.package for risk in largest.plan.risks if risk.id == row["Risk"]}
        assert set(row["Where"].split(" (")[0].split(", ")) == places


def test_a_risk_shows_who_accepted_it_or_that_it_is_not_accepted(files: dict[str, str]) -> None:
    rows = {row["Risk"]: row["Accepted"] for title in ("High", "Medium") for row in read(files[PAGE])[title].records}
    assert rows["ddos-plan"] == "by Head of Network Security on 2026-11-02 until 2027-04-30, CHG0042"
    assert rows["jobs-read-lakes"].startswith("1 of 3 places by Head of Data Governance on 2026-11-16")
    assert rows["factory-egress"] == "not accepted yet"
    records = read(files["review/accepted-risks.md"])["Accepted risks"].records
    (noted,) = (row["Accepted"] for row in records if row["Risk"] == "tls-inspection")
    assert noted.endswith("CHG0042: To be decided anew once the certificate authority can issue for the firewall.")


def test_every_firewall_rule_that_leads_out_is_a_way_out(largest: Decision) -> None:
    plan = largest.plan
    named = {
        name for way in of(ways_out(plan), "Firewall") for name in way.where.replace(" (on premises)", "").split(", ")
    }
    rules = [
        rule
        for _, module in modules(plan)
        for group in module.rule_groups
        for collection in group.collections
        for rule in collection.rules
        if not rule.end and rule.use != "people"
    ]
    targets = {str(getattr(one, "value", one)) for rule in rules for one in (*rule.destinations, *rule.hosts)}
    assert named == targets


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("smallest", None),
        ("own-key", "and by Azure's rules AzureMachineLearning"),
        ("factory", "and every public endpoint"),
    ],
)
def test_a_managed_network_leads_where_its_service_lets_it(tmp_path: Path, name: str, where: str | None) -> None:
    found = way_out(tmp_path, name, "Managed network")
    assert bool(found) is (where is not None)
    assert where is None or any(where in way.where for way in found)


@pytest.mark.parametrize(
    ("name", "where"),
    [("open-dns", "every name"), ("smallest", "every name"), ("enforced-dns", "names below allowed domains")],
)
def test_dns_is_a_way_out_as_its_policy_says(tmp_path: Path, name: str, where: str) -> None:
    assert [way.where for way in way_out(tmp_path, name, "DNS")] == [where]


def test_every_public_address_and_the_bastion_are_ways_out(tmp_path: Path) -> None:
    plan = planned(tmp_path, VARIANTS["bastion-alone"]).plan
    (addresses,) = of(ways_out(plan), "Public address")
    assert len(addresses.where.split(", ")) == sum(len(module.public_ips) for _, module in modules(plan)) == 2
    (bastion,) = of(ways_out(plan), "Bastion")
    assert "Internet 80" in bastion.where


def test_ways_in_are_those_of_the_plan(tmp_path: Path) -> None:
    assert kinds(planned(tmp_path, VARIANTS["smallest"]).plan) == []
    everything = kinds(planned(tmp_path, VARIANTS["users-in"]).plan)
    assert {"VPN users", "VPN connection", "ExpressRoute", "Firewall"} <= set(everything)


def kinds(plan: Plan) -> list[str]:
    return [way.kind for way in ways_in(plan)]


def test_a_risk_about_a_way_is_named_there(files: dict[str, str]) -> None:
    (said_in,) = [line for line in files[PAGE].split("\n") if line.startswith("Accepted risks about ways in:")]
    (said_out,) = [line for line in files[PAGE].split("\n") if line.startswith("Accepted risks about ways out:")]
    assert "vpn-whole-tenant (connectivity)" in said_in
    assert "factory-egress (integration)" in said_out
