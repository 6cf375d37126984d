"""What DEPLOY.md says about all steps: manual work between them, and what repeating a step does."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ringfence.pack.runbook import rollout
from ringfence.pack.runbook.script import AFTER_IT, AT_ONCE, Script
from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.values import Code

RETENTION = "lake-retention"


def between(plan: Plan, scripts: Iterable[Script]) -> Code:
    """What people do between the steps, as sentences of Markdown: less is promised where a step waits for something."""
    early = {script.package for script in scripts if script.when in (AT_ONCE, AFTER_IT)}
    waiting = _steps(plan, lambda package: bool(rollout.before(package)))
    scripted = _steps(plan, lambda package: package.name in early)
    if not waiting and not scripted:
        return Code(
            "No package is deployed twice, and between the steps nothing is done by hand but the comparison of the"
            " firewall's address."
        )
    said = ["Between the steps this is done by hand:", "", "- After step 1 the firewall's address is compared."]
    if scripted:
        said.append(f"- After {_named(scripted)} a script is run, before any later step.")
    if waiting:
        said.append(
            f"- Before {_named(waiting)} people register what is listed there. What else is listed was made by an"
            " earlier release: such a package is deployed several times, all others once."
        )
    return Code("\n".join(said))


def repeats(plan: Plan) -> Code:
    """Whether a step may be repeated, as sentences of Markdown, with the exceptions that are in the plan."""
    scaled = _steps(plan, lambda package: any(module.autoscales for module in package.modules))
    kept = _steps(plan, _keeps)
    said = ["Each step may be repeated: it then changes only what differs."]
    if scaled:
        said.append(
            f"But {_named(scaled)} {'set' if scaled[1:] else 'sets'} scaled deployments back to the instances that they"
            " begin with (not confirmed)."
        )
    if kept:
        said.append(
            f"But Azure may refuse to repeat {_named(kept)} once somebody has locked a retention policy (not"
            " confirmed)."
        )
    return Code("\n".join(said))


def _keeps(package: Package) -> bool:
    return any(service.resource.kind == RETENTION for module in package.modules for service in module.services)


def _steps(plan: Plan, wanted: Callable[[Package], bool]) -> list[int]:
    """The numbers of the steps of such packages."""
    return [number for number, package in enumerate(plan.packages, 1) if wanted(package)]


def _named(steps: list[int]) -> str:
    *head, last = map(str, steps)
    return f"steps {', '.join(head)} and {last}" if head else f"step {last}"
