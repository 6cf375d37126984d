"""An entry of the inventory of models, and the alerts that belong to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ringfence.plan.model.mlops.judging import MetricBound
from ringfence.plan.model.package import Package
from ringfence.plan.model.values import Reason

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


def bound(one: MetricBound) -> str:
    """A threshold as people read it."""
    return f"{one.metric} {'at most' if one.less else 'at least'} {one.value:g}"


def watching(package: Package, resource: str) -> str:
    """The alerts of a package on a resource, by the words of the review; `none` where people hear of nothing."""
    found = dict.fromkeys(
        alert.word for module in package.modules for alert in module.alerts if alert.watched.value == resource
    )
    return ", ".join(found) or "none"
