"""Holds the answer of what-if against the prediction: all that is deployed was looked at, and nothing else was."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ringfence.azure.preview.answer import Change, Kind
from ringfence.diagnostics import Diagnostic, Place, Severity
from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.written.inventory import resources

_BLIND = (Kind.IGNORE, Kind.UNSUPPORTED)
_SOURCE = (
    "azure-docs azure-resource-manager/bicep/deploy-what-if.md: beyond 500 nested deployments, 800 resource groups or "
    "5 minutes the rest is reported as Ignore"
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the predicted resources Azure has looked at, and what it says about every other id."""

    predicted: int
    seen: int
    missing: tuple[str, ...]
    blind: tuple[Change, ...]
    strange: tuple[Change, ...]
    beside: tuple[Change, ...]

    @property
    def share(self) -> float:
        """Predicted and reported, in percent of predicted."""
        return 100 * self.seen / self.predicted if self.predicted else 100.0


def predicted(folder: Path, package: Package) -> frozenset[str]:
    """The ids that a package deploys, in lower case: by Bicep's own prediction if it is there, or else by the plan."""
    try:
        content = json.loads((folder / "packages" / package.name / "snapshot.json").read_text("utf-8"))
        return frozenset(str(row["id"]).lower() for row in content["predictedResources"])
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset(resource.id.lower() for resource in resources(package))


@dataclass(frozen=True, slots=True)
class Predicted:
    """The ids that each package of a plan deploys, and those that any of them does; read once for all looks."""

    by_package: Mapping[str, frozenset[str]]
    anywhere: frozenset[str]


def predictions(folder: Path, plan: Plan) -> Predicted:
    """The ids of every package of a plan."""
    found = {package.name: predicted(folder, package) for package in plan.packages}
    return Predicted(found, frozenset().union(*found.values()))


def cover(wanted: Iterable[str], changes: Iterable[Change], elsewhere: Iterable[str] = ()) -> Coverage:
    """Compare ids without regard to case, as Azure does.

    Azure also reports what else is in a resource group; `elsewhere` are ids of other packages, which is no news.
    """
    ids, said = frozenset(wanted), {change.resource.lower(): change for change in changes}
    seen = [each for each in ids if each in said and said[each].kind not in _BLIND]
    others = [change for each, change in said.items() if each not in ids]
    known = frozenset(elsewhere)
    return Coverage(
        predicted=len(ids),
        seen=len(seen),
        missing=tuple(sorted(ids - said.keys())),
        blind=tuple(change for each, change in said.items() if each in ids and change.kind in _BLIND),
        strange=tuple(change for change in others if change.kind not in (*_BLIND, Kind.NO_CHANGE)),
        beside=tuple(c for c in others if c.kind in (*_BLIND, Kind.NO_CHANGE) and c.resource.lower() not in known),
    )


def findings(package: str, coverage: Coverage) -> Iterator[Diagnostic]:
    """AZU12 for what Azure did not look at, AZU13 for changes outside the plan, AZU14 (a warning) for the rest."""
    place = Place(f"packages/{package}/main.bicepparam")
    again = "Run what-if for this package alone with `--only`, and look at what Azure says; do not deploy unseen."
    for missing in coverage.missing:
        message = f"what-if says nothing about a resource that {package} deploys"
        yield Diagnostic(code="AZU12", message=message, place=place, path=missing, hint=again, source=_SOURCE)
    for change in coverage.blind:
        why = f": {change.reason}" if change.reason else ""
        message = f"Azure did not look at a resource that {package} deploys ({change.kind.value}){why}"
        yield Diagnostic(code="AZU12", message=message, place=place, path=change.resource, hint=again, source=_SOURCE)
    for change in coverage.strange:
        message = f"{package} would {change.kind.value.lower()} a resource that is not in its plan"
        hint = "Find out who added it to the package's deployment; run `ringfence check`."
        yield Diagnostic(code="AZU13", message=message, place=place, path=change.resource, hint=hint)
    for change in coverage.beside:
        message = f"Azure reports a resource that {package} does not deploy ({change.kind.value}); it stays as it is"
        hint = "If it is left over from an earlier blueprint, delete it as docs/runbook.md says under day two."
        yield Diagnostic(
            code="AZU14", message=message, place=place, path=change.resource, hint=hint, severity=Severity.WARNING
        )
