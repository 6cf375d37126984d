"""A new version and a changed blueprint at once: rows are told apart by the old blueprint in the new version."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ringfence.diagnostics import Rejected
from ringfence.releases.diff.causes import told_apart
from ringfence.releases.diff.change import Cause, Difference, Verb
from ringfence.releases.diff.compare import compare
from ringfence.releases.diff.source import opened
from tests.banks import bank, flow, zone
from tests.cli.ringfence import ringfence
from tests.releases.released import release

TIER = '"path":"properties.accessTier","value":"{}"'
LATER = "9.9.9"


def of_version(folder: Path, tier: str, **manifest: str) -> Path:
    """A release as a later version of Ringfence makes it, in which accounts have another tier."""
    plan = folder / "plan.json"
    text = plan.read_text("utf-8")
    changed = text.replace(TIER.format("Hot"), TIER.format(tier))
    assert changed != text
    plan.write_text(changed, "utf-8")
    said = json.loads((folder / "manifest.json").read_text("utf-8"))
    said |= {"files": {}, "ringfence": LATER, **manifest}
    (folder / "manifest.json").write_text(json.dumps(said), "utf-8")
    return folder


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A release, its blueprint in the later version, and the next release of that version with one host more."""
    place = tmp_path_factory.mktemp("causes")
    feed, more = flow("feed", "fraud"), flow("feed", "fraud")
    more["to"]["fqdns"].append("new.bank.example")
    old = release(place, "old", bank(zone("fraud"), egress=[feed]))
    new = of_version(release(place, "new", bank(zone("fraud"), egress=[more]), "old"), "Cool")
    between = of_version(shutil.copytree(old, place / "between"), "Cool")
    other = of_version(shutil.copytree(old, place / "other"), "Cold")
    return {"old": old, "between": between, "other": other, "new": new}


def told(folders: dict[str, Path], between: str) -> Difference:
    old, middle, new = (opened(str(folders[name])) for name in ("old", between, "new"))
    whole, _ = compare(old, new)
    assert whole.cause is Cause.EITHER
    return told_apart(whole, old, middle, new)


def test_a_row_of_facts_and_a_row_of_the_blueprint_are_told_apart(folders: dict[str, Path]) -> None:
    causes = {(change.verb, change.path): change.cause for change in told(folders, "between").changes}
    assert causes == {
        (Verb.OPENED, ""): Cause.BLUEPRINT,
        (Verb.CHANGED, "properties.accessTier"): Cause.FACTS,
    }


def test_a_value_that_both_have_changed_keeps_both_as_its_cause(folders: dict[str, Path]) -> None:
    (tier,) = {change.cause for change in told(folders, "other").changes if change.path}
    assert tier is Cause.EITHER


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ({"blueprint": "another digest"}, "blueprint"),
        ({"ledger": "another digest"}, "ledger"),
        ({"ringfence": "9.9.8"}, "ringfence"),
        ({"ringfence": ""}, "ringfence"),
    ],
)
def test_a_release_between_that_is_none_is_refused(
    folders: dict[str, Path], tmp_path: Path, said: dict[str, str], named: str
) -> None:
    folder = shutil.copytree(folders["between"], tmp_path / "between")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    (folder / "manifest.json").write_text(json.dumps(manifest | said), "utf-8")
    with pytest.raises(Rejected) as rejected:
        told(folders | {"between": folder}, "between")
    (finding,) = rejected.value.report.findings
    assert finding.code == "REL09"
    assert f"{named} is not the same" in finding.message


def test_the_command_marks_rows_that_do_not_come_from_the_blueprint(folders: dict[str, Path]) -> None:
    result = ringfence("diff", folders["old"], folders["new"], "--between", folders["between"])
    rows = " ".join(result.stdout.split()).split(" ~ ")[1:]
    assert rows
    assert all("[facts of Ringfence]" in row for row in rows)
    assert "Rows come from the blueprint or its ledger, but for those that say otherwise." in result.stdout
    assert result.stdout.count("[facts of Ringfence]") == len(rows)
