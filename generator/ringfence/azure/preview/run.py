"""Previews packages: runs each what-if, sets noise aside, and compares the rest with the prediction."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass

from ringfence.azure.az import Az, Done
from ringfence.azure.failing.failures import failure, said
from ringfence.azure.failing.printed import causes
from ringfence.azure.failing.repeat import persistently
from ringfence.azure.failing.unsaid import shape, unreadable
from ringfence.azure.preview.answer import Kind, read, unread
from ringfence.azure.preview.coverage import Coverage, Predicted, cover, findings
from ringfence.azure.preview.noise import Judged, judge
from ringfence.diagnostics import Diagnostic
from ringfence.pack.runbook import commands
from ringfence.plan.model.package import Package, Plan

QUIET = "--no-pretty-print"
_CHANGES = (Kind.CREATE, Kind.MODIFY, Kind.DELETE, Kind.DEPLOY)
_NO_STACK = frozenset(("DeploymentStackNotFound", "ResourceNotFound"))
"""How Azure says that there is no such stack. Any other answer says nothing about the stack, so it is a finding."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a deployment of one package would do; `unmanaged` are ids that its stack would detach or delete."""

    package: str
    changes: tuple[Judged, ...] = ()
    coverage: Coverage | None = None
    unmanaged: tuple[str, ...] = ()
    findings: tuple[Diagnostic, ...] = ()

    @property
    def counts(self) -> Counter[Kind]:
        """Resources by kind of change, noise left out."""
        return Counter(judged.kind for judged in self.changes)

    @property
    def quiet(self) -> bool:
        """Whether all was looked at and a deployment would change nothing."""
        return bool(self.coverage) and not self.unmanaged and not any(self.counts[kind] for kind in _CHANGES)


def look(
    az: Az, plan: Plan, package: Package, ids: Predicted, say: Callable[[str], None], *, alone: bool = False
) -> Look:
    """The preview of a package. A what-if that Azure refuses is a finding (AZU11), never an empty preview.

    `ids` are those of all packages of the plan. `alone`: the connectivity package, on which the package stands, is not
    deployed yet, which is the likely reason of a refusal. `say` is told of each repetition.
    """
    words = (*commands.joined(commands.preview(package)), QUIET)
    tried = persistently(az, package.name, lambda: az.run(f"{package.name}-what-if", words), said, say)
    answer = tried.done.json() if tried.done.ok else None
    changes = read(answer)
    if changes is None and tried.done.ok and (why := unread(answer) or _other(answer, tried.done)):
        return Look(package.name, findings=(unreadable(package, tried.done, why),))
    if changes is None:
        refusal = failure("AZU11", plan, package, tried.done, tried.causes, tried.times)
        return Look(package.name, findings=(_refused(refusal, alone=alone),))
    wanted = ids.by_package[package.name]
    coverage = cover(wanted, changes, ids.anywhere)
    unmanaged, faults = _unmanaged(az, plan, package, wanted)
    judged = tuple(judge(change, ids.anywhere) for change in changes if change.resource.lower() in wanted)
    return Look(package.name, judged, coverage, unmanaged, (*findings(package.name, coverage), *faults))


def _refused(finding: Diagnostic, *, alone: bool) -> Diagnostic:
    if finding.code != "AZU11" or not alone:
        return finding
    return Diagnostic(
        code="AZU11",
        message=f"{finding.message} (the connectivity package is not deployed yet, and this one stands on it)",
        place=finding.place,
        path=finding.path,
        hint="Run `ringfence deploy` with `--only connectivity` first, then this preview again.",
        source=finding.source,
    )


def _unmanaged(
    az: Az, plan: Plan, package: Package, wanted: Collection[str]
) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """What a stack that exists holds and the package no longer deploys; nothing for a plain deployment."""
    if plan.deployment.mode != commands.STACK:
        return (), ()
    words = ("az", "stack", "sub", "show", "--subscription", package.subscription, "--name", package.deployed_as)
    done = az.run(f"{package.name}-stack", (*words, "--query", "resources[].id"))
    if not done.ok:
        why = causes(done.err)
        missing = bool(why) and all(cause.code in _NO_STACK for cause in why)
        return (), () if missing else (failure("AZU11", plan, package, done),)
    held = done.json()
    if not isinstance(held, list) or not all(isinstance(each, str) for each in held):
        return (), (unreadable(package, done, shape(held, done.out)),)
    return tuple(sorted(each for each in held if each.lower() not in wanted)), ()


def _other(answer: object, done: Done) -> str:
    """What an answer is that is no refusal of Azure: one with an error in it has its own finding."""
    refused = isinstance(answer, dict) and (answer.get("error") or answer.get("status", "Succeeded") != "Succeeded")
    return "" if refused else shape(answer, done.out)


def value(of: object) -> str:
    """A value of a property as one short line."""
    text = of if isinstance(of, str) else json.dumps(of, sort_keys=True, ensure_ascii=False)
    return text if len(text) <= 120 else f"{text[:117]}..."
