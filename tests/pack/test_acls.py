"""The script of a lake's access control lists: it sets whole lists, so that who is no longer named loses its entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.pack.runbook.acls import acls
from tests.banks import PERSON, Tree, bank, planned, zone
from tests.pack.stand_ins import Done, lines, run
from tests.variants import PEOPLE, SCORED, SCORING, lake_of

BASE = ",".join(f"{one},default:{one}" for one in ("user::rwx", "group::r-x", "other::---", "mask::rwx"))
AZ = """\
#!/bin/sh
if [ "$1 $2" = "identity show" ]; then
  [ -n "${MUTE-}" ] || echo "object-of-${4##*/}"
else
  while [ $# -gt 0 ]; do
    case $1 in
    --file-system) layer=$2 ;;
    --acl) acl=$2 ;;
    set-recursive) verb=$1 ;;
    esac
    shift
  done
  printf '%s %s %s\\n' "$verb" "$layer" "$acl" >>calls
  echo "${REFUSED-0}"
fi
"""


def lists(folder: Path, *lakes: Tree, **variables: str) -> tuple[Done, dict[str, str]]:
    """Runs the script of the first lake; how it ended, and the list that each layer got."""
    fraud = zone("fraud", registry=True)
    folder.mkdir(exist_ok=True)
    plan = planned(folder, bank(fraud, zone("pricing"), SCORING, *lakes, access=PEOPLE)).plan
    done = run(folder, next(acls(plan)).text, {"az": AZ}, **variables)
    calls = [line.split(" ") for line in lines(folder / "calls")]
    assert {verb for verb, _, _ in calls} <= {"set-recursive"}
    return done, {layer: acl for _, layer, acl in calls}


@pytest.fixture
def lake() -> Tree:
    return lake_of("lake", "one-a-layer", SCORED)


def test_each_layer_gets_one_whole_list_with_the_rights_of_every_package(lake: Tree, tmp_path: Path) -> None:
    done, found = lists(tmp_path, lake)
    assert done.returncode == 0, done.stderr
    fraud, scoring = (f"user:object-of-id-tb-{name}-cluster-weu" for name in ("fraud", "scoring"))
    wanted = {
        "bronze": [f"{scoring}:r-x"],
        "silver": [f"group:{PERSON}:r-x", f"{fraud}:rwx"],
        "gold": [f"group:{PERSON}:r-x", f"{fraud}:r-x", f"{scoring}:r-x"],
    }
    for layer, entries in wanted.items():
        base, given = found[layer][: len(BASE)], found[layer][len(BASE) + 1 :].split(",")
        assert base == BASE
        assert sorted(given) == sorted([*entries, *(f"default:{entry}" for entry in entries)])


def test_a_reader_that_is_taken_out_is_in_no_list_any_more(lake: Tree, tmp_path: Path) -> None:
    lake["lake"]["access"] = [row for row in lake["lake"]["access"] if row.get("landingZone") != "scoring"]
    done, found = lists(tmp_path, lake)
    assert done.returncode == 0
    assert found["bronze"] == BASE  # nobody is left, and the layer has its list all the same
    assert not any("scoring" in acl for acl in found.values())


def test_an_identity_without_an_id_ends_the_script_before_any_list(lake: Tree, tmp_path: Path) -> None:
    done, found = lists(tmp_path, lake, MUTE="1")
    assert done.returncode != 0
    assert "Azure did not say the object id of id-tb-" in done.stderr
    assert found == {}


@pytest.mark.parametrize("answer", ["3", ""])
def test_files_that_azure_refuses_are_a_failure_although_az_ends_well(answer: str, lake: Tree, tmp_path: Path) -> None:
    done, found = lists(tmp_path, lake, REFUSED=answer)
    assert done.returncode == 1
    assert "has the list only in part" in done.stderr
    assert len(found) == 1


def test_each_lake_has_lists_for_its_own_layers_only(lake: Tree, tmp_path: Path) -> None:
    other = lake_of("archive", "one")
    plan = planned(tmp_path, bank(zone("fraud", registry=True), SCORING, lake, other, access=PEOPLE)).plan
    scripts = {script.package: script.text for script in acls(plan)}
    assert set(scripts) == {"lake", "archive"}
    assert "scoring" in scripts["lake"]
    assert "scoring" not in scripts["archive"]
