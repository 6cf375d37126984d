"""A hint that carries a replacement is right: once it is applied, the finding is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.diagnostics import Diagnostic, Rejected
from ringfence.load.document import read
from ringfence.pipeline import decided
from tests.blueprint.blueprints import FULL
from tests.properties.examples import EXAMPLES, UNSHRUNK
from tests.test_invalid import FILES, text_of

REPLACEMENT = re.compile(r"did you mean '([^']+)'\?|did you mean ([^'?]+)\?|^write ([^ ,;]+)$|^set \w+: (\w+)$")
KEY, VALUE = re.compile(r"[^:\s]+"), re.compile(r""""[^"]*"|'[^']*'|[^,\]}\s]+""")
WORD = re.compile(r"(?<=[\[{ ])[A-Za-z][A-Za-z-]{3,}(?=[:,\]}\n])")
"""Keys, names, regions and choices of a blueprint."""


def findings(text: str) -> tuple[Diagnostic, ...]:
    """Every finding about a blueprint in a file that does not exist."""
    try:
        decided(read("bank.yaml", text), Path("nowhere.ledger.yaml"))
    except Rejected as rejected:
        return rejected.report.findings
    return ()


def replacement(finding: Diagnostic) -> str:
    """The text that the hint of a finding offers in place of what stands there; '' when it offers none."""
    found = REPLACEMENT.search(finding.hint)
    return next(filter(None, found.groups()), "") if found else ""


def applied(text: str, finding: Diagnostic, new: str) -> str:
    """The blueprint with the replacement in the place of the finding: of a key, or of the value there."""
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    line, at = lines[finding.place.line - 1], finding.place.column - 1
    token = KEY if finding.code == "BLU01" else VALUE
    lines[finding.place.line - 1] = line[:at] + token.sub(lambda _: new, line[at:], count=1)
    return "".join(lines)


def remaining(text: str) -> Iterator[str]:
    """Each finding that a replacement does not end."""
    for finding in findings(text):
        if new := replacement(finding):
            left = {(each.code, each.path) for each in findings(applied(text, finding, new))}
            if (finding.code, finding.path) in left:
                yield f"{finding.code} {finding.path}: {finding.hint}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_replacements_of_the_mistakes_that_are_written_down_end_them(file: Path) -> None:
    assert list(remaining(text_of(file))) == []


@pytest.mark.slow
@settings(max_examples=EXAMPLES // 5, phases=UNSHRUNK, deadline=None)
@given(st.data())
def test_replacements_of_misspelt_words_end_the_finding(data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(list(WORD.finditer(FULL))))
    gone = data.draw(st.integers(word.start(), word.end() - 1))
    assert list(remaining(FULL[:gone] + FULL[gone + 1 :])) == []
