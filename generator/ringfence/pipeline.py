"""The six steps: load, validate, plan, render, check, pack. Read this file first.

Each step is a pure function from one frozen value to the next; only `load` reads, only `check` starts a process, and
nothing is written here. A step that cannot go on raises Rejected with every finding at once. The later steps are
imported where they are called: `validate` waits for no renderer and `generate` for no witness.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ringfence.blueprint.validate import validate
from ringfence.diagnostics import Diagnostic, Place, Rejected, Report
from ringfence.load.document import Document, load
from ringfence.plan.build import build
from ringfence.plan.context.decisions.held import HeldDecisions, held_decisions, overdue
from ringfence.plan.context.decisions.read import beside, written
from ringfence.plan.context.ledger import Ledger, growth, spell
from ringfence.plan.context.ledger_file import held_ledger
from ringfence.plan.model.package import Plan
from ringfence.releases import asked, fixed, folder, moved, numbers, recorded, taken
from ringfence.releases.release import Release
from ringfence.rules import RULES as DESIGN_RULES
from ringfence.rules import check as design_rules

if TYPE_CHECKING:
    from datetime import date

    from ringfence.blueprint.language.model import Blueprint
    from ringfence.check.witness_report import Record
    from ringfence.pack.manifest import Origin


@dataclass(frozen=True, slots=True)
class Decision:
    """A plan, what it was made from, the ledger before and after, and what is known of the release beside the plan.

    `decisions` are what people decided about its risks.
    """

    document: Document
    blueprint: Blueprint
    plan: Plan
    before: Ledger
    after: Ledger
    release: Release = field(default_factory=Release)
    decisions: HeldDecisions = field(default_factory=HeldDecisions)

    @property
    def ledger_text(self) -> str:
        """The text of the ledger after, to be kept beside the blueprint."""
        return spell(self.after)


def ledger_path(blueprint: Path) -> Path:
    """The ledger's file, beside the blueprint: `bank.yaml` → `bank.ledger.yaml`."""
    return blueprint.with_name(f"{blueprint.stem}.ledger.yaml")


def decide(blueprint: Path, *, locked: bool = False) -> Decision:
    """Load, validate and plan a blueprint; `locked` refuses to extend the ledger. Raises Rejected with all findings."""
    return decided(load(blueprint), ledger_path(blueprint), locked=locked)


def decided(document: Document, held: Path, *, locked: bool = False) -> Decision:
    """The same for a document that may stand in no file yet; `held` is where its ledger is or will be."""
    noted_down = written(beside(held))
    try:
        decision = _planned(document, held, locked=locked)
    except Rejected as rejected:
        report = rejected.report
        raise Rejected(replace(report + noted_down.wrong, waiting=report.waiting)) from None
    if noted_down.wrong.findings:
        raise Rejected(noted_down.wrong)
    decisions = held_decisions(noted_down, decision.plan.risks)
    return replace(decision, decisions=decisions, release=Release(accepted=decisions.accepted))


def _planned(document: Document, held: Path, *, locked: bool) -> Decision:
    """The decision without what people decided about its risks."""
    valid = _valid(document)
    code = valid.institution.code
    before = held_ledger(document, held, code)
    plan, after = build(valid, document.places, before)
    after = replace(after, institution=code)
    found = (*design_rules(plan), *fixed.check(plan, before), *taken.check(plan, before))
    refused = [_in(document, finding) for finding in found]
    if locked:
        refused += _locked(document, before, after)
    if refused:
        raise Rejected(Report.of(refused))
    return Decision(document, valid, plan, before, after)


def _valid(document: Document) -> Blueprint:
    """The blueprint in a document; a rejection says how many checks of the plan wait for its corrections."""
    try:
        return validate(document)
    except Rejected as rejected:
        raise Rejected(replace(rejected.report, waiting=len(DESIGN_RULES))) from None


def files(decision: Decision) -> Mapping[str, str]:
    """Render and pack: every file of the output folder, text by path."""
    from ringfence.pack.tree import pack
    from ringfence.render.tree import render

    return pack(decision.plan, render(decision.plan), origin(decision), decision.release)


def origin(decision: Decision) -> Origin:
    """What the output says it was made from."""
    from ringfence.pack.manifest import Origin, digest

    document = decision.document
    return Origin(Path(document.name).name, digest(document.text), digest(decision.ledger_text))


def examine(blueprint: Path) -> Report:
    """Every finding about a blueprint, up to and including its plan; an empty report when there is none."""
    try:
        decide(blueprint)
    except Rejected as rejected:
        return rejected.report
    return Report()


def following(decision: Decision, before: str, output: Path) -> Decision:
    """A decision that knows the release `before` it, for the folder `output`; raises Rejected (REL01, REL02, ...)."""
    from ringfence.releases.since.previous import since

    release = decision.release
    found = since(before, decision.plan, output, release.accepted)
    return replace(decision, release=replace(release, since=found))


def noted(decision: Decision, as_of: date | None = None) -> Report:
    """What the blueprint allows and probably does not mean; `as_of` adds flows whose review was due before it."""
    from ringfence.blueprint.notes import notes

    return notes(decision.blueprint, decision.document, as_of) + due(decision, as_of)


def due(decision: Decision, as_of: date | None = None) -> Report:
    """Decisions about risks that are gone; with a day also those that have ended by then, and flows to be reviewed."""
    from ringfence.blueprint.notes import late

    found = decision.decisions.stale
    if as_of is None:
        return found
    return found + overdue(decision.decisions, as_of) + late(decision.blueprint, decision.document, as_of)


def unmoved(decision: Decision, output: Path) -> None:
    """Raise Rejected when the folder's last plan has what Azure may have and would not change into the new one.

    A network that moves without the blueprint saying so (LED06) is what a ledger that is missing, older or edited leads
    to; a subnet that leaves is DSG45, one that loses its routes REL14, a property that Azure fixes REL04, a rule that
    lost its number REL05, addresses of another network REL13. A folder without a plan that can be read says nothing.
    """
    from ringfence.releases import replaced

    last = last_plan(output)
    if last is None:
        return
    findings = list(moved.check(last, decision.plan, str(ledger_path(Path(decision.document.name)))))
    # A ledger that is lost as a whole moves rules too; that its networks would move says enough.
    refused = (folder.leaving, folder.bared, replaced.check, *(() if findings else (numbers.check, taken.by_last)))
    findings += [_in(decision.document, found) for check in refused for found in check(last, decision.plan)]
    if findings:
        raise Rejected(Report.of(findings))


def staying(decision: Decision, output: Path) -> Report:
    """Notes about what leaves and stays in Azure (NTE99, else NTE30), and what it may refuse of the last plan (NTE85).

    What leaves is told of the release before; only where none is named, of the folder's last plan. A package that comes
    back may find names taken (REL15). Without a last plan the ledger tells which networks move or leave (NTE94).
    """
    from ringfence.releases import replaced, returning

    since = decision.release.since
    told = Report.of(folder.listed(since.removal)) if since else Report()
    last = last_plan(output)
    if last is None:
        return told + Report.of(_in(decision.document, found) for found in taken.moved(decision.plan, decision.before))
    noted = (*replaced.noted(last, decision.plan), *returning.check(last, decision.plan, decision.before))
    placed = (_in(decision.document, found) for found in noted)
    return told + Report.of((*(() if since else folder.staying(last, decision.plan)), *placed))


def checked(
    folder: Path,
    packages: Collection[str],
    blueprint: Path | None,
    on_step: Callable[[str], None] = lambda _: None,
    on_record: Callable[[Record], None] = lambda _: None,
    *,
    before: str = "",
    as_of: date | None = None,
) -> Report:
    """Every finding about a generated folder: its files, what Bicep makes of them, and what the blueprint gives.

    `packages` are those of which Bicep is asked, all when there are none. `blueprint` is planned again with its ledger,
    and its decisions are compared (MAN08); what the folder says of the release `before` is computed anew (MAN09). With
    a blueprint, `due` is told too.
    Raises Rejected for a blueprint with findings, ToolMissing without Bicep.
    """
    from ringfence.check import check
    from ringfence.pack.again import held, readable, told

    plan = last_plan(folder)
    files = held(folder, plan) if plan else Report()
    if not readable(files):
        return files
    given = decide(blueprint) if blueprint else None
    said = Report.of(asked.unasked(plan, given.plan)) if plan and given else Report()
    said += Report.of(recorded.unrecorded(folder, given.release)) + due(given, as_of) if given else Report()
    said += told(folder, plan, before) if plan and before else Report()
    return files + said + check(folder, packages, on_step, on_record)


def approval(files: Mapping[str, str]) -> str:
    """The approval digest of an output folder that is still text by path."""
    from ringfence.pack.manifest import NAME, approved

    return approved(files[NAME])


def approval_of(folder: Path) -> str:
    """The approval digest of what lies in a folder now; '' where there is no plan that can be read."""
    from ringfence.pack.again import digest_of

    plan = last_plan(folder)
    return digest_of(folder, plan) if plan else ""


def last_plan(output: Path) -> Plan | None:
    """The plan that a folder was generated from; None where there is none that can be read."""
    from ringfence.plan.model.written.plan_json import read_plan

    try:
        return read_plan((output / "plan.json").read_bytes())
    except (OSError, ValueError):
        return None


def _in(document: Document, finding: Diagnostic) -> Diagnostic:
    """A finding of a design rule, placed in the blueprint that the plan was made from."""
    known = finding.place.line or "[" in finding.path  # what is no path of a blueprint may be called as one of its keys
    place = document.places.found(finding.path) if known else None
    return replace(finding, place=place or Place(document.name, finding.place.line, finding.place.column))


def _locked(document: Document, before: Ledger, after: Ledger) -> list[Diagnostic]:
    return [
        Diagnostic(
            code="LED03",
            message=f"the ledger has no such entry for {owner}, and --locked forbids writing one",
            place=Place(document.name),
            path=owner,
            value=str(after.addresses.get(owner, after.numbers.get(owner, ""))),
            hint="run `ringfence generate` without --locked and commit the ledger",
        )
        for owner in growth(before, after)
    ]


def certified(
    decision: Decision, on_step: Callable[[str], None], on_record: Callable[[Record], None] = lambda _: None
) -> tuple[Mapping[str, str], Report]:
    """All files plus main.json and snapshot.json of each package, and what witnesses warn of.

    `on_record` gets the report on each package. Raises Rejected when a witness disagrees, ToolMissing without Bicep.
    The files are tried in a temporary folder, so nothing unproven is left behind.
    """
    from tempfile import TemporaryDirectory

    from ringfence.check import Bicep, certify, locate
    from ringfence.output import MANIFEST, write_tree
    from ringfence.pack.tree import pack
    from ringfence.render.tree import render

    packages = render(decision.plan)
    with TemporaryDirectory(prefix="ringfence-") as folder, Bicep(locate()) as bicep:
        write_tree(Path(folder), {**packages, MANIFEST: ""})
        report, proofs = certify(bicep, Path(folder), decision.plan, None, on_step, on_record)
    if not report.ok:
        raise Rejected(report)
    return pack(decision.plan, {**packages, **proofs}, origin(decision), decision.release), report
