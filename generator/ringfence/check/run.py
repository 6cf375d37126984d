"""Stage 5, the run: one Bicep process, every package, every witness, all findings at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from ringfence import rules
from ringfence.catalog.read import kinds
from ringfence.check import manifest
from ringfence.check.bicep import Bicep, BicepError, locate
from ringfence.check.evidence import Evidence, Step, gather
from ringfence.check.witness_report import Record, record
from ringfence.check.witnesses import statements
from ringfence.check.witnesses.unique import owners
from ringfence.diagnostics import Diagnostic, Place, Rejected, Report
from ringfence.plan.model.package import Package, Plan


def _quiet(_: str) -> None:
    """Progress without a listener: nothing is printed."""


Listener = Callable[[Record], None]
"""Who hears the report on each package."""


def _unheard(_: Record) -> None:
    """Reports without a listener."""


def check(
    folder: Path, packages: Collection[str] = (), on_step: Step = _quiet, on_record: Listener = _unheard
) -> Report:
    """Everything that is wrong with a generated folder, or with some of its packages.

    `on_step` gets the name of each step, `on_record` the report on each package. Places are relative to the
    folder. Raises ToolMissing when there is no Bicep; a folder that is no output of ours is a finding.
    """
    with Bicep(locate()) as bicep:  # it starts while the plan is read
        return examine(bicep, folder, packages, on_step, on_record)


def examine(
    bicep: Bicep,
    folder: Path,
    packages: Collection[str] = (),
    on_step: Step = _quiet,
    on_record: Listener = _unheard,
) -> Report:
    """The same with a Bicep that is already there."""
    try:
        plan = manifest.plan_of(folder)
    except Rejected as rejected:
        return rejected.report + Report.of(manifest.untouched(folder))
    chosen = [package for package in plan.packages if not packages or package.name in packages]
    report, made = certify(bicep, folder, plan, chosen, on_step, on_record)
    about_folder = (*manifest.untouched(folder), *manifest.version(folder), *manifest.current(folder, made))
    return report + Report.of((*about_folder, *_design(plan), *_unknown(plan, packages)))


def certify(
    bicep: Bicep,
    folder: Path,
    plan: Plan,
    packages: Iterable[Package] | None = None,
    on_step: Step = _quiet,
    on_record: Listener = _unheard,
) -> tuple[Report, Mapping[str, str]]:
    """What the witnesses say about packages of a plan (all when None), and the files that prove it.

    The files, by path in the folder, are main.json (as `bicep build` writes it) and snapshot.json (in normal form);
    there are none for a package that Bicep cannot compile or predict.
    """
    findings: list[Diagnostic] = [*owners(plan, kinds())]
    made: dict[str, str] = {}
    version = _version(bicep)
    for package in plan.packages if packages is None else packages:
        on_step(f"checking {package.name}")
        evidence = gather(bicep, folder, plan, package, kinds())
        said = tuple(statements(evidence))
        on_record(record(evidence, said, version))
        findings.extend(said)
        made.update(_files(evidence))
    return Report.of(findings), made


def _version(bicep: Bicep) -> str:
    """The version of the CLI; '' for one that has gone away, which the findings about each package tell."""
    try:
        return bicep.version()
    except BicepError:
        return ""


def _files(evidence: Evidence) -> Iterator[tuple[str, str]]:
    root = f"packages/{evidence.package.name}"
    if evidence.template:
        yield f"{root}/main.json", evidence.template.text
    if evidence.snapshot:
        yield f"{root}/snapshot.json", evidence.snapshot.text


def _design(plan: Plan) -> Iterator[Diagnostic]:
    """What the design rules say about the plan in the folder, which may have been edited since they last looked."""
    for finding in rules.check(plan):
        yield replace(finding, place=Place(manifest.PLAN))


def _unknown(plan: Plan, packages: Collection[str]) -> Iterator[Diagnostic]:
    names = [package.name for package in plan.packages]
    for name in sorted(set(packages) - set(names)):
        hint = f"The plan has {', '.join(names)}."
        yield Diagnostic(code="PKG01", message=f"there is no package {name}", place=Place(manifest.PLAN), hint=hint)
