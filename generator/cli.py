"""The command line: a verb is a prefix of the pipeline plus a printer. Exit 0 ok, 1 findings, 2 misuse, 3 no tool."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path

import click

from generator import __version__, pipeline, reporting
from generator.diagnostics import Rejected, Report, ToolMissing

BLUEPRINT = click.Path(exists=True, dir_okay=False, path_type=Path)
FORMATS = click.Choice(["text", "json", "sarif"])


def _format(command: Callable[..., None]) -> Callable[..., None]:
    option = click.option(
        "--format", "form", type=FORMATS, default="text", show_default=True, help="How findings are printed."
    )
    return option(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ringfence")
def main() -> None:
    """Turn a blueprint of a bank's topology into reviewed, verified Bicep."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a pipe that cannot spell a character gets its escape
            stream.reconfigure(errors="backslashreplace")


@main.command()
@click.argument("blueprint", type=BLUEPRINT)
@_format
def validate(blueprint: Path, form: str) -> None:
    """Say everything that is wrong with BLUEPRINT; writes nothing."""
    with _findings(form):
        pipeline.decide(blueprint)
    _finish(Report(), form, f"{blueprint}: no findings")


@main.command()
@click.argument("blueprint", type=BLUEPRINT)
@click.option("--json", "as_json", is_flag=True, help="Print the whole plan as JSON.")
@_format
def plan(blueprint: Path, as_json: bool, form: str) -> None:
    """Show what BLUEPRINT will deploy: packages, addresses, rules, rights, and every default that was taken."""
    from generator.pack.plan_json import plan_json  # noqa: PLC0415 - printing is slow to import
    from generator.pack.terminal import summary  # noqa: PLC0415

    with _findings(form):
        decision = pipeline.decide(blueprint)
        click.echo(plan_json(decision.plan) if as_json else summary(decision.plan), nl=False)


@main.command()
@click.argument("blueprint", type=BLUEPRINT)
@click.argument("name")
@_format
def explain(blueprint: Path, name: str, form: str) -> None:
    """Say why NAME is as it is: an address, a rule, a grant, a resource; from which line and which source."""
    from generator.pack.explain import explained, suggestions  # noqa: PLC0415

    with _findings(form):
        decided = pipeline.decide(blueprint)
        text = explained(decided.plan, name, str(blueprint))
    if text:
        click.echo(text, nl=False)
        return
    near = suggestions(decided.plan, name)
    raise click.UsageError(
        f"the plan has nothing called {name!r}" + (f"; did you mean {', '.join(near)}?" if near else "")
    )


@main.command()
@click.argument("blueprint", type=BLUEPRINT)
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), required=True, help="Output folder.")
@click.option("--locked", is_flag=True, help="Refuse to extend the ledger.")
@click.option("--check", "certify", is_flag=True, help="Run all witnesses; add main.json and snapshot.json.")
@_format
def generate(blueprint: Path, output: Path, locked: bool, certify: bool, form: str) -> None:
    """Write the Bicep packages and the review of BLUEPRINT, extend its ledger. Needs no Azure; --check needs Bicep."""
    from generator import output as writer  # noqa: PLC0415

    with _findings(form):
        decision = pipeline.decide(blueprint, locked=locked)
        _progress(f"planned {len(decision.plan.packages)} packages")
        files = pipeline.certified(decision, _progress) if certify else pipeline.files(decision)
        try:
            writer.write_tree(output, files)
            if decision.after != decision.before:
                writer.write_file(pipeline.ledger_path(blueprint), pipeline.origin(decision).ledger)
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
    """Run every witness on a generated FOLDER; writes nothing. Needs Bicep."""
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
    """Print the JSON Schema of the blueprint language, for editors."""
    from generator.blueprint.schema import schema_text  # noqa: PLC0415

    if compare is None:
        click.echo(schema_text(), nl=False)
    elif compare.read_text("utf-8", errors="replace") != schema_text():
        raise click.ClickException(f"{compare} is out of date; run `ringfence schema > {compare}`")


@contextmanager
def _findings(form: str) -> Iterator[None]:
    """Print what a step of the pipeline rejects, and exit: 1 for findings, 3 for a missing tool."""
    try:
        yield
    except Rejected as rejected:
        _finish(rejected.report, form)
    except ToolMissing as missing:
        _finish(Report.of([missing.finding]), form, code=3)


def _finish(report: Report, form: str, done: str = "", folder: Path | None = None, code: int = 1) -> None:
    """Print a report and exit with `code` when it has errors; otherwise say what was done."""
    if form == "json":
        click.echo(reporting.as_json(report), nl=False)
    elif form == "sarif":
        click.echo(reporting.as_sarif(report), nl=False)
    elif report.findings:
        click.echo(reporting.as_text(report, _sources(report, folder), color=_color(sys.stderr)), err=True, nl=False)
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
