"""The six steps: load, validate, plan, render, check, pack. Read this file first.

Each step is a pure function from one frozen value to the next; only `load` reads, only `check` starts a process, and
nothing is written here. A step that cannot go on raises Rejected with every finding at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.blueprint.validate import validate
from generator.diagnostics import Diagnostic, Place, Rejected, Report
from generator.load.document import Document, load
from generator.output import MANIFEST, write_tree
from generator.pack.tree import Origin, pack
from generator.plan.build import build
from generator.plan.ledger import Ledger, foreign, growth, read, spell
from generator.plan.model.package import Plan
from generator.render.tree import render
from generator.rules import check as design_rules


@dataclass(frozen=True, slots=True)
class Decision:
    """A plan, what it was made from, and the ledger before and after."""

    document: Document
    plan: Plan
    before: Ledger
    after: Ledger


def ledger_path(blueprint: Path) -> Path:
    """The ledger's file, beside the blueprint: `bank.yaml` → `bank.ledger.yaml`."""
    return blueprint.with_name(f"{blueprint.stem}.ledger.yaml")


def decide(blueprint: Path, *, locked: bool = False) -> Decision:
    """Load, validate and plan a blueprint; `locked` refuses to extend the ledger. Raises Rejected with all findings."""
    return decided(load(blueprint), ledger_path(blueprint), locked=locked)


def decided(document: Document, held: Path, *, locked: bool = False) -> Decision:
    """The same for a document that may stand in no file yet; `held` is where its ledger is or will be."""
    valid = validate(document)
    code = valid.institution.code
    before = _ledger(document, held, code)
    plan, after = build(valid, document.places, before)
    after = replace(after, institution=code)
    refused = [_in(document, finding) for finding in design_rules(plan)]
    if locked:
        refused += _locked(document, before, after)
    if refused:
        raise Rejected(Report.of(refused))
    return Decision(document, plan, before, after)


def _ledger(document: Document, held: Path, institution: str) -> Ledger:
    """The ledger of a blueprint, empty when there is none yet; raises Rejected for one that cannot be trusted."""
    if not held.exists():
        return Ledger()
    found = load(held)
    ledger = read(found)
    if wrong := foreign(document, found, ledger, institution):
        raise Rejected(Report.of([wrong]))
    return ledger


def files(decision: Decision) -> Mapping[str, str]:
    """Render and pack: every file of the output folder, text by path."""
    return pack(decision.plan, render(decision.plan), origin(decision))


def origin(decision: Decision) -> Origin:
    """What the output says it was made from."""
    document = decision.document
    return Origin(Path(document.name).name, document.text, spell(decision.after))


def examine(blueprint: Path) -> Report:
    """Every finding about a blueprint, up to and including its plan; an empty report when there is none."""
    try:
        decide(blueprint)
    except Rejected as rejected:
        return rejected.report
    return Report()


def _in(document: Document, finding: Diagnostic) -> Diagnostic:
    """A finding of a design rule, placed in the blueprint that the plan was made from."""
    return replace(finding, place=Place(document.name, finding.place.line, finding.place.column))


def _locked(document: Document, before: Ledger, after: Ledger) -> list[Diagnostic]:
    return [
        Diagnostic(
            code="LED03",
            message=f"the ledger has no entry for {owner}, and --locked forbids adding one",
            place=Place(document.name),
            path=owner,
            value=str(after.addresses.get(owner, after.numbers.get(owner, ""))),
            hint="run `ringfence generate` without --locked and commit the ledger",
        )
        for owner in growth(before, after)
    ]


def certified(decision: Decision, on_step: Callable[[str], None]) -> Mapping[str, str]:
    """All files plus main.json and snapshot.json of each package. Raises Rejected when a witness disagrees.

    Raises ToolMissing without Bicep. The files are tried in a temporary folder, so nothing unproven is left behind.
    """
    from generator.check import Bicep, certify, locate  # noqa: PLC0415 - slow to import, and `generate` needs none of it

    packages = render(decision.plan)
    with TemporaryDirectory(prefix="ringfence-") as folder, Bicep(locate()) as bicep:
        write_tree(Path(folder), {**packages, MANIFEST: ""})
        report, proofs = certify(bicep, Path(folder), decision.plan, None, on_step)
    if not report.ok:
        raise Rejected(report)
    return pack(decision.plan, {**packages, **proofs}, origin(decision))
