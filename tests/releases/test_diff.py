"""Two releases compared: each reason apart, one line for one thing, nothing for a comment."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ringfence.diagnostics import Rejected, Severity
from ringfence.releases.diff.change import Cause, Change, Section, Verb
from ringfence.releases.diff.compare import compare
from ringfence.releases.diff.source import opened
from tests.banks import PERSON, Tree, bank, connection, flow, zone
from tests.factories import SERVER, factory
from tests.plan.test_synapse import ROWS, asking
from tests.releases.released import difference, of, release
from tests.variants import BASTION, PEOPLE

TWO = ("fraud", "pricing")


def two(*zones: Tree, hosts: tuple[str, ...] = (), **more: Any) -> Tree:
    """A bank with two landing zones and more, and one egress flow of the first two."""
    feed = flow("feed", *TWO)
    feed["to"]["fqdns"] += hosts
    return bank(*map(zone, TWO), *zones, **{"egress": [feed], **more})


def test_one_more_host_is_one_line(tmp_path: Path) -> None:
    found = difference(tmp_path, two(), two(hosts=("new.bank.example",)))
    assert len(found.changes) == 1
    change = found.changes[0]
    assert (change.section, change.verb, change.package) == (Section.OPENED, Verb.OPENED, "connectivity")
    assert change.flow is not None
    assert change.flow.targets == ("new.bank.example",)
    assert [source.partition(" ")[2] for source in change.flow.sources] == ["(fraud/compute)", "(pricing/compute)"]
    assert change.flow.also == ("DNS security policy too",)


def test_one_more_landing_zone_gives_its_own_rows_and_those_of_the_hub(tmp_path: Path) -> None:
    found = difference(tmp_path, two(), two(zone("alpha")))
    assert {change.package for change in found.changes if change.package} == {"alpha", "connectivity"}
    assert {change.verb for change in found.changes} == {Verb.ADDED, Verb.OPENED}
    of_hub = [change for change in found.changes if change.package == "connectivity"]
    assert all("alpha" in f"{change.what} {change.path} {change.new} {change.flow}" for change in of_hub)


def test_a_comment_and_the_order_of_a_blueprint_change_nothing(tmp_path: Path) -> None:
    old = release(tmp_path, "old", two())
    new = release(tmp_path, "new", two(), "old")
    manifest = json.loads((new / "manifest.json").read_text("utf-8"))
    manifest["blueprint"] = "another digest"
    (new / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    found, report = compare(opened(str(old)), opened(str(new)))
    assert (found.quiet, found.changes, report.findings) == (True, (), ())


def test_a_cluster_of_another_size_is_replaced_and_more_nodes_are_a_change(tmp_path: Path) -> None:
    def sized(size: str, nodes: int) -> Tree:
        return bank(zone("fraud", clusters=[{"name": "cpu", "size": size, "maxNodes": nodes}]))

    found = difference(tmp_path, sized("Standard_D4s_v5", 4), sized("Standard_D8s_v5", 8))
    replaced, changed = of(found, Section.REPLACED), of(found, Section.CHANGED)
    assert [(one.old, one.new) for one in replaced] == [("Standard_D4s_v5", "Standard_D8s_v5")]
    assert "under another name" in replaced[0].note
    assert replaced[0].source
    assert [(one.path.rpartition(".")[2], one.old, one.new) for one in changed] == [("maxNodeCount", "4", "8")]


def test_what_leaves_stands_apart_where_locks_or_retention_hold_it(tmp_path: Path) -> None:
    found = difference(tmp_path, bank(zone("fraud"), zone("pricing")), bank(zone("fraud")))
    held = {change.what.partition(" kv-")[0]: change.note for change in of(found, Section.HELD)}
    assert "90 days" in held["Key Vault"]
    assert "the lock keep forbids the delete" in held["Key Vault"]
    removed = of(found, Section.REMOVED)
    assert any(change.what == "package" and change.id == "pricing" for change in removed)
    assert not any("Key Vault kv-" in change.what for change in removed)
    assert any("vnet-tb-pricing" in change.what for change in removed)


def test_a_bastion_is_exposure_by_its_address_and_its_sources(tmp_path: Path) -> None:
    def behind(*prefixes: str) -> Tree:
        return bank(zone("fraud"), hub={"bastion": {"from": list(prefixes)}})

    found = difference(tmp_path, behind("203.0.113.0/24"), behind("203.0.113.0/24", "198.51.100.7/32"))
    assert [(change.section, change.verb) for change in found.changes] == [(Section.EXPOSURE, Verb.OPENED)]
    assert found.changes[0].flow is not None
    assert found.changes[0].flow.sources == ("198.51.100.7/32",)


def test_a_new_bastion_says_that_there_is_a_public_address(tmp_path: Path) -> None:
    found = difference(tmp_path, bank(zone("fraud")), bank(zone("fraud"), hub={"bastion": {"from": BASTION["from"]}}))
    exposed = [change.what for change in of(found, Section.EXPOSURE) if change.flow is None]
    assert any(what.startswith("Public IP address pip-") for what in exposed)
    assert any(what.startswith("Bastion bas-") for what in exposed)


def test_a_managed_endpoint_of_a_factory_is_a_flow_that_opens(tmp_path: Path) -> None:
    lake = zone("lake", "dataLake")
    found = difference(tmp_path, bank(lake, factory()), bank(lake, factory(sqlServers=[SERVER])))
    (opened_flow,) = of(found, Section.OPENED)
    assert opened_flow.what.startswith("managed network of factory adf-")
    assert str(opened_flow.flow) == "* -> sql-ledger (sqlServer), TCP"


def test_endpoints_that_a_script_makes_for_synapse_are_flows_too(tmp_path: Path) -> None:
    read = connection("analytics", "lake", "lake", "gold", access="write", reason="Analysts keep marts.")
    fewer, more = ({**asking("one-a-layer", beside="gold"), "connections": rows} for rows in ([read], ROWS))
    found = difference(tmp_path, fewer, more)
    opens = [change for change in of(found, Section.OPENED) if "Synapse workspace" in change.what]
    assert [[target.rpartition(" ")[2] for target in change.flow.targets] for change in opens if change.flow] == [
        ["(blob)", "(dfs)"]
    ]
    back = difference(tmp_path / "back", more, fewer)
    assert [c.flow for c in of(back, Section.CLOSED) if "Synapse" in c.what] == [change.flow for change in opens]


def test_another_tenant_that_synapse_may_be_linked_to_is_exposure(tmp_path: Path) -> None:
    found = difference(tmp_path, asking(tenants=[]), asking(tenants=[PERSON]))
    assert [(change.section, change.new) for change in found.changes] == [(Section.EXPOSURE, PERSON)]


def test_a_right_of_people_is_a_role_assignment(tmp_path: Path) -> None:
    found = difference(tmp_path, two(), two(access=PEOPLE[:1]))
    assert {change.section for change in found.changes} <= {Section.RIGHTS, Section.REGISTERS}
    rights = of(found, Section.RIGHTS)
    assert all(PEOPLE[0]["group"] in change.what for change in rights if " for " in change.what)
    assert any("AzureML Data Scientist" in change.what for change in rights)


def test_owners_and_review_dates_are_registers_and_no_flow(tmp_path: Path) -> None:
    later = two()
    later["egress"][0]["reviewBy"] = "2028-05-31"
    found = difference(tmp_path, two(), later)
    assert [(c.section, c.path, c.old, c.new) for c in found.changes] == [
        (Section.REGISTERS, "review by", "2027-05-31", "2028-05-31")
    ]


def test_a_connection_opens_flows_and_gives_rights(tmp_path: Path) -> None:
    def with_lake(*connections: Tree) -> Tree:
        lake = zone("lake", "dataLake")
        return bank(zone("fraud"), lake, connections=list(connections))

    found = difference(tmp_path, with_lake(), with_lake(connection("fraud", "lake", "lake", "gold", access="read")))
    assert any("10.40" in str(change.flow) for change in of(found, Section.OPENED))
    assert any("Storage Blob Data Reader" in change.what for change in of(found, Section.RIGHTS))
    assert any(change.what.startswith("connection fraud-lake") for change in of(found, Section.REGISTERS))


def _facts(folder: Path, old: Path, **manifest: str) -> tuple[Cause, list[Change]]:
    """The cause when the plan's facts say otherwise on the new side, whose manifest says this."""
    text = (old / "plan.json").read_text("utf-8")
    changed = text.replace(
        '"path":"properties.accessTier","value":"Hot"', '"path":"properties.accessTier","value":"Cool"'
    )
    assert changed != text
    new = folder / "new"
    new.mkdir()
    (new / "plan.json").write_text(changed, "utf-8")
    held = json.loads((old / "manifest.json").read_text("utf-8"))
    (new / "manifest.json").write_text(json.dumps({**held, "files": {}, **manifest}), "utf-8")
    found, _ = compare(opened(str(old)), opened(str(new)))
    return found.cause, list(found.changes)


def test_equal_inputs_leave_facts_of_the_product_as_the_cause(tmp_path: Path) -> None:
    cause, changes = _facts(tmp_path, release(tmp_path, "old", two()), ringfence="9.9.9")
    assert cause is Cause.FACTS
    assert {change.cause for change in changes} == {Cause.FACTS}
    assert {(change.path, change.old, change.new) for change in changes} == {("properties.accessTier", "Hot", "Cool")}


def test_other_inputs_and_another_version_leave_the_cause_open(tmp_path: Path) -> None:
    cause, _ = _facts(tmp_path, release(tmp_path, "old", two()), ringfence="9.9.9", blueprint="other")
    assert cause is Cause.EITHER


def test_a_package_whose_files_differ_and_whose_plan_does_not_is_named(tmp_path: Path) -> None:
    old, new = release(tmp_path, "old", two()), release(tmp_path, "new", two(), "old")
    manifest = json.loads((new / "manifest.json").read_text("utf-8"))
    manifest["files"]["packages/fraud/main.bicep"] = "another digest"
    (new / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    found, _ = compare(opened(str(old)), opened(str(new)))
    assert (found.changes, found.unexplained, found.quiet) == ((), ("fraud",), False)


def test_a_plan_that_was_edited_is_a_warning(tmp_path: Path) -> None:
    old, new = release(tmp_path, "old", two()), release(tmp_path, "new", two(), "old")
    with (new / "plan.json").open("a", encoding="utf-8") as file:
        file.write("\n")
    _, report = compare(opened(str(old)), opened(str(new)))
    assert [(found.code, found.severity) for found in report.findings] == [("REL03", Severity.WARNING)]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"shared": {}}', '{"packages": 1, "shared": {}}', "[" * 5000, "\x00"])
def test_a_plan_that_cannot_be_read_is_one_finding(tmp_path: Path, text: str) -> None:
    old = release(tmp_path, "old", two())
    broken = tmp_path / "plan.json"
    broken.write_text(text, "utf-8")
    with pytest.raises(Rejected) as rejected:
        compare(opened(str(old)), opened(str(broken)))
    assert [found.code for found in rejected.value.report.findings] == ["REL02"]


def test_a_plan_with_fields_of_another_version_names_the_version(tmp_path: Path) -> None:
    old, new = release(tmp_path, "old", two()), release(tmp_path, "new", two(zone("alpha")), "old")
    text = (new / "plan.json").read_text("utf-8")
    (new / "plan.json").write_text(text.replace('"purpose":"machine-learning"', '"aim":"machine-learning"'), "utf-8")
    manifest = json.loads((new / "manifest.json").read_text("utf-8"))
    (new / "manifest.json").write_text(json.dumps({**manifest, "ringfence": "0.0.1"}), "utf-8")
    with pytest.raises(Rejected) as rejected:
        compare(opened(str(old)), opened(str(new)))
    assert "written by Ringfence 0.0.1" in rejected.value.report.findings[0].message


def test_two_institutions_are_not_compared(tmp_path: Path) -> None:
    other = two(institution={"name": "Other", "code": "ob", "tenant": two()["institution"]["tenant"]})
    old, new = release(tmp_path, "old", two()), release(tmp_path, "new", other)
    with pytest.raises(Rejected) as rejected:
        compare(opened(str(old)), opened(str(new)))
    assert [found.code for found in rejected.value.report.findings] == ["REL06"]


MISFITS = (
    ('"ports":["443"]', '"ports":["x"]'),
    ('"protocols":["Https:443"]', '"protocols":["Https"]'),
    ('"packages":[', '"packages":[1,'),
    ('"name":"fraud"', '"name":["fraud"]'),
    ('"cloud":"AzureCloud"', '"cloud":{}'),
)


@pytest.mark.parametrize(("was", "becomes"), MISFITS)
def test_a_plan_whose_parts_do_not_fit_is_one_finding(tmp_path: Path, was: str, becomes: str) -> None:
    old, new = release(tmp_path, "old", two()), release(tmp_path, "new", two(hosts=("new.bank.example",)), "old")
    text = (new / "plan.json").read_text("utf-8")
    assert was in text
    (new / "plan.json").write_text(text.replace(was, becomes), "utf-8")
    for sides in ((old, new), (new, old)):
        with pytest.raises(Rejected) as rejected:
            compare(*(opened(str(side)) for side in sides))
        assert [found.code for found in rejected.value.report.findings] == ["REL02"]


def test_rules_that_move_are_told_apart_and_open_nothing(tmp_path: Path) -> None:
    old, new = release(tmp_path, "old", two()), release(tmp_path, "new", two(), "old")
    text = (new / "plan.json").read_text("utf-8")
    was = '"name":"allow-network-fraud","kind":"network","priority":1000'
    assert was in text
    (new / "plan.json").write_text(text.replace(was, was.replace("1000", "1005")), "utf-8")
    found, _ = compare(opened(str(old)), opened(str(new)))
    assert {(change.section, change.path, change.flow) for change in found.changes} == {
        (Section.MOVED, "priority", None)
    }


def test_a_policy_that_takes_the_place_of_another_opens_and_closes_what_its_rules_do(tmp_path: Path) -> None:
    """The firewall gets another policy with one host more; all other flows stay as they are."""
    premium = {"firewall": {"tier": "Premium"}, "names": {"firewall-policy": "afwp-tb-hub-weu-premium"}}
    wider = {**flow("feed", "fraud"), "to": {"fqdns": ["feed.bank.example", "more.bank.example"]}}
    old = bank(zone("fraud"), egress=[flow("feed", "fraud")], hub={"firewall": {"tier": "Standard"}})
    found = difference(tmp_path, old, bank(zone("fraud"), egress=[wider], hub=premium))
    assert [(one.verb, one.flow.targets) for one in found.changes if one.flow] == [
        (Verb.OPENED, ("more.bank.example",))
    ]
    assert [one.id.rsplit("/", 1)[-1] for one in found.changes if one.flow] == ["afwp-tb-hub-weu-premium"]


def test_what_another_package_keeps_is_not_removed(tmp_path: Path) -> None:
    """Both landing zones are in one subscription and share its Network Watcher; fraud is the same in both releases."""
    found = difference(tmp_path, bank(zone("fraud"), zone("credit")), bank(zone("fraud")))
    gone = [change.id for change in found.changes if change.verb is Verb.REMOVED and change.type]
    assert any("/flowLogs/" in one for one in gone)
    assert not [one for one in gone if one.lower().endswith(("/networkwatcherrg", "/networkwatcher_westeurope"))]
