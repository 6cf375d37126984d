"""`docs/findings.md`, a table of every code, and a page for each code in `docs/findings/`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ringfence.catalog.known.traps import held_by
from ringfence.start.finding_texts import Code, Family, families, labelled

INDEX = "findings.md"
_HEAD = """\
# Findings

A finding has a code, `file:line:column`, a keyed path such as
`landingZones[name=fraud].machineLearning.clusters[name=cpu].maxNodes`, the value, what would be right, and the source
of the rule. A run reports all findings of a stage at once, and writes nothing when one of them is an error.
`--format json`, `sarif`, `github`, `azure-devops` and `junit` print the same for programs, code scanners, pull requests
and test results.
`ringfence explain CODE` prints a code's page.

`python -m tests.findings_page` makes these pages from `templates/findings.yaml`.
"""
_TRACKER = "the issue tracker of Ringfence"
"""What a fix says about defects; on a page it links to the words about them."""


def pages(examples: Mapping[str, str]) -> dict[str, str]:
    """The pages as Markdown, by path below `docs/`.

    `examples` holds, by code, what `validate` prints for a blueprint that has the mistake.
    """
    index = "\n".join([_HEAD, *(_table(family) for family in families())])
    every = (code for family in families() for code in family.codes)
    return {INDEX: index} | {f"findings/{code.code}.md": _page(code, examples.get(code.code, "")) for code in every}


def _table(family: Family) -> str:
    intro = f"{family.intro}\n\n" if family.intro else ""
    rows = "".join(
        f"| [{c.code}](findings/{c.code}.md) | {plain(c.what)} | {_linked(plain(c.fix), '..')} |\n"
        for c in family.codes
    )
    return f"## {family.family}\n\n{intro}| Code | What is wrong | How to fix it |\n|---|---|---|\n{rows}"


def _page(code: Code, example: str) -> str:
    blocks = [f"# {code.code}", plain(code.what)]
    held = " ".join(f"[{trap.id}](../traps.md): {trap.title}" for trap in held_by(code.code))
    for label, text in labelled(code, example.strip(), held).items():
        told = f"\n\n```text\n{text}\n```" if text == example.strip() else f" {_linked(plain(text), '../..')}"
        blocks.append(f"**{label}.**{told}")
    return "\n\n".join([*blocks, "[All findings](../findings.md)"]) + "\n"


def _linked(text: str, root: str) -> str:
    """A text whose word about the issue tracker leads to the page on how to report a defect."""
    return text.replace(_TRACKER, f"[{_TRACKER}]({root}/CONTRIBUTING.md)")


def plain(text: str) -> str:
    """A text in which no `*`, `<` or `_` outside of code is read as markup."""
    pieces = re.split(r"(`[^`]*`)", text)
    return "".join(p if p.startswith("`") else re.sub(r"([*<_])", r"\\\1", p) for p in pieces)
