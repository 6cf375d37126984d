"""The command `migrate`: a blueprint and its ledger from one version of the language to the next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ringfence.console import findings_format, finish
from ringfence.diagnostics import Diagnostic, Place, Report, Severity

if TYPE_CHECKING:
    from ringfence.migrate import Migrated, Undecided


@click.command()
@click.argument("old", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", "new", type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
@click.option("--owner", default="", metavar="TEXT", help="Who answers for each connection: a team or a mailbox.")
@click.option("--review-by", type=click.DateTime(["%Y-%m-%d"]), help="Date by which connections are justified again.")
@click.option("--reason", default="", metavar="TEXT", help="Why models are taken from another landing zone's registry.")
@click.option("--force", is_flag=True, help="Allow -o OLD, which replaces the blueprint and its ledger.")
@findings_format
def migrate(
    old: Path, new: Path | None, owner: str, review_by: datetime | None, reason: str, force: bool, form: str
) -> None:
    """Rewrite OLD, a version 1 blueprint, as version 2; comments, order and style stay.

    Without -o the new text is printed. With -o it is written, and the ledger beside OLD becomes the ledger beside the
    new file; other files are never overwritten. What version 1 does not say is told as notes: `validate` asks for it.

    \b
    Examples:
      ringfence migrate bank.yaml
      ringfence migrate bank.yaml -o bank.yaml --force
      ringfence migrate bank.yaml -o bank-v2.yaml --owner data-platform@bank.example --review-by 2027-06-30
    """
    from ringfence.load.document import load
    from ringfence.migrate import migrated

    if new is None and form != "text":
        raise click.UsageError("without -o the new text is printed: give -o, or leave --format out")
    by = review_by.date() if review_by else None
    result = migrated(load(old).text, owner=owner, review_by=by, reason=reason, name=str(old))
    if new is None:
        click.echo(result.text, nl=False)
        finish(_notes(result.undecided, {}), form)
    else:
        written = _written(old, new, result, force=force)
        finish(_notes(result.undecided, _places(new, result)), form, f"wrote {' and '.join(map(str, written))}")


def _written(old: Path, new: Path, result: Migrated, *, force: bool) -> list[Path]:
    """Write the new blueprint and its ledger, both or none; returns their paths."""
    from ringfence.load.document import load
    from ringfence.migrate import migrated_ledger
    from ringfence.output import left_behind, replace_all
    from ringfence.pipeline import ledger_path

    held = ledger_path(old)
    if left := left_behind(held):
        raise click.UsageError(f"a run that was killed has left the ledger as {left.name}; rename it to {held.name}")
    files = {new: result.text}
    if held.exists():
        files[ledger_path(new)] = migrated_ledger(load(held).text, name=str(held))
    in_place = new.exists() and new.samefile(old)
    if in_place and not force:
        raise click.UsageError(f"{new} would be replaced by its version 2; allow it with --force")
    if taken := [str(each) for each in (new, ledger_path(new)) if each.exists() and not in_place]:
        raise click.UsageError(f"{' and '.join(taken)} would be overwritten; name another file")
    try:
        replace_all(files, ())
    except OSError as wrong:
        raise click.UsageError(f"{wrong.filename or new} cannot be written: {wrong.strerror}") from None
    return list(files)


def _places(new: Path, result: Migrated) -> dict[str, Place]:
    """Where in the new file each undecided part belongs."""
    from ringfence.load.document import read

    places = read(str(new), result.text).places
    found = {each.path: places.found(each.path) for each in result.undecided}
    return {path: place for path, place in found.items() if place is not None}


def _notes(undecided: Iterable[Undecided], places: dict[str, Place]) -> Report:
    """What version 1 does not decide, as notes."""
    return Report.of(
        Diagnostic(
            code="MIG02",
            message=each.sentence,
            place=places.get(each.path, Place()),
            path=each.path,
            severity=Severity.NOTE,
        )
        for each in undecided
    )
