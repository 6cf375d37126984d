"""Language models in the inventory: made by others, held in bounds by a content filter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ringfence.catalog.tables import model_retirements
from ringfence.pack.review.models.entry import UNSAID, Entry, bound, watching
from ringfence.plan.model.language_model import ContentFilter, ModelDeployment
from ringfence.plan.model.mlops.evaluations import PipelineEvaluation
from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.values import plain


def language_models(plan: Plan) -> Iterator[Entry]:
    """An entry for each deployment, in order of deployment."""
    asked = plan.mlops.language_models if plan.mlops else ()
    for package in plan.packages:
        here = tuple(one for one in asked if one.package == package.name)
        for module in package.modules:
            filters = {policy.resource.symbol: policy for policy in module.content_filters}
            for model in module.model_deployments:
                yield _language_model(package, module, model, filters.get(model.filter), here)


def _language_model(
    package: Package,
    module: Module,
    model: ModelDeployment,
    policy: ContentFilter | None,
    asked: Iterable[PipelineEvaluation],
) -> Entry:
    said = [f"{model.evaluation_set}, on {model.evaluated_on}"] if model.evaluation_set else []
    gates = [_gate(one) for one in asked if one.deployment == str(plain(model.resource.name))]
    return Entry(
        package=package.name,
        name=str(plain(model.resource.name)),
        owner=model.owner or UNSAID,
        materiality=model.materiality or UNSAID,
        use=model.use or UNSAID,
        maker=f"third party, by Azure OpenAI: {model.model}",
        version=model.version,
        until=_until(model),
        judged="; ".join([*said, *gates]) or UNSAID,
        limits=_filter(policy) if policy else "none",
        watched=watching(package, module.services[0].resource.id),
        because=model.resource.because,
    )


def _gate(asked: PipelineEvaluation) -> str:
    """The pipeline that asks the model, with the thresholds of its gate."""
    return f"{asked.name}-evaluate: {', '.join(map(bound, asked.thresholds))}"


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
