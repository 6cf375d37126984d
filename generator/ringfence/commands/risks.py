"""The command `risks`: the accepted risks of a plan, with their ids, and what was decided about them."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from ringfence.console import as_of_option, findings_format, finish, show, width


@click.command()
@click.argument("blueprint", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--start", is_flag=True, help="Print a decisions.yaml to begin with, a line for each risk.")
@as_of_option
@findings_format
def risks(blueprint: Path, start: bool, as_of: datetime | None, form: str) -> None:
    """List the accepted risks of BLUEPRINT by severity: id, where each stands, and who accepted it until when.

    Decisions stand in a file beside the blueprint: bank.decisions.yaml for bank.yaml. `ringfence schema --decisions`
    prints its JSON Schema.

    \b
    Examples:
      ringfence risks bank.yaml
      ringfence risks bank.yaml --start > bank.decisions.yaml
      ringfence risks bank.yaml --as-of 2027-01-31
    """
    from ringfence import pipeline
    from ringfence.pack.text.risks import beginning, listed

    decision = pipeline.decide(blueprint)
    if start:
        click.echo(beginning(decision.plan), nl=False)
        return
    if form == "text":
        show(listed(decision.plan, decision.release, width(sys.stdout)), paged=False)
    finish(pipeline.due(decision, as_of.date() if as_of else None), form)
