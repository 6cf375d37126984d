"""A bastion and a jump host: what is added, what stays where it is, and who can reach whom."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ringfence.blueprint.language.bastion import Bastion
from ringfence.catalog.read import services
from ringfence.catalog.tables import studio_hosts
from ringfence.pack.runbook.commands import register
from ringfence.pack.text.cells import text
from ringfence.pipeline import Decision, files
from ringfence.plan.model.network import SecurityRule, Subnet
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.values import Secret, plain
from ringfence.plan.model.written.inventory import secrets
from ringfence.plan.network.networks import AZURE_NAMES
from ringfence.plan.rules.firewall_ingress import LOGIN
from tests.banks import Tree, bank, planned, zone
from tests.pack.review_rows import review_rows
from tests.variants import BASTION, GATEWAY, JUMP_HOST, KEPT_KEY, PREMISES, PUBLIC_KEY


def tree(bastion: Tree | None, **more: Any) -> Tree:
    return bank(zone("fraud"), zone("pricing"), **{"hub": {"bastion": bastion} if bastion else {}, **more})


def decided(folder: Path, bastion: Tree | None, **more: Any) -> Decision:
    return planned(folder, tree(bastion, **more))


def hub(plan: Plan) -> Package:
    return next(package for package in plan.packages if package.purpose == "connectivity")


def subnets(plan: Plan) -> dict[str, Subnet]:
    return {
        s.role: s for _, m in modules(plan) for n in m.networks for s in n.subnets if n.resource.module == "network"
    }


def prefixes(plan: Plan) -> dict[str, str]:
    return {s.id: str(plain(s.prefix)) for _, m in modules(plan) for n in m.networks for s in n.subnets}


def rules(plan: Plan, package: str, role: str) -> dict[str, SecurityRule]:
    return {
        rule.name: rule
        for p, m in modules(plan)
        if p.name == package
        for g in m.security_groups
        if g.subnet == role
        for rule in g.rules
    }


def of_the_firewall(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Firewall rules whose source is the jump host: name, where to, on which ports or protocols."""
    here = str(plain(subnets(plan)["jump-host"].prefix))
    for _, module in modules(plan):
        for group in module.rule_groups:
            for rule in (rule for collection in group.collections for rule in collection.rules):
                if text(rule.sources) == here:
                    yield rule.name, text((*rule.destinations, *rule.hosts)), text(rule.ports or rule.protocols)


@pytest.mark.parametrize("together", [True, False], ids=["with the ledger", "without a ledger"])
def test_adding_a_bastion_moves_no_subnet(tmp_path: Path, together: bool) -> None:
    """Not even when the ledger is lost: bastion and jump host are cut after all others."""
    before = prefixes(decided(tmp_path, None).plan)
    folder = tmp_path if together else tmp_path / "anew"
    folder.mkdir(exist_ok=True)
    after = prefixes(decided(folder, BASTION).plan)
    assert {id_: after[id_] for id_ in before} == before
    added = {id_.rsplit("/", 1)[-1]: prefix.rsplit("/", 1)[-1] for id_, prefix in after.items() if id_ not in before}
    assert added == {"AzureBastionSubnet": "26", "snet-jump-host": "28"}


def test_without_a_bastion_no_package_says_a_word_of_it(tmp_path: Path) -> None:
    with_one = files(decided(tmp_path, None))
    assert not any("astion" in text or "ump-host" in text for path, text in with_one.items() if path.endswith("bicep"))


def test_a_jump_host_adds_one_rule_to_a_landing_zone_and_changes_none(tmp_path: Path) -> None:
    before = files(decided(tmp_path, None, premises=PREMISES))
    after = files(decided(tmp_path, BASTION, premises=PREMISES))
    own = [path for path in before if path.startswith("packages/fraud/")]
    changed = [path for path in own if before[path] != after[path]]
    assert changed == ["packages/fraud/main.bicepparam"]
    for path in changed:
        assert set(before[path].splitlines()) <= set(after[path].splitlines())
    assert after[changed[0]].count("name: 'allow-") == before[changed[0]].count("name: 'allow-") + 1


def test_a_bastion_alone_changes_nothing_of_a_landing_zone_and_nothing_of_the_firewall(tmp_path: Path) -> None:
    before = files(decided(tmp_path, None))
    after = files(decided(tmp_path, {"from": ["198.51.100.0/24"]}))
    same = ("packages/fraud/", "packages/pricing/", "packages/connectivity/modules/firewall")
    assert all(before[path] == after[path] for path in before if path.startswith(same))


def test_the_bastions_subnet_has_its_name_and_no_routes(tmp_path: Path) -> None:
    subnet = subnets(decided(tmp_path, BASTION).plan)["bastion"]
    assert subnet.name == AZURE_NAMES["bastion"] == "AzureBastionSubnet"
    assert subnet.route_table is None
    assert subnet.security_group is not None


def test_people_come_from_the_prefixes_of_the_blueprint_each_once(tmp_path: Path) -> None:
    plan = decided(tmp_path, BASTION | {"from": ["203.0.113.7/32", "198.51.100.0/24", "203.0.113.7/32"]}).plan
    assert text(rules(plan, "connectivity", "bastion")["allow-https"].sources) == "203.0.113.7/32, 198.51.100.0/24"


def test_the_jump_host_reaches_endpoints_sign_in_and_its_mirrors_through_the_firewall(tmp_path: Path) -> None:
    plan = decided(tmp_path, BASTION).plan
    doors = {
        p.name: str(plain(s.prefix))
        for p, m in modules(plan)
        for n in m.networks
        for s in n.subnets
        if s.role == "endpoints"
    }
    assert sorted(of_the_firewall(plan)) == [
        ("jump-host-sign-in", LOGIN, "Https:443"),
        ("jump-host-to-fraud", doors["fraud"], "443"),
        ("jump-host-to-pricing", doors["pricing"], "443"),
        ("jump-host-updates", "mirror.bank.example", "Http:80, Https:443"),
    ]


def test_the_studio_is_reached_by_its_documented_hosts_only_where_the_blueprint_asks_for_it(tmp_path: Path) -> None:
    host: Tree = {**JUMP_HOST, "studio": True}
    plan = decided(tmp_path, {**BASTION, "nativeClient": True, "jumpHost": host}).plan
    (studio,) = (row for row in of_the_firewall(plan) if row[0] == "jump-host-studio")
    assert set(studio[1].split(", ")) == set(studio_hosts().hosts)
    assert studio[2] == "Https:443"
    assert text(rules(plan, "connectivity", "jump-host")["allow-studio"].ports) == "443"
    named = {risk.name: risk.because.confirmed for risk in plan.risks}
    assert named["who can tunnel through the jump host reaches the studio and workspaces of other tenants"]
    assert not named["the studio may ask for hosts that the firewall does not admit"]
    closed = decided(tmp_path, BASTION).plan
    assert "allow-studio" not in rules(closed, "connectivity", "jump-host")
    assert not any("studio" in risk.name for risk in closed.risks if risk.package == "connectivity")


def test_without_mirrors_nothing_leaves_to_the_internet_and_the_review_says_so(tmp_path: Path) -> None:
    host = {key: value for key, value in JUMP_HOST.items() if key != "updatesFrom"}
    plan = decided(tmp_path, BASTION | {"jumpHost": host}).plan
    assert "allow-updates" not in rules(plan, "connectivity", "jump-host")
    assert not any(name == "jump-host-updates" for name, _, _ in of_the_firewall(plan))
    assert "the jump host gets no updates" in {risk.name for risk in plan.risks}


@pytest.mark.parametrize(
    ("premises", "gateway", "wanted"),
    [
        ([], None, "255.255.255.255/32"),
        (PREMISES, None, "10.0.0.0/14, 192.168.0.0/16"),
        (PREMISES, GATEWAY, "172.20.0.0/22, 10.0.0.0/14, 192.168.0.0/16"),
    ],
    ids=["nobody else", "premises of another gateway", "a gateway of its own"],
)
def test_the_firewall_translates_towards_landing_zones(
    tmp_path: Path, premises: list[str], gateway: Tree | None, wanted: str
) -> None:
    """Endpoints answer past route tables, so the jump host must come from the firewall's address."""
    whole: Tree = {"bastion": BASTION, "resolver": {}, **({"gateway": gateway} if gateway else {})}
    plan = planned(tmp_path, tree(None, hub=whole, premises=premises)).plan
    (policy,) = (policy for _, module in modules(plan) for policy in module.firewall_policies)
    assert text(policy.untranslated) == wanted
    found = rules(plan, "fraud", "endpoints")
    assert ("allow-jump-host" in found) == (gateway is None)
    (door,) = (found[name] for name in ("allow-jump-host", "allow-users") if name in found)
    assert text(door.sources) == str(plain(subnets_of(plan, "connectivity")["firewall"].prefix))


def subnets_of(plan: Plan, package: str) -> dict[str, Subnet]:
    return {s.role: s for p, m in modules(plan) if p.name == package for n in m.networks for s in n.subnets}


@pytest.mark.parametrize(("region", "zones"), [("westeurope", ("1", "2", "3")), ("germanywestcentral", ())])
def test_a_bastion_stands_in_zones_where_a_source_says_that_it_can(
    tmp_path: Path, region: str, zones: tuple[str, ...]
) -> None:
    plan = decided(tmp_path, BASTION, regions=[region]).plan
    (host,) = (host for _, module in modules(plan) for host in module.bastions)
    assert host.zones == zones


def test_a_key_of_a_vault_stands_nowhere_and_whoever_deploys_may_have_it_read(tmp_path: Path) -> None:
    decision = decided(tmp_path, BASTION | {"jumpHost": KEPT_KEY})
    package = hub(decision.plan)
    (secret,) = secrets(package.modules)
    assert isinstance(secret, Secret)
    assert any(right.scope == secret.vault for right in package.rights)
    assert "az.getSecret(" in files(decision)["packages/connectivity/main.bicepparam"]


def test_a_key_of_the_blueprint_is_told_by_its_fingerprint_and_goes_without_its_comment(tmp_path: Path) -> None:
    decision = decided(tmp_path, BASTION | {"jumpHost": JUMP_HOST | {"sshKey": f"{PUBLIC_KEY} ada@secret-desk"}})
    written = files(decision)
    assert "SHA256:" in review_rows(decision.plan)
    assert not any("secret-desk" in content for content in written.values())
    assert f"'{PUBLIC_KEY}'" in written["packages/connectivity/main.bicepparam"]


def test_the_runbook_registers_what_the_machine_needs_and_only_then(tmp_path: Path) -> None:
    package = hub(decided(tmp_path, BASTION).plan)
    first, *rest = map(" ".join, register(package))
    assert first.startswith("az feature register ")
    assert "--name EncryptionAtHost --namespace Microsoft.Compute" in first
    assert any("--namespace Microsoft.Compute " in command for command in rest)
    alone = hub(decided(tmp_path, {"from": ["198.51.100.0/24"]}).plan)
    assert not any("Compute" in " ".join(command) for command in register(alone))


def test_every_default_of_a_bastion_is_listed(tmp_path: Path) -> None:
    found = {default.at: default.value for default in decided(tmp_path, BASTION).plan.defaults}
    assert found["hubs[name=weu].bastion.sku"] == Bastion.model_fields["sku"].default
    assert found["hubs[name=weu].bastion.nativeClient"] == "false"
    assert found["hubs[name=weu].bastion.jumpHost.size"] == "Standard_D2s_v5"


def test_the_machine_has_no_identity_and_no_public_address(tmp_path: Path) -> None:
    decision = decided(tmp_path, BASTION)
    module = files(decision)["packages/connectivity/modules/bastion.bicep"]
    _, module = module.split("\nresource interface ")
    assert "\nresource jumpHost " in module
    assert "publicIPAddress" not in module
    assert "identity" not in module
    assert "adminPassword" not in module


def test_what_the_review_calls_open_is_there(tmp_path: Path) -> None:
    quiet = {risk.name for risk in decided(tmp_path, BASTION).plan.risks}
    loud = {risk.name for risk in decided(tmp_path, BASTION | {"nativeClient": True}).plan.risks}
    assert loud - quiet == {"files can be carried through the bastion"}
    assert services()["bastion"].facts
    assert json.dumps(sorted(quiet)).count("jump host") >= 2
