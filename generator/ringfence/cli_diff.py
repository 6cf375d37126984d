"""The command `diff`: two releases compared, for a role, in a form for people or programs. Needs git for revisions."""

from __future__ import annotations

import sys

import click

from ringfence.console import findings, finish, show, width

CHANGES = 4
"""Exit code: `diff --exit-code` has found changes."""


@click.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--for", "role", type=click.Choice(["network", "security", "data", "board"]), help="Only what this role reads."
)
@click.option("--package", "packages", multiple=True, metavar="NAME", help="Only of this package; may be repeated.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json", "html"]),
    default="text",
    show_default=True,
    help="How the changes are printed.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 4 when something differs.")
def diff(old: str, new: str, role: str | None, packages: tuple[str, ...], form: str, exit_code: bool) -> None:
    """Say what changes from release OLD to release NEW, by what is deployed and not by line. Writes nothing.

    A release is an output folder, its plan.json, or REVISION:FOLDER of the git repository that you are in. Flows are
    compared as sets of traffic, so that a rule that is split opens nothing.

    \b
    Examples:
      ringfence diff main:out/bank out/bank
      ringfence diff main:out/bank out/bank --for network
      ringfence diff before/ after/ --format markdown --exit-code
    """
    from ringfence.pack.difference.audience import for_whom
    from ringfence.pack.difference.printed import printed
    from ringfence.releases.diff.compare import compare
    from ringfence.releases.diff.source import opened

    told = "json" if form == "json" else "text"
    with findings(told):
        whole, report = compare(opened(old), opened(new))
    if unknown := sorted(set(packages) - set(whole.packages)):
        raise click.UsageError(f"neither release has {', '.join(unknown)}; there are {', '.join(whole.packages)}")
    difference = for_whom(whole, role or "", packages)
    show(printed(form, difference, report, width(sys.stdout)), paged=form == "text")
    if form != "json":
        finish(report, "text")
    if exit_code and not difference.quiet:
        raise SystemExit(CHANGES)
