"""The inventory of models: one entry for each that people or endpoints use, whatever made it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ringfence.catalog.tables import model_retirements
from ringfence.plan.model.language_model import ContentFilter, ModelDeployment
from ringfence.plan.model.package import Module, Package, Plan
from ringfence.plan.model.values import Reason, plain

UNSAID = "not said"
"""What stands where the blueprint says nothing: a gap that the model risk team sees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A model as an inventory has it: who answers for it and how much depends on it, who made it, until when it runs.

    `judged` is by what it was validated, `limits` what keeps it in bounds, `watched` by which alerts people hear of it.
    """

    package: str
    name: str
    owner: str
    materiality: str
    use: str
    maker: str
    version: str
    until: str
    judged: str
    limits: str
    watched: str
    because: Sequence[Reason]


def entries(plan: Plan) -> Iterator[Entry]:
    """Every model of the plan, by what makes it, then in order of deployment."""
    for kind in KINDS:
        yield from kind(plan)


def _language_models(plan: Plan) -> Iterator[Entry]:
    """Language models of accounts: made by others, held in bounds by a content filter."""
    for package in plan.packages:
        for module in package.modules:
            filters = {policy.resource.symbol: policy for policy in module.content_filters}
            for model in module.model_deployments:
                yield _language_model(package, module, model, filters.get(model.filter))


def _language_model(package: Package, module: Module, model: ModelDeployment, policy: ContentFilter | None) -> Entry:
    judged = f"{model.evaluation_set}, on {model.evaluated_on}" if model.evaluation_set else UNSAID
    return Entry(
        package=package.name,
        name=str(plain(model.resource.name)),
        owner=model.owner or UNSAID,
        materiality=model.materiality or UNSAID,
        use=model.use or UNSAID,
        maker=f"third party, by Azure OpenAI: {model.model}",
        version=model.version,
        until=_until(model),
        judged=judged,
        limits=_filter(policy) if policy else "none",
        watched=watching(package, module.services[0].resource.id),
        because=model.resource.because,
    )


def _until(model: ModelDeployment) -> str:
    """The day of retirement: as the blueprint has it, else by the schedule."""
    if model.retires:
        return model.retires
    known = model_retirements().date_of(model.model, model.version)
    return f"{known}, by the schedule" if known else UNSAID


def _filter(policy: ContentFilter) -> str:
    """What a filter blocks, and from which severity on where there are degrees."""
    found = dict.fromkeys(
        f"{one.category} from {one.severity}" if one.severity else one.category for one in policy.filters
    )
    return f"content filter {plain(policy.resource.name)}: {', '.join(found)}"


def watching(package: Package, resource: str) -> str:
    """The alerts of a package on a resource, by the words of the review; `none` where people hear of nothing."""
    found = dict.fromkeys(
        alert.word for module in package.modules for alert in module.alerts if alert.watched.value == resource
    )
    return ", ".join(found) or "none"


KINDS: tuple[Callable[[Plan], Iterator[Entry]], ...] = (_language_models,)
"""What has models; a further kind is one more function over the plan."""
