"""The command `export`: a generated folder in the formats that reviewers open."""

from __future__ import annotations

from pathlib import Path

import click

from ringfence.console import findings, findings_format, finish
from ringfence.diagnostics import Report

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def _formats(_context: click.Context, _parameter: click.Parameter, asked: tuple[str, ...]) -> tuple[str, ...]:
    """The formats that were asked for, all when none was."""
    from ringfence.export.formats import FORMATS

    if unknown := sorted(set(asked) - set(FORMATS)):
        raise click.BadParameter(f"there is no format {', '.join(unknown)}; there are {', '.join(FORMATS)}")
    return tuple(dict.fromkeys(asked)) or tuple(FORMATS)


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), required=True, help="Output folder.")
@click.option(
    "--only", "formats", multiple=True, metavar="FORMAT", callback=_formats, help="Only this; may be repeated."
)
@click.option("--force", is_flag=True, help="Overwrite files edited by hand.")
@findings_format
def export(folder: Path, output: Path, formats: tuple[str, ...], force: bool, form: str) -> None:
    """Write the review of a generated FOLDER in the formats that people use. Needs no Azure and no Bicep.

    The same folder gives the same bytes. A folder that was edited after it was generated is refused.

    \b
    Examples:
      ringfence export build -o for-review
      ringfence export build -o for-review --only csv
    """
    from ringfence import output as writer
    from ringfence.export.formats import exported
    from ringfence.export.subject import subject
    from ringfence.releases.diff.source import PLAN

    if output.resolve().is_relative_to(folder.resolve()):
        raise click.UsageError(f"{output} lies in {folder}, which holds what is generated and nothing else")
    if (output / PLAN).exists():
        raise click.UsageError(f"{output} is a generated folder, whose files would be removed; name another place")
    with findings(form):
        files = exported(subject(folder), formats)
        try:
            writer.write_listed(output, files, force=force)
        except writer.NotOurs as wrong:
            raise click.UsageError(str(wrong)) from None
    finish(Report(), form, f"{len(files)} file{'s' * (len(files) > 1)} in {output}")
