"""Every code that the generator can report has a page below docs/findings, and a file gives each of the blueprint's."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ringfence.azure.failing import known
from ringfence.catalog.known.checks import checks
from ringfence.start.finding_texts import Code, families, told
from ringfence.start.finding_texts import codes as documented
from ringfence.start.page import INDEX, pages
from tests import findings_page

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"[A-Z]{3}\d{2}")
LABELS = ("What it does", "Why", "Example", "Fix", "Source", "Traps")
SOME = {"Example", "Traps"}
"""Labels that not every page has."""
QUOTED = re.compile(r'"([A-Z]{3}\d{2})"')
FINDERS = ROOT / "generator" / "ringfence"


def codes(folder: Path) -> set[str]:
    """The codes that stand as texts of their own in the Python files of a folder."""
    trees = [ast.parse(file.read_text("utf-8")) for file in folder.rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in texts if CODE.fullmatch(text)}


def of_azure() -> set[str]:
    """The codes to which the table of Azure's errors leads; `azure.failing.failures` reports them."""
    return {row.finding for row in (*known.codes(), *known.sentences())}


def namers() -> dict[str, set[str]]:
    """For every code the modules that name it, without those that only list what others find."""
    found: dict[str, set[str]] = {code: set() for code in documented()}
    for file in FINDERS.rglob("*.py"):
        name = ".".join(file.relative_to(FINDERS).with_suffix("").parts)
        if not name.endswith("__init__"):
            for code in set(QUOTED.findall(file.read_text("utf-8"))) & found.keys():
                found[code].add(name)
    for code in of_azure():
        found[code].add("azure.failing.failures")
    return found


def test_every_code_is_documented_once() -> None:
    listed = [code.code for family in families() for code in family.codes]
    named = codes(ROOT / "generator" / "ringfence") - checks().keys()
    assert sorted(listed) == sorted(named | of_azure())


def faults(code: Code, naming: set[str]) -> Iterator[str]:
    """What is wrong with the texts of a code that these modules name, and with its page."""
    if not all(text.endswith(".") for text in (code.what, code.does, code.why, code.fix)):
        yield "its texts are no sentences"
    if not code.source or code.source.endswith((".", ",", " and")):  # what follows ` #` is a comment to YAML
        yield "its source is missing, or is a sentence"
    if set(code.rules) != naming:
        yield f"its rules are not {sorted(naming)}"
    if not " ".join(told(code).split()).startswith(f"{code.code} {code.what} What it does: "):
        yield "`explain` does not begin with it"
    page = (findings_page.FOLDER / f"{code.code}.md").read_text("utf-8")
    labels = re.findall(r"^\*\*(.+?)\.\*\*", page, re.MULTILINE)
    if [label for label in LABELS if label in labels] != labels or not set(LABELS) - SOME <= set(labels):
        yield "its page has not each label once, in order"


def test_every_code_is_told_in_whole_sentences_with_the_modules_that_find_it() -> None:
    naming = namers()
    found = {code.code: list(faults(code, naming[code.code])) for code in documented().values()}
    assert [f"{code}: {', '.join(wrong)}" for code, wrong in found.items() if wrong] == []


def test_a_defect_is_reported_where_the_repository_says() -> None:
    ours = [code for code in documented().values() if "eport it" in code.fix]
    assert [code.code for code in ours if "report it in the issue tracker of ringfence." not in code.fix.lower()] == []
    for code in ours:
        assert "](../../CONTRIBUTING.md)" in (findings_page.FOLDER / f"{code.code}.md").read_text("utf-8")
    assert (ROOT / "CONTRIBUTING.md").is_file()


def test_the_pages_are_current_and_there_are_no_others() -> None:
    docs = findings_page.DOCS
    files = [docs / INDEX, *findings_page.FOLDER.iterdir()]
    written = {file.relative_to(docs).as_posix(): file.read_text("utf-8") for file in files}
    assert written == pages(findings_page.examples())


def test_every_code_has_a_page_that_the_index_leads_to() -> None:
    index = (findings_page.DOCS / INDEX).read_text("utf-8")
    assert re.findall(r"\]\((findings/.+?)\)", index) == [f"findings/{code}.md" for code in documented()]
    for code in documented():
        assert (findings_page.FOLDER / f"{code}.md").read_text("utf-8").startswith(f"# {code}\n")


@pytest.mark.parametrize("stage", ["load", "blueprint"])
def test_every_code_about_the_blueprint_has_an_invalid_file_that_gives_it(stage: str) -> None:
    files = [file for folder in ("invalid", "noted") for file in (ROOT / "tests" / folder).glob("*.yaml")]
    given = {code for file in files for code in re.findall(r"#! ([A-Z]{3}\d{2})", file.read_text("latin-1"))}
    assert codes(ROOT / "generator" / "ringfence" / stage) - given == set()
