"""The report of `ringfence confirm`, as text and as JSON. It names no subscription, resource, address or person.

What stands in it is listed here and in `Result`: ids and titles of checks, outcomes, sentences of this room, error
codes, words of Microsoft's, regions, versions, and a date.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ringfence import __version__
from ringfence.azure.confirm.asking import Answer
from ringfence.azure.confirm.outcome import Outcome, Result
from ringfence.azure.confirm.trial import Trial
from ringfence.catalog.known.checks import checks
from ringfence.columns import PAGE, wrapped
from ringfence.diagnostics import Diagnostic, Place
from ringfence.diagnostics import Report as Findings
from ringfence.plan.model.package import Plan
from ringfence.plan.model.values import plain
from ringfence.plan.model.written.inventory import resources

VERSION = 1
"""Of the form of the report."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"\d+(?:\.\d+){1,3}")
_HOW = "docs/first-deployment.md says what each check needs and what follows; `report.json` can be sent back."


@dataclass(frozen=True, slots=True)
class Report:
    """The results by id of check; `date` is that of the deployment, `azure_cli` a version, both '' where unknown."""

    plan: Plan
    results: Mapping[str, Result]
    date: str
    azure_cli: str

    @property
    def findings(self) -> Findings:
        """A finding (AZU46) for each fact that is refuted, in the words of the report."""
        refuted = {name: row for name, row in self.results.items() if row.outcome is Outcome.REFUTED}
        return Findings.of(_finding(name, row) for name, row in refuted.items())

    @property
    def json(self) -> str:
        """The report for programs."""
        return json.dumps(self._head | {"checks": [_row(*each) for each in self.results.items()]}, indent=2) + "\n"

    @property
    def text(self) -> str:
        """The report for people."""
        head = [f"{name}: {', '.join(each) if isinstance(each, list) else each}" for name, each in self._head.items()]
        lines = [*head[:-1], "", *(line for each in self.results.items() for line in _lines(*each))]
        return "\n".join(lines) + "\n"

    @property
    def _head(self) -> dict[str, Any]:
        institution = self.plan.institution
        packages = self.plan.packages
        types = {each.type: each.api for package in packages for each in resources(package)}
        return {
            "report": VERSION,
            "ringfence": __version__,
            "azure-cli": self.azure_cli,
            "cloud": institution.cloud,
            "regions": sorted({plain(package.location) for package in packages}),
            "mode": self.plan.deployment.mode,
            "deployed": self.date,
            "apiVersions": dict(sorted(types.items())),
        }


def reported(trial: Trial, results: Mapping[str, Result], date: str, *, caller: bool) -> Report:
    """The report of a run; without a date that is given it is the day of the last deployment, as Azure says it."""
    versions = trial.asker("version").run("version")
    found = versions.body.get("azure-cli") if isinstance(versions.body, dict) else None
    known = found if isinstance(found, str) and _NUMBER.fullmatch(found) else ""
    return Report(trial.plan, results, date or ("" if caller else _day(trial.deployments)), known)


def _day(deployments: Mapping[str, Answer]) -> str:
    found = [_DATE.match(str(answer.at("at") or "")) for answer in deployments.values()]
    return max((day[0] for day in found if day), default="")


def _row(name: str, result: Result) -> dict[str, Any]:
    return {
        "id": name,
        "title": checks()[name].title,
        "outcome": result.outcome.value,
        "reason": result.reason,
        "codes": list(result.codes),
        "seen": list(result.seen),
        "asked": result.asked,
    }


def _lines(name: str, result: Result) -> list[str]:
    said = [*([result.reason] if result.reason else []), *(f"code {code}" for code in result.codes), *result.seen]
    head = f"{name} {result.outcome.value}: {checks()[name].title}"
    return [head, *(line for each in said for line in wrapped(f"      {each}", PAGE, " " * 8))]


def _finding(name: str, result: Result) -> Diagnostic:
    codes = f" ({', '.join(result.codes)})" if result.codes else ""
    return Diagnostic(
        code="AZU46",
        message=f"{name} is refuted, {checks()[name].title}: {result.reason}{codes}",
        place=Place("plan.json"),
        value=name,
        hint=_HOW,
        source=checks()[name].source,
    )
