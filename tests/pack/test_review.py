"""The rows of the review hold every decision that a network team or a change board asks about, with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from ringfence.catalog.api_versions import api_versions
from ringfence.catalog.read import facts
from ringfence.pipeline import Decision
from ringfence.plan.model.firewall import FirewallRule
from ringfence.plan.model.network import SecurityRule
from ringfence.plan.model.package import modules
from ringfence.plan.model.values import Reason, plain
from ringfence.plan.model.written.inventory import resources
from tests.banks import planned
from tests.pack.markdown_tables import Table, cells, tables, widths
from tests.pack.review_rows import review_rows
from tests.variants import VARIANTS

pytestmark = pytest.mark.slow

Record = dict[str, str]
NAME = re.compile(r" \([^()]+\)")


@pytest.fixture(scope="module")
def found(decision: Decision) -> dict[str, Table]:
    """The tables of the review."""
    return tables(review_rows(decision.plan))


def expect_row(records: Iterable[Record], because: Iterable[Reason], **wanted: object) -> None:
    """Exactly one row has these cells, and it gives every reason with its path and its source."""
    names = {key.replace("_", " "): str(value) for key, value in wanted.items()}
    (row,) = (each for each in records if names.items() <= each.items())
    for reason in because:
        assert reason.text in row["Why"]
        assert not reason.at or reason.at in row["Blueprint"].split(", ")
        assert reason.source in row["Source"]
        assert reason.confirmed or "(not confirmed)" in row["Source"]


def ends(rule: SecurityRule | FirewallRule) -> tuple[str, str]:
    """Sources and destinations as they are read."""
    hosts = rule.hosts if isinstance(rule, FirewallRule) else ()
    return (
        ", ".join(str(getattr(place, "value", place)) for place in rule.sources),
        ", ".join(str(getattr(place, "value", place)) for place in (*rule.destinations, *hosts)),
    )


def bare(records: Iterable[Record], *columns: str) -> list[Record]:
    """Rows without the names beside prefixes in these columns."""
    return [row | {column: NAME.sub("", row[column]) for column in columns} for row in records]


def test_every_row_of_every_table_has_as_many_cells_as_its_header(decision: Decision) -> None:
    counted = list(widths(review_rows(decision.plan)))
    assert len(counted) >= 15
    assert all(len(set(block)) == 1 for block in counted)


def test_every_row_says_why(found: dict[str, Table]) -> None:
    rows = [(title, row) for title, table in found.items() if "Why" in table.columns for row in table.records]
    assert [(title, row) for title, row in rows if len(row["Why"]) < 10] == []
    assert len(rows) > 100


def test_every_security_rule_is_a_row(decision: Decision, found: dict[str, Table]) -> None:
    rules = [
        (package.name, group.subnet, rule)
        for package, module in modules(decision.plan)
        for group in module.security_groups
        for rule in group.rules
    ]
    records = bare(found["Security rules"].records, "From", "To")
    assert len(records) == len(rules)
    for package, subnet, rule in rules:
        source, destination = ends(rule)
        wanted = {"Package": package, "Security group": subnet, "Direction": rule.direction, "Rule": rule.name}
        wanted |= {"Priority": str(rule.priority), "Access": rule.access, "Protocol": rule.protocol}
        expect_row(records, rule.because, **wanted, From=source, To=destination, Ports=", ".join(rule.ports))


def test_every_firewall_rule_is_a_row(decision: Decision, found: dict[str, Table]) -> None:
    rules = [
        (collection, rule)
        for _, module in modules(decision.plan)
        for group in module.rule_groups
        for collection in group.collections
        for rule in collection.rules
    ]
    records = bare(found["Firewall rules"].records, "From", "To")
    assert len(records) == len(rules)
    for collection, rule in rules:
        source, destination = ends(rule)
        where = {"Collection": collection.name, "Priority": collection.priority, "Rule": rule.name, "Kind": rule.kind}
        what = {"From": source, "To": destination, "Protocol": ", ".join(rule.protocols)}
        expect_row(records, rule.because, **where, **what, Ports=", ".join(rule.ports) or "")


def test_prefixes_of_rules_have_names_beside_them(decision: Decision, found: dict[str, Table]) -> None:
    names = {
        str(plain(subnet.prefix)): f"{package.name} {subnet.role}"
        for package, module in modules(decision.plan)
        for network in module.networks
        for subnet in network.subnets
    }
    rows = [*found["Security rules"].records, *found["Firewall rules"].records]
    cells = [cell for row in rows for end in ("From", "To") for cell in row[end].split(", ")]
    seen = [cell for cell in cells if cell.split(" ")[0] in names]
    assert seen
    assert [cell for cell in seen if cell != f"{cell.split(' ')[0]} ({names[cell.split(' ')[0]]})"] == []


def test_every_subnet_and_network_is_a_row(decision: Decision, found: dict[str, Table]) -> None:
    for package, module in modules(decision.plan):
        for network in module.networks:
            name = plain(network.resource.name)
            expect_row(found["Addresses"].records, network.resource.because, Prefix=plain(network.prefix), Name=name)
            for subnet in network.subnets:
                wanted = {"Package": package.name, "Subnet": plain(subnet.name), "Prefix": plain(subnet.prefix)}
                expect_row(found["Subnets"].records, subnet.because, **wanted)


def test_every_route_is_a_row(decision: Decision, found: dict[str, Table]) -> None:
    for package, module in modules(decision.plan):
        for table in module.route_tables:
            for route in table.routes:
                hop = f"firewall {route.next_hop.value}" if route.next_hop else "Internet"
                wanted = {"Package": package.name, "Route": route.name, "Prefix": plain(route.prefix), "Next_hop": hop}
                expect_row(bare(found["Routes"].records, "Prefix"), route.because, **wanted)


def test_every_private_endpoint_is_a_row_with_its_zones(decision: Decision, found: dict[str, Table]) -> None:
    for package, module in modules(decision.plan):
        for endpoint in module.endpoints:
            zones = ", ".join(zone.name for zone in endpoint.zones)
            wanted = {"Package": package.name, "Sub-resource": endpoint.group, "Zones": zones}
            name = plain(endpoint.resource.name)
            expect_row(found["Private endpoints"].records, endpoint.resource.because, **wanted, Private_endpoint=name)


def test_every_grant_is_a_row(decision: Decision, found: dict[str, Table]) -> None:
    grants = [(package.name, grant) for package, module in modules(decision.plan) for grant in module.grants]
    records = found["Role assignments"].records
    assert len(records) == len(grants)
    for package, grant in grants:
        names = grant.scope_id.split("/")
        on = "/".join([names[-5], names[-1]]) if "containers" in names else names[-1]
        expect_row(records, grant.resource.because, Package=package, Who=grant.principal_name, Role=grant.role, On=on)


def test_every_default_risk_and_way_out_is_a_row(decision: Decision, found: dict[str, Table]) -> None:
    plan = decision.plan
    defaults = [(row["Setting"], row["Value"]) for row in found["Defaults taken"].records]
    assert defaults == [(default.at, default.value) for default in plan.defaults]
    for risk in plan.risks:
        wanted = {"Package": risk.package, "What stays open": risk.name, "What would close it": risk.remedy}
        expect_row(found["Accepted risks"].records, [risk.because], **wanted)
        assert risk.because.at, f"no path of the blueprint leads to: {risk.name}"
    for flow in plan.flows:
        wanted = {"Flow": flow.name, "Owner": flow.owner, "To": ", ".join(flow.to), "Review by": flow.review_by}
        expect_row(found["Egress flows"].records, flow.because, **wanted)


def test_every_security_property_is_a_row(decision: Decision, found: dict[str, Table]) -> None:
    rows = {
        (row["Package"], name.rsplit("/", 1)[-1], row["Property"])
        for row in found["Hardening"].records
        for name in row["Resource"].split(", ")
    }
    assert rows == set(_hardening(decision))


def _hardening(decision: Decision) -> Iterator[tuple[str, str, str]]:
    for package in decision.plan.packages:
        for resource in resources(package):
            for fact in facts(resource.kind):
                if fact.security:
                    yield package.name, str(plain(resource.name)), fact.path


@pytest.mark.parametrize("path", ["threatIntelMode", "enableProxy", "defaultOutboundAccess", "enableNodePublicIp"])
def test_what_a_network_engineer_asks_first_is_hardened(found: dict[str, Table], path: str) -> None:
    assert [row for row in found["Hardening"].records if row["Property"].endswith(f".{path}") and row["Blueprint"]]


def test_the_firewall_is_a_row_with_its_zones_and_addresses(decision: Decision, found: dict[str, Table]) -> None:
    (firewall,) = (f for _, module in modules(decision.plan) for f in module.firewalls)
    wanted = {"Tier": firewall.tier, "Zones": "1, 2, 3", "Private_address": firewall.address}
    expect_row(found["Firewalls"].records, firewall.resource.because, **wanted)


def test_every_lock_is_a_row_that_names_the_resource(decision: Decision, found: dict[str, Table]) -> None:
    for package, module in modules(decision.plan):
        owners = {service.resource.symbol: plain(service.resource.name) for service in module.services}
        owners |= {ip.resource.symbol: plain(ip.resource.name) for ip in module.public_ips}
        for lock in module.locks:
            on = {"On": owners[lock.target]} if lock.target in owners else {"Why": lock.notes}
            expect_row(found["Locks"].records, lock.resource.because, Package=package.name, **on)


def test_both_halves_of_a_peering_name_the_other_network(decision: Decision, found: dict[str, Table]) -> None:
    records = found["Peerings"].records
    assert len(records) == sum(len(module.peerings) for _, module in modules(decision.plan))
    assert all(record["To"].lower().startswith("vnet-") for record in records)


def test_nothing_in_a_table_is_markup(decision: Decision) -> None:
    assert {kind for cell in cells(review_rows(decision.plan)) for kind in cell.markup} <= {
        "code_inline",
        "softbreak",
        "link_open",  # to REVIEW.md, once a file
        "link_close",
        "image",  # of the package, in its file
    }


@pytest.mark.parametrize(("name", "opened"), [("smallest", False), ("bastion-alone", True)])
def test_the_text_of_security_rules_names_each_rule_that_allows_any_place(
    tmp_path: Path, name: str, opened: bool
) -> None:
    text = review_rows(planned(tmp_path, VARIANTS[name]).plan)
    rules = tables(text)["Security rules"].records
    wanted = [row["Rule"] for row in rules if row["Access"] == "Allow" and "*" in (row["From"], row["To"])]
    (said,) = [line for line in text.split("\n") if line.startswith("Lower priority numbers win.")]
    assert bool(wanted) is opened
    assert all(rule in said for rule in wanted)
    assert ("No rule that allows" in said) is not opened


@pytest.mark.parametrize(
    ("name", "past"),
    [
        ("smallest", ["fraud snet-compute by service endpoint (Microsoft.Storage)"]),
        (
            "bastion-alone",
            ["connectivity by its bastion", "fraud snet-compute by service endpoint (Microsoft.Storage)"],
        ),
        ("open-storage", ["pricing snet-compute by service endpoint (Microsoft.Storage)"]),
        (
            "own-key",
            [
                "fraud snet-compute by service endpoint (Microsoft.Storage)",
                "scoring by the managed network of mlw-tb-scoring",
            ],
        ),
        (
            "factory",
            [
                "scoring by the managed network of mlw-tb-scoring",
                "integration by the managed network of adf-tb-integration-2hlns",
            ],
        ),
    ],
)
def test_the_text_of_firewalls_names_the_egress_that_does_not_pass_it(
    tmp_path: Path, name: str, past: list[str]
) -> None:
    text = review_rows(planned(tmp_path, VARIANTS[name]).plan)
    (said,) = [line for line in text.split("\n") if line.startswith("Every default route of a landing zone")]
    assert said.partition("Planned egress past it: ")[2] == f"{'; '.join(past)}."


def test_api_versions_show_their_age_and_a_property_that_needs_a_younger_one(tmp_path: Path) -> None:
    decision = planned(tmp_path, VARIANTS["everything"])
    text = review_rows(decision.plan)
    (about,) = (part for part in text.split("\n## ") if part.startswith("API versions"))
    assert f"Ages are whole months on {api_versions().asOf}" in about
    rows = {row["Type"]: row for row in tables(text)["API versions"].records}
    used = {(each.type, each.api) for package in decision.plan.packages for each in resources(package)}
    assert {(row["Type"], row["API version"]) for row in rows.values()} == used
    assert rows["Microsoft.Authorization/locks"]["Age in months"] == "78"
    accounts = rows["Microsoft.CognitiveServices/accounts"]
    assert accounts["Why this one"] == "properties.a365LoggingEnabled needs it"
    child = rows["Microsoft.CognitiveServices/accounts/deployments"]["Why this one"]
    assert child == "properties.a365LoggingEnabled of Microsoft.CognitiveServices/accounts needs it"
    assert rows["Microsoft.Insights/diagnosticSettings"]["Why this one"].startswith("properties.logs")
    aged = [row for row in rows.values() if row["Why this one"].startswith("newest stable")]
    assert min(int(row["Age in months"]) for row in aged) >= 6
