"""One run of the checks: signs in as `deploy` does, asks, and keeps the report beside the folder."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from ringfence.azure import session
from ringfence.azure.confirm.checks import made
from ringfence.azure.confirm.report import Report, reported
from ringfence.azure.confirm.trial import Trial
from ringfence.azure.what_if import Say
from ringfence.output import write_file


def confirm(
    folder: Path, wanted: Collection[str], *, caller: bool, request: Path | None, date: str, say: Say
) -> Report:
    """The report of the wanted checks, all where none is named; also kept in `<folder>.deploy/`, as text and as JSON.

    `caller` makes the checks that ask as a caller of endpoints, and no others. Raises what `session.opened` raises.
    """
    with session.opened(folder, (), register=False, say=say, calls=caller) as opened:
        trial = Trial(opened.az, opened.estate, opened.journal, say, request)
        report = reported(trial, made(trial, wanted, caller=caller), date, caller=caller)
    name = "report-of-a-caller" if caller else "report"
    write_file(opened.journal.folder / f"{name}.json", report.json)
    write_file(opened.journal.folder / f"{name}.txt", report.text)
    return report
