"""Data lakes: who reaches which account, through which rule, with which right, and what happens when one is added."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ringfence.pack.review.lake import containers, kept, rights
from ringfence.pack.runbook.acls import acls
from ringfence.pack.text.cells import text
from ringfence.plan.model.firewall import FirewallRule
from ringfence.plan.model.network import SecurityRule
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.values import plain
from ringfence.render.package import render_package
from tests.banks import Tree, bank, connection, planned, zone
from tests.variants import LAKE, SCORING, SUPPLIED, lake_of, looking, readers, scored


def lake_bank(*lakes: Tree, **more: Any) -> Tree:
    """Fraud reads and writes, pricing has no right, people look."""
    names = [lake["name"] for lake in lakes]
    ways = [row for name in names for row in readers(name)]
    whole = {"connections": ways, "access": looking(*names), **more}
    return bank(zone("fraud"), zone("pricing"), *lakes, **whole)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return planned(tmp_path, lake_bank(lake_of("lake", "one-a-layer"))).plan


def package(plan: Plan, name: str) -> Package:
    return next(one for one in plan.packages if one.name == name)


def lake_rules(plan: Plan) -> list[FirewallRule]:
    """The firewall rules that lead to lakes."""
    groups = [group for _, module in modules(plan) for group in module.rule_groups]
    rules = [rule for group in groups for collection in group.collections for rule in collection.rules]
    return [rule for rule in rules if rule.name.startswith("lake-")]


def security_rules(plan: Plan, name: str, subnet: str) -> dict[str, SecurityRule]:
    groups = [group for module in package(plan, name).modules for group in module.security_groups]
    return {rule.name: rule for group in groups if group.subnet == subnet for rule in group.rules}


def test_only_who_reads_reaches_the_accounts_and_only_those_it_reads(plan: Plan) -> None:
    (rule,) = lake_rules(plan)
    compute = next(
        plain(s.prefix)
        for module in package(plan, "fraud").modules
        for network in module.networks
        for s in network.subnets
        if s.role == "compute"
    )
    assert [plain(source) for source in rule.sources] == [compute]
    accounts = {right.layer: right.account for right in rights(package(plan, "lake"))}
    reached = {host.value.split(".")[0] for host in rule.hosts}
    assert reached == {accounts["silver"], accounts["gold"]}
    assert {host.value.split(".", 1)[1] for host in rule.hosts} == {"blob.core.windows.net", "dfs.core.windows.net"}


def test_the_way_is_open_at_both_ends_and_nowhere_else(plan: Plan) -> None:
    leaving = security_rules(plan, "fraud", "compute")["allow-lake-lake"]
    arriving = security_rules(plan, "lake", "endpoints")
    assert text(arriving["allow-firewall"].destinations) == text(leaving.destinations)
    assert set(arriving) == {"allow-firewall", "deny-all-inbound", "deny-all-outbound"}
    assert "allow-lake-lake" not in security_rules(plan, "pricing", "compute")


def test_every_reason_of_a_way_is_said_with_its_path(tmp_path: Path) -> None:
    plan = planned(tmp_path, lake_bank(lake_of("lake", "one-a-layer"))).plan
    reasons = [row["reason"] for row in readers("lake")]
    leaving = security_rules(plan, "fraud", "compute")["allow-lake-lake"]
    (rule,) = lake_rules(plan)
    for found in (leaving, rule):
        assert all(reason in found.description for reason in reasons)
        assert [each.text for each in found.because[:2]] == [f"lake: {reason}" for reason in sorted(reasons)]
        assert len({each.at for each in found.because[:2]}) == 2


def test_reasons_that_do_not_fit_into_a_security_rule_are_counted(tmp_path: Path) -> None:
    layers = ("silver", "bronze", "gold")
    long = [connection("fraud", "lake", "lake", at, reason=f"{x * 70}.") for x, at in zip("ABC", layers, strict=True)]
    plan = planned(tmp_path, lake_bank(LAKE, connections=long)).plan
    leaving = security_rules(plan, "fraud", "compute")["allow-lake-lake"]
    assert leaving.description == f"lake: {'A' * 70}. (+2)"
    assert [each.text[6] for each in leaving.because] == ["A", "B", "C"]


def test_a_lake_that_no_jobs_use_lets_nobody_in_from_the_firewall(tmp_path: Path) -> None:
    plan = planned(tmp_path, lake_bank(LAKE, connections=[])).plan
    assert "allow-firewall" not in security_rules(plan, "lake", "endpoints")
    assert not lake_rules(plan)


@pytest.mark.parametrize("accounts", ["one", "one-a-layer"])
def test_only_layers_that_are_named_are_kept_and_by_whom_the_days_can_differ(tmp_path: Path, accounts: str) -> None:
    plan = planned(tmp_path, lake_bank(lake_of("lake", accounts))).plan
    held = [s for m in package(plan, "lake").modules for s in m.services if s.resource.kind == "lake-retention"]
    assert {one.resource.id.split("/containers/")[1] for one in held} == {
        f"{layer}/immutabilityPolicies/default" for layer in ("gold", "bronze")
    }
    assert {value.value for one in held for value in one.values.values()} == {365}
    assert [row[1] for row in kept(plan).rows] == ["bronze", "gold"]
    (risk,) = (risk for risk in plan.risks if risk.name.startswith("retention of"))
    assert risk.package == "lake"
    assert "Azure may refuse a deployment of a locked policy (not confirmed)" in risk.remedy


def test_a_reader_gets_the_role_on_the_layer_and_not_on_the_account(plan: Plan) -> None:
    found = {(right.grant.principal_name, right.layer): right.writes for right in rights(package(plan, "lake"))}
    assert found == {
        ("scientists", "gold"): False,
        ("scientists", "silver"): False,
        ("fraudClusterIdentity", "silver"): True,
        ("fraudClusterIdentity", "gold"): False,
    }


def test_lakes_come_after_those_whose_identities_they_name(plan: Plan) -> None:
    assert [one.name for one in plan.packages] == ["connectivity", "fraud", "pricing", "lake"]
    (foreign,) = [right for right in package(plan, "lake").rights if "/rg-tb-fraud-workload" in right.scope]
    assert foreign.role == "Reader"


def test_a_second_lake_moves_nothing_of_the_first(tmp_path: Path) -> None:
    before = planned(tmp_path, lake_bank(LAKE)).plan
    after = planned(tmp_path, lake_bank(LAKE, lake_of("archive", "one"))).plan
    assert render_package(package(after, "lake")) == render_package(package(before, "lake"))
    numbers = {rule.name: rule.priority for rule in security_rules(before, "fraud", "compute").values()}
    later = {rule.name: rule.priority for rule in security_rules(after, "fraud", "compute").values()}
    assert later == numbers | {"allow-lake-archive": later["allow-lake-archive"]}


@pytest.mark.parametrize("name", ["k", "vault", "market-data-vault-two"])
def test_accounts_of_layers_have_legal_names_whatever_the_lake_and_the_institution_are_called(
    name: str, tmp_path: Path
) -> None:
    ways = [row | {"name": f"way-{at}"} for at, row in enumerate(readers(f"{name}-x"))]
    tree = lake_bank(lake_of(f"{name}-x", "one-a-layer"), connections=ways)
    tree["institution"]["code"] = "globex"
    plan = planned(tmp_path, tree).plan
    accounts = {right.account for right in rights(package(plan, f"{name}-x"))}
    assert len(accounts) == 2
    assert all(account.isalnum() and len(account) <= 24 for account in accounts)
    assert all("globex" in account and ("gold" in account or "silver" in account) for account in accounts)


def scoring_bank(accounts: str = "one-a-layer") -> Tree:
    """The lake, and a landing zone for inference whose runs it lets in."""
    ways = [SUPPLIED, *readers("lake"), scored("lake")]
    fraud, lake = zone("fraud", services={"modelRegistry": {}}), lake_of("lake", accounts)
    return bank(fraud, SCORING, lake, connections=ways, access=looking("lake"))


@pytest.mark.parametrize(("accounts", "words"), [("one", [""]), ("one-a-layer", ["bronze", "gold"])])
def test_a_managed_network_reaches_the_accounts_of_its_layers_by_endpoints_of_its_own(
    tmp_path: Path, accounts: str, words: list[str]
) -> None:
    plan = planned(tmp_path, scoring_bank(accounts)).plan
    rules = [rule for one in package(plan, "scoring").modules for rule in one.outbound_rules]
    reached = {(rule.name, rule.part) for rule in rules if rule.name.startswith("lake-")}
    names = ["-".join(filter(None, ["lake-lake", word])) for word in words]
    assert reached == {(f"{name}-{part}", part) for name in names for part in ("blob", "dfs")}
    assert [rule.sources for rule in lake_rules(plan)] == [r.sources for r in lake_rules(plan) if len(r.sources) == 1]
    assert "allow-lake-lake" not in security_rules(plan, "scoring", "endpoints")


def test_the_rights_of_a_managed_network_stand_in_its_own_package_after_the_lake(tmp_path: Path) -> None:
    plan = planned(tmp_path, scoring_bank()).plan
    assert [one.name for one in plan.packages] == ["connectivity", "fraud", "lake", "scoring"]
    found = {(right.grant.principal_name, right.layer): right.writes for right in rights(package(plan, "scoring"))}
    assert found == {("clusterIdentity", "gold"): False, ("clusterIdentity", "bronze"): False}
    assert not [right for right in rights(package(plan, "lake")) if "scoring" in right.grant.principal_name]
    accounts = {right.account for right in rights(package(plan, "scoring"))}
    (there,) = [one for one in package(plan, "scoring").modules if one.name == "lake-access-lake"]
    approvals = {grant.scope_id.rsplit("/", 1)[-1] for grant in there.grants if "Approver" in grant.role}
    assert approvals == accounts
    held = [right for right in package(plan, "scoring").rights if any(name in right.scope for name in accounts)]
    assert {right.role for right in held} == {"Role Based Access Control Administrator"}


def test_the_lakes_package_has_the_script_of_the_rights_that_others_grant_on_it(tmp_path: Path) -> None:
    plan = planned(tmp_path, scoring_bank()).plan
    (script,) = acls(plan)
    assert script.path == "packages/lake/acls.sh"
    calls = [line for line in script.text.splitlines() if line.startswith("allow ")]
    assert len(calls) == len(list(containers(package(plan, "lake")))) == 3
    assert sum("id_tb_scoring_cluster" in call for call in calls) == 2
