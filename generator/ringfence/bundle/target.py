"""Where a bundle may be written: at a path that is free, or in the place of an earlier bundle."""

from __future__ import annotations

from pathlib import Path

from ringfence import pipeline
from ringfence.bundle.archive import unzipped
from ringfence.bundle.bundled import NAME
from ringfence.bundle.contents import Asked
from ringfence.diagnostics import Rejected
from ringfence.plan.context.decisions.read import beside


def kept(path: Path, asked: Asked, *, force: bool) -> str:
    """Why no bundle may be written to a path; '' where it may.

    Inputs are never replaced, other files that are no bundle with `force` only.
    """
    there = path.resolve()
    ledger = pipeline.ledger_path(asked.blueprint)
    if there in {each.resolve() for each in (asked.blueprint, ledger, beside(ledger))}:
        return "is what the bundle is made of"
    folders = [asked.output, *([Path(asked.against)] if asked.against and Path(asked.against).is_dir() else [])]
    for folder in folders:
        if there.is_relative_to(folder.resolve()):
            return f"lies in {folder}, which holds what is generated and nothing else"
    if path.exists() and not path.is_file():
        return "is no plain file"
    if path.exists() and not force and not _bundle(path):
        return "is there and is no bundle; choose another name, or replace it with --force"
    return ""


def _bundle(path: Path) -> bool:
    """Whether a file is an archive that `bundle` has written."""
    try:
        return NAME in unzipped(path)
    except Rejected:
        return False
