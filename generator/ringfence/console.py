"""What every command prints in the same way: findings in the format asked for, progress, exit codes."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import IO, Any

import click

from ringfence.columns import NARROWEST, PAGE, wrapped
from ringfence.diagnostics import Interrupted, Rejected, Report, ToolMissing

FORMATS = click.Choice(["text", "json", "sarif", "github", "azure-devops", "junit"])
_LOOKED_UP = ("sarif", "github", "azure-devops", "junit")
"""Forms whose readers open the files that they name."""
_STEPS = "DEPLOY.md"
INTERRUPTED = 130
"""Exit code: 128 and the number of SIGINT."""


def findings_format(command: Callable[..., None]) -> Callable[..., None]:
    """The option that every command with findings has; what a command rejects while it imports is printed so too."""
    option = click.option(
        "--format", "form", type=FORMATS, default="text", show_default=True, help="How findings are printed."
    )

    @wraps(command)
    def printing(*arguments: Any, form: str, **more: Any) -> None:
        with findings(form):
            command(*arguments, form=form, **more)

    return option(printing)


def as_of_option(command: Callable[..., None]) -> Callable[..., None]:
    """The option with the day by which reviews and decisions are due; Ringfence has no clock."""
    helped = "Warn of reviews, decisions and models whose day is before this date."
    return click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help=helped)(command)


def azure_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that the two commands that speak to Azure have in common."""
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
            findings_format,
        )
    ):
        command = option(command)
    return command


class Commands(click.Group):
    """The commands; whatever they print, a disk that is full or a file that cannot be read is misuse, no traceback."""

    def make_context(self, *arguments: Any, **more: Any) -> click.Context:
        """What click makes of the command line; `--help` and `--version` print here."""
        with _accessible():
            return super().make_context(*arguments, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; importing the language reads the folders below `templates/`, which may be rejected."""
        with _accessible(), findings("text"):
            return super().invoke(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The first sentence of each command, whole; it wraps where the terminal is narrow."""
        rows = [(name, self.commands[name].get_short_help_str(limit=500)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


@contextmanager
def _accessible() -> Iterator[None]:
    """Exit 2 with a message when something cannot be read or written; click ends on a pipe without a reader."""
    try:
        yield
    except OSError as wrong:
        if wrong.errno == errno.EPIPE:
            raise
        what = wrong.filename or "standard output or a file"
        raise click.UsageError(f"{what} cannot be read or written: {wrong.strerror}") from None


@contextmanager
def findings(form: str, folder: Path | None = None) -> Iterator[None]:
    """Print what a step of the pipeline rejects, and exit: 1 for findings, 3 for a missing tool, 130 for Ctrl-C."""
    try:
        yield
    except Rejected as rejected:
        finish(rejected.report, form, folder=folder)
    except ToolMissing as missing:
        finish(Report.of([missing.finding]), form, folder=folder, code=3)
    except Interrupted as interrupted:
        finish(Report.of([interrupted.finding]), form, folder=folder, code=INTERRUPTED)


def finish(
    report: Report,
    form: str,
    done: str = "",
    folder: Path | None = None,
    code: int = 1,
) -> None:
    """Print a report and exit with `code` when it has errors; otherwise say what was done.

    Files that findings name are in `folder`, when it is given.
    """
    if form != "text":
        looked_up = from_here(report, folder) if folder and form in _LOOKED_UP else report
        click.echo(_for_programs(looked_up, form), nl=False)
    elif report.findings:
        from ringfence.reporting import as_text

        sources = _sources(report, folder)
        click.echo(as_text(report, sources, color=_color(sys.stderr), width=width(sys.stderr)), err=True, nl=False)
    if not report.ok:
        raise SystemExit(code)
    if form == "text" and done:
        tell(f"{done}\n")


def from_here(report: Report, folder: Path) -> Report:
    """The same findings with the files of a folder under the name of the folder, as the command was given it.

    Code scanners and pull requests look files up from the working directory, and show nothing that has no file: what is
    about az or the account stands at the steps. Source: GitHub documentation, SARIF support for code scanning,
    physicalLocation.
    """
    placed = (
        replace(each, place=replace(each.place, file=(folder / (each.place.file or _STEPS)).as_posix()))
        for each in report.findings
    )
    return replace(report, findings=tuple(placed))


def _for_programs(report: Report, form: str) -> str:
    """A report in a form that programs read."""
    from ringfence import reporting

    forms = {
        "json": reporting.as_json,
        "github": reporting.as_github,
        "azure-devops": reporting.as_azure_devops,
        "junit": reporting.as_junit,
    }
    if form in forms:
        return _harmless(forms[form](report), "json") if form == "json" else forms[form](report)
    from ringfence.start.finding_texts import described

    return _harmless(reporting.as_sarif(report, described()), "json")


def _sources(report: Report, folder: Path | None) -> dict[str, str]:
    """The texts of the files that findings point at, for excerpts."""
    names = {finding.place.file for finding in report.findings if finding.place.line}
    paths = {name: (folder / name if folder else Path(name)) for name in sorted(names)}
    return {name: path.read_text("utf-8", errors="replace") for name, path in paths.items() if path.is_file()}


def _color(stream: object) -> bool:
    """Colour only on a terminal, and not when NO_COLOR is set (no-color.org)."""
    return not os.environ.get("NO_COLOR") and bool(getattr(stream, "isatty", bool)())


def width(stream: IO[str]) -> int:
    """The columns of a terminal, or of a page when the stream goes to a file or to another program."""
    if not stream.isatty():
        return PAGE
    asked = os.environ.get("COLUMNS", "")
    try:
        found = int(asked) if asked.isdecimal() else os.get_terminal_size(stream.fileno()).columns
    except OSError:
        found = 0
    return max(found, NARROWEST) if found else PAGE


def _harmless(text: str, form: str = "text") -> str:
    """What is printed without what the agent of a pipeline would obey, in whose log it may be: blueprints say much."""
    from ringfence.reporting import disarmed, disarmed_data

    return disarmed_data(text) if form == "json" else disarmed(text)


def show(text: str, *, paged: bool, form: str = "text") -> None:
    """Print a text or JSON; what may be paged goes through the pager when it is longer than the terminal."""
    text = _harmless(text, form)
    if paged and sys.stdout.isatty() and text.count("\n") >= shutil.get_terminal_size().lines:
        click.echo_via_pager(text)
    else:
        click.echo(text, nl=False)


def tell(text: str, *, err: bool = False) -> None:
    """Print lines; on a terminal each wraps at its width, what goes on is indented two columns deeper."""
    stream = sys.stderr if err else sys.stdout
    if stream.isatty():
        room = width(stream)
        lines = (wrapped(line, room, " " * (len(line) - len(line.lstrip()) + 2)) for line in text.splitlines())
        text = "".join(f"{each}\n" for line in lines for each in line)
    click.echo(_harmless(text), err=err, nl=False)


def progress(text: str) -> None:
    """Progress goes to a terminal only, so that pipes stay quiet."""
    if sys.stderr.isatty():
        tell(f"{text} ...\n", err=True)


def asking() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty()


def agreed(text: str, question: str) -> bool:
    """Whether the person at the terminal answers yes to a question about the text."""
    tell(text, err=True)
    try:
        return click.confirm(question, default=False, err=True)
    except click.Abort:  # which is what click makes of Ctrl-C
        raise KeyboardInterrupt from None


def said(text: str) -> None:
    """What a deployment says as it goes; on standard error also where there is no terminal, for it takes an hour."""
    tell(f"{text}\n", err=True)


def result(text: str, shown: str) -> None:
    """Print the result of a command in the form that is shown; only text for people wraps."""
    if shown == "text":
        tell(text)
    else:
        click.echo(_harmless(text, shown), nl=False)


def shown_and_form(form: str, as_json: bool, markdown: bool, **_: object) -> tuple[str, str]:
    """What standard output holds, and the form of findings that keep a command from its result."""
    if as_json + markdown + (form != "text") > 1:
        raise click.UsageError("--json, --markdown and --format each decide what is printed: give one of them")
    if form != "text":
        return "findings", form
    return ("json", "json") if as_json else ("markdown" if markdown else "text", "text")
