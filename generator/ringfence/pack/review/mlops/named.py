"""What `explain` knows of pipelines: identities, environments, agents and models by name, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ringfence.plan.model.mlops import Mlops
from ringfence.plan.model.values import Reason

Named = tuple[tuple[str, ...], str, Sequence[Reason]]
"""Names that something goes by, what it is, and why."""


def of_pipelines(pipelines: Mlops) -> Iterator[Named]:
    """Everything that the pipelines name, in the order of the review."""
    at = pipelines.repository
    yield (at.name, at.url), f"repository {at.url}, from branch {pipelines.branch}", [at.because]
    for stage in pipelines.stages:
        yield (stage.name,), f"environment {stage.name} of the pipelines", [stage.because]
        pool = stage.pool
        yield (pool.name,), f"agents {pool.name} in {pool.package}: {pool.count} x {pool.size}", [pool.because]
        for one in stage.identities:
            yield (one.name,), f"identity {one.name} in {one.package}, for {one.purpose}", [one.because]
            yield (one.environment,), f"environment {one.environment} of the platform", [stage.because]
    for model in pipelines.models:
        yield (model.name,), f"model {model.name} of {model.owner}: {model.task} of {model.target}", [model.because]
    for asked in pipelines.language_models:
        yield (asked.name,), f"evaluation {asked.name} of the language model {asked.deployment}", [asked.because]
