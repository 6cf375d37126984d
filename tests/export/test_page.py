"""The page of the review: what it holds, what it may not do, and what hostile texts become in it."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ringfence.export.page import NAME, page
from ringfence.export.rows import row_ids
from ringfence.export.subject import Subject
from ringfence.pack.review.tables import Table
from ringfence.pack.text.cells import WHY

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style><style>*{display:none}</style>",
    '" autofocus onfocus="alert(1)',
    "' onclick='alert(1)",
    "&lt;b&gt; & &amp;",
    "{{ 7 * 7 }} {% if %}",
    "a\u202egnp.exe \u2066b\x00c\x1b[2J",
    "javascript:alert(1)",
    "--><!--",
)
VOID = {"meta", "input", "wbr"}


class Page(HTMLParser):
    """Tags with their attributes, and the text of each element with an id or a tag that is asked for."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.rows: dict[str, list[str]] = {}
        self.texts: dict[str, str] = {}
        self._row = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag; a cell begins in its row."""
        held = dict(attrs)
        self.tags.append((tag, held))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self._row = held.get("id") or ""
            self.rows.setdefault(self._row, [])
        if tag in {"td", "th"}:
            self.rows[self._row].append("")

    def handle_endtag(self, tag: str) -> None:
        """Close a tag, which must be the last that was opened."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Text inside of the open tags."""
        if self.open:
            self.texts[self.open[-1]] = self.texts.get(self.open[-1], "") + data
        if {"td", "th"} & set(self.open):
            self.rows[self._row][-1] += data


@pytest.fixture(scope="module")
def text(quickstart: Subject) -> str:
    """The page of the smallest example."""
    return page(quickstart)[NAME]


@pytest.fixture(scope="module")
def read(text: str) -> Page:
    """The same, read."""
    return Page(text)


def test_every_row_of_every_table_stands_in_the_page_under_its_id(quickstart: Subject, read: Page) -> None:
    for table in quickstart.tables:
        end = len(table.columns) - (len(WHY) if table.columns[-3:] == WHY else 0)
        for name, row in zip(row_ids(table), table.rows, strict=True):
            assert tuple(cell.strip() for cell in read.rows[name][:end]) == row[:end]
            if end < len(row):
                assert row[end] in read.rows[name][end]
                assert all(path in read.rows[name][end + 1].split("\n") for path in row[end + 1].split(", ") if path)


def test_the_filter_by_package_keeps_every_row_that_names_the_package(universal: Subject) -> None:
    kept = {
        held["id"]: (held["data-packages"] or "").split()
        for tag, held in Page(page(universal)[NAME]).tags
        if tag == "tr" and held.get("id")
    }
    assert kept["connections/fraud-evidence"] == ["fraud", "lake"]
    assert kept["egress-flows/python-feed"] == ["fraud", "pricing"]
    assert {"fraud", "lake"} <= {
        name
        for row, names in kept.items()
        if row and row.startswith("paths-of-the-matrix/fraud~lake")
        for name in names
    }
    for table in universal.with_matrix[1:]:
        for row, cells in zip(row_ids(table), table.rows, strict=True):
            ends = [
                cell
                for cell, column in zip(cells, table.columns, strict=True)
                if column in ("Package", "From", "To", "Landing zone")
            ]
            named = {end for end in ends if end in {package.name for package in universal.plan.packages}}
            named |= set(re.findall(r"landingZones\[name=([^]]+)]", " ".join(cells)))
            assert named <= set(kept[row]), row


def test_every_source_is_a_note_that_rows_lead_to(quickstart: Subject, read: Page) -> None:
    sources = {row[-1] for table in quickstart.tables if table.columns[-3:] == WHY for row in table.rows}
    notes = {held["id"] for tag, held in read.tags if tag == "li" and held.get("id")}
    linked = {
        href[1:] for tag, held in read.tags if tag == "a" and (href := held["href"]) and href.startswith("#source-")
    }
    assert len(sources) == len(notes)
    assert linked == notes


def test_ids_are_unique_and_every_link_leads_to_one(read: Page) -> None:
    ids = [held["id"] for _, held in read.tags if held.get("id")]
    assert len(set(ids)) == len(ids)
    assert {href[1:] for tag, held in read.tags if tag == "a" and (href := held["href"])} <= set(ids)


def test_the_page_can_fetch_nothing_and_runs_what_its_policy_names(read: Page, text: str) -> None:
    policy = next(held["content"] for _, held in read.tags if held.get("http-equiv") == "Content-Security-Policy")
    assert policy
    assert policy.startswith("default-src 'none'; ")
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    assert not {tag for tag, _ in read.tags} & {"link", "img", "iframe", "base", "object", "embed", "svg"}
    names = {name for _, held in read.tags for name in held}
    assert not {name for name in names if name in {"src", "style", "action"} or name.startswith("on")}
    assert all((held.get("href") or "#").startswith("#") for _, held in read.tags)


def test_heads_have_a_scope_and_inputs_a_label(read: Page) -> None:
    assert {held.get("scope") for tag, held in read.tags if tag == "th"} == {"col", "row"}
    inputs = sum(tag in {"input", "select"} for tag, _ in read.tags)
    assert sum(tag == "label" for tag, _ in read.tags) == inputs == 3
    assert ("html", {"lang": "en"}) in read.tags
    sections = [held for tag, held in read.tags if tag == "section"]
    assert all(held.get("aria-labelledby") for held in sections)


def test_a_page_without_its_script_hides_no_row_and_shows_no_filter(read: Page) -> None:
    assert [tag for tag, held in read.tags if "hidden" in held] == ["form"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_becomes_a_tag_an_attribute_or_a_script(quickstart: Subject, hostile: str) -> None:
    columns = ("Package", "Rule", *WHY)
    harmless = _with(quickstart, Table("Security", "about", columns, (("a", "b", "c", "d", "e"),)), "bank", "x.yaml")
    table = Table("Security", hostile, columns, ((hostile,) * 5,))
    found, expected = (Page(page(of)[NAME]) for of in (_with(quickstart, table, hostile, hostile), harmless))
    assert shape(found) == shape(expected)
    assert found.texts["script"] == expected.texts["script"]
    assert found.texts["style"] == expected.texts["style"]
    said = "".join(found.texts.values())
    assert not set("\u202e\u2066\x00\x1b") & set(said)


def shape(read: Page) -> list[tuple[str, list[str]]]:
    """The tags with the names of their attributes, without what says that a long word may wrap."""
    return [(tag, sorted(set(held) - {"class"})) for tag, held in read.tags if tag != "wbr"]


def _with(of: Subject, table: Table, institution: str, blueprint: str) -> Subject:
    plan = replace(of.plan, institution=replace(of.plan.institution, name=institution))
    return replace(of, plan=plan, tables=(table,), blueprint=blueprint)


def test_the_same_folder_gives_the_same_bytes(quickstart: Subject, text: str) -> None:
    assert page(quickstart)[NAME] == text


def test_style_and_script_stand_in_the_page_as_in_their_files(text: str) -> None:
    folder = Path(__file__).parents[2] / "templates" / "review"
    for name in ("review.css", "review.js"):
        assert (folder / name).read_text("utf-8") in text
