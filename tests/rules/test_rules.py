"""Each design rule refuses what it is for, and says nothing else; the good plan passes them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from ipaddress import IPv4Address, IPv4Network
from pathlib import Path
from typing import Any

import pytest

from ringfence.catalog.tables import forbidden_roles, role_id
from ringfence.plan.model.firewall import FirewallRule, RuleCollection, RuleGroup
from ringfence.plan.model.language_model import ContentFilter, Filter, ModelDeployment
from ringfence.plan.model.module import Module
from ringfence.plan.model.network import (
    Place,
    Route,
    RouteTable,
    SecurityGroup,
    SecurityRule,
    Subnet,
    VirtualNetwork,
)
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.private_endpoint import Endpoint
from ringfence.plan.model.registers import Space
from ringfence.plan.model.services import Grant, Service
from ringfence.plan.model.values import Given, plain
from ringfence.rules import check
from ringfence.rules.delegated_rules import demanded
from tests.banks import planned
from tests.rules.edits import edited, put
from tests.variants import VARIANTS

Spoil = Callable[[Plan], Plan]


@dataclass(frozen=True)
class Case:
    """A spoiled plan: what was done to it, the only code that may be found, and a part of what is said."""

    name: str
    spoil: Spoil
    code: str
    says: str = ""


def prefix(text: str) -> Given[IPv4Network]:
    return Given("network", "prefix", IPv4Network(text), "A prefix.")


def word(text: str) -> Given[str]:
    return Given("test", "word", text, "A word.")


def subnets(plan: Plan) -> Iterator[Subnet]:
    return (subnet for _, module in modules(plan) for network in module.networks for subnet in network.subnets)


def subnet(role: str, **values: object) -> Spoil:
    """Change a subnet of the landing zone fraud."""
    return lambda plan: edited(plan, Subnet, put(**values), lambda s: s.role == role and "fraud" in s.id)


def allow(**values: object) -> Spoil:
    """Change a security rule that allows one thing, and is none that a service demands."""
    return lambda plan: edited(
        plan, SecurityRule, put(**values), lambda rule: rule.access == "Allow" and not demanded(rule)
    )


def within(place: Place) -> dict[str, object]:
    """Both ends of a rule at one place."""
    return {"sources": (place,), "destinations": (place,)}


def deny(**values: object) -> Spoil:
    """Change a security rule that denies everything."""
    return lambda plan: edited(plan, SecurityRule, put(**values), lambda rule: rule.access == "Deny")


def passes(**values: object) -> Spoil:
    """Change a network rule of the firewall."""
    return lambda plan: edited(plan, FirewallRule, put(**values), lambda rule: rule.kind == "network")


def grant(**values: object) -> Spoil:
    return lambda plan: edited(plan, Grant, put(**values))


def on_premises(text: str) -> Spoil:
    return lambda plan: edited(plan, Space, put(prefix=IPv4Network(text)), lambda s: s.use == "on premises")


def over_its_neighbour(plan: Plan) -> Plan:
    """The network of a landing zone made so wide that it holds the next one too."""

    def widen(network: VirtualNetwork) -> VirtualNetwork:
        wide = plain(network.prefix).supernet(new_prefix=17)
        return replace(network, prefix=replace(network.prefix, value=wide))

    return edited(plan, VirtualNetwork, widen, lambda n: "fraud" in n.resource.id)


def over_its_brother(plan: Plan) -> Plan:
    """The endpoint subnet laid over the compute subnet."""
    compute = next(s for s in subnets(plan) if s.role == "compute" and "fraud" in s.id)
    wide = plain(compute.prefix).supernet(new_prefix=27)
    return subnet("endpoints", prefix=prefix(str(wide)))(plan)


def twice(group: SecurityGroup) -> SecurityGroup:
    """Two outbound rules under the priority of the first."""
    first, second = (rule for rule in group.rules[-3:-1])
    again = replace(second, priority=first.priority)
    return replace(group, rules=tuple(again if rule is second else rule for rule in group.rules))


def without(kind: type[Any], field: str, where: Callable[[Any], bool] = lambda _: True) -> Spoil:
    """Empty a tuple."""
    return lambda plan: edited(plan, kind, put(**{field: ()}), lambda v: bool(getattr(v, field)) and where(v))


def same_name(plan: Plan) -> Plan:
    """Two landing zones whose storage accounts have one name."""

    def rename(service: Service) -> Service:
        return replace(service, resource=replace(service.resource, name=word("sttaken")))

    for package in ("fraud", "pricing"):
        plan = edited(
            plan,
            Service,
            rename,
            lambda s, p=package: s.resource.kind == "storage" and p in s.resource.id,  # type: ignore[misc]
        )
    return plan


def same_records(plan: Plan) -> Plan:
    """A second private endpoint of a vault, whose records go where those of the first went."""
    vaults = [e for _, module in modules(plan) for e in module.endpoints if e.group == "vault"]
    return edited(plan, Endpoint, put(target=vaults[0].target), lambda e: e is vaults[-1])


CASES = (
    Case("subnet too small", subnet("compute", needed=1_000), "ADR02", "too small for 1000"),
    Case("subnet outside its network", subnet("endpoints", prefix=prefix("10.200.0.0/24")), "ADR03", "not inside"),
    Case("network over another", over_its_neighbour, "ADR04", "network of"),
    Case("network over one on premises", on_premises("10.40.0.0/16"), "ADR04", "on premises"),
    Case("network over Docker's bridge", on_premises("172.16.0.0/12"), "ADR04", "Docker"),
    Case("subnets over each other", over_its_brother, "ADR05", "overlap"),
    Case("subnet without security group", subnet("agents", security_group=None), "DSG01", "agents of fraud"),
    Case("group without inbound deny", deny(direction="Outbound", priority=4095), "DSG02", "inbound"),
    Case("group whose deny comes too early", deny(priority=4000), "DSG02", "4096"),
    Case("group whose deny is narrow", deny(sources=("10.0.0.0/8",)), "DSG02", "no deny for everything"),
    Case("group whose deny is for one protocol", deny(protocol="Tcp"), "DSG02", "no deny for everything"),
    Case("group whose deny is for one port", deny(ports=("443",)), "DSG02", "no deny for everything"),
    Case("group without rules", without(SecurityGroup, "rules"), "DSG02", "no deny for everything"),
    Case(
        "two rules of one priority",
        lambda p: edited(p, SecurityGroup, twice, lambda g: g.subnet == "compute"),
        "DSG03",
        "priority 1000: 2 rules have it",
    ),
    Case("priority out of range", allow(priority=99), "DSG03", "priority 99: Azure accepts 100 to 4096"),
    Case("allow from anywhere", allow(sources=("*",)), "DSG04", "allows anything"),
    Case("allow to anywhere", allow(destinations=("*",)), "DSG04", "allows anything"),
    Case("allow on every port", allow(ports=("*",)), "DSG04", "allows anything"),
    Case("allow on every port, as a range", allow(ports=("443", "0-65535")), "DSG04", "allows anything"),
    Case("allow on every port that counts", allow(ports=("1-65535",)), "DSG04", "allows anything"),
    Case("every port within a tag", allow(**within("VirtualNetwork"), ports=("*",)), "DSG04", "allows anything"),
    Case("description too long for Azure", allow(description="x" * 141), "DSG05", "longer than 140"),
    Case("subnet without route table", subnet("compute", route_table=None), "DSG06", "compute of fraud"),
    Case("route table without routes", without(RouteTable, "routes"), "DSG06", "does not send 0.0.0.0/0"),
    Case(
        "route to another address",
        lambda p: edited(p, Route, put(next_hop=Given("hub", "x", IPv4Address("10.40.9.9"), ""))),
        "DSG06",
        "does not send",
    ),
    Case(
        "route for less than everything",
        lambda p: edited(p, Route, put(prefix=IPv4Network("0.0.0.0/1"))),
        "DSG06",
        "does not send",
    ),
    Case("firewall source everywhere", passes(sources=(prefix("0.0.0.0/0"),)), "DSG07", "no workload subnet"),
    Case("firewall source on premises", passes(sources=(prefix("10.0.0.0/14"),)), "DSG07", "no workload subnet"),
    Case("firewall rule without source", passes(sources=()), "DSG07", "no workload subnet"),
    Case("firewall destination *", passes(destinations=("*",)), "DSG08", "everything"),
    Case("firewall destination of all prefixes", passes(destinations=(prefix("0.0.0.0/0"),)), "DSG08", "everything"),
    Case("firewall destination of half the world", passes(destinations=(prefix("0.0.0.0/1"),)), "DSG08", "everything"),
    Case("firewall destination Internet", passes(destinations=(word("Internet"),)), "DSG08", "everything"),
    Case("firewall host *", passes(hosts=(word("*"),)), "DSG08", "everything"),
    Case("firewall rule without destination", passes(destinations=(), hosts=()), "DSG08", "everything"),
    Case(
        "two rule groups of one priority",
        lambda p: edited(p, RuleGroup, put(priority=10_000), lambda g: g.priority != 10_000),
        "DSG09",
        "used 2 times in the policy",
    ),
    Case(
        "two collections of one priority",
        lambda p: edited(p, RuleCollection, put(priority=2000), lambda c: c.name == "allow-network-egress"),
        "DSG09",
        "priority 2000",
    ),
    Case("endpoint without zone", without(Endpoint, "zones"), "DSG10", "no private DNS zone"),
    Case("zone that nobody makes", without(Module, "zones"), "DSG10", "no private DNS zone"),
    Case("two endpoints of one service in one zone", same_records, "DSG37", "replace the records of another"),
    *(Case(f"grant of {role}", grant(role_id=role_id(role)), "DSG11", role) for role in forbidden_roles()),
    Case(
        "administrator of a group",
        grant(role="Azure AI Administrator", scope_id="/subscriptions/s/resourceGroups/rg"),
        "DSG72",
        "everything in a resource group",
    ),
    Case("grant without description", grant(description=""), "DSG12", "no description"),
    Case("grant without type of principal", grant(principal_type=""), "DSG12", "no type of principal"),
    Case("model without filter", lambda p: edited(p, ModelDeployment, put(filter="")), "DSG13", "no content filter"),
    Case("filter of nothing", without(ContentFilter, "filters"), "DSG14", "Jailbreak (Prompt)"),
    Case("filter from high on", lambda p: edited(p, Filter, put(severity="High")), "DSG14", "Hate (Prompt)"),
    Case("one name twice in the world", same_name, "NAM04", "sttaken"),
)


def test_the_good_plan_has_no_finding(plan: Plan) -> None:
    assert list(check(plan)) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_spoiled_plan_is_refused_by_its_rule_alone(case: Case, plan: Plan) -> None:
    found = list(check(case.spoil(plan)))
    assert {finding.code for finding in found} == {case.code}
    assert any(case.says in finding.message for finding in found), [finding.message for finding in found]


def test_a_finding_names_the_path_of_what_caused_it(plan: Plan) -> None:
    cause = next(s.because for s in subnets(plan) if s.role == "compute" and "fraud" in s.id)
    (finding,) = check(subnet("compute", needed=1_000)(plan))
    assert finding.path == cause[0].at
    assert "landingZones[name=fraud]" in finding.path


def test_a_deny_that_was_turned_into_an_allow_is_found_for_both_reasons(plan: Plan) -> None:
    assert {finding.code for finding in check(deny(access="Allow")(plan))} == {"DSG02", "DSG04"}


def test_every_port_is_for_databricks_nodes_only_and_among_themselves(plan: Plan, tmp_path: Path) -> None:
    nodes = within(prefix("10.40.0.0/26"))
    other = planned(tmp_path, VARIANTS["smallest"]).plan
    assert [f.code for f in check(allow(**nodes, ports=("0-65535",))(other))] == ["DSG04"]
    assert any(
        package.purpose == "databricks" and "0-65535" in rule.ports
        for package, module in modules(plan)
        for group in module.security_groups
        for rule in group.rules
    )
