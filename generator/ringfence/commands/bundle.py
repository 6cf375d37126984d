"""The command `bundle`: a release as one file for a change board."""

from __future__ import annotations

from pathlib import Path

import click

from ringfence.console import findings, findings_format, finish, from_here, progress

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--blueprint", type=FILE, required=True, help="What the folder was generated from, beside its ledger.")
@click.option("--against", metavar="RELEASE", default="", help="The release before: what --since was.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The zip archive to write."
)
@click.option("--force", is_flag=True, help="Replace a file that is no bundle.")
@findings_format
def bundle(folder: Path, blueprint: Path, against: str, output: Path, force: bool, form: str) -> None:
    """Write a generated FOLDER, its source, evidence and a change record into one zip archive. Needs Bicep.

    The folder was generated with --check. It is made anew from the blueprint and must be the same to the byte; the same
    inputs give the same archive. `ringfence verify` checks it anywhere. An earlier bundle is replaced; folders on the
    way to it are made.

    \b
    Examples:
      ringfence bundle build --blueprint bank.yaml -o change.zip
      ringfence bundle build --blueprint bank.yaml --against main:build -o change.zip
    """
    from ringfence import pipeline
    from ringfence.bundle.contents import Asked
    from ringfence.bundle.of_folder import bundle_of
    from ringfence.bundle.target import kept
    from ringfence.bundle.written import sha256
    from ringfence.output import replace_all

    asked = Asked(blueprint, against, folder)
    if reason := kept(output, asked, force=force):
        raise click.UsageError(f"{output} {reason}")
    with findings(form, folder):
        content, made = bundle_of(folder, asked, progress)
    replace_all({output: content}, ())
    digests = f"approval digest: {pipeline.approval(made.files)}\nSHA-256 of {output.name}: {sha256(content)}"
    finish(from_here(made.told, folder), form, f"{len(content):,} bytes in {output}\n{digests}")
