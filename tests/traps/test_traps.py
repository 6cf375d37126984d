"""Every trap has a source and is held: each proof is there, and each finding that holds a trap is given by a proof."""

from __future__ import annotations

import json
import re

import pytest

from ringfence.catalog.known.traps import ID, Trap, held_by, rooms, traps
from ringfence.start.finding_texts import codes
from ringfence.start.trap_page import PAGE, page
from tests.cli.ringfence import ringfence
from tests.findings_page import DOCS
from tests.traps.proofs import ROOT, given

TRAPS = list(traps().values())
VERSION = re.compile(r'^version = "(.+)"$', re.MULTILINE)
AT_DEPLOYMENT = "AZU"
"""Findings about what Azure answers: one test gives all of them, through the stand-in."""


def test_ids_are_given_once() -> None:
    every = [trap.id for room in rooms() for trap in room.traps]
    assert len(every) == len(set(every))
    assert len(every) >= 100


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.id)
def test_a_trap_is_held_by_findings_that_its_proofs_give(trap: Trap) -> None:
    found = {proof: given(proof) for proof in trap.proof}
    assert [proof for proof, shown in found.items() if shown is None] == [], "a proof that is not there"
    shown = set().union(*(codes or set() for codes in found.values()))
    named = "".join(text_of(proof) for proof in trap.proof if "::test_" in proof)
    lacking = [code for code in trap.holds if code not in shown and code not in named]
    assert [code for code in lacking if not code.startswith(AT_DEPLOYMENT)] == []
    assert not shown or shown & set(trap.holds), "proofs of something else"


def text_of(proof: str) -> str:
    """The file of a proof: a test by name says its codes somewhere in it."""
    return (ROOT / proof.partition("::")[0]).read_text("utf-8")


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.id)
def test_a_trap_is_told_in_sentences_with_a_source(trap: Trap) -> None:
    texts = [trap.title, trap.provider, *filter(None, [trap.construction])]
    assert [text for text in texts if not text.endswith(".")] == []
    assert not trap.source.endswith(".")
    assert set(trap.holds) <= codes().keys()


def test_a_trap_is_held_since_a_version_that_there_is() -> None:
    (version,) = VERSION.findall((ROOT / "pyproject.toml").read_text("utf-8"))
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert {trap.since for trap in TRAPS} <= {version, *re.findall(r"^## \[(.+?)\]", changes, re.MULTILINE)}


def test_the_page_is_current_and_has_every_trap() -> None:
    text = (DOCS / PAGE).read_text("utf-8")
    assert text == page()
    assert re.findall(rf"^\| ({ID}) \|", text, re.MULTILINE) == [t.id for r in rooms() for t in sorted_by_id(r.traps)]


def sorted_by_id(rows: tuple[Trap, ...]) -> list[Trap]:
    return sorted(rows, key=lambda trap: trap.id)


@pytest.mark.parametrize("trap", TRAPS[:3], ids=lambda trap: trap.id)
def test_explain_prints_a_row_as_text_and_as_json(trap: Trap) -> None:
    text = " ".join(ringfence("explain", trap.id.lower()).stdout.split())
    assert text.startswith(f"{trap.id} {trap.title} What Azure does: {trap.provider}")
    assert f"Source: {trap.source}" in text
    assert json.loads(ringfence("explain", trap.id, "--format", "json").stdout) == trap.model_dump(mode="json")


def test_explain_of_a_finding_names_the_traps_that_it_holds() -> None:
    code = next(code for trap in TRAPS for code in trap.holds)
    held = [trap.id for trap in held_by(code)]
    text = ringfence("explain", code).stdout
    assert all(f"{name}: " in text for name in held)
    assert json.loads(ringfence("explain", code, "--format", "json").stdout)["traps"] == held
    assert "Traps:" not in ringfence("explain", "LOD03").stdout


def test_a_trap_that_does_not_exist_is_misuse_with_the_nearest() -> None:
    result = ringfence("explain", "TRZ01")
    assert result.exit_code == 2
    result = ringfence("explain", "TRP00")
    assert (result.exit_code, "did you mean TRP" in result.stderr) == (2, True)
