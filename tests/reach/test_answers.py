"""What the examples allow is allowed and nothing else, by the rule that stands for it; a rule taken away denies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from ringfence.plan.model.firewall import FirewallPolicy, FirewallRule, RuleCollection
from ringfence.plan.model.network import Peering, RouteTable, SecurityGroup, Subnet
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.private_endpoint import EndpointPolicy
from ringfence.plan.model.values import Given, plain
from ringfence.reach.answer import Answer, Hop, Part, Stage, Verdict
from ringfence.reach.asked import answer
from ringfence.reach.ends import PlaceError
from ringfence.reach.managed import Exit, leaving, managed_networks
from ringfence.reach.networks import Networks
from ringfence.reach.security_groups import texts
from ringfence.reach.spots import Spot
from tests.banks import bank, flow, planned, zone
from tests.reach.conftest import plan_of
from tests.rules.edits import edited, put

FEED = ("credit-risk-dev/compute", "packages.norrlandsavings.example")
USERS = ("vpn-users", "credit-risk-dev/keyVault")


def tcp(plan: Plan, start: str, end: str, port: int = 443) -> Answer:
    return answer(plan, start, end, "Tcp", port)


def allowed(found: Answer) -> list[Part]:
    return [part for part in found.parts if part.path.verdict is Verdict.ALLOWED]


def deciding(plan: Plan, start: str, end: str, port: int = 443) -> tuple[Verdict, Hop]:
    """The verdict and the deciding hop of an answer that has one part."""
    (part,) = tcp(plan, start, end, port).parts
    return part.path.verdict, part.path.decided_by


def rules(plan: Plan) -> Iterator[FirewallRule]:
    for _, module in modules(plan):
        yield from (rule for group in module.rule_groups for each in group.collections for rule in each.rules)


def test_every_connection_is_allowed_and_its_rule_decides(example: Plan) -> None:
    for joined in example.connections:
        found = allowed(tcp(example, joined.start, joined.end))
        assert found, joined.name
        named = {hop.why for part in found for hop in part.path.hops if hop.why}
        made = [why for why in named if why.startswith("connections[")]
        assert made, joined.name


def test_landing_zones_without_a_connection_are_denied(example: Plan) -> None:
    joined = {(each.start, each.end) for each in example.connections}
    gives = {(rule.start, rule.end) for rule in rules(example) if rule.start}
    zones = [package.name for package in example.packages if package.purpose != "connectivity"]
    for start, end in product(zones, zones):
        if start != end and (start, end) not in joined | gives:
            assert tcp(example, start, end).verdict is Verdict.DENIED, (start, end)


def test_every_egress_flow_is_allowed_by_its_rule_at_its_port(example: Plan) -> None:
    names = {flow.name: flow for flow in example.flows}
    for rule in rules(example):
        if rule.use != "egress":
            continue
        ports = [int(port) for port in rule.ports] or [each.port for each in rule.web]
        for source, port in product(rule.sources, ports):
            for target in (*rule.hosts, *rule.destinations):
                place = str(target.value if isinstance(target, Given) else target).replace("*.", "any.")
                if place[0].isupper():
                    continue
                (part,) = tcp(example, str(plain(source)), place, port).parts
                at = next(hop for hop in part.path.hops if hop.stage is Stage.FIREWALL)
                assert (part.path.verdict, at.rule) == (Verdict.ALLOWED, rule.name), (names, source, place, port)


@pytest.mark.parametrize(("bank_of", "zone_of"), [("universal-bank", "fraud"), ("insurer", "claims-prod")])
def test_agents_ask_the_endpoints_that_they_release_and_jobs_do_not(bank_of: str, zone_of: str) -> None:
    plan = plan_of(bank_of)
    hosts = {host for rule in rules(plan) if rule.end for host in texts(rule.hosts)}
    asked = {host for host in hosts if host.endswith(".inference.ml.azure.com")}
    assert plan.mlops
    assert len(asked) == len([one for one in plan.mlops.models if one.released])
    for host in asked:
        assert {part.path.verdict for part in tcp(plan, f"{zone_of}/agents", host).parts} == {Verdict.ALLOWED}
        assert not allowed(tcp(plan, f"{zone_of}/compute", host))


def test_the_path_of_a_flow_is_told_hop_by_hop(regional: Plan) -> None:
    (part,) = tcp(regional, *USERS).parts
    assert [(hop.stage, hop.rule, hop.priority) for hop in part.path.hops] == [
        (Stage.NAME, "", ""),
        (Stage.BEYOND, "", ""),
        (Stage.ROUTE, "credit-risk-dev-to-firewall of rt-nsb-hub-gateway-sdc", ""),
        (Stage.FIREWALL, "users-to-credit-risk-dev", "20000/1000"),
        (Stage.TRANSLATION, "", ""),
        (Stage.ROUTE, "/32 route of the private endpoint", ""),
        (Stage.GROUP_IN, "allow-users", "120"),
        (Stage.SERVICE, "", ""),
    ]
    assert "10.64.0.0/26" in part.path.hops[4].text


def drop_rule(name: str) -> tuple[type, object, object]:
    def less(collection: RuleCollection) -> RuleCollection:
        return replace(collection, rules=tuple(rule for rule in collection.rules if rule.name != name))

    return RuleCollection, less, lambda one: any(rule.name == name for rule in one.rules)


def drop_security(name: str, subnet: str) -> tuple[type, object, object]:
    def less(group: SecurityGroup) -> SecurityGroup:
        return replace(group, rules=tuple(rule for rule in group.rules if rule.name != name))

    return SecurityGroup, less, lambda one: one.subnet == subnet


SABOTAGED = {
    "the rule of the firewall": (FEED, drop_rule("python-feed"), Stage.FIREWALL, "default deny"),
    "the rule of the users": (USERS, drop_rule("users-to-credit-risk-dev"), Stage.FIREWALL, "default deny"),
    "the outbound rule of the group": (
        FEED,
        drop_security("allow-egress-python-feed", "compute"),
        Stage.GROUP_OUT,
        "deny-all-outbound",
    ),
    "the inbound rule of the group": (
        USERS,
        drop_security("allow-users", "endpoints"),
        Stage.GROUP_IN,
        "deny-all-inbound",
    ),
}


@pytest.mark.parametrize("what", SABOTAGED)
def test_without_a_rule_the_answer_is_denied_where_the_rule_was(what: str, regional: Plan) -> None:
    asked, (kind, change, where), stage, rule = SABOTAGED[what]
    assert tcp(regional, *asked).verdict is Verdict.ALLOWED
    plan = edited(regional, kind, change, where)  # type: ignore[arg-type]
    verdict, hop = deciding(plan, *asked)
    assert (verdict, hop.stage, hop.rule) == (Verdict.DENIED, stage, rule)


def less_routes(table: RouteTable) -> RouteTable:
    return replace(table, routes=())


def test_without_the_default_route_nothing_leaves_a_private_subnet(regional: Plan) -> None:
    plan = edited(regional, RouteTable, less_routes, lambda one: "credit-risk-dev" in str(plain(one.resource.name)))
    assert deciding(plan, "credit-risk-dev/compute", "198.51.100.20", 8443)[1].rule == "no way out"
    verdict, hop = deciding(plan, *FEED)
    assert (verdict, hop.stage) == (Verdict.DENIED, Stage.ROUTE)


def test_a_direct_route_of_the_gateway_is_stopped_by_the_security_group(regional: Plan) -> None:
    """Without the routes of its subnet the gateway reaches private endpoints past the firewall, as users they are."""
    plan = edited(regional, RouteTable, less_routes, lambda one: "gateway" in str(plain(one.resource.name)))
    verdict, hop = deciding(plan, *USERS)
    assert (verdict, hop.stage, hop.rule) == (Verdict.DENIED, Stage.GROUP_IN, "deny-all-inbound")


def test_without_network_policies_a_private_endpoint_is_reached_past_the_firewall(regional: Plan) -> None:
    """The /32 route then beats the route of the gateway's subnet, and no security group looks."""
    plan = edited(regional, Subnet, put(endpoint_network_policies="Disabled"), lambda one: one.role == "endpoints")
    (part,) = tcp(plan, *USERS).parts
    assert part.path.verdict is Verdict.ALLOWED
    assert Stage.FIREWALL not in [hop.stage for hop in part.path.hops]
    assert "/32 route of the private endpoint" in [hop.rule for hop in part.path.hops]


def test_a_peering_with_one_half_carries_nothing(regional: Plan) -> None:
    half = edited(regional, Peering, lambda one: replace(one, remote=replace(one.remote, value="/elsewhere")))
    verdict, hop = deciding(half, *FEED)
    assert (verdict, hop.stage) == (Verdict.DENIED, Stage.ROUTE)
    assert "not peered" in hop.text


def test_what_is_forwarded_with_its_source_needs_a_peering_that_lets_it_in(regional: Plan) -> None:
    everything = edited(regional, FirewallPolicy, put(untranslated=()))
    shut = edited(everything, Peering, put(allow_forwarded_traffic=False), lambda one: one.half == "toHub")
    assert deciding(everything, *USERS)[1].rule == "deny-all-inbound"
    assert "allowForwardedTraffic" in deciding(shut, *USERS)[1].text


def test_a_wide_rule_above_the_deny_lets_all_through_the_group(regional: Plan) -> None:
    def wide(group: SecurityGroup) -> SecurityGroup:
        deny = next(rule for rule in group.rules if rule.access == "Deny" and rule.direction == "Outbound")
        return replace(group, rules=(replace(deny, name="oops", access="Allow", priority=99), *group.rules))

    plan = edited(regional, SecurityGroup, wide, lambda one: one.subnet == "compute")
    for part in tcp(plan, "credit-risk-dev/compute", "credit-risk-prod/compute", 22).parts:
        assert part.path.hops[0].rule == "oops"
        assert part.path.decided_by.stage is Stage.FIREWALL


def test_a_prefix_that_is_allowed_in_part_tells_both_parts(regional: Plan) -> None:
    found = tcp(regional, "vpn-users", "10.64.4.0/24")
    assert found.verdict is Verdict.PARTLY
    targets = {part.path.verdict: [each.partition(" ")[0] for each in part.targets] for part in found.parts}
    assert targets == {
        Verdict.ALLOWED: ["10.64.4.0/27"],
        Verdict.DENIED: ["10.64.4.32/27", "10.64.4.64/26", "10.64.4.128/25"],
    }


def test_storage_by_the_service_endpoint_is_what_its_policy_admits(regional: Plan) -> None:
    other = "dataexfil.blob.core.windows.net"
    verdict, hop = deciding(regional, "credit-risk-dev/compute", other)
    assert (verdict, hop.at) == (Verdict.DENIED, "sep-nsb-credit-risk-dev-sdc")
    policies = edited(
        regional, EndpointPolicy, lambda one: replace(one, accounts=(replace(one.accounts[0], value="/x/dataexfil"),))
    )
    found = tcp(policies, "credit-risk-dev/compute", other)
    assert found.verdict is not Verdict.DENIED


@pytest.mark.parametrize(
    ("start", "end", "port", "reason"),
    [
        ("credit-risk-dev/compute", "20.1.2.3", 443, "AzureActiveDirectory"),
        ("credit-risk-dev/compute", "example.com", 443, "AzureActiveDirectory"),
        ("internet", "connectivity/gateway", 443, "the gateway"),
        ("internet", "example.com", 443, "neither end"),
    ],
)
def test_what_the_plan_does_not_know_is_unknown_with_the_missing_fact(
    start: str, end: str, port: int, reason: str, regional: Plan
) -> None:
    verdict, hop = deciding(regional, start, end, port)
    assert verdict is Verdict.UNKNOWN
    assert reason in hop.text


def test_nothing_gets_in_from_the_internet(example: Plan) -> None:
    for package in example.packages:
        if package.purpose != "connectivity":
            assert not allowed(tcp(example, "internet", package.name))


def test_a_service_that_answers_public_addresses_leaves_it_unknown_what_of_a_landing_zone_does(universal: Plan) -> None:
    """Application Insights has no private endpoint here, and takes telemetry from everywhere (insights-ingestion)."""
    for start in ("internet", "203.0.113.9"):
        found = tcp(universal, start, "fraud")
        unknown = [part.targets for part in found.parts if part.path.verdict is Verdict.UNKNOWN]
        assert (found.verdict, unknown) == (Verdict.UNKNOWN, [("appi-lub-fraud-sdc",)])
    assert tcp(universal, "internet", "pricing/compute").verdict is Verdict.DENIED
    assert "appi-lub-fraud-sdc" not in str(tcp(universal, "premises", "fraud"))


def test_a_rule_of_several_connections_names_all_of_them(universal: Plan) -> None:
    found = tcp(universal, "fraud/compute", "lake")
    whys = [hop.why for part in found.parts for hop in part.path.hops if hop.rule == "lake-lake"]
    assert whys
    assert all(f"connections[name={name}]" in why for why in whys for name in ("fraud-lake", "fraud-evidence"))


def test_the_bastion_is_reached_from_where_its_rules_say(universal: Plan) -> None:
    assert deciding(universal, "198.51.100.7", "connectivity/bastion")[1].stage is Stage.SERVICE
    assert deciding(universal, "203.0.113.7", "connectivity/bastion")[1].rule == "deny-all-inbound"


def test_a_rule_to_a_host_of_a_managed_network_is_about_web_ports(universal: Plan) -> None:
    network = next(managed_networks(Networks.of(universal)))
    start = replace(network, exits=(Exit("feed", "feed.bank.example", "", "", ""),))
    for protocol, port, wanted in (
        ("Tcp", 443, Verdict.ALLOWED),
        ("Tcp", 80, Verdict.ALLOWED),
        ("Tcp", 22, Verdict.UNKNOWN),
        ("Udp", 443, Verdict.UNKNOWN),
    ):
        assert leaving(start, Spot(host="feed.bank.example"), protocol, port).verdict is wanted


def test_storage_that_a_policy_refuses_and_a_firewall_lets_out_depends_on_its_region(tmp_path: Path) -> None:
    host = "partner.blob.core.windows.net"
    for to, wanted in ((["feed.bank.example"], Verdict.DENIED), ([host], Verdict.UNKNOWN)):
        tree = bank(zone("fraud"), egress=[{**flow("feed", "fraud"), "to": {"fqdns": to}}])
        verdict, hop = deciding(planned(tmp_path, tree).plan, "fraud/compute", host)
        assert (verdict, "service endpoint policy admits" in hop.text) == (wanted, True)


def test_a_managed_network_leaves_by_its_rules_only(universal: Plan) -> None:
    found = tcp(universal, "scoring", "lake")
    accounts = {target.partition(" ")[0] for part in allowed(found) for target in part.targets}
    assert {account.removeprefix("stlakelublake")[:4] for account in accounts} == {"gold"}
    assert {part.path.hops[0].stage for part in found.parts} == {Stage.MANAGED}
    assert deciding(universal, "scoring/inference-workspace", "packages.bank.example")[0] is Verdict.UNKNOWN


@pytest.mark.parametrize(
    "word", ["frod", "credit-risk-dev/computer", "10.0.0.1/8", "999.1.1.1", "-", "", "Storag", "VirtualNetwork"]
)
def test_a_word_that_names_no_place_is_refused(word: str, regional: Plan) -> None:
    with pytest.raises(PlaceError):
        tcp(regional, word, "internet")
    with pytest.raises(PlaceError):
        tcp(regional, "credit-risk-dev", word)


def test_a_service_tag_is_one_that_rules_name_and_a_host_may_have_capitals(regional: Plan) -> None:
    start = "credit-risk-dev/compute"
    verdict, hop = deciding(regional, start, "AzureMonitor")
    assert (verdict, hop.stage) == (Verdict.ALLOWED, Stage.BEYOND)
    assert deciding(regional, start, "Storage")[0] is Verdict.UNKNOWN
    assert tcp(regional, start, FEED[1].upper()).verdict is Verdict.ALLOWED
