"""The script of a lake's access control lists: it sets whole lists, so that who is no longer named loses its entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.pack.runbook.lakes.acls import acls
from tests.banks import bank, planned, zone
from tests.pack.stand_ins import Done, lines, run
from tests.variants import PEOPLE, SCORING, SUPPLIED, lake_of, looking, readers, scored

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


LAKE = lake_of("lake", "one-a-layer")
SCIENTISTS = PEOPLE[0]["objectId"]
FRAUD = zone("fraud", services={"modelRegistry": {}})
WAYS = [SUPPLIED, *readers("lake")]


def lists(folder: Path, scores: bool = True, **variables: str) -> tuple[Done, dict[str, str]]:
    """Runs the script of a lake; how it ended, and the list that each layer got."""
    ways = [*WAYS, scored("lake")] if scores else WAYS
    tree = bank(FRAUD, zone("pricing"), SCORING, LAKE, connections=ways, access=looking("lake"))
    plan = planned(folder, tree).plan
    done = run(folder, next(acls(plan)).text, {"az": AZ}, **variables)
    calls = [line.split(" ") for line in lines(folder / "calls")]
    assert {verb for verb, _, _ in calls} <= {"set-recursive"}
    return done, {layer: acl for _, layer, acl in calls}


def test_each_layer_gets_one_whole_list_with_the_rights_of_every_package(tmp_path: Path) -> None:
    done, found = lists(tmp_path)
    assert done.returncode == 0, done.stderr
    fraud, scoring = (f"user:object-of-id-tb-{name}-cluster-weu" for name in ("fraud", "scoring"))
    wanted = {
        "bronze": [f"{scoring}:r-x"],
        "silver": [f"group:{SCIENTISTS}:r-x", f"{fraud}:rwx"],
        "gold": [f"group:{SCIENTISTS}:r-x", f"{fraud}:r-x", f"{scoring}:r-x"],
    }
    for layer, entries in wanted.items():
        base, given = found[layer][: len(BASE)], found[layer][len(BASE) + 1 :].split(",")
        assert base == BASE
        assert sorted(given) == sorted([*entries, *(f"default:{entry}" for entry in entries)])


def test_a_reader_that_is_taken_out_is_in_no_list_any_more(tmp_path: Path) -> None:
    done, found = lists(tmp_path, scores=False)
    assert done.returncode == 0
    assert found["bronze"] == BASE  # nobody is left, and the layer has its list all the same
    assert not any("scoring" in acl for acl in found.values())


def test_an_identity_without_an_id_ends_the_script_before_any_list(tmp_path: Path) -> None:
    done, found = lists(tmp_path, MUTE="1")
    assert done.returncode != 0
    assert "Azure did not say the object id of id-tb-" in done.stderr
    assert found == {}


@pytest.mark.parametrize("answer", ["3", ""])
def test_files_that_azure_refuses_are_a_failure_although_az_ends_well(answer: str, tmp_path: Path) -> None:
    done, found = lists(tmp_path, REFUSED=answer)
    assert done.returncode == 1
    assert "has the list only in part" in done.stderr
    assert len(found) == 1


def test_each_lake_has_lists_for_its_own_layers_only(tmp_path: Path) -> None:
    ways = [*WAYS, scored("lake"), *readers("archive")]
    lakes = (LAKE, lake_of("archive", "one"))
    plan = planned(tmp_path, bank(FRAUD, SCORING, *lakes, connections=ways, access=looking("lake", "archive"))).plan
    scripts = {script.package: script.text for script in acls(plan)}
    assert set(scripts) == {"lake", "archive"}
    assert "scoring" in scripts["lake"]
    assert "scoring" not in scripts["archive"]
