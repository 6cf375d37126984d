"""Packages: order of deployment, rights, names, defaults, access, tags."""

from __future__ import annotations

from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from ringfence.catalog.tables import forbidden_roles
from ringfence.check.expect.firewall import policy as policy_body
from ringfence.pipeline import Decision
from ringfence.plan.context.arm_guid import arm_guid
from ringfence.plan.context.naming import fingerprint, initials
from ringfence.plan.model.package import Package, modules
from ringfence.plan.model.values import plain
from tests.banks import PERSON, bank, planned, zone
from tests.pack.review_rows import review_rows

GROUP = "5d1c7b70-4f2e-4a8e-9d7e-0c6a1b2f3e21"


def package(decision: Decision, name: str) -> Package:
    return next(package for package in decision.plan.packages if package.name == name)


def grants(decision: Decision, name: str) -> set[tuple[str, str]]:
    return {(g.principal_name, g.role) for m in package(decision, name).modules for g in m.grants}


def test_connectivity_comes_first_then_landing_zones_by_name(tmp_path: Path) -> None:
    decision = planned(tmp_path, bank(zone("zeta"), zone("alpha")))
    assert [p.name for p in decision.plan.packages] == ["connectivity", "alpha", "zeta"]


def test_modules_wait_without_a_circle(tmp_path: Path) -> None:
    for one in planned(tmp_path, bank()).plan.packages:
        names = {module.name for module in one.modules}
        graph = {module.name: set(module.after) for module in one.modules}
        assert all(after <= names for after in graph.values())
        assert set(TopologicalSorter(graph).static_order()) == names


def test_compute_waits_for_endpoint_rights_and_the_way_out(tmp_path: Path) -> None:
    found = {module.name: module for module in package(planned(tmp_path, bank()), "fraud").modules}
    assert {"machine-learning-endpoints", "identity-access", "peering-spoke"} <= set(found["compute"].after)
    assert {"identity-access", "storage-endpoints", "key-vault-endpoints"} <= set(found["machine-learning"].after)


def test_endpoints_are_made_once_nothing_changes_the_network(tmp_path: Path) -> None:
    """Azure-Samples/azuresandbox#329: an endpoint in a network that is being changed is refused."""
    for landing_zone in planned(tmp_path, bank()).plan.packages[1:]:
        doors = [module for module in landing_zone.modules if module.endpoints]
        assert doors
        assert all("peering-spoke" in module.after for module in doors)


def test_personas_get_their_roles_in_their_landing_zones_only(tmp_path: Path) -> None:
    rights = [
        {"group": "scientists", "objectId": GROUP, "personas": ["data-scientist"], "landingZones": ["fraud"]},
        {"group": "audit", "objectId": PERSON, "personas": ["auditor"]},
    ]
    decision = planned(tmp_path, bank(zone("fraud"), zone("credit"), access=rights))
    assert ("scientists", "AzureML Data Scientist") in grants(decision, "fraud")
    assert not {who for who, _ in grants(decision, "credit")} & {"scientists"}
    assert {("audit", "Reader")} <= grants(decision, "fraud") & grants(decision, "credit")
    assert ("audit", "Log Analytics Reader") in grants(decision, "connectivity")


def test_the_reason_of_a_group_is_the_second_reason_of_the_grants_of_its_personas(tmp_path: Path) -> None:
    rights = [
        {"group": "scientists", "objectId": GROUP, "personas": ["data-scientist"], "reason": "They build models."},
        {"group": "audit", "objectId": PERSON, "personas": ["auditor"]},
    ]
    decision = planned(tmp_path, bank(access=rights))
    held = [grant for module in package(decision, "fraud").modules for grant in module.grants]
    mine, others = (
        [grant.resource.because for grant in held if grant.principal_name == who] for who in ("scientists", "audit")
    )
    assert {(len(whys), whys[-1].text, whys[-1].at) for whys in mine} == {
        (2, "They build models.", "access[group=scientists]")
    }
    assert {len(whys) for whys in others} == {1}
    assert review_rows(decision.plan).count(" They build models. |") == len(mine)


def test_a_role_that_two_personas_share_is_granted_once(tmp_path: Path) -> None:
    rights = [{"group": "all", "objectId": GROUP, "personas": ["data-scientist", "ml-engineer"]}]
    decision = planned(tmp_path, bank(access=rights))
    held = [g.resource.id for m in package(decision, "fraud").modules for g in m.grants]
    assert len(held) == len(set(held))


def test_jobs_may_use_every_part_of_the_keyless_storage_that_has_an_endpoint(tmp_path: Path) -> None:
    fraud = package(planned(tmp_path, bank()), "fraud")
    parts = {e.group for m in fraud.modules if m.name == "storage-endpoints" for e in m.endpoints}
    roles = {g.role for m in fraud.modules for g in m.grants if g.principal_name == "clusterIdentity"}
    held = {role.split()[1].lower() for role in roles if role.startswith("Storage ") and "Contributor" in role}
    assert parts
    assert parts <= held


def test_somebody_may_send_telemetry_since_its_keys_are_off(tmp_path: Path) -> None:
    decision = planned(tmp_path, bank())
    assert ("clusterIdentity", "Monitoring Metrics Publisher") in grants(decision, "fraud")


def test_nobody_gets_a_forbidden_role(tmp_path: Path) -> None:
    personas = ["data-scientist", "ml-engineer", "auditor", "network-engineer"]
    decision = planned(tmp_path, bank(access=[{"group": "all", "objectId": GROUP, "personas": personas}]))
    assert not {g.role for _, m in modules(decision.plan) for g in m.grants} & set(forbidden_roles())


def test_arm_guid_is_the_one_that_azure_computes() -> None:
    # From `bicep console`: guid('/subscriptions/a', 'b', 'c').
    assert arm_guid("/subscriptions/a", "b", "c") == "b4cb8857-e026-5013-9ac0-e26f183f1cce"


def test_tags_of_the_landing_zone_win_whatever_their_case(tmp_path: Path) -> None:
    tree = bank(zone("fraud", tags={"Owner": "fraud-team"}))
    tree["institution"]["tags"] = {"owner": "bank", "division": "retail"}
    tags = package(planned(tmp_path, tree), "fraud").tags.values
    assert tags["Owner"] == "fraud-team"
    assert "owner" not in tags
    assert tags["division"] == "retail"
    assert tags["environment"] == "prod"


def test_own_names_replace_the_derived_ones(tmp_path: Path) -> None:
    own = {"storage": "stfraudmodels", "machine-learning": "mlw-fraud"}
    decision = planned(tmp_path, bank(zone("fraud", names=own)))
    names = {s.resource.kind: plain(s.resource.name) for m in package(decision, "fraud").modules for s in m.services}
    assert names["storage"] == "stfraudmodels"
    assert names["machine-learning"] == "mlw-fraud"


@pytest.mark.parametrize(("words", "short"), [("credit-risk-prod", "cr-prod"), ("fraud", "fraud"), ("a-b", "a-b")])
def test_initials_keep_the_last_word(words: str, short: str) -> None:
    assert initials(words) == short


def test_world_wide_names_differ_between_tenants(tmp_path: Path) -> None:
    assert fingerprint("a/fraud/st") != fingerprint("b/fraud/st")
    assert len(fingerprint("a")) == 5


def test_defaults_that_were_taken_are_listed_and_others_are_not(tmp_path: Path) -> None:
    found = {d.at: d.value for d in planned(tmp_path, bank(zone("fraud", agents={"count": 9}))).plan.defaults}
    assert found["hubs[name=weu].firewall.tier"] == "Premium"
    assert found["landingZones[name=fraud].machineLearning.exfiltrationPrevention"] == "true"
    assert "landingZones[name=fraud].machineLearning.agents.count" not in found


def test_the_standard_tier_has_no_idps(tmp_path: Path) -> None:
    tree = bank(hub={"firewall": {"tier": "Standard"}})
    (policy,) = [p for _, m in modules(planned(tmp_path, tree).plan) for p in m.firewall_policies]
    assert "intrusionDetection" not in str(policy_body(policy))


def test_deployers_of_a_landing_zone_need_rights_on_the_hub(tmp_path: Path) -> None:
    decision = planned(tmp_path, bank())
    rights = {right.role: right.scope for right in package(decision, "fraud").rights}
    hub = package(decision, "connectivity").subscription
    assert hub in rights["Network Contributor"]
    assert hub in rights["Private DNS Zone Contributor"]
