"""The command line: a verb is a prefix of the pipeline plus a printer. Exit 0 ok, 1 findings, 2 misuse, 3 no tool."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path

import click

from generator import __version__, pipeline, reporting
from generator.diagnostics import Rejected, Report, ToolMissing
from generator.start import starter
from generator.start.codes import described
from generator.start.services import completed

BLUEPRINT = click.Path(exists=True, dir_okay=False, path_type=Path)
FORMATS = click.Choice(["text", "json", "sarif", "github"])
NEW = click.Path(dir_okay=False, path_type=Path)
STARTS = click.Choice(list(starter.starting_points()))


def _format(command: Callable[..., None]) -> Callable[..., None]:
    option = click.option(
        "--format", "form", type=FORMATS, default="text", show_default=True, help="How findings are printed."
    )
    return option(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="ringfence")
def main() -> None:
    """Turn a blueprint of a bank's topology into reviewed, verified Bicep.

    \b
    The first hour:
      ringfence init bank.yaml                  asks a few questions and writes a blueprint
      ringfence validate bank.yaml              says everything that is wrong, with the line
      ringfence plan bank.yaml                  shows what it becomes, and which defaults were taken
      ringfence explain bank.yaml NAME          says why something is as it is
      ringfence generate bank.yaml -o build     writes the packages, REVIEW.md and DEPLOY.md
      ringfence check build                     holds them against what Bicep predicts

    Exit codes: 0 nothing stands in the way, 1 findings, 2 the command was misused, 3 Bicep is missing.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a pipe that cannot spell a character gets its escape
            stream.reconfigure(errors="backslashreplace")


@main.command()
@click.argument("blueprint", type=NEW)
@click.option("--from", "start", type=STARTS, default=starter.BLANK, show_default=True, help="What to begin with.")
@click.option("--name", help="Name of the institution.")
@click.option("--code", help="Short code, 2 to 6 letters and digits; part of every name.")
@click.option("--tenant", help="Microsoft Entra tenant id.")
@click.option("--region", multiple=True, help="Azure region that data may be in; several times for several.")
@click.option("--subscription", multiple=True, metavar="NAME=ID", help="Id of a subscription of the starting point.")
@click.option("--pool", multiple=True, metavar="PREFIX", help="Prefix that networks are cut from; several times.")
@click.option("--on-premises", multiple=True, metavar="PREFIX", help="Prefix in use on premises; several times.")
@click.option("--landing-zone", help="Name of the first landing zone.")
@click.option("--no-input", is_flag=True, help="Never ask; what is not given keeps the value of the starting point.")
@_format
def init(blueprint: Path, start: str, no_input: bool, form: str, **given: str | tuple[str, ...] | None) -> None:
    """Write a new BLUEPRINT that validates, and the schema that editors complete it by. Overwrites nothing.

    On a terminal it asks for what no option gives; in a script it asks nothing.

    \b
    Examples:
      ringfence init bank.yaml
      ringfence init bank.yaml --from regional-bank
      ringfence init bank.yaml --no-input --code nwb --pool 10.40.0.0/16 --subscription platform=<id>
    """
    from generator.start import init as beginning  # noqa: PLC0415

    asking = None if no_input or not sys.stdin.isatty() else beginning.ask
    texts: dict[str, str] = {}
    with _findings(form, texts):
        lines = beginning.begin(blueprint, start, given, asking, texts)
    _finish(Report(), form, "\n".join(lines))


@main.command()
@click.argument("blueprint", type=BLUEPRINT)
@_format
def validate(blueprint: Path, form: str) -> None:
    """Say everything that is wrong with BLUEPRINT, up to and including its plan; writes nothing.

    Each finding has a code, a place, what would be right, and a source; `ringfence explain CODE` says more.
    `--format github` annotates pull requests, `--format sarif` feeds code scanners.
    """
    with _findings(form):
        pipeline.decide(blueprint)
    _finish(Report(), form, f"{blueprint}: no findings")


@main.command()
@click.argument("blueprint", type=BLUEPRINT)
@click.option("--json", "as_json", is_flag=True, help="Print the whole plan as JSON.")
@_format
def plan(blueprint: Path, as_json: bool, form: str) -> None:
    """Show what BLUEPRINT will deploy: packages, addresses, rules, rights, and every default that was taken.

    Writes nothing, so it is the way to try an edit. `ringfence explain BLUEPRINT NAME` tells the reason of any row.
    """
    from generator.pack.plan_json import plan_json  # noqa: PLC0415 - printing is slow to import
    from generator.pack.terminal import summary  # noqa: PLC0415

    with _findings(form):
        decision = pipeline.decide(blueprint)
        click.echo(plan_json(decision.plan) if as_json else summary(decision.plan), nl=False)


@main.command()
@click.argument("blueprint", metavar="BLUEPRINT|CODE")
@click.argument("name", required=False)
@_format
@click.pass_context
def explain(context: click.Context, blueprint: str, name: str | None, form: str) -> None:
    """Say why NAME of BLUEPRINT is as it is, or what the finding CODE means.

    NAME is an address, a rule, a grant, a default or a resource; the answer has its reason, line and source.

    \b
    Examples:
      ringfence explain bank.yaml snet-compute
      ringfence explain bank.yaml 10.40.4.9
      ringfence explain NET01
    """
    from generator.start.explanation import of_code, of_name  # noqa: PLC0415 - the plan is slow to import

    if name is None:
        click.echo(of_code(blueprint), nl=False)
        return
    file = BLUEPRINT.convert(blueprint, None, context)
    with _findings(form):
        click.echo(of_name(file, name), nl=False)


@main.command()
@click.argument("kind", required=False, shell_complete=completed)
def services(kind: str | None) -> None:
    """List the services that Ringfence deploys, or tell everything about one KIND.

    Of a kind: its keys in the blueprint with their defaults, names, private DNS zones, traffic, rights, and the
    properties that are always set, each with its reason and source.
    """
    from generator.start.services import named  # noqa: PLC0415 - reads every fact

    click.echo(named(kind), nl=False)


@main.command()
@click.argument("blueprint", type=BLUEPRINT)
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), required=True, help="Output folder.")
@click.option("--locked", is_flag=True, help="Refuse to extend the ledger.")
@click.option("--check", "certify", is_flag=True, help="Run all witnesses; add main.json and snapshot.json.")
@click.option("--force", is_flag=True, help="Overwrite files edited by hand; move networks that a lost ledger held.")
@_format
def generate(blueprint: Path, output: Path, locked: bool, certify: bool, force: bool, form: str) -> None:
    """Write the Bicep packages and the review of BLUEPRINT, extend its ledger. Needs no Azure; --check needs Bicep.

    The same blueprint and ledger give the same bytes, so the folder can be committed and its diff reviewed. With a
    finding nothing is written. In CI use --locked, so that addresses are handed out only where people see it.
    """
    from generator import output as writer  # noqa: PLC0415

    with _findings(form):
        decision = pipeline.decide(blueprint, locked=locked)
        if not force:
            pipeline.unmoved(decision, output)
        _progress(f"planned {len(decision.plan.packages)} packages")
        files = pipeline.certified(decision, _progress) if certify else pipeline.files(decision)
        try:
            changed = decision.after != decision.before
            ledger = {pipeline.ledger_path(blueprint): pipeline.origin(decision).ledger} if changed else {}
            writer.write_tree(output, files, ledger, force=force)
        except writer.NotOurs as wrong:
            raise click.UsageError(str(wrong)) from None
        except OSError as wrong:
            raise click.UsageError(f"{wrong.filename or output} cannot be written: {wrong.strerror}") from None
    _finish(Report(), form, f"{len(files)} files in {output}; deploy as {output / 'DEPLOY.md'} says")


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--package", "packages", multiple=True, help="Only this package; may be given several times.")
@_format
def check(folder: Path, packages: tuple[str, ...], form: str) -> None:
    """Run every witness on a generated FOLDER; writes nothing. Needs Bicep.

    A witness compares what Bicep makes of a package with the plan: what would be deployed, each property, every name.
    What a code means is said by `ringfence explain CODE`.
    """
    from generator.check import check as run  # noqa: PLC0415 - the witnesses are not on the way of `generate`

    records: list[str] = []
    with _findings(form):
        report = run(folder, packages, _progress, records.append)
    if form == "text":
        click.echo("\n".join(records))
    _finish(report, form, f"{folder}: every witness agrees", folder)


@main.command()
@click.option("--check", "compare", type=BLUEPRINT, help="Compare with this file instead of printing.")
def schema(compare: Path | None) -> None:
    """Print the JSON Schema of the blueprint language, for editors.

    A first line `# yaml-language-server: $schema=blueprint.schema.json` in a blueprint makes an editor with a YAML
    language server complete and explain its keys. `ringfence init` writes both.
    """
    from generator.blueprint.schema import schema_text  # noqa: PLC0415

    if compare is None:
        click.echo(schema_text(), nl=False)
    elif compare.read_text("utf-8", errors="replace") != schema_text():
        raise click.ClickException(f"{compare} is out of date; run `ringfence schema > {compare}`")


@contextmanager
def _findings(form: str, texts: Mapping[str, str] | None = None) -> Iterator[None]:
    """Print what a step of the pipeline rejects, and exit: 1 for findings, 3 for a missing tool.

    `texts` holds files that are not written yet, for excerpts.
    """
    try:
        yield
    except Rejected as rejected:
        _finish(rejected.report, form, texts=texts)
    except ToolMissing as missing:
        _finish(Report.of([missing.finding]), form, code=3)


def _finish(
    report: Report,
    form: str,
    done: str = "",
    folder: Path | None = None,
    code: int = 1,
    texts: Mapping[str, str] | None = None,
) -> None:
    """Print a report and exit with `code` when it has errors; otherwise say what was done."""
    if form == "json":
        click.echo(reporting.as_json(report), nl=False)
    elif form == "sarif":
        click.echo(reporting.as_sarif(report, described()), nl=False)
    elif form == "github":
        click.echo(reporting.as_github(report), nl=False)
    elif report.findings:
        sources = _sources(report, folder) | dict(texts or {})
        click.echo(reporting.as_text(report, sources, color=_color(sys.stderr)), err=True, nl=False)
    if not report.ok:
        raise SystemExit(code)
    if form == "text" and done:
        click.echo(done)


def _sources(report: Report, folder: Path | None) -> dict[str, str]:
    """The texts of the files that findings point at, for excerpts."""
    names = {finding.place.file for finding in report.findings if finding.place.line}
    paths = {name: (folder / name if folder else Path(name)) for name in sorted(names)}
    return {name: path.read_text("utf-8", errors="replace") for name, path in paths.items() if path.is_file()}


def _color(stream: object) -> bool:
    """Colour only on a terminal, and not when NO_COLOR is set (no-color.org)."""
    return not os.environ.get("NO_COLOR") and bool(getattr(stream, "isatty", bool)())


def _progress(text: str) -> None:
    """Progress goes to a terminal only, so that pipes stay quiet."""
    if sys.stderr.isatty():
        click.echo(f"{text} ...", err=True)


if __name__ == "__main__":
    main()
