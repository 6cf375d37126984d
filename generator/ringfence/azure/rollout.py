"""`ringfence deploy`: waves of packages through az, each recorded when Azure says that it is done, never before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from ringfence.azure.address import address
from ringfence.azure.az import Az
from ringfence.azure.failing.failures import cancel, failure
from ringfence.azure.failing.repeat import persistently
from ringfence.azure.failing.unsaid import ended
from ringfence.azure.folder import Estate
from ringfence.azure.journal import Journal, keys
from ringfence.azure.operations import own_errors
from ringfence.azure.preview.coverage import Predicted, predictions
from ringfence.azure.preview.run import Look
from ringfence.azure.waits import Waits
from ringfence.azure.what_if import Say, side_by_side
from ringfence.diagnostics import Diagnostic, Report
from ringfence.pack.runbook import commands
from ringfence.plan.model.package import Package


class State(StrEnum):
    """How far a package has come."""

    WAITING = "not started"
    RUNNING = "interrupted"
    SKIPPED = "done before"
    DONE = "done"
    FAILED = "failed"


Ask = Callable[[Sequence[Look]], bool]


@dataclass(frozen=True, slots=True)
class Way:
    """Options of a deployment: packages at a time, whether to repeat finished ones, the question before a wave."""

    jobs: int = 1
    again: bool = False
    ask: Ask | None = None


class Rollout:
    """A deployment of the chosen packages; `states` and `findings` may be read at any time, even when interrupted."""

    def __init__(self, az: Az, estate: Estate, journal: Journal, way: Way, say: Say, waits: Waits) -> None:
        self.states = {package.name: State.WAITING for package in estate.packages}
        self.findings: list[Diagnostic] = []
        self._az, self._estate, self._journal, self._way, self._say = az, estate, journal, way, say
        self._waits = waits
        self._keys = keys(estate.folder, estate.plan)

    @property
    def estate(self) -> Estate:
        """What is deployed."""
        return self._estate

    @property
    def report(self) -> Report:
        """Everything that went wrong."""
        return Report.of(self.findings)

    @property
    def todo(self) -> tuple[Package, ...]:
        """The packages that are not done yet."""
        return tuple(package for package in self._estate.packages if not self._known(package))

    @cached_property
    def _ids(self) -> Predicted:
        return predictions(self._estate.folder, self._estate.plan)

    def run(self) -> None:
        """Deploy wave after wave; the first that fails is the last. Lets KeyboardInterrupt through."""
        for wave in (piece for each in self._estate.waves for piece in self._waits.parted(each)):
            todo = [package for package in wave if not self._skipped(package)]
            if todo and not (self._cleared(todo) and self._may_start(todo) and self._deployed(todo)):
                return
        self.findings += self._waits.left(self._there)

    def interrupted(self) -> None:
        """Note an interruption (AZU16): running deployments continue in Azure and are not recorded."""
        running = [package for package in self._estate.packages if self.states[package.name] is State.RUNNING]
        stop = "; ".join(f"`{cancel(self._estate.plan, package)}`" for package in running)
        goes_on = f" Azure may go on with what it has accepted; {stop} ends it." if stop else ""
        message = "interrupted; az was ended, and only what is done is recorded"
        hint = f"Run the same command again to go on: what is done is skipped.{goes_on}"
        self.findings.append(Diagnostic(code="AZU16", message=message, hint=hint))

    def _known(self, package: Package) -> bool:
        return not self._way.again and self._journal.done(package.name, self._keys[package.name])

    def _skipped(self, package: Package) -> bool:
        known = self._known(package)
        if known:
            self.states[package.name] = State.SKIPPED
            self._say(f"{package.name}: done before, with the same files")
        return known

    @property
    def _there(self) -> list[str]:
        """The packages that this or an earlier run has deployed as they are now."""
        done = (State.DONE, State.SKIPPED)
        known = [name for name, key in self._keys.items() if self._journal.done(name, key)]
        return [*known, *(name for name, state in self.states.items() if state in done and name not in known)]

    def _cleared(self, todo: Sequence[Package]) -> bool:
        """What people do before these packages is done: prerequisites, and scripts of packages that come earlier."""
        self.findings += self._waits.before(todo, self._there)
        return self.report.ok

    def _may_start(self, todo: Sequence[Package]) -> bool:
        """The firewall has the planned address before a landing zone is deployed, and the operator agrees."""
        if any(package.purpose != "connectivity" for package in todo):
            self._say("firewall: comparing its private address with the plan")
            self.findings += address(self._az, self._estate.plan)
        if self._way.ask is not None and self.report.ok:
            looks = side_by_side(self._az, self._estate.plan, todo, self._ids, self._way.jobs, self._say)
            self.findings += [finding for look in looks for finding in look.findings]
            if self.report.ok and not self._way.ask(looks):
                hint = "Run the same command again when you are ready; what is done is skipped."
                self.findings.append(Diagnostic(code="AZU19", message="not confirmed, so not deployed", hint=hint))
        return self.report.ok

    def _deployed(self, todo: Sequence[Package]) -> bool:
        self._az.each(self._way.jobs, self._deploy, todo)
        return all(self.states[package.name] is State.DONE for package in todo)

    def _deploy(self, package: Package) -> None:
        if self._az.stopped or State.FAILED in self.states.values():
            return
        plan, low_high = self._estate.plan, package.minutes
        self.states[package.name] = State.RUNNING
        self._say(f"{package.name}: deploying ({low_high[0]} to {low_high[1]} minutes)")
        words = commands.joined(commands.create(package, plan.deployment))
        tried = persistently(
            self._az,
            package.name,
            lambda: self._az.run(f"{package.name}-create", words),
            lambda done: own_errors(self._az, package, done),
            self._say,
        )
        unsaid = ended(package, tried.done) if tried.done.ok else None
        if tried.done.ok and unsaid is None:
            self._journal.record(package, plan, self._keys[package.name], self._estate.approval)
            self.states[package.name] = State.DONE
        elif not self._az.stopped:
            self.states[package.name] = State.FAILED
            self.findings.append(unsaid or failure("AZU10", plan, package, tried.done, tried.causes, tried.times))
        self._say(f"{package.name}: {self.states[package.name].value}")
