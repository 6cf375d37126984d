"""Steps by hand and scripts, for which a deployment waits where DEPLOY.md has them: AZU49 says what and by whom."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from fnmatch import fnmatchcase

from ringfence.azure.journal import Journal
from ringfence.azure.waves import Wave
from ringfence.diagnostics import Diagnostic, Place, Rejected, Report, Severity
from ringfence.pack.runbook.stops import BEFORE, EARLY, LAST, Stop, stops
from ringfence.pack.tree import scripts
from ringfence.plan.model.package import Package, Plan

_SOURCE = "DEPLOY.md, the order of its steps"


class Waits:
    """What people do by hand for a plan, and what of it somebody said to be done.

    `ask` is shown a step and says whether it is done; what it says is recorded, as is what `tell` is given.
    """

    def __init__(self, plan: Plan, journal: Journal, ask: Callable[[str], bool], say: Callable[[str], None]) -> None:
        self._stops = stops(plan, scripts(plan))
        self._order = [package.name for package in plan.packages]
        self._journal, self._ask, self._say = journal, ask, say

    def tell(self, names: Collection[str]) -> None:
        """Record steps by their names, or by patterns such as `*/before`; raises Rejected (AZU52) where none fits."""
        for name in names:
            found = [stop for stop in self._stops if fnmatchcase(stop.name, name)]
            if not found:
                raise Rejected(Report.of([_unknown(name, self._stops)]))
            for stop in found:
                self._journal.tell(stop)

    def parted(self, wave: Wave) -> Iterator[Wave]:
        """A wave in pieces, each of which ends with a package whose script must be run before the next is deployed."""
        piece: list[Package] = []
        for package in wave:
            piece.append(package)
            due = (stop for stop in self._stops if stop.due == EARLY and stop.package == package.name)
            if not all(map(self._journal.told, due)):
                yield tuple(piece)
                piece = []
        if piece:
            yield tuple(piece)

    def before(self, todo: Collection[Package], deployed: Collection[str]) -> Iterator[Diagnostic]:
        """AZU49 for each step that is not done and comes before these packages; `deployed` are those that are there."""
        names = [package.name for package in todo]
        first = min(map(self._order.index, names))
        for stop in self._stops:
            early = stop.due == EARLY and stop.package in deployed and self._order.index(stop.package) < first
            if (early or (stop.due == BEFORE and stop.package in names)) and not self._done(stop):
                yield _finding(stop, Severity.ERROR)

    def left(self, deployed: Collection[str]) -> Iterator[Diagnostic]:
        """NTE92 for each script that is still to be run, of packages that are deployed, when nothing waits for it."""
        for stop in self._stops:
            if stop.due in (EARLY, LAST) and stop.package in deployed and not self._done(stop):
                yield _finding(stop, Severity.NOTE)

    def _done(self, stop: Stop) -> bool:
        """Whether a step is recorded, or somebody says now that it is done."""
        if self._journal.told(stop):
            return True
        done = self._ask(_shown(stop))
        if done:
            self._journal.tell(stop)
        else:
            self._say(_shown(stop))
        return done


def _shown(stop: Stop) -> str:
    lines = "\n".join(f"  - {line}" for line in stop.what)
    return f"{stop.name}:\n{lines}\n  by whom and from where: {stop.who}\n"


def _finding(stop: Stop, severity: Severity) -> Diagnostic:
    waiting = severity is Severity.ERROR
    about = f"before {stop.package}" if stop.due == BEFORE else f"of {stop.package}"
    message = f"the deployment waits for {stop.name}" if waiting else f"{stop.name} is still to be done"
    return Diagnostic(
        code="AZU49" if waiting else "NTE92",
        message=f"{message}: {' '.join(stop.what)} By {stop.who}".rstrip(),
        place=Place("DEPLOY.md"),
        path=about,
        value=stop.name,
        severity=severity,
        hint=f"When it is done, run the same command with `--done {stop.name}`; that is recorded.",
        source=_SOURCE,
    )


def _unknown(name: str, known: Collection[Stop]) -> Diagnostic:
    listed = ", ".join(stop.name for stop in known) or "none"
    message = f"there is no step by hand called {name}"
    return Diagnostic(code="AZU52", message=message, place=Place("DEPLOY.md"), value=name, hint=f"There are: {listed}.")
