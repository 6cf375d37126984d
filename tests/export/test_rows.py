"""Each row of the review has an address that is made of what it is about."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from ringfence.export.rows import ABOUT, WORD, about, cells, row_ids
from ringfence.export.subject import Subject, subject
from ringfence.output import write_tree
from ringfence.pack.review.tables import Table
from ringfence.pipeline import decide, files
from tests.banks import Tree, bank, flow, write, zone

OUT = Path(__file__).parents[2] / "out"
COMMENT = "# Change CHG0042\n"


def ids(of: Subject) -> dict[str, tuple[str, ...]]:
    """What each row says, by its id."""
    return {name: row for table in of.tables for name, row in zip(row_ids(table), table.rows, strict=True)}


def exported(folder: Path, tree: Tree, comment: str = "") -> Subject:
    folder.mkdir()
    path = write(folder, tree)
    path.write_text(comment + path.read_text("utf-8"), "utf-8")
    write_tree(folder / "out", files(decide(path)))
    return subject(folder / "out")


def test_every_table_of_the_examples_says_what_its_rows_are_about(universal: Subject, quickstart: Subject) -> None:
    others = (subject(path) for path in sorted(OUT.iterdir()) if path.name not in {"universal-bank", "quickstart"})
    titles = {table.title: table.columns for of in (universal, quickstart, *others) for table in of.tables}
    assert set(titles) <= set(ABOUT), "name what tells rows of the table apart, and what Bicep makes"
    for title, columns in titles.items():
        named = {one for one in (*ABOUT[title].key, *ABOUT[title].made) if not one.startswith(WORD)}
        assert named <= set(columns), title


def test_keys_tell_rows_apart(universal: Subject) -> None:
    many = {
        (table.title, key)
        for table in universal.tables
        for key, count in Counter(cells(table, row, about(table).key) for row in table.rows).items()
        if count > 1
    }
    assert many == set()


def test_a_comment_and_a_new_host_change_the_id_of_no_row(tmp_path: Path) -> None:
    feed = flow("feed", "credit")
    more = {**feed, "to": {"fqdns": [*feed["to"]["fqdns"], "new.bank.example"]}}
    before = ids(exported(tmp_path / "old", bank(zone("credit"), egress=[feed])))
    after = ids(exported(tmp_path / "new", bank(zone("credit"), egress=[more]), COMMENT))
    assert set(before) <= set(after)
    assert len(before) > 200
    assert [name for name in after if name not in before] == ["domains-that-dns-allows/flows~new.bank.example"]


def test_an_address_tells_texts_apart_that_look_alike() -> None:
    alike = (("a b", "x"), ("a+b", "x"), ("a~b", "x"), ("a", "b~x"), ("ä b", "x"), ("ö b", "x"), ("a" * 200, "x"))
    table = Table("Unheard of", "", ("One", "Two"), (*alike, ("a" * 200, "y"), ("a b", "x"), ("a b", "x")))
    found = list(row_ids(table))
    assert len(set(found)) == len(found)
    assert all(" " not in one and one.isascii() for one in found)
    assert found[0].startswith("unheard-of/a-b")
