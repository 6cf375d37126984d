"""The command line: a verb is a prefix of the pipeline plus a printer.

Exit 0 ok, 1 findings, 2 misuse, 3 no tool; `--exit-code` 4 for changes, 130 for Ctrl-C. A verb imports what it
needs when it runs, so that `--help`, `--version` and a shell's completion wait for none of it.
"""

from __future__ import annotations

import sys
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path

import click

from ringfence import __version__, assets
from ringfence.commands.ask import ask
from ringfence.commands.azure import confirm, deploy, what_if
from ringfence.commands.bundle import bundle
from ringfence.commands.check import check
from ringfence.commands.diff import diff
from ringfence.commands.export import export
from ringfence.commands.migrate import migrate
from ringfence.commands.mlops import mlops
from ringfence.commands.risks import risks
from ringfence.commands.verify import verify
from ringfence.console import (
    Commands,
    as_of_option,
    asking,
    findings,
    findings_format,
    finish,
    from_here,
    progress,
    show,
    tell,
    width,
)
from ringfence.diagnostics import Report
from ringfence.start.options import answers, init_options

BLUEPRINT = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW = click.Path(dir_okay=False, path_type=Path)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="ringfence")
def main() -> None:
    """Turn a blueprint of a bank's topology into reviewed, verified Bicep.

    \b
    The first hour:
      ringfence init bank.yaml                  asks a few questions and writes a blueprint
      ringfence validate bank.yaml              says everything that is wrong, with the line
      ringfence plan bank.yaml                  shows what it becomes, on one screen
      ringfence explain bank.yaml NAME          says why something is as it is
      ringfence generate bank.yaml -o build     writes the packages, REVIEW.md and DEPLOY.md
      ringfence check build                     holds them against what Bicep predicts
      ringfence diff main:build build           says what changes since another release

    Exit codes: 0 nothing stands in the way, 1 findings, 2 the command was misused, 3 Bicep is missing.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a pipe that cannot spell a character gets its escape
            stream.reconfigure(errors="backslashreplace")


@main.command()
@click.argument("blueprint", type=NEW)
@init_options
@click.option("--no-input", is_flag=True, help="Never ask; what is not given keeps the value of the starting point.")
@findings_format
def init(blueprint: Path, start: str | None, no_input: bool, form: str, **given: str | tuple[str, ...] | None) -> None:
    """Write a new BLUEPRINT that validates, and the schema that editors complete it by. Overwrites nothing.

    On a terminal it asks for what no option gives; in a script it asks nothing.

    \b
    Examples:
      ringfence init bank.yaml
      ringfence init bank.yaml --from regional-bank
      ringfence init bank.yaml --no-input --code nwb --stage dev --stage prod --team fraud --subscription dev=<id>
    """
    from ringfence.start.init import begin, on_terminal

    with findings(form):
        ask = None if no_input or not asking() else on_terminal
        lines = begin(blueprint, answers(start, given), ask)
    finish(Report(), form, "\n".join(lines))


@main.command()
@click.argument("blueprint", type=BLUEPRINT)
@as_of_option
@findings_format
def validate(blueprint: Path, as_of: datetime | None, form: str) -> None:
    """Say everything that is wrong with BLUEPRINT, up to and including its plan; writes nothing.

    Notes say what is allowed and probably not meant; they change no exit code. `ringfence explain CODE` says more.
    `--format github` annotates pull requests, `--format sarif` feeds code scanners.
    """
    from ringfence import pipeline

    with findings(form):
        report = pipeline.noted(pipeline.decide(blueprint), as_of.date() if as_of else None)
    finish(report, form, f"{blueprint}: no {'errors' if report.findings else 'findings'}")


@main.command()
@click.argument("blueprint", type=BLUEPRINT)
@click.option("--table", "tables", multiple=True, metavar="NAME", help="Print this table; may be repeated.")
@click.option("--package", "packages", multiple=True, metavar="NAME", help="Only of this package; may be repeated.")
@click.option("--all", "whole", is_flag=True, help="Print every table.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole plan as JSON.")
@findings_format
def plan(
    blueprint: Path, tables: tuple[str, ...], packages: tuple[str, ...], whole: bool, as_json: bool, form: str
) -> None:
    """Show what BLUEPRINT will deploy: packages, networks and counts on one screen, or tables of the review.

    Writes nothing, so it is the way to try an edit. `ringfence explain BLUEPRINT NAME` tells the reason of any row.

    \b
    Examples:
      ringfence plan bank.yaml
      ringfence plan bank.yaml --table firewall-rules --table role-assignments
      ringfence plan bank.yaml --all
    """
    if as_json and (tables or packages or whole):
        raise click.UsageError("--json prints the whole plan; leave --table, --package and --all out")
    from ringfence import pipeline
    from ringfence.plan.model.written.plan_json import plan_json
    from ringfence.start.plan_tables import shown

    with findings(form):
        decided = pipeline.decide(blueprint).plan
        if as_json:
            show(plan_json(decided), paged=False, form="json")
        else:
            text = shown(decided, str(blueprint), tables, packages, width(sys.stdout), whole=whole)
            show(text, paged=bool(tables or packages or whole))


@main.command()
@click.argument("blueprint", metavar="BLUEPRINT|CODE")
@click.argument("name", required=False)
@findings_format
@click.pass_context
def explain(context: click.Context, blueprint: str, name: str | None, form: str) -> None:
    """Say why NAME of BLUEPRINT is as it is, or what the finding or the trap CODE means.

    NAME is an address, a rule, a grant, a default or a resource; the answer has its reason, line and source.

    \b
    Examples:
      ringfence explain bank.yaml 10.40.4.9
      ringfence explain NET01
    """
    from ringfence.start.explanation import of_code, of_name

    if name is None:
        show(of_code(blueprint, width(sys.stdout), as_json=form == "json"), paged=False, form=form)
        return
    file = BLUEPRINT.convert(blueprint, None, context)
    with findings(form):
        tell(of_name(file, name))


def _kinds(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """The kinds of services that begin as what was typed, for the shell's completion."""
    return [kind for kind in assets.service_folders() if kind.startswith(begun)]


@main.command()
@click.argument("kind", required=False, shell_complete=_kinds)
def services(kind: str | None) -> None:
    """List the services that Ringfence deploys, or tell everything about one KIND.

    Of a kind: its keys with their defaults, names, private DNS zones, traffic, rights, and fixed properties.
    """
    from ringfence.start.services import named

    click.echo(named(kind, width(sys.stdout)), nl=False)


@main.command()
@click.argument("blueprint", type=BLUEPRINT)
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), required=True, help="Output folder.")
@click.option("--locked", is_flag=True, help="Refuse to extend the ledger.")
@click.option("--check", "certify", is_flag=True, help="Run all witnesses; add main.json and snapshot.json.")
@click.option("--force", is_flag=True, help="Overwrite files edited by hand; let networks move or lose subnets.")
@click.option("--since", metavar="RELEASE", help="The release before: its folder, or REVISION:FOLDER. See REMOVAL.md.")
@as_of_option
@findings_format
def generate(
    blueprint: Path,
    output: Path,
    locked: bool,
    certify: bool,
    force: bool,
    since: str | None,
    as_of: datetime | None,
    form: str,
) -> None:
    """Write the Bicep packages and the review of BLUEPRINT, extend its ledger. Needs no Azure; --check needs Bicep.

    The same blueprint and ledger give the same bytes, so the folder can be committed and its diff reviewed. With a
    finding nothing is written. In CI use --locked, so that addresses are handed out only where people see it. With
    --since, REMOVAL.md has the commands for what leaves, and BACKOUT.md those that undo the release.
    """
    from ringfence import output as writer
    from ringfence import pipeline
    from ringfence.start.examples import noted

    with findings(form):
        decision = pipeline.decide(blueprint, locked=locked)
        decision = pipeline.following(decision, since, output) if since else decision
        if not force:
            pipeline.unmoved(decision, output)
        progress(f"planned {len(decision.plan.packages)} packages")
        files, said = pipeline.certified(decision, progress) if certify else (pipeline.files(decision), Report())
        said += pipeline.staying(decision, output)
        try:
            changed = decision.after != decision.before
            ledger = {pipeline.ledger_path(blueprint): decision.ledger_text} if changed else {}
            writer.write_tree(output, files, ledger, force=force)
        except writer.NotOurs as wrong:
            raise click.UsageError(str(wrong)) from None
        except OSError as wrong:
            raise click.UsageError(f"{wrong.filename or output} cannot be written: {wrong.strerror}") from None
    written = f"{len(files)} files in {output}; deploy as {output / 'DEPLOY.md'} says"
    approved = f"approval digest: {pipeline.approval(files)}"
    late = pipeline.due(decision, as_of.date() if as_of else None)
    finish(from_here(said, output) + noted(decision.document) + late, form, f"{written}\n{approved}")


@main.command()
@click.option("--check", "compare", type=BLUEPRINT, help="Compare with this file instead of printing.")
@click.option("--decisions", is_flag=True, help="The schema of decisions.yaml in place of the blueprint's.")
def schema(compare: Path | None, decisions: bool) -> None:
    """Print the JSON Schema of the blueprint language, for editors.

    A first line `# yaml-language-server: $schema=blueprint.schema.json` in a blueprint makes an editor with a YAML
    language server complete and explain its keys. `ringfence init` writes both.
    """
    from ringfence.blueprint.schema.json_schema import schema_text
    from ringfence.plan.context.decisions import language

    text = language.schema_text() if decisions else schema_text()
    if compare is None:
        click.echo(text, nl=False)
    elif compare.read_text("utf-8", errors="replace") != text:
        option = " --decisions" if decisions else ""
        raise click.ClickException(f"{compare} is out of date; run `ringfence schema{option} > {compare}`")


for command in (ask, bundle, check, confirm, deploy, diff, export, migrate, mlops, risks, verify, what_if):
    main.add_command(command)

if __name__ == "__main__":
    main()
