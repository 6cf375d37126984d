"""Each file in `tests/cases/` is the kernel of a public bug report or of a public topology, with its right outcome.

What is refused or noted stands on the lines, as in `tests/invalid/`; what is neither is planned and rendered.
"""

from __future__ import annotations

import json
import shutil
from ipaddress import IPv4Address
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from ruamel.yaml import YAML

from ringfence.check import Bicep, certify
from ringfence.output import MANIFEST, write_tree
from ringfence.pipeline import Decision, decide, examine, files, following, noted
from ringfence.plan.model.network import INTERNET
from ringfence.plan.model.package import modules
from ringfence.plan.model.values import plain
from ringfence.render.tree import render
from tests.banks import Tree, planned
from tests.cli.ringfence import ringfence
from tests.releases.pairs import without
from tests.test_invalid import expected, whole

FOLDER = Path(__file__).parent / "cases"
FILES = sorted(FOLDER.glob("*.yaml"))
PAIRS = [file.stem.removesuffix("-after") for file in FILES if file.stem.endswith("-after")]
"""Two states of one bank: the second beside the ledger and over the folder of the first."""
TOPOLOGIES = [file for file in FILES if file.stem.startswith("topology-")]


def named(name: str) -> Decision:
    """The decision for a case."""
    return decide(FOLDER / f"{name}.yaml")


@pytest.mark.parametrize("file", [f for f in FILES if not f.stem.endswith("-after")], ids=lambda file: file.stem)
def test_a_case_has_the_outcome_that_is_written_on_its_lines(file: Path) -> None:
    report = examine(file)
    if report.ok:
        decision = decide(file)
        report = noted(decision)
        assert files(decision)["REVIEW.md"]
    assert [(each.place.line, each.code, each.path) for each in report.findings] == expected(file)
    assert all(whole(each, file) for each in report.findings)


def test_the_resolver_is_cut_where_its_service_works() -> None:
    plan = named("resolver-cut-from-a-pool-in-that-range").plan
    subnets = [s for _, module in modules(plan) for n in module.networks for s in n.subnets if "resolver" in s.role]
    assert len(subnets) == 2
    for subnet in subnets:
        first, last = plain(subnet.prefix)[0], plain(subnet.prefix)[-1]
        assert last < IPv4Address("10.0.1.0") or first > IPv4Address("10.0.16.255")


def test_the_firewall_keeps_its_way_out_whatever_is_advertised() -> None:
    plan = named("default-route-over-expressroute").plan
    (firewall,) = (s for _, m in modules(plan) for n in m.networks for s in n.subnets if s.role == "firewall")
    assert firewall.route_table is not None
    tables = {table.resource.id: table for _, module in modules(plan) for table in module.route_tables}
    assert [route.leads_to for route in tables[firewall.route_table.value].routes] == [INTERNET]


def test_names_stay_as_they_are_written() -> None:
    plan = named("names-with-capitals").plan
    hub = [module for package, module in modules(plan) if package.name == "connectivity"]
    assert [plain(one.resource.name) for module in hub for one in module.networks] == ["VNET-Hub-WEU"]
    assert [plain(one.resource.name) for module in hub for one in module.firewalls] == ["AFW-Hub-WEU"]


@pytest.mark.parametrize("pair", PAIRS)
def test_the_second_state_of_a_bank_is_refused_on_its_line(tmp_path: Path, pair: str) -> None:
    blueprint = tmp_path / "bank.yaml"
    for state in ("before", "after"):
        shutil.copy(FOLDER / f"{pair}-{state}.yaml", blueprint)
        done = ringfence("generate", blueprint, "-o", tmp_path / "out", "--format", "json")
        assert done.exit_code == (0 if state == "before" else 1)
    found = [each for each in json.loads(done.stdout)["findings"] if each["severity"] == "error"]
    assert [(each["line"], each["code"], each["path"]) for each in found] == expected(blueprint)


def test_the_resource_group_of_watchers_has_the_tags_of_the_institution() -> None:
    plan = named("groups-without-tags").plan
    groups = [group.resource for package in plan.packages for group in package.groups]
    shared = [group for group in groups if plain(group.name) == "NetworkWatcherRG"]
    assert len(shared) == len(plan.packages)
    assert [group for group in shared if group.tags is None or group.tags.values != {"cost-center": "4711"}] == []


def test_a_landing_zone_that_is_made_again_names_what_others_hold_for_it(tmp_path: Path) -> None:
    loaded = YAML(typ="safe", pure=True).load(FOLDER / "zone-made-again.yaml")
    tree: Tree = json.loads(json.dumps(loaded, default=str))
    write_tree(tmp_path / "before", files(planned(tmp_path, tree)))
    without(tree, "pricing")
    decision = following(planned(tmp_path, tree), str(tmp_path / "before"), tmp_path / "out")
    text = files(decision)["REMOVAL.md"]
    assert "az role assignment delete" in text
    assert text.index("az group delete") < text.index("az cognitiveservices account purge")


def test_a_stack_with_deny_settings_lists_the_role_that_may_manage_them() -> None:
    assert "Azure Deployment Stack Owner" in files(named("stack-with-deny"))["DEPLOY.md"]


@pytest.mark.slow
@pytest.mark.bicep
@pytest.mark.parametrize("file", TOPOLOGIES, ids=lambda file: file.stem)
def test_every_witness_agrees_on_a_topology(bicep: Bicep, file: Path) -> None:
    plan = decide(file).plan
    with TemporaryDirectory(prefix="ringfence-") as folder:
        write_tree(Path(folder), {**render(plan), MANIFEST: ""})
        report, _ = certify(bicep, Path(folder), plan)
    assert report.ok, report.findings


def test_the_page_on_topologies_names_each() -> None:
    page = (Path(__file__).parents[1] / "docs" / "topologies.md").read_text("utf-8")
    assert len(TOPOLOGIES) == 6
    assert [file.name for file in TOPOLOGIES if f"tests/cases/{file.name}" not in page] == []
