"""The command line: a verb is a prefix of the pipeline plus a printer.

Exit 0 ok, 1 findings, 2 misuse, 3 no tool; `what-if --exit-code` 4 for changes, 130 for Ctrl-C.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from generator import __version__, pipeline, reporting
from generator.diagnostics import Interrupted, Rejected, Report, ToolMissing

BLUEPRINT = click.Path(exists=True, dir_okay=False, path_type=Path)
CHANGES, INTERRUPTED = 4, 130
"""Exit codes: `what-if --exit-code` has found changes; 128 and the number of SIGINT."""
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


def _azure(command: Callable[..., None]) -> Callable[..., None]:
    """What the two commands that speak to Azure have in common."""
    for option in reversed(
        (
            click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path)),
            click.option("--only", multiple=True, metavar="PACKAGE", help="Only this package; may be repeated."),
            click.option(
                "--jobs", type=click.IntRange(1, 16), default=1, show_default=True, help="Packages at a time."
            ),
            click.option("--register", is_flag=True, help="Register resource providers that are not."),
            click.option("--json", "as_json", is_flag=True, help="Print the result as JSON."),
            click.option("--markdown", is_flag=True, help="Print the result as Markdown, for a pull request."),
            _format,
        )
    ):
        command = option(command)
    return command


@main.command("what-if")
@_azure
@click.option("--exit-code", is_flag=True, help="Exit with 4 when a deployment would change something.")
def what_if(folder: Path, only: tuple[str, ...], exit_code: bool, **options: Any) -> None:
    """Say what a deployment of a generated FOLDER would change in Azure; changes nothing. Needs az, signed in."""
    from generator.azure import printing, session  # noqa: PLC0415 - nobody else needs azure-cli

    shown, form = _shown(**options)
    with _findings(form), session.opened(folder, only, register=options["register"], say=_progress) as opened:
        looks = opened.previews(options["jobs"])
    click.echo(printing.previews(printing.Form(shown), opened.plan, looks), nl=False)
    _finish(printing.report(looks), "text" if shown == "json" else form)
    if exit_code and not all(look.quiet for look in looks):
        raise SystemExit(CHANGES)


@main.command()
@_azure
@click.option("--confirm", is_flag=True, help="Show what would change and ask before each wave; the default.")
@click.option("--yes", is_flag=True, help="Deploy without asking; needed where there is no terminal.")
@click.option("--again", is_flag=True, help="Deploy what is recorded as done, too.")
def deploy(folder: Path, only: tuple[str, ...], confirm: bool, yes: bool, again: bool, **options: Any) -> None:
    """Deploy a generated FOLDER in the order of its DEPLOY.md; goes on where it stopped. Needs az, signed in."""
    from generator.azure import printing, session  # noqa: PLC0415 - nobody else needs azure-cli

    shown, form = _shown(**options)
    if confirm and yes:
        raise click.UsageError("--confirm asks and --yes does not: give one of them")
    if not yes and not _asking():
        raise click.UsageError("there is no terminal to ask on: look with `ringfence what-if`, then deploy with --yes")
    with _findings(form), session.opened(folder, only, register=options["register"], say=_said) as opened:
        rollout = opened.rollout(options["jobs"], again=again, ask=None if yes else _agreed)
        ended = session.run(rollout)
    click.echo(printing.rollout(printing.Form(shown), opened.plan, rollout), nl=False)
    _finish(rollout.report, "text" if shown == "json" else form, code=1 if ended else INTERRUPTED)


def _shown(form: str, as_json: bool, markdown: bool, **_: object) -> tuple[str, str]:
    """What standard output holds, and the form of findings that keep a command from its result."""
    if as_json + markdown + (form != "text") > 1:
        raise click.UsageError("--json, --markdown and --format each decide what is printed: give one of them")
    if form != "text":
        return "findings", form
    return ("json", "json") if as_json else ("markdown" if markdown else "text", "text")


def _asking() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty()


def _agreed(text: str) -> bool:
    """Whether whoever sits at the terminal wants what the text says."""
    click.echo(text, err=True, nl=False)
    try:
        return click.confirm("Deploy this?", default=False, err=True)
    except click.Abort:  # which is what click makes of Ctrl-C
        raise KeyboardInterrupt from None


def _said(text: str) -> None:
    """What a deployment says as it goes; on standard error also where there is no terminal, for it takes an hour."""
    click.echo(text, err=True)


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
    """Print what a step of the pipeline rejects, and exit: 1 for findings, 3 for a missing tool, 130 for Ctrl-C."""
    try:
        yield
    except Rejected as rejected:
        _finish(rejected.report, form)
    except ToolMissing as missing:
        _finish(Report.of([missing.finding]), form, code=3)
    except Interrupted as interrupted:
        _finish(Report.of([interrupted.finding]), form, code=INTERRUPTED)
    except OSError as wrong:
        raise click.UsageError(f"{wrong.filename or 'a file'} cannot be read or written: {wrong.strerror}") from None


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
