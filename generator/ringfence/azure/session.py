"""One run against Azure: reads the folder, finds az, runs the checks before it, and ends az afterwards."""

from __future__ import annotations

import signal
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import current_thread, main_thread

from ringfence.azure import needs, preflight, summary, what_if
from ringfence.azure.az import Az
from ringfence.azure.folder import Estate, approved, drifted, estate, no_examples
from ringfence.azure.journal import Journal
from ringfence.azure.lock import locked
from ringfence.azure.preview.run import Look
from ringfence.azure.providers import providers, versions
from ringfence.azure.rights import account
from ringfence.azure.rights.analytics import lacking_rights
from ringfence.azure.rollout import Rollout, Way
from ringfence.azure.waits import Waits
from ringfence.diagnostics import Diagnostic, Interrupted, Rejected, Report
from ringfence.plan.model.package import Package, Plan

DEPLOY, FINISHED = "Deploy this?", "Is this done?"
Asked = Callable[[str, str], bool]
"""Shows a text and asks a question about it."""


@dataclass(frozen=True, slots=True)
class Session:
    """What a run needs; made by `opened`."""

    az: Az
    estate: Estate
    journal: Journal
    say: what_if.Say
    register: bool

    @property
    def plan(self) -> Plan:
        """The plan of the folder."""
        return self.estate.plan

    def previews(self, jobs: int) -> tuple[Look, ...]:
        """A look at every chosen package; what-if itself says which providers are not registered.

        Raises Rejected: AZU23 for API versions that the cloud does not serve; with `register` AZU07 too.
        """
        if self.register:
            providers(self.az, self.estate.packages, register=True)
        else:
            versions(self.az, self.estate.packages)
        looks = what_if.previews(self.az, self.estate, jobs, self.say)
        lack = needs.lacking(self.az, self.plan, self.estate.packages)
        return tuple(replace(look, findings=(*look.findings, *lack[look.package])) for look in looks)

    def rollout(self, jobs: int, *, again: bool, ask: Asked | None, done: Collection[str] = ()) -> Rollout:
        """A deployment that has not begun; `ask` is shown the previews of a wave, and what people must do, as text.

        `done` names steps by hand that are done. Raises Rejected: AZU07 for providers, AZU23 for API versions, AZU20
        for what must be there before, AZU41 and AZU48 for rights, AZU52 for a step that there is not.
        """

        def shown(looks: Sequence[Look]) -> bool:
            return ask is None or ask(summary.text(looks), DEPLOY)

        def finished(text: str) -> bool:
            return ask is not None and ask(text, FINISHED)

        way = Way(jobs, again, shown if ask is not None else None)
        waits = Waits(self.plan, self.journal, finished, self.say)
        waits.tell(done)
        rollout = Rollout(self.az, self.estate, self.journal, way, self.say, waits)
        providers(self.az, rollout.todo, register=self.register)
        rollout.findings += self._lacking(rollout.todo)
        return rollout

    def _lacking(self, packages: Sequence[Package]) -> list[Diagnostic]:
        """Warnings about what cannot be told, said at once; raises Rejected when something is known to be lacking."""
        found = [each for rows in needs.lacking(self.az, self.plan, packages).values() for each in rows]
        found += lacking_rights(self.az, packages)
        missing, silent = account.lacks(self.az, self.plan, packages)
        found += account.findings(missing, silent)
        if told := account.table(missing):
            self.say(told)
        if not Report.of(found).ok:
            raise Rejected(Report.of(found))
        for each in found:
            self.say(f"{each.severity.value}: {each.message}")
        return found


@contextmanager
def opened(
    folder: Path,
    only: Collection[str],
    *,
    register: bool,
    say: what_if.Say,
    deploys: bool = False,
    calls: bool = False,
    approval: str = "",
) -> Iterator[Session]:
    """Everything that a preview or a deployment needs. Raises Rejected and ToolMissing with what stands in the way.

    A folder with ids of a starting point may be previewed; with `deploys` it is refused (AZU22), and only one process
    may do so (AZU47). With an `approval` the folder must have that digest (APR01). Who only `calls` endpoints needs no
    Bicep and sees no other subscriptions. Ctrl-C before a deployment begins raises Interrupted (AZU16), and so does
    SIGTERM, by which pipelines end a step.
    """
    with ExitStack() as stack:
        read = stack.enter_context(estate(folder, only))
        if approval:
            approved(read, approval)
        if deploys:
            no_examples(read)
        journal = Journal(folder)
        if deploys:
            stack.enter_context(locked(journal.folder))
        stack.enter_context(_terminable())
        az = stack.enter_context(Az(read.folder, journal))
        try:
            say(f"looking at azure-cli, sign-in and subscriptions; logs in {journal.folder}")
            if calls:
                preflight.account(az, read.plan, [each for each in read.packages if _answers(each)])
            else:
                preflight.tools_and_account(az, read.plan, read.packages)
            yield Session(az, read, journal, say, register)
        except KeyboardInterrupt:
            hint = "Nothing was deployed. Run the same command again."
            raise Interrupted(Diagnostic(code="AZU16", message="interrupted", hint=hint)) from None


def _answers(package: Package) -> bool:
    return any(module.online_endpoints for module in package.modules)


def run(rollout: Rollout) -> bool:
    """Deploy, and say whether it came to its own end: False after Ctrl-C, of which the rollout then has a finding."""
    try:
        rollout.run()
    except KeyboardInterrupt:
        rollout.interrupted()
        return False
    rollout.findings += drifted(rollout.estate)
    return True


@contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM is like Ctrl-C meanwhile, so that az is ended and the record stays true."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
