"""Models of pipelines in the inventory: trained by the institution, judged by thresholds and between groups."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.pack.review.models.entry import UNSAID, Entry, bound, watching
from ringfence.plan.model.mlops import PipelineModel, ReleasedTo
from ringfence.plan.model.mlops.judging import FairnessBound
from ringfence.plan.model.package import Plan

ENDPOINT = "/onlineEndpoints/"


def tracked_models(plan: Plan) -> Iterator[Entry]:
    """An entry for each model that pipelines train, in the order of the blueprint."""
    for model in plan.mlops.models if plan.mlops else ():
        yield Entry(
            package=model.package,
            name=model.name,
            owner=model.owner,
            materiality=model.materiality,
            use=f"{model.task}: {model.target}",
            maker=_maker(model),
            version="each is made and approved by pipelines",
            until=_until(model),
            judged=", ".join(map(bound, model.thresholds)),
            limits=_fairness(model.fairness) if model.fairness else UNSAID,
            watched=_watched(plan, model.released) if model.released else "none: no endpoint answers with it",
            because=[model.because],
        )


def _maker(model: PipelineModel) -> str:
    made = f"own, trained in {model.source_package} on {model.connection}"
    return f"{made}, judged in {model.package} on {model.judged.connection}" if model.judged else made


def _until(model: PipelineModel) -> str:
    if model.retrain is None:
        return "trained again by hand"
    return f"trained again on {', '.join(model.retrain.days)}"


def _fairness(fair: FairnessBound) -> str:
    way = "at least" if fair.ratio else "at most"
    return (
        f"{fair.metric} {way} {fair.bound:g} between groups of {', '.join(fair.sensitive)}, from {fair.rows} rows each"
    )


def _watched(plan: Plan, released: ReleasedTo) -> str:
    """The alerts on the endpoint that answers with it."""
    package = next(one for one in plan.packages if one.name == released.package)
    endpoints = (one.resource.id for module in package.modules for one in module.online_endpoints)
    return next((watching(package, one) for one in endpoints if one.endswith(f"{ENDPOINT}{released.endpoint}")), "none")
