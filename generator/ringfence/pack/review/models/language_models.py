"""Which language models a landing zone may call, and what they refuse."""

from __future__ import annotations

from ringfence.pack.review.tables import Builder, Table
from ringfence.pack.text.cells import WHY, row
from ringfence.plan.model.package import Plan, modules


def deployments(plan: Plan) -> Table:
    """Every model that can be called."""
    rows = tuple(
        row(
            d.resource.because,
            package.name,
            d.resource.name,
            d.model,
            d.version,
            d.sku,
            d.capacity,
            d.retires or "not said",
        )
        for package, module in modules(plan)
        for d in module.model_deployments
    )
    columns = ("Package", "Deployment", "Model", "Version", "Type", "Capacity", "Retires", *WHY)
    words = "Versions change only when the blueprint does; when Microsoft retires one, each request to it fails."
    return Table("Language models", words, columns, rows)


def filters(plan: Plan) -> Table:
    """Every category that a content filter blocks."""
    rows = tuple(
        row([f.because], package.name, policy.resource.name, f.category, f.source, f.severity or "any")
        for package, module in modules(plan)
        for policy in module.content_filters
        for f in policy.filters
    )
    columns = ("Package", "Filter", "Category", "In", "Blocked from", *WHY)
    return Table("Content filters", "Every model answers through one.", columns, rows)


MODELS: tuple[Builder, ...] = (deployments, filters)
