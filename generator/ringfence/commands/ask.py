"""The command `ask`: whether a plan lets traffic through and what decides, or who can read a layer."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ringfence.console import findings, findings_format, show, width

if TYPE_CHECKING:
    from ringfence.plan.model.package import Plan

NOT_ALLOWED = 4
"""Exit code: `ask --exit-code` has an answer other than allowed."""
PORTS = 65535


@click.command()
@click.argument("of", metavar="FOLDER|BLUEPRINT", type=click.Path(exists=True, path_type=Path))
@click.argument("start", metavar="[FROM]", required=False)
@click.argument("end", metavar="[TO]", required=False)
@click.argument("port", required=False)
@click.option(
    "--who-reads", "layer", metavar="LAYER", help="Who can read this layer of a lake, by which right and path."
)
@click.option("--all", "shown", flag_value="all", help="Tell every hop of every part, not only what decides.")
@click.option("--json", "shown", flag_value="json", help="Print the answer as JSON, with every hop.")
@click.option("--exit-code", is_flag=True, help="Exit with 4 when not all of it is allowed, or a layer has readers.")
@findings_format
def ask(
    of: Path,
    start: str | None,
    end: str | None,
    port: str | None,
    layer: str | None,
    shown: str | None,
    exit_code: bool,
    form: str,
) -> None:
    """Say whether traffic FROM a place TO another gets through, and what decides, from the plan alone. Asks no Azure.

    A place is a landing zone, a subnet (zone/role), a service, an address, a prefix, a host, a service tag, `internet`,
    `premises` or `vpn-users`. PORT is 443, tcp/443 or udp/53. What the plan does not know is `unknown`, never a guess.

    \b
    Examples:
      ringfence ask bank.yaml fraud lake 443
      ringfence ask out/bank vpn-users 10.64.4.0/27 443 --exit-code
      ringfence ask bank.yaml fraud/compute packages.bank.example tcp/443 --json
      ringfence ask bank.yaml --who-reads gold
    """
    given = [each for each in (start, end, port) if each is not None]
    if layer is None and len(given) != 3:
        raise click.UsageError("FROM, TO and PORT belong together; or give --who-reads LAYER")
    if layer is not None and given:
        raise click.UsageError("--who-reads takes no FROM, TO and PORT")
    as_json = shown == "json"
    with findings("json" if as_json else form):
        plan = _plan(of)
    if layer is not None:
        text, quiet = _readers(plan, layer, as_json=as_json)
    else:
        text, quiet = _traffic(plan, str(start), str(end), str(port), as_json=as_json, whole=shown == "all")
    show(text, paged=not as_json, form="json" if as_json else "text")
    if exit_code and not quiet:
        raise SystemExit(NOT_ALLOWED)


def _plan(of: Path) -> Plan:
    """The plan of a blueprint, or that of a generated folder as it lies there."""
    if not of.is_dir():
        from ringfence import pipeline

        return pipeline.decide(of).plan
    from ringfence.plan.model.written.plan_json import read_plan
    from ringfence.releases.diff.source import opened, unreadable

    source = opened(str(of))
    try:
        return read_plan(source.plan)
    except ValueError as wrong:
        raise unreadable(source, wrong) from None


def _asked(text: str) -> tuple[str, int]:
    """Protocol and port: `443`, `tcp/443`, `udp/53`."""
    protocol, _, number = text.rpartition("/")
    word = protocol.lower() or "tcp"
    if word not in ("tcp", "udp") or not number.isdecimal() or not 1 <= int(number) <= PORTS:
        raise click.UsageError(f"{text} is no port; write 443, tcp/443 or udp/53, with a port from 1 to {PORTS}")
    return word.capitalize(), int(number)


def _traffic(plan: Plan, start: str, end: str, port: str, *, as_json: bool, whole: bool) -> tuple[str, bool]:
    """The answer as text, and whether all of it is allowed."""
    from ringfence.blueprint.suggestion import did_you_mean
    from ringfence.reach import told
    from ringfence.reach.answer import Verdict
    from ringfence.reach.asked import TooWideError, answer
    from ringfence.reach.ends import PlaceError

    protocol, number = _asked(port)
    try:
        found = answer(plan, start, end, protocol, number)
    except PlaceError as wrong:
        reason = wrong.reason or f"is no place of the plan; {did_you_mean(wrong.word, wrong.known, 'there are')}"
        raise click.UsageError(f"{wrong.word!r} {reason}") from None
    except TooWideError as wrong:
        raise click.UsageError(f"the question falls into {wrong} pieces; ask for smaller prefixes") from None
    text = told.as_json(found) if as_json else told.as_text(found, width(sys.stdout), whole=whole)
    return text, found.verdict is Verdict.ALLOWED


def _readers(plan: Plan, layer: str, *, as_json: bool) -> tuple[str, bool]:
    """The readers as text, and whether there are none."""
    from ringfence.blueprint.suggestion import did_you_mean
    from ringfence.pack.review.lakes.who_reads import as_json as spelled
    from ringfence.pack.review.lakes.who_reads import as_text, layers, of_layer

    known = layers(plan)
    if layer not in known:
        raise click.UsageError(f"no lake of the plan has a layer {layer!r}; {did_you_mean(layer, known, 'there are')}")
    found = of_layer(plan, layer)
    return (spelled(layer, found) if as_json else as_text(layer, found, width(sys.stdout))), not found
