"""What changed in REVIEW.md: a row a kind with the number that `diff` has, for one host more and one zone less."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from ringfence.output import write_tree
from ringfence.pack.again import told
from ringfence.pack.difference.sections import TITLES
from ringfence.pack.review.page.one_page import MOST
from ringfence.pack.review.review import PAGE
from ringfence.pipeline import decide, files, following, ledger_path
from ringfence.plan.context.decisions.acceptance import Acceptance
from ringfence.plan.model.package import Plan
from ringfence.releases.diff.change import Difference, Section
from ringfence.releases.diff.compare import compare
from ringfence.releases.diff.source import opened
from ringfence.releases.release import NAME, read_release, release_json
from tests.banks import Tree
from tests.marked import ROOT
from tests.pack.markdown_tables import links, tables
from tests.releases.pairs import without

pytestmark = pytest.mark.slow

EXAMPLE = ROOT / "blueprints" / "universal-bank.yaml"
TITLE = "What changed"


@dataclass(frozen=True, slots=True)
class Next:
    """A release that knows the one before: its plan, both folders, and what `diff` tells of them."""

    plan: Plan
    before: Path
    folder: Path
    difference: Difference

    @property
    def page(self) -> str:
        return (self.folder / PAGE).read_text("utf-8")

    def rows(self) -> dict[str, dict[str, str]]:
        return {row["What"]: row for row in tables(self.page)[TITLE].records}


def example() -> Tree:
    found: Tree = YAML(typ="safe", pure=True).load(EXAMPLE.read_text("utf-8"))
    return found


def following_release(folder: Path, tree: Tree) -> Next:
    """The example changed into `tree`, with its ledger, decisions and the example as the release before."""
    before, place = folder / "before", folder / "next"
    write_tree(before, files(decide(EXAMPLE)))
    place.mkdir()
    path = place / EXAMPLE.name
    with path.open("w", encoding="utf-8") as file:
        YAML(typ="safe", pure=True).dump(tree, file)
    shutil.copy(ledger_path(EXAMPLE), place)
    shutil.copy(EXAMPLE.with_name("universal-bank.decisions.yaml"), place)
    decision = following(decide(path), str(before), place / "out")
    write_tree(place / "out", files(decision))
    found, _ = compare(opened(str(before)), opened(str(place / "out")))
    return Next(decision.plan, before, place / "out", found)


@pytest.fixture(scope="module")
def one_host_more(tmp_path_factory: pytest.TempPathFactory) -> Next:
    tree = example()
    next(one for one in tree["egress"] if "fqdns" in one["to"])["to"]["fqdns"].append("new.lakesidebank.example")
    return following_release(tmp_path_factory.mktemp("host"), tree)


@pytest.fixture(scope="module")
def one_zone_less(tmp_path_factory: pytest.TempPathFactory) -> Next:
    tree = example()
    without(tree, "pricing")
    return following_release(tmp_path_factory.mktemp("zone"), tree)


def test_one_host_more_is_one_row_and_names_the_host(one_host_more: Next) -> None:
    rows = one_host_more.rows()
    assert list(rows) == [TITLES[Section.OPENED]]
    assert "new.lakesidebank.example" in rows[TITLES[Section.OPENED]]["First of them"]


@pytest.mark.parametrize("name", ["one_host_more", "one_zone_less"])
def test_each_kind_has_the_number_that_diff_has(name: str, request: pytest.FixtureRequest) -> None:
    release: Next = request.getfixturevalue(name)
    counted: dict[str, int] = {}
    for change in release.difference.changes:
        counted[TITLES[change.section]] = counted.get(TITLES[change.section], 0) + 1
    assert {title: int(row["Rows"]) for title, row in release.rows().items()} == counted


def test_a_zone_that_leaves_is_the_first_that_is_named(one_zone_less: Next) -> None:
    removed = one_zone_less.rows()[TITLES[Section.REMOVED]]
    assert removed["First of them"].startswith("pricing: package")
    assert "pricing" in removed["Packages"].split(", ")
    assert {TITLES[Section.CLOSED], TITLES[Section.RIGHTS], TITLES[Section.REGISTERS]} <= one_zone_less.rows().keys()


def test_the_page_stays_short_and_leads_to_every_command(one_zone_less: Next) -> None:
    assert one_zone_less.page.count("\n") <= 130 + len(TITLES) + 4
    assert len(one_zone_less.rows()) <= MOST
    assert {"REMOVAL.md", "BACKOUT.md"} <= set(links(one_zone_less.page))
    assert all((one_zone_less.folder / path).is_file() for path in links(one_zone_less.page) if "#" not in path)


def test_a_release_that_changes_nothing_says_so(tmp_path: Path) -> None:
    found = following_release(tmp_path, example())
    assert TITLE not in tables(found.page)
    assert "The plan and its decisions are those of the release" in found.page


def test_a_decision_that_changed_is_among_them_and_held_against_the_folder(one_host_more: Next, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    shutil.copytree(one_host_more.folder, folder)
    said = read_release((folder / NAME).read_bytes())
    assert told(folder, one_host_more.plan, str(one_host_more.before)).findings == ()
    added = Acceptance(risk="ddos-plan", at="", by="Board", ticket="C", accepted="2026-11-02", until="2027-01-31")
    (folder / NAME).write_text(release_json(replace(said, accepted=(added,))), "utf-8")
    (finding,) = told(folder, one_host_more.plan, str(one_host_more.before)).findings
    assert finding.code == "MAN09"
