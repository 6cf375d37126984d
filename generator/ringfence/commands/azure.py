"""The commands that speak to Azure: `what-if`, `deploy` and `confirm`. Each needs `az`, signed in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from ringfence.console import (
    INTERRUPTED,
    agreed,
    asking,
    azure_options,
    findings,
    findings_format,
    finish,
    progress,
    result,
    said,
    shown_and_form,
)

CHANGES = 4
"""Exit code: `what-if --exit-code` has found changes."""


@click.command("what-if")
@azure_options
@click.option("--exit-code", is_flag=True, help="Exit with 4 when a deployment would change something.")
def what_if(folder: Path, only: tuple[str, ...], exit_code: bool, **options: Any) -> None:
    """Say what a deployment of a generated FOLDER would change in Azure; changes nothing. Needs az, signed in."""
    from ringfence.azure import printing, session

    shown, form = shown_and_form(**options)
    with findings(form, folder), session.opened(folder, only, register=options["register"], say=progress) as opened:
        looks = opened.previews(options["jobs"])
    result(printing.previews(printing.Form(shown), opened.plan, looks), shown)
    finish(printing.report(looks), "text" if shown == "json" else form, folder=folder)
    if exit_code and not all(look.quiet for look in looks):
        raise SystemExit(CHANGES)


@click.command()
@azure_options
@click.option("--confirm", is_flag=True, help="Show what would change and ask before each wave; the default.")
@click.option("--yes", is_flag=True, help="Deploy without asking; needed where there is no terminal.")
@click.option("--again", is_flag=True, help="Deploy what is recorded as done, too.")
@click.option("--approved", default="", metavar="DIGEST", help="Refuse a folder with another approval digest.")
@click.option("--done", multiple=True, metavar="STEP", help="A script or a step by hand that is done; may be repeated.")
def deploy(
    folder: Path,
    only: tuple[str, ...],
    confirm: bool,
    yes: bool,
    again: bool,
    approved: str,
    done: tuple[str, ...],
    **options: Any,
) -> None:
    """Deploy a generated FOLDER in the order of its DEPLOY.md; goes on where it stopped. Needs az, signed in.

    A copy is verified and deployed, so later edits of FOLDER go nowhere. Where a script or a step by hand comes before
    the next package it stops and says what to do and by whom; `--done` records that it is done. `--done '*/before'`
    means every step that comes before a package.
    """
    from ringfence.azure import printing, session

    shown, form = shown_and_form(**options)
    if confirm and yes:
        raise click.UsageError("--confirm asks and --yes does not: give one of them")
    if not yes and not asking():
        raise click.UsageError("there is no terminal to ask on: look with `ringfence what-if`, then deploy with --yes")
    way = {"register": options["register"], "deploys": True, "approval": approved}
    with findings(form, folder), session.opened(folder, only, say=said, **way) as opened:
        said(f"approval digest: {opened.estate.approval}")
        rollout = opened.rollout(options["jobs"], again=again, ask=None if yes else agreed, done=done)
        ended = session.run(rollout)
    result(printing.rollout(printing.Form(shown), opened.plan, rollout), shown)
    finish(rollout.report, "text" if shown == "json" else form, folder=folder, code=1 if ended else INTERRUPTED)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--only", multiple=True, metavar="CHECK", help="Only this check, such as CNF01; may be repeated.")
@click.option("--as-caller", is_flag=True, help="Make the checks of a caller of endpoints, and no others.")
@click.option(
    "--request", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="JSON file that the caller sends."
)
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="Day of the deployment, where Azure does not say it.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@findings_format
def confirm(
    folder: Path,
    only: tuple[str, ...],
    as_caller: bool,
    request: Path | None,
    date: datetime | None,
    as_json: bool,
    form: str,
) -> None:
    """Ask a deployed FOLDER for what no source confirms; changes nothing. Needs az, signed in.

    The report names no subscription, resource, address or person, and can be sent back. It is printed, and kept as
    report.txt and report.json in FOLDER.deploy. docs/first-deployment.md says what each check needs.

    \b
    Examples:
      ringfence confirm build
      ringfence confirm build --only CNF01 --only CNF05
      ringfence confirm build --as-caller --request request.json
    """
    from ringfence.azure.confirm import run
    from ringfence.azure.confirm.checks import CHECKS

    shown, form = shown_and_form(form, as_json, markdown=False)
    if unknown := sorted(set(only) - CHECKS.keys()):
        raise click.UsageError(f"there is no check {', '.join(unknown)}; there are {', '.join(CHECKS)}")
    with findings(form):
        day = date.date().isoformat() if date else ""
        report = run.confirm(folder, only, caller=as_caller, request=request, date=day, say=said)
    if shown != "findings":
        result(report.json if shown == "json" else report.text, shown)
    finish(report.findings, "text" if shown == "json" else form)
