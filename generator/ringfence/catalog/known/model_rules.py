"""What supervisors ask of models, with dates, from `facts/model-rules.json`."""

from __future__ import annotations

from functools import cache

from ringfence.catalog.files import table
from ringfence.catalog.part import Sourced, Spec


class ModelRule(Sourced):
    """A rule: since when it holds, which models it `takes`, what it `asks`.

    `here` are the review's tables that a model risk team can use for it, `beside` what no package shows.
    """

    name: str
    since: str
    takes: str
    asks: str
    here: tuple[str, ...]
    beside: str
    source: str


class ModelRules(Spec):
    """Rules by date; `asOf` is the day of what is known of them."""

    source: str
    asOf: str  # noqa: N815
    rules: tuple[ModelRule, ...]


@cache
def model_rules() -> ModelRules:
    """The table."""
    return ModelRules.model_validate(table("model-rules"))
