"""One run against Azure: reads the folder, finds az, runs the checks before it, and ends az afterwards."""

from __future__ import annotations

import signal
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import current_thread, main_thread

from ringfence.azure import needs, preflight, summary, what_if
from ringfence.azure.analytics_rights import lacking_rights
from ringfence.azure.az import Az
from ringfence.azure.folder import Estate, estate, no_examples
from ringfence.azure.journal import Journal
from ringfence.azure.preview.run import Look
from ringfence.azure.providers import providers
from ringfence.azure.rollout import Rollout, Way
from ringfence.diagnostics import Diagnostic, Interrupted, Rejected, Report
from ringfence.plan.model.package import Package, Plan


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
        """A look at every chosen package; what-if itself says which providers are not registered."""
        if self.register:
            providers(self.az, self.estate.packages, register=True)
        looks = what_if.previews(self.az, self.estate, jobs, self.say)
        lack = needs.lacking(self.az, self.plan, self.estate.packages)
        return tuple(replace(look, findings=(*look.findings, *lack[look.package])) for look in looks)

    def rollout(self, jobs: int, *, again: bool, ask: Callable[[str], bool] | None) -> Rollout:
        """A deployment that has not begun; `ask` is shown the previews of a wave as text.

        Raises Rejected: AZU07 for providers, AZU23 for API versions, AZU20 for what must be there before, AZU41 for
        rights.
        """

        def shown(looks: Sequence[Look]) -> bool:
            return ask is None or ask(summary.text(looks))

        way = Way(jobs, again, shown if ask is not None else None)
        rollout = Rollout(self.az, self.estate, self.journal, way, self.say)
        providers(self.az, rollout.todo, register=self.register)
        rollout.findings += self._lacking(rollout.todo)
        return rollout

    def _lacking(self, packages: Sequence[Package]) -> list[Diagnostic]:
        """Warnings about what cannot be told, said at once; raises Rejected when something is known to be lacking."""
        found = [each for rows in needs.lacking(self.az, self.plan, packages).values() for each in rows]
        found += lacking_rights(self.az, packages)
        if not Report.of(found).ok:
            raise Rejected(Report.of(found))
        for warning in found:
            self.say(f"warning: {warning.message}")
        return found


@contextmanager
def opened(
    folder: Path, only: Collection[str], *, register: bool, say: what_if.Say, deploys: bool = False, calls: bool = False
) -> Iterator[Session]:
    """Everything that a preview or a deployment needs. Raises Rejected and ToolMissing with what stands in the way.

    A folder with ids of a starting point may be previewed; with `deploys` it is refused (AZU22). Who only `calls`
    endpoints needs no Bicep and sees no other subscriptions. Ctrl-C before a deployment begins raises Interrupted
    (AZU16), and so does SIGTERM, by which pipelines end a step.
    """
    read = estate(folder, only)
    if deploys:
        no_examples(read)
    journal = Journal(folder)
    with _terminable(), Az(folder, journal) as az:
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
