"""The command `verify`: a change bundle checked offline, with nothing but Bicep."""

from __future__ import annotations

from pathlib import Path

import click

from ringfence.console import findings, findings_format, finish, progress, tell


@click.command()
@click.argument("bundle", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@findings_format
def verify(bundle: Path, form: str) -> None:
    """Check a change BUNDLE: archive, hashes, provenance; make it anew from its source; run every witness. Needs Bicep.

    Asks no network, and writes nothing but a temporary folder. Compare the digest that it prints with the one that
    was approved.
    """
    from ringfence.bundle.verified import verify as verified

    with findings(form):
        found = verified(bundle, progress, _line if form == "text" else progress)
    finish(found.report, form, f"approval digest: {found.approval}")


def _line(text: str) -> None:
    tell(f"{text}\n")
