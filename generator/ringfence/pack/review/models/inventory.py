"""The inventory of models: one entry for each that people or endpoints use, whatever made it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ringfence.pack.review.models.entry import Entry
from ringfence.pack.review.models.language_entries import language_models
from ringfence.pack.review.models.tracked_entries import tracked_models
from ringfence.plan.model.package import Plan

KINDS: tuple[Callable[[Plan], Iterator[Entry]], ...] = (tracked_models, language_models)
"""What has models; a further kind is one more function over the plan."""


def entries(plan: Plan) -> Iterator[Entry]:
    """Every model of the plan, by what makes it, then in order of deployment."""
    for kind in KINDS:
        yield from kind(plan)
