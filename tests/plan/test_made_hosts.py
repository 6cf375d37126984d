"""The host that Azure made for a workspace: rules name it, risks of the whole domain end, other names are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.diagnostics import Rejected
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import plain
from ringfence.reach.answer import Verdict
from ringfence.reach.asked import answer
from tests.banks import PERSON, Tree, bank, connection, planned, zone
from tests.variants import REPORTING, SPARK

SPARK_HOST = "adb-5555555555555555.19.azuredatabricks.net"
WORKSPACE_HOST = "9f2b7c31-5d4e-4a0c-8b16-7e3fd2a95c08.workspace.westeurope.api.azureml.ms"
ASKING = connection("reporting", "sql", "spark")
TRACKING = connection("spark", "mlflow", "fraud")


def made(folder: Path, *rows: Tree) -> Plan:
    lake = zone("lake", "dataLake")
    gold = connection("reporting", "lake", "lake", "gold")
    return planned(folder, bank(zone("fraud"), lake, SPARK, REPORTING, connections=[gold, *rows])).plan


def admitted(plan: Plan, start: str, rule: str) -> list[str]:
    groups = [group for _, module in modules(plan) for group in module.rule_groups]
    rules = [each for group in groups for collection in group.collections for each in collection.rules]
    (one,) = [each for each in rules if (each.start, each.name) == (start, rule)]
    return [str(plain(host)) for host in one.hosts]


def test_the_firewall_admits_the_named_host_and_no_other_of_its_domain(tmp_path: Path) -> None:
    before = made(tmp_path, ASKING, TRACKING)
    after = made(tmp_path, ASKING | {"host": SPARK_HOST}, TRACKING | {"host": WORKSPACE_HOST.upper()})
    assert admitted(before, "reporting", "sql-spark") == ["*.azuredatabricks.net"]
    assert admitted(after, "reporting", "sql-spark") == [SPARK_HOST]
    wide, named = (set(admitted(plan, "spark", "mlflow-fraud")) for plan in (before, after))
    assert wide - named == {"*.workspace.westeurope.api.azureml.ms"}
    assert named - wide == {WORKSPACE_HOST}
    assert {"hosts-of-other-customers", "workspaces-of-other-customers"} <= {risk.id for risk in before.risks}
    assert not [risk.id for risk in after.risks if risk.id.endswith("of-other-customers")]


@pytest.mark.parametrize(
    ("start", "end", "rule"),
    [
        ("reporting", "spark", "sql-spark"),
        ("reporting", SPARK_HOST, "sql-spark"),
        ("spark", "fraud", "mlflow-fraud"),
        ("spark", WORKSPACE_HOST, "mlflow-fraud"),
    ],
)
@pytest.mark.parametrize("named", [False, True])
def test_ask_knows_the_workspace_by_its_name(tmp_path: Path, start: str, end: str, rule: str, *, named: bool) -> None:
    hosts = ({"host": SPARK_HOST}, {"host": WORKSPACE_HOST}) if named else ({}, {})
    plan = made(tmp_path, ASKING | hosts[0], TRACKING | hosts[1])
    found = answer(plan, start, end, "Tcp", 443)
    assert Verdict.UNKNOWN not in {part.path.verdict for part in found.parts}
    decided = [hop.rule for part in found.parts if part.path.verdict is Verdict.ALLOWED for hop in part.path.hops]
    assert rule in decided


@pytest.mark.parametrize(
    ("row", "host", "hint"),
    [
        (ASKING, "*.azuredatabricks.net", "workspaceUrl"),
        (ASKING, "adb-5555555555555555.19.azuredatabricks.net.attacker.example", "workspaceUrl"),
        (ASKING, "adb-5555555555555555.19.databricks.azure.us", "workspaceUrl"),
        (ASKING, f"x.{SPARK_HOST}", "workspaceUrl"),
        (TRACKING, WORKSPACE_HOST.replace("westeurope", "northeurope"), "workspaceId"),
        (TRACKING, WORKSPACE_HOST.partition(".")[2], "workspaceId"),
    ],
)
def test_a_name_that_azure_makes_for_nothing_there_is_refused(tmp_path: Path, row: Tree, host: str, hint: str) -> None:
    with pytest.raises(Rejected) as refused:
        made(tmp_path, row | {"host": host})
    (one,) = refused.value.report.findings
    assert (one.code, one.path, one.value) == ("CON05", f"connections[name={row['name']}].host", host)
    assert hint in one.hint
    assert one.place.line


def test_a_name_that_is_known_beforehand_is_not_written(tmp_path: Path) -> None:
    lake, pool = (
        zone("lake", "dataLake"),
        zone("pool", "synapse", lake="lake", administrators={"group": "sql", "objectId": PERSON}),
    )
    lakes = [connection(start, "lake", "lake", "gold") for start in ("reporting", "pool")]
    ways = [*lakes, connection("reporting", "sql", "pool", host=SPARK_HOST)]
    with pytest.raises(Rejected) as refused:
        planned(tmp_path, bank(lake, pool, REPORTING, connections=ways))
    (one,) = refused.value.report.findings
    assert one.hint.startswith("remove 'host': the rule has ")
