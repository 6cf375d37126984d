"""What Azure cannot change in place: rows of the catalogue, held against bodies, refused when a folder is written."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from ringfence.assets import root
from ringfence.catalog.catalogue import read_catalogue
from ringfence.catalog.closing.fixed import PLANNED
from ringfence.catalog.known.fixed import Fixed
from ringfence.catalog.read import kinds
from ringfence.check.expect.package import planned
from ringfence.check.paths import ABSENT, find
from ringfence.diagnostics import Rejected
from ringfence.plan.model.written.plan_json import read_plan
from ringfence.releases.immutable import refused
from tests.banks import PERSON, Tree, bank, flow, write, zone
from tests.cli.ringfence import ringfence
from tests.factories import SERVER, factory
from tests.plan.test_synapse import asking
from tests.variants import BASTION, lake_of

pytestmark = pytest.mark.slow


def row(**more: object) -> Fixed:
    """A fixed property with these fields."""
    return Fixed.model_validate({"path": "x", "why": "w", "way": "y", "source": "s", **more})


@pytest.mark.parametrize(
    ("fields", "old", "new", "is_refused"),
    [
        ({}, "a", "b", True),
        ({}, "a", "a", False),
        ({}, ABSENT, "b", False),
        ({}, "a", ABSENT, False),
        ({"refuses": "off"}, True, False, True),
        ({"refuses": "off"}, False, True, False),
        ({"refuses": "lower"}, 30, 20, True),
        ({"refuses": "lower"}, 20, 30, False),
        ({"refuses": "lower", "order": ("Basic", "Standard")}, "Standard", "Basic", True),
        ({"refuses": "lower", "order": ("Basic", "Standard")}, "Basic", "Standard", False),
    ],
)
def test_each_kind_of_row_refuses_what_it_says(fields: Tree, old: object, new: object, is_refused: bool) -> None:
    assert refused(row(**fields), old, new) is is_refused


def test_every_path_that_a_planner_decides_is_in_a_body_of_an_example() -> None:
    missing = {(kind, path) for kind, paths in PLANNED.items() for path in paths}
    for file in (root() / "out").glob("*/plan.json"):
        for package in read_plan(file.read_bytes()).packages:
            for resource, body in planned(package):
                for path in PLANNED.get(resource.kind, ()):
                    if any(value is not ABSENT for _, value in find(body, path)):
                        missing.discard((resource.kind, path))
    assert not missing


def test_every_row_is_about_a_property_that_some_resource_has() -> None:
    rows = [(kind.kind, fixed.path) for kind in kinds().values() for fixed in kind.fixed]
    assert len(rows) > 70
    assert all(fixed.source and fixed.way for kind in kinds().values() for fixed in kind.fixed)


@pytest.mark.parametrize(
    ("file", "part", "change", "says"),
    [
        ("services/key-vault/service.yaml", "fixed", {"path": "properties.nothing"}, "properties.nothing"),
        ("services/key-vault/service.yaml", "fixed", {"order": ["a"]}, "an order is read"),
        ("services/lake-storage/service.yaml", "child", {"path": "properties.nothing"}, "properties.nothing"),
        ("network/kinds.yaml", "kind", {"path": "properties.nothing"}, "properties.nothing"),
        ("services/key-vault/service.yaml", "fixed", {"refuses": "sometimes"}, "any"),
    ],
)
def test_a_path_that_nothing_sets_is_refused_when_the_catalogue_is_read(
    tmp_path: Path, file: str, part: str, change: Tree, says: str
) -> None:
    templates = shutil.copytree(root() / "templates", tmp_path / "templates")
    yaml = YAML(typ="safe", pure=True)
    tree = yaml.load((templates / file).read_text("utf-8"))
    holders = {
        "fixed": lambda: tree,
        "child": lambda: next(child for child in tree["children"] if "fixed" in child),
        "kind": lambda: next(kind for kind in tree if "fixed" in kind),
    }
    holders[part]()["fixed"][0] |= change
    with (templates / file).open("w", encoding="utf-8") as stream:
        yaml.dump(tree, stream)
    with pytest.raises(Rejected) as rejected:
        read_catalogue(templates)
    findings = rejected.value.report.findings
    assert {finding.code for finding in findings} == {"CAT01"}
    assert any(says in finding.message for finding in findings)


def generated(folder: Path, tree: Tree, *options: str) -> tuple[int, str]:
    """The exit code and the findings of `generate` into the folder's output, on one line."""
    done = ringfence("generate", write(folder, tree), "-o", folder / "out", *options)
    return done.exit_code, " ".join(done.stderr.split())


def sized(size: str) -> Tree:
    """A bank whose cluster has nodes of this size."""
    return bank(zone("fraud", clusters=[{"name": "cpu", "size": size, "maxNodes": 4}]))


def with_key(key: str) -> Tree:
    """A bank with a jump host that this key opens."""
    host = {**BASTION["jumpHost"], "sshKey": key}
    return bank(zone("fraud"), hub={"bastion": {**BASTION, "jumpHost": host}})


def beside(layer: str) -> Tree:
    """A bank whose Synapse workspace keeps its default container beside this layer."""
    return asking("one-a-layer", beside=layer)


def server(name: str) -> Tree:
    """A bank whose factory has a managed private endpoint, of one name, to this SQL server."""
    return bank(zone("lake", "dataLake"), factory(sqlServers=[{**SERVER, "id": SERVER["id"] + name}]))


KEY = BASTION["jumpHost"]["sshKey"]
OTHER_KEY = KEY.replace("BAgME", "BAgMF")
CASES: list[tuple[str, Callable[[], Tree], Callable[[], Tree], str]] = [
    ("size of a cluster", lambda: sized("Standard_D4s_v5"), lambda: sized("Standard_D8s_v5"), "vmSize"),
    ("container of Synapse", lambda: beside("gold"), lambda: beside("silver"), "defaultDataLakeStorage.resourceId"),
    ("target of a managed endpoint", lambda: server("-a"), lambda: server("-b"), "owners of the target approve"),
    ("key of the jump host", lambda: with_key(KEY), lambda: with_key(OTHER_KEY), "publicKeys"),
]


@pytest.mark.parametrize(("old", "new", "says"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_generate_refuses_what_azure_cannot_change_and_says_the_way(
    tmp_path: Path, old: Callable[[], Tree], new: Callable[[], Tree], says: str
) -> None:
    assert generated(tmp_path, old())[0] == 0
    before = (tmp_path / "out" / "plan.json").read_bytes()
    code, said = generated(tmp_path, new())
    assert (code, "error[REL04]" in said, says in said) == (1, True, True), said
    assert "--force" in said
    assert (tmp_path / "out" / "plan.json").read_bytes() == before
    assert generated(tmp_path, new(), "--force")[0] == 0
    assert generated(tmp_path, new())[0] == 0


def test_a_shorter_retention_is_noted_and_a_longer_one_is_not(tmp_path: Path) -> None:
    def kept(days: int) -> Tree:
        lake = lake_of("lake", "one")
        lake["dataLake"]["retention"]["days"] = days
        return bank(zone("fraud"), lake)

    assert generated(tmp_path, kept(365))[0] == 0
    assert "NTE85" not in generated(tmp_path, kept(400))[1]
    code, said = generated(tmp_path, kept(30))
    assert (code, "note[NTE85]" in said, "from 400 to 30" in said) == (0, True, True), said


def test_what_no_source_confirms_says_so(tmp_path: Path) -> None:
    def led_by(object_id: str) -> Tree:
        return asking(administrators={"group": "analytics-admins", "objectId": object_id})

    assert generated(tmp_path, led_by(PERSON))[0] == 0
    code, said = generated(tmp_path, led_by(PERSON.replace("5d1c", "5d1f")))
    assert (code, "note[NTE85]" in said, "Synapse Administrator" in said) == (0, True, True), said
    assert "(not confirmed)" in said


def test_a_prefix_that_the_blueprint_moves_is_noted(tmp_path: Path) -> None:
    assert generated(tmp_path, bank(zone("fraud", addressSpace="10.40.8.0/24")))[0] == 0
    code, said = generated(tmp_path, bank(zone("fraud", addressSpace="10.40.9.0/24")))
    assert (code, "note[NTE85]" in said, "empty the network first" in said) == (0, True, True), said


def test_a_workspace_flag_of_another_version_is_refused(tmp_path: Path) -> None:
    tree = bank(zone("fraud"))
    assert generated(tmp_path, tree)[0] == 0
    plan = tmp_path / "out" / "plan.json"
    text = plan.read_text("utf-8")
    was = '"path":"properties.enableDataIsolation","value":true'
    assert was in text
    plan.write_text(text.replace(was, was.replace("true", "false")), "utf-8")
    code, said = generated(tmp_path, tree)
    assert (code, "error[REL04]" in said, "enableDataIsolation" in said) == (1, True, True), said


def test_a_number_that_a_merge_lost_moves_no_rules(tmp_path: Path) -> None:
    tree = bank(zone("fraud"), zone("pricing"), egress=[flow("feed", "fraud"), flow("archive", "fraud")])
    assert generated(tmp_path, bank(zone("pricing"), zone("fraud"), egress=[flow("feed", "fraud")]))[0] == 0
    assert generated(tmp_path, tree)[0] == 0
    ledger = tmp_path / "bank.ledger.yaml"
    kept = ledger.read_text("utf-8")
    assert "egress/archive: 1" in kept
    ledger.write_text(kept.replace("  egress/archive: 1\n", "").replace("  egress/feed: 0\n", ""), "utf-8")
    code, said = generated(tmp_path, tree)
    assert (code, "error[REL05]" in said, "restore the ledger" in said) == (1, True, True), said
    assert generated(tmp_path, tree, "--force")[0] == 0


def test_one_more_flow_and_landing_zone_move_nothing(tmp_path: Path) -> None:
    assert generated(tmp_path, bank(zone("fraud"), egress=[flow("feed", "fraud")]))[0] == 0
    more = bank(zone("fraud"), zone("alpha"), egress=[flow("archive", "alpha"), flow("feed", "fraud")])
    assert generated(tmp_path, more)[0] == 0
