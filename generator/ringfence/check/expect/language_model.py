"""Stage 5, expected bodies of language models: the content filter in full, the deployments.

Source of the shapes: Microsoft.CognitiveServices types 2026-09-01, accounts/raiPolicies and accounts/deployments.
"""

from __future__ import annotations

from ringfence.check.paths import Body, Json
from ringfence.plan.model.language_model import ContentFilter, Filter, ModelDeployment


def content_filter(planned: ContentFilter) -> Body:
    """A policy: each category in each direction, in the order of the plan."""
    return {"properties": {"contentFilters": [_filter(one) for one in planned.filters]}}


def _filter(planned: Filter) -> Json:
    body = {"name": planned.category, "source": planned.source}
    return {**body, "severityThreshold": planned.severity} if planned.severity else body


def deployment(planned: ModelDeployment, policy: str) -> Body:
    """A model with its throughput, answering through the policy of this name."""
    return {
        "sku": {"name": planned.sku, "capacity": planned.capacity},
        "properties": {
            "model": {"name": planned.model, "version": planned.version},
            "raiPolicyName": policy,
        },
    }
