"""The matrix against the plan: what it allows has rules, what it denies has none, and a changed rule changes a cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from ipaddress import IPv4Address, IPv4Network
from pathlib import Path

import pytest

from ringfence.export.matrix.ends import AROUND
from ringfence.export.matrix.tables import DENIED, NOT_OURS, matrix_tables, places
from ringfence.export.subject import Subject
from ringfence.pack.picture.traffic import pairs
from ringfence.plan.model.firewall import FirewallRule
from ringfence.plan.model.module import Module
from ringfence.plan.model.network import SecurityGroup, SecurityRule, Subnet
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import Given, plain
from ringfence.plan.model.written.plan_json import read_plan

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
EXAMPLES = ("quickstart", "regional-bank", "insurer", "universal-bank")


@cache
def planned(name: str) -> Plan:
    """The plan of an example as it lies in its folder."""
    return read_plan((ROOT / "out" / name / "plan.json").read_bytes())


def cells(plan: Plan) -> dict[tuple[str, str], str]:
    """The cells by row and column."""
    table, _ = matrix_tables(plan)
    return {(row[0], to): cell for row in table.rows for to, cell in zip(table.columns[1:], row[1:], strict=True)}


def changed(plan: Plan, change: Callable[[Module], Module]) -> Plan:
    """The plan with every module changed."""
    packages = tuple(replace(p, modules=tuple(map(change, p.modules))) for p in plan.packages)
    return replace(plan, packages=packages)


def with_firewall(change: Callable[[tuple[FirewallRule, ...]], Iterable[FirewallRule]]) -> Callable[[Module], Module]:
    """A change of the rules of each collection of the firewall."""

    def changed_in(module: Module) -> Module:
        groups = tuple(
            replace(group, collections=tuple(replace(c, rules=tuple(change(c.rules))) for c in group.collections))
            for group in module.rule_groups
        )
        return replace(module, rule_groups=groups)

    return changed_in


def with_groups(change: Callable[[SecurityGroup], Iterable[SecurityRule]]) -> Callable[[Module], Module]:
    """A change of the rules of each security group."""

    def changed_in(module: Module) -> Module:
        return replace(
            module,
            security_groups=tuple(replace(group, rules=tuple(change(group))) for group in module.security_groups),
        )

    return changed_in


@pytest.mark.parametrize("name", EXAMPLES)
def test_landing_zones_meet_where_blueprint_and_picture_say_so_and_nowhere_else(name: str) -> None:
    plan = planned(name)
    hub = plan.packages[0].name
    zones = {package.name for package in plan.packages} - {hub}
    found = cells(plan)
    allowed = {(a, b) for (a, b), cell in found.items() if {a, b} <= zones and a != b and cell != DENIED}
    asked = {(one.start, one.end) for one in plan.connections}
    rules = (r for _, m in modules(plan) for g in m.rule_groups for c in g.collections for r in c.rules)
    assert allowed == asked | {(rule.start, rule.end) for rule in rules if rule.start and rule.end}
    assert allowed == pairs(plan).keys()


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_cell_that_allows_has_paths_and_every_path_has_rules_of_the_plan(name: str) -> None:
    plan = planned(name)
    _, paths = matrix_tables(plan)
    told = {(row[0], row[1]) for row in paths.rows}
    assert {key for key, cell in cells(plan).items() if cell not in (DENIED, NOT_OURS)} == told
    names = {
        f"{plain(g.resource.name)}/{c.name}/{r.name}"
        for _, m in modules(plan)
        for g in m.rule_groups
        for c in g.collections
        for r in c.rules
    }
    grouped = {f"{p.name} {g.subnet} {r.name}" for p, m in modules(plan) for g in m.security_groups for r in g.rules}
    over_networks = ("firewall rule", "within the network", "peering")
    for start, _, how, _, firewall, out, into in paths.rows:
        assert (firewall in names) == (how == "firewall rule")
        assert (out, into) != ("-", "-")
        if how in over_networks:
            assert set(out.split(", ")) <= (grouped if start not in AROUND else {"-"})
            assert set(into.split(", ")) <= grouped | {"-"}


def test_the_matrix_has_every_package_and_what_is_around(universal: Subject) -> None:
    table, _ = matrix_tables(universal.plan)
    assert table.columns[1:] == tuple(row[0] for row in table.rows) == places(universal.plan)
    assert {package.name for package in universal.plan.packages} < set(table.columns)


@pytest.mark.parametrize("what", ["firewall", "out", "in"])
def test_without_one_rule_of_its_path_a_cell_is_denied(what: str, universal: Subject) -> None:
    key = ("reporting", "lake")
    plan = universal.plan
    assert cells(plan)[key] == "firewall rule TCP:443"
    without = {
        "firewall": with_firewall(lambda rules: (r for r in rules if (r.start, r.end) != key)),
        "out": with_groups(lambda group: (r for r in group.rules if r.name != "allow-lake-lake")),
        "in": with_groups(
            lambda g: (r for r in g.rules if "lake-endpoints" not in g.resource.id or r.access == "Deny")
        ),
    }
    assert cells(changed(plan, without[what]))[key] == DENIED


def rule_between(plan: Plan, start: str, end: str, port: str) -> FirewallRule:
    """A rule of the firewall from every subnet of a landing zone to every subnet of another."""
    found = {package.name: module.networks[0].prefix for package, module in modules(plan) if module.networks}
    some = next(r for _, m in modules(plan) for g in m.rule_groups for c in g.collections for r in c.rules)
    return replace(
        some,
        name="new",
        kind="network",
        protocols=("TCP",),
        sources=(found[start],),
        destinations=(found[end],),
        hosts=(),
        ports=(port,),
    )


def test_a_new_rule_of_the_firewall_opens_a_cell_once_security_groups_let_it_through(universal: Subject) -> None:
    key = ("pricing", "fraud")
    plan = universal.plan
    new = rule_between(plan, *key, "8443")
    added = iter([new])
    opened = changed(plan, with_firewall(lambda rules: (*rules, *(one for one in added if rules[0].kind == "network"))))
    assert cells(plan)[key] == DENIED
    assert cells(opened)[key] == DENIED

    def guarded(group: SecurityGroup) -> Iterator[SecurityRule]:
        yield from group.rules
        out, into = "pricing-compute" in group.resource.id, "fraud-endpoints" in group.resource.id
        if out or into:
            (first, *_) = group.rules
            yield replace(
                first,
                name="allow-new",
                priority=4000,
                access="Allow",
                protocol="*",
                direction="Outbound" if out else "Inbound",
                sources=new.sources,
                destinations=tuple(each for each in new.destinations if isinstance(each, Given)),
                ports=("8000-9000",),
            )

    both = changed(opened, with_groups(guarded))
    assert cells(both)[key] == "firewall rule TCP:8443"
    _, paths = matrix_tables(both)
    (row,) = (row for row in paths.rows if row[:2] == key)
    assert row[4].endswith("/new")
    assert row[5:] == ("pricing compute allow-new", "fraud endpoints allow-new")


def test_an_earlier_deny_closes_a_cell(universal: Subject) -> None:
    def closed(group: SecurityGroup) -> Iterator[SecurityRule]:
        for rule in group.rules:
            if rule.access == "Deny" and "fraud-compute" in group.resource.id:
                yield replace(rule, name="deny-first", priority=99)
            yield rule

    found = cells(changed(universal.plan, with_groups(closed)))
    assert found["fraud", "lake"] == DENIED
    assert found["pricing", "lake"] == "firewall rule TCP:443"


def test_without_its_route_to_the_firewall_a_landing_zone_reaches_no_other(universal: Subject) -> None:
    def lost(module: Module) -> Module:
        tables = tuple(replace(t, routes=()) if "reporting" in t.resource.id else t for t in module.route_tables)
        return replace(module, route_tables=tables)

    assert cells(changed(universal.plan, lost))["reporting", "lake"] == DENIED


def test_managed_networks_lead_where_their_rules_do(universal: Subject) -> None:
    found = cells(universal.plan)
    account = next(e.target.value for _, m in modules(universal.plan) for e in m.managed_endpoints if "blob" in e.name)
    assert f"managed network to {account.rsplit('/', 1)[-1]} (blob)" in found["analytics", "lake"]
    assert found["scoring", "Internet"] == "managed network TCP:80, 443 to lists.sanctions.example"
    assert "AzureMachineLearning" in found["scoring", "Azure services"]
    assert "managed network every public endpoint" in found["integration", "Internet"]
    less = changed(universal.plan, lambda module: replace(module, outbound_rules=(), managed_endpoints=()))
    after = cells(less)
    assert after["scoring", "Internet"] == after["scoring", "lake"] == after["analytics", "lake"] == DENIED


def test_private_endpoints_and_service_endpoints_to_other_landing_zones_are_paths(universal: Subject) -> None:
    accounts = [e for p, m in modules(universal.plan) for e in m.endpoints if p.name == "lake"]

    def led(module: Module) -> Module:
        own = all(endpoint in accounts for endpoint in module.endpoints)
        ends = module.endpoints if own else tuple(replace(e, target=accounts[0].target) for e in module.endpoints)
        admits = tuple(replace(p, accounts=(accounts[0].service,)) for p in module.endpoint_policies)
        return replace(module, endpoints=ends, endpoint_policies=admits)

    name = accounts[0].service.value.rsplit("/", 1)[-1]
    found = cells(changed(universal.plan, led))
    assert f"private endpoint to {name} (vault)" in found["fraud", "lake"]
    assert f"service endpoint TCP:443 to {name}" in found["pricing", "lake"]


@pytest.mark.parametrize(
    ("word", "value", "start"),
    [("publicNetworkAccess", "Enabled", "Internet"), ("bypass", "AzureServices", "Azure services")],
)
def test_services_that_let_in_from_outside_are_paths(word: str, value: str, start: str, universal: Subject) -> None:
    key = (start, "pricing")
    name = next(
        str(plain(s.resource.name))
        for p, m in modules(universal.plan)
        for s in m.services
        if p.name == "pricing" and s.resource.type == "Microsoft.KeyVault/vaults"
    )

    def set_to(to: str) -> Callable[[Module], Module]:
        def changed_in(module: Module) -> Module:
            services = tuple(
                replace(s, properties=tuple(replace(p, value=to) if p.path.endswith(word) else p for p in s.properties))
                for s in module.services
            )
            return replace(module, services=services)

        return changed_in

    assert f"to {name}" in cells(changed(universal.plan, set_to(value)))[key]
    assert f"to {name}" not in cells(changed(universal.plan, set_to("None")))[key]


def test_ports_that_every_protocol_has_are_told_once(universal: Subject) -> None:
    found = cells(universal.plan)
    assert found["connectivity", "connectivity"] == "within the network any:22, 3389, 5701, 8080; TCP/UDP:53"
    assert not [key for key, cell in found.items() if "every other protocol" in cell]


def test_a_circuit_comes_from_premises_and_a_tunnel_over_the_internet(universal: Subject) -> None:
    found = cells(universal.plan)
    assert "ExpressRoute circuit erc-lub-geneva" in found["Premises", "connectivity"]
    assert "ExpressRoute" not in found["Internet", "connectivity"]
    assert "VPN connection: tunnel to 198.51.100.10" in found["Internet", "connectivity"]


def test_without_a_gateway_premises_reach_nothing_and_nothing_reaches_them(quickstart: Subject) -> None:
    packages = [package.name for package in quickstart.plan.packages]
    found = cells(quickstart.plan)
    assert {found[ends] for name in packages for ends in ((name, "Premises"), ("Premises", name))} == {DENIED}


def holds(places: Iterable[object], address: IPv4Address) -> bool:
    """Whether an address is in one of some places of a rule; a tag holds none."""
    for one in places:
        text = str(one.value) if isinstance(one, Given) else str(one)
        if text == "*" or (text[0].isdigit() and address in IPv4Network(text)):
            return True
    return False


def on(ports: Iterable[str], port: int) -> bool:
    """Whether a port is among those of a rule."""
    for text in ports:
        first, _, last = text.partition("-")
        if text == "*" or int(first) <= port <= int(last or first):
            return True
    return False


def guards(group: SecurityGroup, direction: str, start: IPv4Address, end: IPv4Address, port: int) -> bool:
    """What a security group says of a TCP packet: the first rule that matches, one by one."""
    for rule in sorted(group.rules, key=lambda rule: rule.priority):
        if (
            rule.direction == direction
            and rule.protocol in ("Tcp", "*")
            and holds(rule.sources, start)
            and holds(rule.destinations, end)
            and on(rule.ports, port)
        ):
            return rule.access == "Allow"
    return False


def let_by(cell: str, port: int) -> bool:
    """Whether a cell names TCP on a port."""
    found = re.findall(r"(\S+):([\d*-]+(?:, [\d*-]+)*)", cell)
    return any(({"TCP", "any"} & set(names.split("/"))) and on(numbers.split(", "), port) for names, numbers in found)


def firewall_lets(rules: Iterable[FirewallRule], start: IPv4Address, end: IPv4Address, port: int) -> bool:
    """Whether a network rule by addresses lets a TCP packet through."""
    return any(
        set(rule.protocols) & {"TCP", "Any"}
        and holds(rule.sources, start)
        and holds(rule.destinations, end)
        and on(rule.ports, port)
        for rule in rules
        if rule.kind == "network"
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_packet_that_rules_let_through_is_missing(name: str) -> None:
    plan = planned(name)
    groups = {group.resource.id: group for _, module in modules(plan) for group in module.security_groups}
    guarded: list[tuple[str, Subnet, SecurityGroup]] = [
        (package.name, subnet, groups[subnet.security_group.value])
        for package, module in modules(plan)
        for network in module.networks
        for subnet in network.subnets
        if subnet.security_group
    ]
    rules = [r for _, m in modules(plan) for g in m.rule_groups for c in g.collections for r in c.rules]
    found = cells(plan)
    seen = 0
    for start, here, out in guarded:
        for end, there, into in guarded:
            first, last = plain(here.prefix)[5], plain(there.prefix)[6]
            for port in (22, 53, 80, 443, 445, 1433, 3389, 5701, 8080, 60000):
                passes = guards(out, "Outbound", first, last, port) and guards(into, "Inbound", first, last, port)
                if passes and (start == end or firewall_lets(rules, first, last, port)):
                    seen += 1
                    assert let_by(found[start, end], port), (start, here.role, end, there.role, port)
    assert seen > 0
