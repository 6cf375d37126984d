"""The six steps: load, validate, plan, render, check, pack. Read this file first.

Each step is a pure function from one frozen value to the next; only `load` reads, only `check` starts a process, and
nothing is written here. A step that cannot go on raises Rejected with every finding at once. The later steps are
imported where they are called: `validate` waits for no renderer and `generate` for no witness.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from ipaddress import IPv4Network
from pathlib import Path
from typing import TYPE_CHECKING

from ringfence.blueprint.validate import validate
from ringfence.diagnostics import Diagnostic, Place, Rejected, Report
from ringfence.load.document import Document, load
from ringfence.output import left_behind
from ringfence.plan.build import build
from ringfence.plan.context.ledger import Ledger, foreign, growth, read, spell, unlike
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import plain
from ringfence.releases import asked, fixed, folder, numbers, taken
from ringfence.releases.release import Release
from ringfence.rules import RULES as DESIGN_RULES
from ringfence.rules import check as design_rules

if TYPE_CHECKING:
    from datetime import date

    from ringfence.blueprint.language.model import Blueprint
    from ringfence.pack.manifest import Origin


@dataclass(frozen=True, slots=True)
class Decision:
    """A plan, what it was made from, the ledger before and after, and what is known of the release beside the plan."""

    document: Document
    blueprint: Blueprint
    plan: Plan
    before: Ledger
    after: Ledger
    release: Release = field(default_factory=Release)

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
    valid = _valid(document)
    code = valid.institution.code
    before = _ledger(document, held, code)
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


def _ledger(document: Document, held: Path, institution: str) -> Ledger:
    """The ledger of a blueprint, empty when there is none yet; raises Rejected for one that cannot be trusted."""
    if left := left_behind(held):
        raise Rejected(Report.of([_moved_away(held, left)]))
    if not held.exists():
        return Ledger()
    try:
        found = load(held)
    except Rejected as rejected:
        raise Rejected(unlike(rejected.report)) from None
    ledger = read(found)
    if wrong := foreign(document, found, ledger, institution):
        raise Rejected(Report.of([wrong]))
    return ledger


def _moved_away(held: Path, left: Path) -> Diagnostic:
    """The finding for a ledger that a run was about to replace when it was killed; without it all would be anew."""
    return Diagnostic(
        code="LED01",
        message=f"the ledger is missing, and a run that was killed has left it as {left.name}",
        place=Place(str(held)),
        hint=f"rename it to {held.name}, then run the same command again",
        source="rule of the house: what was handed out is not handed out anew",
    )


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


def noted(decision: Decision, as_of: date | None = None) -> Report:
    """What the blueprint allows and probably does not mean; `as_of` adds flows whose review was due before it."""
    from ringfence.blueprint.notes import notes

    return notes(decision.blueprint, decision.document, as_of)


def unmoved(decision: Decision, output: Path) -> None:
    """Raise Rejected when the folder's last plan has what Azure may have and would not change into the new one.

    A network that moves without the blueprint saying so (LED06) is what a ledger that is missing, older or edited leads
    to; a subnet that leaves is DSG45, a property that Azure fixes REL04, a rule that lost its number REL05. A folder
    without a plan that can be read says nothing.
    """
    from ringfence.releases import replaced

    last = _last(output)
    if last is None:
        return
    there = {name: prefix for name, prefix, _ in _networks(last)}
    findings = [
        Diagnostic(
            code="LED06",
            message=f"{name} would move from {there[name]} to {prefix}, and the blueprint does not ask for it",
            place=Place(str(ledger_path(Path(decision.document.name)))),
            path=name,
            value=str(prefix),
            hint="restore the ledger from version control; to move the network on purpose give addressSpace",
            source="rule of the house: a network that was handed out never moves by itself",
        )
        for name, prefix, explicit in _networks(decision.plan)
        if not explicit and there.get(name, prefix) != prefix
    ]
    # A ledger that is lost as a whole moves rules too; that its networks would move says enough.
    refused = (folder.leaving, replaced.check, *(() if findings else (numbers.check,)))
    findings += [_in(decision.document, found) for check in refused for found in check(last, decision.plan)]
    if findings:
        raise Rejected(Report.of(findings))


def staying(decision: Decision, output: Path) -> Report:
    """Notes about the folder's last plan: what leaves and stays in Azure (NTE30), what it may refuse (NTE85)."""
    from ringfence.releases import replaced

    last = _last(output)
    if last is None:
        return Report()
    noted = (_in(decision.document, found) for found in replaced.noted(last, decision.plan))
    return Report.of((*folder.staying(last, decision.plan), *noted))


def checked(
    folder: Path,
    packages: Collection[str],
    blueprint: Path | None,
    on_step: Callable[[str], None] = lambda _: None,
    on_record: Callable[[str], None] = lambda _: None,
) -> Report:
    """Every finding about a generated folder: its files, what Bicep makes of them, and what the blueprint gives.

    `packages` are those of which Bicep is asked, all when there are none. `blueprint` is planned again with its ledger,
    and its decisions are compared (MAN08). Raises Rejected for a blueprint with findings, ToolMissing without Bicep.
    """
    from ringfence.check import check
    from ringfence.pack.again import held, readable

    plan = _last(folder)
    files = held(folder, plan) if plan else Report()
    if not readable(files):
        return files
    given = decide(blueprint).plan if blueprint else None
    said = Report.of(asked.unasked(plan, given)) if plan and given else Report()
    return files + said + check(folder, packages, on_step, on_record)


def approval(files: Mapping[str, str]) -> str:
    """The approval digest of an output folder that is still text by path."""
    from ringfence.pack.manifest import NAME, approved

    return approved(files[NAME])


def approval_of(folder: Path) -> str:
    """The approval digest of what lies in a folder now; '' where there is no plan that can be read."""
    from ringfence.pack.again import digest_of

    plan = _last(folder)
    return digest_of(folder, plan) if plan else ""


def _last(output: Path) -> Plan | None:
    """The plan that a folder was generated from; None where there is none that can be read."""
    from ringfence.plan.model.written.plan_json import read_plan

    try:
        return read_plan((output / "plan.json").read_bytes())
    except (OSError, ValueError):
        return None


def _networks(plan: Plan) -> Iterator[tuple[str, IPv4Network, bool]]:
    """Every network and subnet by name, with its prefix and whether the blueprint gives it."""
    for package, module in modules(plan):
        for network in module.networks:
            given = any(reason.at.endswith("addressSpace") for reason in network.resource.because)
            yield package.name, plain(network.prefix), given
            for subnet in network.subnets:
                yield f"{package.name}/{subnet.name}", plain(subnet.prefix), given


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


def certified(decision: Decision, on_step: Callable[[str], None]) -> tuple[Mapping[str, str], Report]:
    """All files plus main.json and snapshot.json of each package, and what witnesses warn of.

    Raises Rejected when a witness disagrees, ToolMissing without Bicep. The files are tried in a temporary folder, so
    nothing unproven is left behind.
    """
    from tempfile import TemporaryDirectory

    from ringfence.check import Bicep, certify, locate
    from ringfence.output import MANIFEST, write_tree
    from ringfence.pack.tree import pack
    from ringfence.render.tree import render

    packages = render(decision.plan)
    with TemporaryDirectory(prefix="ringfence-") as folder, Bicep(locate()) as bicep:
        write_tree(Path(folder), {**packages, MANIFEST: ""})
        report, proofs = certify(bicep, Path(folder), decision.plan, None, on_step)
    if not report.ok:
        raise Rejected(report)
    return pack(decision.plan, {**packages, **proofs}, origin(decision), decision.release), report
