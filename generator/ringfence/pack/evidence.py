"""Evidence of a check: what was checked, by which compiler, over which approval digest; as JSON, Markdown and JUnit.

The same folder and compiler give the same bytes. What was not checked is said where the result of the check would be.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ringfence import __version__
from ringfence.check.witness_report import Record
from ringfence.check.witnesses import WITNESSES
from ringfence.diagnostics import Diagnostic, Report
from ringfence.pack.text.markdown import table
from ringfence.reporting import Case, as_json, as_junit

SHAPE = "ringfence/check/v1"
"""The shape of the JSON; a change that breaks readers of it changes it."""
FOLDER, DESIGN, BLUEPRINT, RELEASE, OTHER = (
    "the files are those that were generated from plan.json",
    "the plan keeps the design rules",
    "the blueprint gives the plan of the folder",
    "REMOVAL.md and BACKOUT.md are those of the release before",
    "nothing else was found",
)
_FOUND_BY = {
    BLUEPRINT: ("releases.asked",),
    RELEASE: ("releases.since.",),
    FOLDER: ("check.manifest", "pack.again", "output"),
    DESIGN: ("rules.",),
}
"""The modules whose findings are about a claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A check that was run or could not be: its records, its report, and what was asked for.

    `packages` are all of the plan, none where it cannot be read; `approval` is the digest of the folder. `blueprint`
    and `since` say whether these were given, `stopped` why packages were not checked, '' where they were. `found_by`
    has the modules that find a code.
    """

    packages: tuple[str, ...]
    records: tuple[Record, ...]
    report: Report
    approval: str
    blueprint: bool
    since: bool
    found_by: Mapping[str, tuple[str, ...]]
    stopped: str = ""

    @property
    def bicep(self) -> str:
        """The version of the compiler that was asked; '' where none was."""
        return next((each.bicep for each in self.records), "")


def evidence(checked: Checked) -> Mapping[str, str]:
    """The files of evidence, text by name."""
    cases = tuple(_cases(checked))
    return {
        "check.json": _as_json(checked, cases),
        "check.md": _as_markdown(checked, cases),
        "junit.xml": as_junit(checked.report, "ringfence check", cases),
    }


def _cases(checked: Checked) -> Iterator[Case]:
    """A test for each claim about the folder, and for each witness and package."""
    heard = {each for record in checked.records for row in record.heard for each in row.findings}
    yield from _of_folder(checked, [each for each in checked.report.findings if each not in heard])
    by_name = {record.package: record for record in checked.records}
    for package in checked.packages:
        of = by_name.get(package)
        if of is None:
            why = checked.stopped or "the package was not among those that were asked for"
            yield from (Case(name=_named(w.codes, w.claim), group=package, skipped=why) for w in WITNESSES)
        else:
            yield from (Case(name=_named(w.codes, w.claim), group=package, findings=w.findings) for w in of.heard)


def _named(codes: str, claim: str) -> str:
    return f"{codes} {claim}"


def _of_folder(checked: Checked, findings: Sequence[Diagnostic]) -> Iterator[Case]:
    left = list(findings)
    skipped = {
        BLUEPRINT: "" if checked.blueprint else "no --blueprint was given",
        RELEASE: "" if checked.since else "no --since was given",
    }
    for name in (BLUEPRINT, RELEASE, FOLDER, DESIGN):
        own = tuple(each for each in left if _is_by(checked.found_by.get(each.code, ()), _FOUND_BY[name]))
        left = [each for each in left if each not in own]
        why = "" if own else skipped.get(name, "") or checked.stopped
        yield Case(name=name, group="folder", findings=own, skipped=why)
    yield Case(name=OTHER, group="folder", findings=tuple(left))


def _is_by(modules: Iterable[str], begins: tuple[str, ...]) -> bool:
    return any(module.startswith(begins) for module in modules)


def _verdict(case: Case) -> str:
    return "SKIPPED" if case.skipped else "FAILED" if case.errors else "passed"


def _as_json(checked: Checked, cases: Sequence[Case]) -> str:
    budgets = [
        {"package": record.package, "name": row.name, "value": row.value, "limit": row.limit, "within": row.ok}
        for record in checked.records
        for row in record.budgets
    ]
    body = {
        "shape": SHAPE,
        "ok": checked.report.ok,
        "ringfence": __version__,
        "bicep": checked.bicep,
        "approval": checked.approval,
        "passed": sum(_verdict(case) == "passed" for case in cases),
        "failed": sum(_verdict(case) == "FAILED" for case in cases),
        "skipped": sum(_verdict(case) == "SKIPPED" for case in cases),
        "checks": [
            {
                "about": case.group,
                "claim": case.name,
                "verdict": _verdict(case).lower(),
                "skipped": case.skipped,
                "codes": sorted({each.code for each in case.findings}),
            }
            for case in cases
        ],
        "budgets": budgets,
        "findings": json.loads(as_json(checked.report))["findings"],
    }
    return json.dumps(body, indent=2) + "\n"


def _as_markdown(checked: Checked, cases: Sequence[Case]) -> str:
    said = [_verdict(case) for case in cases]
    counted = ", ".join(f"{said.count(word)} {word}" for word in ("passed", "FAILED", "SKIPPED"))
    lines = [
        "# Evidence of a check",
        "",
        f"**{'No errors' if checked.report.ok else 'ERRORS'}**: {counted}.",
        "",
        table(
            ("What", "Value"),
            (
                ("Approval digest", checked.approval or "none: there is no plan that can be read"),
                ("Bicep", checked.bicep or "was not asked"),
                ("Ringfence", __version__),
            ),
        ),
        "",
    ]
    if skipped := [case for case in cases if case.skipped]:
        why = dict.fromkeys((case.group, case.skipped) for case in skipped)
        lines += ["## SKIPPED: not checked, so not proven", "", table(("About", "Why"), why), ""]
    if checked.report.findings:
        found = ((f.severity.value, f.code, str(f.place), f.path, f.message) for f in checked.report.findings)
        lines += ["## Findings", "", table(("Severity", "Code", "Place", "Path", "What"), found), ""]
    results = ((case.group, case.name, _verdict(case)) for case in cases)
    lines += ["## Checks", "", table(("About", "Claim", "Result"), results)]
    return "\n".join(lines) + "\n"
