"""What other programs may import; every other module of Ringfence is private and may change.

    from ringfence import api

    decision = api.plan(api.load("bank.yaml"))
    files = api.render(decision)

Rejected input raises `Rejected`, whose `report` has every finding. Nothing here writes a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ringfence.diagnostics import Diagnostic, Place, Rejected, Report, Severity, ToolMissing

if TYPE_CHECKING:
    from ringfence.load.document import Document
    from ringfence.pipeline import Decision
    from ringfence.releases.diff.change import Difference

__all__ = [
    "Diagnostic",
    "Place",
    "Rejected",
    "Report",
    "Severity",
    "ToolMissing",
    "check",
    "diff",
    "load",
    "plan",
    "render",
]


def load(path: str | Path) -> Document:
    """Read a blueprint file: its text, its data, and where everything stands. Raises Rejected for what is no YAML."""
    from ringfence.load import document

    return document.load(Path(path))


def plan(blueprint: Document | str | Path, ledger: str | Path | None = None, *, locked: bool = False) -> Decision:
    """Validate and plan a blueprint, given as a file or as what `load` returns.

    `ledger` is the file of the addresses that were handed out before, beside the blueprint when left out; it is read
    and not written; so is the file of decisions about risks beside it. Keep `ledger_text` of the decision there, or the
    next plan may hand out other addresses. `locked` refuses to hand out new ones. Raises Rejected with every finding.
    """
    from ringfence import pipeline

    document = load(blueprint) if isinstance(blueprint, str | Path) else blueprint
    held = pipeline.ledger_path(Path(document.name)) if ledger is None else Path(ledger)
    return pipeline.decided(document, held, locked=locked)


def render(decision: Decision) -> Mapping[str, str]:
    """The text of every file of the output folder by its path there: Bicep, review, runbook, plan and manifest."""
    from ringfence import pipeline

    return pipeline.files(decision)


def check(folder: str | Path, blueprint: str | Path | None = None) -> Report:
    """Hold a folder with these files against its plan, and against what Bicep makes of it; empty when nothing is wrong.

    With a blueprint that is planned again, with its ledger, and every decision compared. Raises ToolMissing where there
    is no Bicep, Rejected for a blueprint with findings.
    """
    from ringfence import pipeline

    given = None if blueprint is None else Path(blueprint)
    return pipeline.checked(Path(folder), (), given)


def diff(old: str | Path, new: str | Path) -> tuple[Difference, Report]:
    """What differs between two releases, and warnings about them; each is a folder, a plan or `REVISION:FOLDER` of git.

    Raises Rejected for what is not there or cannot be read.
    """
    from ringfence.releases.diff import compare, source

    return compare.compare(source.opened(str(old)), source.opened(str(new)))
