"""DSG13 and DSG14: every language model answers through a filter with each harm in both directions, and attacks."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.language_model import ContentFilter
from ringfence.plan.model.package import Plan, modules
from ringfence.rules.finding import finding

HARMS = ("Hate", "Selfharm", "Sexual", "Violence")
WANTED = frozenset(
    {(harm, source) for harm in HARMS for source in ("Prompt", "Completion")}
    | {("Jailbreak", "Prompt"), ("Indirect Attack", "Prompt")}
)
LEVELS = {"Low", "Medium"}


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every deployment and every policy."""
    for package, module in modules(plan):
        policies = {policy.resource.symbol for policy in module.content_filters}
        for model in module.model_deployments:
            if model.filter not in policies:
                path = f"{package.name}/{model.resource.symbol}"
                yield finding("DSG13", f"model {path} has no content filter", model.resource.because, path=path)
        for policy in module.content_filters:
            if gaps := _gaps(policy):
                path = f"{package.name}/{policy.resource.symbol}"
                message = f"content filter {path} lets pass: {', '.join(gaps)}"
                yield finding("DSG14", message, policy.resource.because, path=path, value=gaps[0])


def _gaps(policy: ContentFilter) -> list[str]:
    """Categories that the filter lacks, or blocks only from severity high on."""
    held = {(one.category, one.source) for one in policy.filters if one.severity in LEVELS or one.category not in HARMS}
    return [f"{category} ({source})" for category, source in sorted(WANTED - held)]
