"""Releases for tests: a bank generated into a folder, with the ledger of the release before it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ringfence.output import write_tree
from ringfence.pipeline import files, ledger_path
from ringfence.plan.model.package import Plan
from ringfence.plan.model.written.plan_json import read_plan
from ringfence.releases.diff.change import Change, Difference, Section
from ringfence.releases.diff.compare import compare
from ringfence.releases.diff.source import opened
from ringfence.releases.since.previous import since
from ringfence.releases.since.since import Since
from tests.banks import Tree, planned


def release(folder: Path, name: str, tree: Tree, after: str = "") -> Path:
    """The output folder of a bank; `after` is the release whose ledger it goes on from."""
    place = folder / name
    place.mkdir(parents=True)
    if after:
        text = ledger_path(folder / after / "bank.yaml").read_text("utf-8")
        ledger_path(place / "bank.yaml").write_text(text, "utf-8")
    write_tree(place / "out", files(planned(place, tree)))
    return place / "out"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two releases of a bank: plans, output folders, and what the second says of the first."""

    had: Plan
    has: Plan
    of_had: Path
    of_has: Path
    since: Since


def both(folder: Path, old: Tree, new: Tree) -> Pair:
    """A bank, and the same in its next release, which goes on from its ledger."""
    folders = release(folder, "old", old), release(folder, "new", new, "old")
    had, has = (read_plan((one / "plan.json").read_bytes()) for one in folders)
    return Pair(had, has, *folders, since(str(folders[0]), has))


def difference(folder: Path, old: Tree, new: Tree) -> Difference:
    """What changes from one bank to the other, which goes on from its ledger."""
    before = release(folder, "old", old)
    after = release(folder, "new", new, "old")
    return compare(opened(str(before)), opened(str(after)))[0]


def of(found: Difference, section: Section) -> list[Change]:
    """The changes of one section."""
    return [change for change in found.changes if change.section is section]
