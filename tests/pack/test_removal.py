"""REMOVAL.md and BACKOUT.md: commands are data, one line says that nothing applies, and a folder is held to them."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ringfence.bundle.change.risk import reasons
from ringfence.bundle.change.seen import Seen
from ringfence.catalog.known.removal import Removal, filled
from ringfence.output import write_tree
from ringfence.pack.again import held, told
from ringfence.pack.approval import approval
from ringfence.pack.manifest import approved
from ringfence.pack.removal.pages import BACKOUT, REMOVAL, removal_pages
from ringfence.pack.removal.words import deletes, printed
from ringfence.pipeline import decide, files, following
from ringfence.releases.diff.compare import compare
from ringfence.releases.diff.source import opened
from ringfence.releases.release import NAME, read_release, release_json
from ringfence.releases.since.since import Due, Leaving
from tests.banks import bank, connection, zone
from tests.releases.released import Pair, both
from tests.variants import LANGUAGE, MLFLOW, SPARK


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """Databricks leaves, which has scripts and roles in two other landing zones, and a landing zone with a model."""
    others = [zone("fraud"), zone("lake", "dataLake")]
    uses = [MLFLOW, connection("spark", "lake", "lake", "silver")]
    model = zone("text", services={"languageModel": LANGUAGE})
    folder = tmp_path_factory.mktemp("pair")
    return both(folder, bank(*others, SPARK, model, connections=uses), bank(*others))


@pytest.fixture(scope="module")
def generated(pair: Pair) -> Path:
    """The folder of the second release, which knows the first."""
    decision = decide(pair.of_has.parent / "bank.yaml")
    folder = pair.of_has.with_name("following")
    write_tree(folder, files(following(decision, str(pair.of_had), folder)))
    return folder


@pytest.fixture
def pages(pair: Pair) -> dict[str, str]:
    return removal_pages(pair.has, pair.since)


def blocks(text: str) -> list[str]:
    return [line for block in re.findall(r"```sh\n(.*?)\n```", text, re.DOTALL) for line in block.split("\n")]


def test_one_line_where_nothing_applies(pair: Pair) -> None:
    alone = removal_pages(pair.has, None)
    same = removal_pages(pair.has, replace(pair.since, removal=(), backout=(), deploy=(), fixed=(), scripts=()))
    for page in (*alone.values(), *same.values()):
        assert len(page.strip().split("\n")) == 3
        assert blocks(page) == []
    assert "`--since`" in alone[REMOVAL]
    assert "Nothing leaves" in same[REMOVAL]
    assert "Nothing is to undo" in same[BACKOUT]


def test_each_command_is_words_of_az_and_names_what_leaves(pair: Pair, pages: dict[str, str]) -> None:
    leaving = {row.id for row in pair.since.removal}
    commands = [shlex.split(line) for line in blocks(pages[REMOVAL])]
    assert {words[0] for words in commands} == {"az"}
    named = [words[words.index("--ids") + 1] for words in commands if "--ids" in words]
    assert len(named) > 10
    assert set(named) <= leaving
    groups = [words[words.index("--name") + 1] for words in commands if words[1:3] == ["group", "delete"]]
    assert groups
    assert all(one.startswith(("rg-tb-spark-", "rg-tb-text-")) for one in groups)


def test_names_are_given_free_after_their_groups_are_gone(pages: dict[str, str]) -> None:
    lines = blocks(pages[REMOVAL])
    verbs = [" ".join(line.split()[1:4]) for line in lines]
    assert verbs.index("cognitiveservices account purge") > max(
        index for index, verb in enumerate(verbs) if verb.startswith("group delete")
    )


def test_people_are_told_rights_scripts_holds_and_losses(pages: dict[str, str]) -> None:
    text = pages[REMOVAL]
    assert "| Role Based Access Control Administrator | Role assignment |" in text
    assert "| User Access Administrator | Delete lock |" in text
    assert "`packages/spark/unity-catalog.sh`" in text
    assert "until it is purged, 48 hours at the most" in text
    assert "has another object id" in text
    assert "Deploy once more, to write them: fraud, lake" in text


def test_back_out_tells_where_undoing_ends_and_what_to_deploy(pair: Pair, pages: dict[str, str]) -> None:
    text = pages[BACKOUT]
    assert text.index("## Point of no return") < text.index("## The release before")
    assert "The first command of REMOVAL.md" in text
    assert "A purge is one of the commands of REMOVAL.md." in text
    assert "forceToPurge=true" in pages[REMOVAL]
    assert f"`{pair.since.approval}`" in text
    assert f"says: {', '.join(pair.since.deploy)}." in text


def test_back_out_brings_a_vault_back_whose_name_stays_taken(tmp_path: Path) -> None:
    found = both(tmp_path, bank(zone("fraud"), zone("pricing")), bank(zone("pricing")))
    text = removal_pages(found.has, found.since)[BACKOUT]
    part = text.partition("## Names that stay taken\n")[2].partition("\n## ")[0]
    (command,) = blocks(part)
    vault = next(row for row in found.since.removal if row.kind == "key-vault")
    words = shlex.split(command)
    assert words[:3] == ["az", "keyvault", "recover"]
    assert {words[at + 1] for at, word in enumerate(words) if word.startswith("--")} == {
        *(vault.id.split("/")[at] for at in (2, 4, -1)),
        vault.location,
    }
    assert "brings it back with its logs" not in part


@pytest.mark.parametrize("name", ["a b", "a;id", "$(id)", "`id`", "a'b", 'a"b', "a&b", "{id}"])
def test_no_name_becomes_syntax_of_a_shell(name: str) -> None:
    row = Leaving(
        package="p",
        kind="resource-group",
        id=f"/subscriptions/s/resourceGroups/{name}",
        api="1",
        location="",
        due=Due.NOW,
    )
    (words,) = deletes(row)
    assert shlex.split(printed([words])) == list(words)
    assert words[words.index("--name") + 1] == name


def test_a_command_of_a_folder_names_only_what_a_resource_has() -> None:
    with pytest.raises(ValueError, match="no command knows elsewhere"):
        Removal(delete=(("az", "{elsewhere}"),), source="none")
    assert filled(("az", "{id}?x={api}"), {"id": "{api}", "api": "1"}) == ("az", "{api}?x=1")


def test_a_folder_is_packed_again_from_what_it_keeps_of_the_release_before(pair: Pair, generated: Path) -> None:
    text = (generated / NAME).read_text("utf-8")
    assert release_json(read_release(text)) == text
    assert read_release(text).since == pair.since
    assert held(generated, pair.has).findings == ()
    assert told(generated, pair.has, str(pair.of_had)).findings == ()


def test_documents_and_release_that_agree_with_each_other_are_held_against_the_release_before(
    pair: Pair, generated: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(generated, tmp_path / "out"))
    release = read_release((folder / NAME).read_bytes())
    assert release.since
    less = replace(release.since, removal=release.since.removal[1:])
    (folder / NAME).write_text(release_json(replace(release, since=less)), "utf-8")
    assert [one.code for one in told(folder, pair.has, str(pair.of_had)).findings] == ["MAN09"]


def test_what_a_release_says_of_the_one_before_is_in_no_approval(pair: Pair, generated: Path) -> None:
    alone, following_ = ((folder / "manifest.json").read_text("utf-8") for folder in (pair.of_has, generated))
    assert approved(alone) == approved(following_)
    assert json.loads(alone)["files"][NAME] != json.loads(following_)["files"][NAME]
    packages = {path.relative_to(generated).as_posix(): path.read_text("utf-8") for path in generated.rglob("*.*")}
    assert approval(pair.has, packages) == approved(following_)


def test_retention_that_gets_shorter_is_a_point_of_no_return_and_the_same_as_the_risk(tmp_path: Path) -> None:
    logs = {"retentionDays": 730, "flowRetentionDays": 180}
    less = {"retentionDays": 365, "flowRetentionDays": 90}
    pair = both(tmp_path, bank(zone("fraud"), hub={"logs": logs}), bank(zone("fraud"), hub={"logs": less}))
    text = removal_pages(pair.has, pair.since)[BACKOUT]
    table = text.partition("## Point of no return: retention")[2].partition("\n## ")[0]
    assert "Log Analytics workspace log-tb-hub-weu | properties.retentionInDays | 730 | 365 |" in table
    assert "properties.retentionPolicy.days | 180 | 90 |" in table
    assert "None is known" not in text
    difference = compare(opened(str(pair.of_had)), opened(str(pair.of_has)))[0]
    (reason,) = (one for one in reasons(Seen(pair.has, difference)) if one.rule == "kept shorter")
    assert f"({len(pair.since.shortened)} changes)" in reason.text
    assert table.count("\n| ") == 2 + len(pair.since.shortened)


def test_retention_that_gets_longer_is_none(tmp_path: Path) -> None:
    pair = both(
        tmp_path,
        bank(zone("fraud"), hub={"logs": {"retentionDays": 90}}),
        bank(zone("fraud"), hub={"logs": {"retentionDays": 730}}),
    )
    assert pair.since.shortened == ()
    assert "None is known in the two plans" in removal_pages(pair.has, pair.since)[BACKOUT]
