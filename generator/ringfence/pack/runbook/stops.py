"""What people do between the commands of DEPLOY.md, in its order, so that a deployment can wait for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import takewhile

from ringfence.pack.runbook import rollout
from ringfence.pack.runbook.compute_quota import quota
from ringfence.pack.runbook.customer_key import granted_by_hand
from ringfence.pack.runbook.firewall_zones import zones_to_compare
from ringfence.pack.runbook.script import AFTER_IT, AT_ONCE, Script
from ringfence.plan.model.package import Package, Plan

BEFORE, EARLY, LAST = "before", "early", "last"
"""When a stop is due: before its package, after it and before any later one, or when every step is done."""
_ZONES = "Compare the physical zones of the firewall with those of the subscription, as DEPLOY.md says before step 1."


@dataclass(frozen=True, slots=True)
class Stop:
    """Something that people do. `name` is what `--done` takes: `fraud/before`, `fraud/registry-endpoints.sh`.

    `what` are lines that say what to do, `who` says by whom and from where, `key` is the digest of that: a script that
    changed must be run again.
    """

    name: str
    package: str
    due: str
    what: tuple[str, ...]
    who: str
    key: str


def before(package: Package) -> Iterator[str]:
    """What must be there before the step of a package, as Markdown that is spelled already."""
    yield from granted_by_hand(package)
    yield from rollout.offered(package)
    yield from quota(package)
    yield from rollout.before(package)


def by_hand(package: Package, *, before: bool) -> Iterator[str]:
    """What people do by hand, before the package is deployed or after, each with its reason; still to be escaped."""
    for row in package.handover:
        if row.before == before:
            yield f"{row.step} {row.because.text}"


def stops(plan: Plan, scripts: Sequence[Script]) -> tuple[Stop, ...]:
    """Every stop, in the order of DEPLOY.md; those that are due last come when every package is done."""
    top = (_ZONES,) if zones_to_compare(plan) else ()
    found: list[Stop] = []
    for number, package in enumerate(plan.packages, 1):
        if lines := (*(top if number == 1 else ()), *before(package), *by_hand(package, before=True)):
            found.append(_listed(number, package, lines))
        found += [_run(script) for script in scripts if script.package == package.name]
    return tuple(sorted(found, key=lambda stop: stop.due == LAST))


def _listed(number: int, package: Package, lines: tuple[str, ...]) -> Stop:
    who = f"the people with the rights of step {number} in DEPLOY.md, and those whom a line names"
    key = sha256("\n".join(lines).encode()).hexdigest()
    return Stop(f"{package.name}/{BEFORE}", package.name, BEFORE, lines, who, key)


def _run(script: Script) -> Stop:
    due = EARLY if script.when in (AT_ONCE, AFTER_IT) else LAST
    what = f"Run {script.call} in the folder packages/{script.package}."
    key = sha256(script.text.encode()).hexdigest()
    return Stop(f"{script.package}/{script.name}", script.package, due, (what,), _said(script.text), key)


def _said(script: str) -> str:
    """The first lines of a script, which say who runs it and from where, as one text."""
    lines = takewhile(lambda line: line.startswith("#"), script.split("\n")[1:])
    return " ".join(line.removeprefix("#").strip() for line in lines)
