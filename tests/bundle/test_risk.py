"""Risk and impact follow from rules over a difference; each rule is seen to speak, and to be silent."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ringfence.bundle.change.impact import IMPACT, interruptions
from ringfence.bundle.change.page import change_page
from ringfence.bundle.change.record import change_record
from ringfence.bundle.change.risk import Level, level, reasons
from ringfence.bundle.change.seen import Seen
from ringfence.bundle.change.summary import summary
from ringfence.plan.model.package import Plan
from ringfence.plan.model.written.plan_json import read_plan
from ringfence.releases.diff.change import Cause, Change, Difference, Flow, Section, Side, Verb
from ringfence.releases.diff.compare import compare
from ringfence.releases.diff.source import opened
from ringfence.releases.release import Release
from ringfence.releases.since.since import Since
from tests.banks import bank, connection, flow, zone
from tests.marked import ROOT
from tests.releases.released import Pair, both

SUBSCRIPTION = "/subscriptions/1f0e5a4c-7d3b-4c55-8f61-2b9d7c3e4a02"
BICEP = ("main.bicepparam", "main.json")
SIDE = Side(name="x", institution="x", version="x", blueprint="x", ledger="x")


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Two packages: connectivity and credit-risk."""
    return read_plan((ROOT / "out" / "quickstart" / "plan.json").read_bytes())


def seen(plan: Plan, *changes: Change, unexplained: tuple[str, ...] = ()) -> Seen:
    names = tuple(one.name for one in plan.packages)
    return Seen(
        plan,
        Difference(old=SIDE, new=SIDE, cause=Cause.EITHER, packages=names, changes=changes, unexplained=unexplained),
    )


def one(section: Section, verb: Verb, **more: str) -> Change:
    about = {"package": "credit-risk", "what": "thing", "id": f"{SUBSCRIPTION}/thing", **more}
    return Change(section=section, verb=verb, **about)  # type: ignore[arg-type]


OPENED = Flow(sources=("Internet",), targets=("10.0.0.4",), protocols=("Tcp",), ports=("443",))
ROLE = "Microsoft.Authorization/roleAssignments"
ROUTES = {"type": "Microsoft.Network/routeTables", "path": "properties.routes", "package": "connectivity"}
SPOKEN: dict[str, tuple[Change, str, Level]] = {
    "replaced": (one(Section.REPLACED, Verb.REPLACED), "leaves or is made anew", Level.HIGH),
    "held": (one(Section.HELD, Verb.REMOVED), "leaves or is made anew", Level.HIGH),
    "removed": (
        one(Section.REMOVED, Verb.REMOVED, type="Microsoft.Storage/storageAccounts"),
        "leaves or is made anew",
        Level.HIGH,
    ),
    "package": (one(Section.REMOVED, Verb.REMOVED, id="credit-risk"), "leaves or is made anew", Level.HIGH),
    "hub": (one(Section.CHANGED, Verb.CHANGED, **ROUTES), "hub network", Level.HIGH),
    "internet": (replace(one(Section.EXPOSURE, Verb.OPENED), flow=OPENED), "internet", Level.HIGH),
    "public": (one(Section.EXPOSURE, Verb.CHANGED, path="publicNetworkAccess"), "public access", Level.HIGH),
    "keys": (one(Section.SECRETS, Verb.CHANGED, path="properties.encryption.keySource"), "keys", Level.HIGH),
    "owner": (one(Section.RIGHTS, Verb.ADDED, what="Owner for team on rg", type=ROLE), "wide roles", Level.HIGH),
    "subscription": (
        one(Section.RIGHTS, Verb.ADDED, what="Reader for x on y", id=f"{SUBSCRIPTION}/providers/{ROLE}/1"),
        "wide roles",
        Level.HIGH,
    ),
    "deployer": (
        one(Section.RIGHTS, Verb.ADDED, what="role Contributor of the deployer on rg"),
        "wide roles",
        Level.HIGH,
    ),
    "zone": (one(Section.ADDED, Verb.ADDED, what="package", id="credit-risk"), "new landing zone", Level.MEDIUM),
    "size": (one(Section.CHANGED, Verb.CHANGED, path="sku.name"), "size", Level.MEDIUM),
    "flow": (replace(one(Section.OPENED, Verb.OPENED), flow=OPENED), "traffic rules", Level.MEDIUM),
    "endpoint": (
        one(Section.ADDED, Verb.ADDED, type="Microsoft.Network/privateEndpoints"),
        "private endpoint",
        Level.MEDIUM,
    ),
    "other": (one(Section.CHANGED, Verb.CHANGED, path="properties.x"), "other change", Level.MEDIUM),
    "role": (one(Section.RIGHTS, Verb.ADDED, what="Reader for team on rg", type=ROLE), "roles", Level.MEDIUM),
    "a risk": (
        one(Section.REGISTERS, Verb.ADDED, what="accepted risk dns-watched at hubs"),
        "to be accepted",
        Level.MEDIUM,
    ),
    "a graver risk": (
        one(Section.REGISTERS, Verb.CHANGED, what="accepted risk dns-watched at hubs", path="severity"),
        "to be accepted",
        Level.MEDIUM,
    ),
    "no risk any more": (
        one(Section.REGISTERS, Verb.REMOVED, what="accepted risk dns-watched at hubs"),
        "labels and records",
        Level.LOW,
    ),
    "tags": (one(Section.CHANGED, Verb.CHANGED, path="tags.owner"), "labels and records", Level.LOW),
    "description": (one(Section.CHANGED, Verb.CHANGED, path="properties.description"), "labels and records", Level.LOW),
    "diagnostics": (
        one(Section.ADDED, Verb.ADDED, type="Microsoft.Insights/diagnosticSettings"),
        "labels and records",
        Level.LOW,
    ),
    "priority": (one(Section.MOVED, Verb.MOVED, path="priority"), "labels and records", Level.LOW),
    "review date": (one(Section.REGISTERS, Verb.CHANGED, path="review by"), "labels and records", Level.LOW),
}


@pytest.mark.parametrize("name", SPOKEN)
def test_each_rule_gives_its_level_and_its_reason(name: str, plan: Plan) -> None:
    change, rule, wanted = SPOKEN[name]
    found = reasons(seen(plan, change))
    assert rule in [reason.rule for reason in found]
    assert level(found) is wanted


QUIET = {
    "secret of a new package": one(Section.SECRETS, Verb.ADDED),
    "public access that goes": one(Section.EXPOSURE, Verb.REMOVED),
    "routes of a landing zone": one(Section.CHANGED, Verb.CHANGED, **{**ROUTES, "package": "credit-risk"}),
    "a list of trust that gets shorter": one(
        Section.EXPOSURE, Verb.CHANGED, path="properties.networkAcls.resourceAccessRules", old="resourceId finance"
    ),
    "a way in that closes": replace(one(Section.EXPOSURE, Verb.CLOSED), flow=OPENED),
    "a role that goes": one(Section.RIGHTS, Verb.REMOVED, what="Owner for team on rg", type=ROLE),
    "a role on a group": one(Section.RIGHTS, Verb.ADDED, id=f"{SUBSCRIPTION}/resourceGroups/x/providers/{ROLE}/1"),
}


@pytest.mark.parametrize("name", QUIET)
def test_what_a_rule_of_high_risk_does_not_mean(name: str, plan: Plan) -> None:
    assert level(reasons(seen(plan, QUIET[name]))) is not Level.HIGH


@pytest.mark.parametrize("name", [*SPOKEN, *QUIET])
def test_no_change_is_without_a_rule(name: str, plan: Plan) -> None:
    change = QUIET.get(name) or SPOKEN[name][0]
    assert reasons(seen(plan, change))


def test_a_list_of_trust_with_another_member_is_public_access(plan: Plan) -> None:
    swapped = replace(QUIET["a list of trust that gets shorter"], new="resourceId other")
    assert "public access" in [reason.rule for reason in reasons(seen(plan, swapped))]
    leaves = one(Section.EXPOSURE, Verb.CHANGED, path="properties.publicNetworkAccess", old="Disabled")
    assert level(reasons(seen(plan, leaves))) is Level.HIGH


def test_a_rule_of_high_risk_names_all_and_the_page_has_every_rule(plan: Plan) -> None:
    lost = [one(Section.REPLACED, Verb.REPLACED, id=f"{SUBSCRIPTION}/{n}", what=f"thing {n}.") for n in range(30)]
    loud = seen(plan, *lost, *(spoken for name, (spoken, _, _) in SPOKEN.items() if name != "package"))
    found = reasons(loud)
    assert all(f"thing {n}." in found[0].text for n in range(30))
    assert not [reason for reason in found if reason.level is Level.HIGH and reason.text.endswith(" more")]
    page = change_page(summary(loud, Release(), "", {}, 0)).decode()
    assert page.count("\n- Risk ") == len(found) > 8


def test_what_is_not_known_is_never_low(plan: Plan) -> None:
    for unknown in (Seen(plan, None), seen(plan, unexplained=("credit-risk",))):
        assert level(reasons(unknown)) is Level.HIGH
        assert level(reasons(unknown, IMPACT)) is Level.HIGH
    assert reasons(seen(plan)) == ()


def test_where_no_rule_holds_the_page_says_so(plan: Plan) -> None:
    page = change_page(summary(seen(plan), Release(), "", {}, 0)).decode()
    assert "No rule of risk holds.\nNo rule of impact holds.\n" in page
    paths = ["BACKOUT.md", "DEPLOY.md", *(f"packages/{one.name}/{name}" for one in plan.packages for name in BICEP)]
    files = {f"release/{path}": b"" for path in paths}
    record = json.loads(change_record(summary(seen(plan), Release(), "", files, 0)))
    assert record["risk_impact_analysis"] == "Risk low: no rule of risk holds.\nImpact low: no rule of impact holds."
    loud = change_page(summary(seen(plan, SPOKEN["keys"][0]), Release(), "", {}, 0)).decode()
    assert "No rule of" not in loud


def test_no_line_of_risk_has_marks_of_markdown(plan: Plan) -> None:
    assert all("`" not in reason.text for reason in (*reasons(Seen(plan, None)), *reasons(Seen(plan, None), IMPACT)))


def test_impact_is_of_the_hub_of_what_is_in_use_or_of_what_is_new(plan: Plan) -> None:
    new = one(Section.ADDED, Verb.ADDED, what="package", id="credit-risk")
    part = one(Section.ADDED, Verb.ADDED)
    assert level(reasons(seen(plan, replace(part, package="connectivity")), IMPACT)) is Level.HIGH
    assert level(reasons(seen(plan, part), IMPACT)) is Level.MEDIUM
    assert level(reasons(seen(plan, part, new), IMPACT)) is Level.LOW


def test_what_interrupts_says_why(plan: Plan) -> None:
    gateway = {"type": "Microsoft.Network/virtualNetworkGateways", "path": "properties.sku.name", "old": "VpnGw1AZ"}
    loud = seen(
        plan,
        one(Section.CHANGED, Verb.CHANGED, **gateway),
        one(Section.REPLACED, Verb.REPLACED),
        one(Section.CLOSED, Verb.CLOSED),
    )
    assert len(interruptions(loud)) == 3
    still = one(Section.CHANGED, Verb.CHANGED, **{**gateway, "path": "tags.owner"}), one(Section.ADDED, Verb.ADDED)
    more = one(Section.CHANGED, Verb.CHANGED, **{**ROUTES, "path": "properties.routes[name=new]", "new": "10.0.0.0/8"})
    assert interruptions(seen(plan, *still, more)) == ()


def test_of_a_package_that_leaves_the_package_is_told_and_not_each_resource(plan: Plan) -> None:
    leaves = one(Section.REMOVED, Verb.REMOVED, what="package", id="credit-risk")
    part = one(Section.REMOVED, Verb.REMOVED, what="account", type="Microsoft.Storage/storageAccounts")
    assert [row.what for row in interruptions(seen(plan, part, leaves))] == ["credit-risk: package"]
    held = one(Section.HELD, Verb.REMOVED, what="vault", type="Microsoft.KeyVault/vaults")
    text = reasons(seen(plan, part, held, leaves))[0].text
    assert text.endswith("(2 changes): credit-risk: package with 2 resources; credit-risk: vault")


def told(pair: Pair) -> Seen:
    """What is seen of two releases."""
    return Seen(pair.has, compare(opened(str(pair.of_had)), opened(str(pair.of_has)))[0])


@pytest.mark.parametrize(("stage", "wanted"), [("dev", True), ("prod", False)])
def test_a_path_between_two_environments_is_high(stage: str, wanted: bool, tmp_path: Path) -> None:
    stages = [{"name": name, "subscription": "ml"} for name in ("dev", "prod")]
    old = bank(zone("fraud", environment=stage), zone("lake", "dataLake"), environments=stages)
    new = {**old, "connections": [connection("fraud", "lake", "lake", "gold", access="read")]}
    found = reasons(told(both(tmp_path, old, new)))
    assert ("other environment" in [one.rule for one in found]) is wanted


def test_a_host_more_is_the_hub_and_its_reason_is_told(tmp_path: Path) -> None:
    old = bank(zone("fraud"), egress=[flow("feed", "fraud")])
    wider = {**flow("feed", "fraud"), "to": {"fqdns": ["feed.bank.example", "more.bank.example"]}}
    found = told(both(tmp_path, old, bank(zone("fraud"), egress=[wider])))
    assert [one.rule for one in reasons(found)] == ["hub network", "traffic rules"]
    assert [one.name for one in found.deployed()] == ["connectivity"]
    about = summary(found, Release(), "", {}, 0)
    assert about.risk is Level.HIGH
    assert set(about.approvers) >= {"network", "board"}
    assert len(about.short) <= 160


def test_the_page_stays_one_page_when_every_rule_speaks(plan: Plan) -> None:
    lost = [one(Section.REPLACED, Verb.REPLACED, id=f"{SUBSCRIPTION}/{n}", what=f"thing {n}") for n in range(30)]
    loud = seen(plan, *lost, *(spoken for name, (spoken, _, _) in SPOKEN.items() if name != "package"))
    nothing = Since(version="0", approval="1", changes=(), removal=(), backout=(), deploy=(), fixed=(), scripts=())
    names = ("DEPLOY.md", "BACKOUT.md", "REMOVAL.md", "manifest.json")
    about = summary(loud, Release(since=nothing), "", {f"release/{name}": b"" for name in names}, 0)
    page = change_page(about).decode()
    assert page.count("\n") <= 60
    assert "more are in `change.json`" in page
    assert len(about.interruptions) > 20
