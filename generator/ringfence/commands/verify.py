"""The command `verify`: a change bundle checked offline, with nothing but Bicep."""

from __future__ import annotations

from pathlib import Path

import click

from ringfence.console import findings, findings_format, finish, progress, tell

_FIRST = "no release: this is a first release, or none was named with --against"


@click.command()
@click.argument("bundle", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@findings_format
def verify(bundle: Path, form: str) -> None:
    """Check a change BUNDLE: archive, hashes, provenance; make it anew from its source; run every witness. Needs Bicep.

    Asks no network, and writes nothing but a temporary folder. Compare the SHA-256 of the file that it prints with the
    one that was approved: the approval digest is of the packages alone, and says nothing of what is deleted. The last
    line names the release that the bundle was compared with, by its approval digest.
    """
    from ringfence.bundle.verified import verify as verified
    from ringfence.bundle.written import sha256

    with findings(form):
        found = verified(bundle, progress, _line if form == "text" else progress)
    digest = f"SHA-256 of {bundle.name}: {sha256(bundle.read_bytes())}"
    before = f"the release with approval digest {found.before}" if found.before else _FIRST
    finish(found.report, form, f"{digest}\napproval digest: {found.approval}\ncompared with {before}")


def _line(text: str) -> None:
    tell(f"{text}\n")
