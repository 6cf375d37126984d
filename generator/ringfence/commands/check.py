"""The command `check`: every witness on a generated folder, and the evidence of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ringfence.console import as_of_option, findings, findings_format, finish, progress, tell
from ringfence.diagnostics import Rejected, Report, ToolMissing

if TYPE_CHECKING:
    from ringfence.check.witness_report import Record


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--package", "packages", multiple=True, help="Only this package; may be given several times.")
@click.option(
    "--blueprint",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Plan this again, with its ledger, and compare every decision.",
)
@click.option("--since", metavar="RELEASE", help="Compute REMOVAL.md and BACKOUT.md anew from this release before.")
@click.option(
    "--report",
    "kept",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write evidence there: check.json, check.md, junit.xml.",
)
@as_of_option
@findings_format
def check(
    folder: Path,
    packages: tuple[str, ...],
    blueprint: Path | None,
    since: str | None,
    kept: Path | None,
    as_of: datetime | None,
    form: str,
) -> None:
    """Run every witness on a generated FOLDER; writes nothing but what --report asks for. Needs Bicep.

    Every file must be what plan.json renders to, to the byte. A witness compares what Bicep makes of a package with the
    plan: what would be deployed, each property, every name. What a code means is said by `ringfence explain CODE`.
    """
    from ringfence import pipeline
    from ringfence.check.witness_report import told

    if as_of and blueprint is None:
        raise click.UsageError("--as-of needs --blueprint: days stand in the blueprint and in its decisions")
    if kept and kept.resolve().is_relative_to(folder.resolve()):
        raise click.UsageError("--report inside the folder would be a file that was not generated; name another place")
    records: list[Record] = []
    day = as_of.date() if as_of else None
    write = partial(_write, kept, folder, records, blueprint=bool(blueprint), since=bool(since))
    with findings(form, folder):
        try:
            report = pipeline.checked(
                folder, packages, blueprint, progress, records.append, before=since or "", as_of=day
            )
        except Rejected as rejected:
            write(rejected.report, "the check was stopped by the findings")
            raise
        except ToolMissing as missing:
            write(Report.of([missing.finding]), "Bicep is missing, so nothing was compiled")
            raise
    write(report, "" if records else "the folder is not what was generated, so nothing was compiled")
    if form == "text":
        digest = pipeline.approval_of(folder)
        tell("\n".join([*map(told, records), *([f"approval digest: {digest}"] if digest else [])]) + "\n")
    finish(report, form, f"{folder}: every witness agrees", folder)


def _write(
    kept: Path | None,
    folder: Path,
    records: Sequence[Record],
    report: Report,
    stopped: str,
    *,
    blueprint: bool,
    since: bool,
) -> None:
    """Write the evidence of a check where it was asked for."""
    from ringfence.output import replace_all
    from ringfence.pack.again import digest_of
    from ringfence.pack.evidence import Checked, evidence
    from ringfence.pipeline import last_plan
    from ringfence.start.finding_texts import codes

    if kept is None:
        return
    plan = last_plan(folder)
    checked = Checked(
        packages=tuple(package.name for package in plan.packages) if plan else (),
        records=tuple(records),
        report=report,
        approval=digest_of(folder, plan) if plan else "",
        blueprint=blueprint,
        since=since,
        found_by={code: each.rules for code, each in codes().items()},
        stopped=stopped,
    )
    replace_all({kept / name: text for name, text in evidence(checked).items()}, ())
