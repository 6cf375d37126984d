"""Releases for tests: a bank generated into a folder, with the ledger of the release before it."""

from __future__ import annotations

from pathlib import Path

from ringfence.output import write_tree
from ringfence.pipeline import files, ledger_path
from ringfence.releases.diff.change import Change, Difference, Section
from ringfence.releases.diff.compare import compare
from ringfence.releases.diff.source import opened
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


def difference(folder: Path, old: Tree, new: Tree) -> Difference:
    """What changes from one bank to the other, which goes on from its ledger."""
    before = release(folder, "old", old)
    after = release(folder, "new", new, "old")
    return compare(opened(str(before)), opened(str(after)))[0]


def of(found: Difference, section: Section) -> list[Change]:
    """The changes of one section."""
    return [change for change in found.changes if change.section is section]
