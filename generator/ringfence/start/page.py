"""`docs/findings.md`, a table of every code, and a page for each in `docs/findings/`, from its rules' docstrings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ringfence.start.finding_texts import Code, Family, families, grounds

INDEX = "findings.md"
_HEAD = """\
# Findings

A finding has a code, `file:line:column`, a keyed path such as
`landingZones[name=fraud].clusters[name=cpu].maxNodes`, the value, what would be right, and the source of the rule. All
findings of a run come at once, and nothing is written when one of them is an error. `--format json`, `--format sarif`
and `--format github` print the same for programs, code scanners and pull requests. `ringfence explain CODE` prints a
code's page.

These pages are made from the rules themselves, by `python -m tests.findings_page`.
"""
_LABEL = re.compile(r"^(Why|Sources?|Fix): ", re.MULTILINE)
_PIECE = re.compile(r"^(?=(?:Why|Sources?|Fix): )", re.MULTILINE)


def pages(examples: Mapping[str, str]) -> dict[str, str]:
    """The pages as Markdown, by path below `docs/`.

    `examples` holds, by code, what `validate` prints for a blueprint that has the mistake.
    """
    index = "\n".join([_HEAD, *(_table(family) for family in families())])
    every = (code for family in families() for code in family.codes)
    return {INDEX: index} | {f"findings/{code.code}.md": _page(code, examples.get(code.code, "")) for code in every}


def _table(family: Family) -> str:
    intro = f"{family.intro}\n\n" if family.intro else ""
    rows = "".join(f"| [{c.code}](findings/{c.code}.md) | {c.what} | {c.fix} |\n" for c in family.codes)
    return f"## {family.family}\n\n{intro}| Code | What is wrong | How to fix it |\n|---|---|---|\n{rows}"


def _page(code: Code, example: str) -> str:
    blocks = [f"# {code.code}", code.what, f"**Fix:** {code.fix}"]
    blocks += [f"```text\n{example.strip()}\n```"] if example else []
    blocks += [piece for text in grounds(code) for piece in _pieces(text)]
    return "\n\n".join([*blocks, "[All findings](../findings.md)"]) + "\n"


def _pieces(text: str) -> Iterator[str]:
    """The paragraphs of a docstring, labels in bold, Markdown's own characters spelled as they are."""
    for paragraph in text.split("\n\n"):
        for piece in _PIECE.split(paragraph):
            if piece.strip():
                yield _LABEL.sub(r"**\1:** ", _plain(piece.strip()))


def _plain(text: str) -> str:
    """A text in which no `*` or `<` outside of code is read as markup."""
    pieces = re.split(r"(`[^`]*`)", text)
    return "".join(p if p.startswith("`") else re.sub(r"([*<_])", r"\\\1", p) for p in pieces)
