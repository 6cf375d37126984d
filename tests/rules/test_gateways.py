"""Plans with a gateway: the good one passes every rule, each spoiled one is refused by the rule that is for it."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network

import pytest

from ringfence.plan.model.firewall import FirewallRule
from ringfence.plan.model.gateway import ExpressRouteGateway, VpnGateway
from ringfence.plan.model.network import Route, RouteTable, Subnet
from ringfence.plan.model.package import Plan
from ringfence.plan.model.values import Given, plain
from ringfence.plan.network.networks import DEFAULT_ROUTE
from ringfence.rules import check
from tests.banks import planned
from tests.rules.edits import edited, put
from tests.rules.test_rules import Case, Spoil, prefix
from tests.variants import VARIANTS


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return planned(tmp_path_factory.mktemp("gateways"), VARIANTS["users-in"]).plan


def user_rule(**values: object) -> Spoil:
    return lambda plan: edited(plan, FirewallRule, put(**values), lambda rule: rule.name.startswith("users-to-"))


def gateway_table(**values: object) -> Spoil:
    return lambda plan: edited(plan, RouteTable, put(**values), lambda table: bool(table.listed) and table.propagates)


def firewall_table(**values: object) -> Spoil:
    return lambda plan: edited(plan, RouteTable, put(**values), lambda table: table.propagates and not table.listed)


def zone_route(**values: object) -> Spoil:
    return lambda plan: edited(plan, Route, put(**values), lambda route: route.name == "default-to-firewall")


def gateway_route(**values: object) -> Spoil:
    return lambda plan: edited(plan, Route, put(**values), lambda route: plain(route.prefix) != DEFAULT_ROUTE)


def gateway_subnet(**values: object) -> Spoil:
    return lambda plan: edited(plan, Subnet, put(**values), lambda subnet: subnet.role == "gateway")


def firewall_subnet(**values: object) -> Spoil:
    return lambda plan: edited(plan, Subnet, put(**values), lambda subnet: subnet.role == "firewall")


CASES = (
    Case("users on another port", user_rule(ports=("443", "22")), "DSG20", "more than private endpoints"),
    Case("users to a network", user_rule(destinations=(prefix("10.40.4.0/24"),)), "DSG20", "users-to-fraud"),
    Case(
        "users to a host", user_rule(hosts=(Given("hosts", "x", "x.vault.azure.net", ""),)), "DSG20", "users-to-fraud"
    ),
    Case("users from elsewhere", user_rule(sources=(prefix("172.30.0.0/16"),)), "DSG07", "users-to-fraud"),
    Case("VPN gateway in one zone", lambda p: edited(p, VpnGateway, put(sku="VpnGw2")), "DSG21", "vgw-"),
    Case(
        "ExpressRoute gateway in one zone",
        lambda p: edited(p, ExpressRouteGateway, put(sku="Standard")),
        "DSG21",
        "ergw-",
    ),
    Case("default route for gateways", gateway_route(prefix=IPv4Network("0.0.0.0/0")), "DSG22", "default route"),
    Case(
        "landing zone that takes learnt routes",
        lambda p: edited(p, RouteTable, put(propagates=True), lambda table: not table.propagates),
        "DSG22",
        "takes routes that a gateway learns",
    ),
    Case(
        "landing zone past the firewall", gateway_route(prefix=prefix("10.99.0.0/24")), "DSG23", "the network of fraud"
    ),
    Case(
        "route to nowhere",
        gateway_route(next_hop=Given("firewall", "x", IPv4Address("10.40.9.9"), "")),
        "DSG23",
        "the network of pricing",
    ),
    Case("firewall without learnt routes", firewall_table(propagates=False), "DSG24", "beside learnt routes"),
    Case("firewall without its way out", firewall_table(routes=()), "DSG24", "beside learnt routes"),
    Case("firewall without a table", firewall_subnet(route_table=None), "DSG24", "AzureFirewallSubnet"),
    Case("gateway without routes", gateway_subnet(route_table=None), "DSG23", "the network of fraud"),
)


def test_the_good_plan_has_no_finding(plan: Plan) -> None:
    assert list(check(plan)) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_spoiled_plan_is_refused(case: Case, plan: Plan) -> None:
    found = list(check(case.spoil(plan)))
    assert {finding.code for finding in found} - {"DSG23"} == {case.code} - {"DSG23"}
    assert any(case.code == finding.code and case.says in finding.message for finding in found), found


def test_a_gateway_that_takes_no_learnt_routes_is_refused(plan: Plan) -> None:
    assert {finding.code for finding in check(gateway_table(propagates=False)(plan))} == {"DSG22"}


def test_a_landing_zone_with_a_route_to_the_internet_is_refused_twice(plan: Plan) -> None:
    found = list(check(zone_route(next_hop=None)(plan)))
    assert {finding.code for finding in found} == {"DSG06", "DSG24"}
    assert all(finding.value in ("Internet", "0.0.0.0/0") for finding in found)
