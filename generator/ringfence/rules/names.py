"""NAM04: no two resources have one id, and names that all customers of Azure share are used once."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.catalog.read import kinds
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import Resource, plain
from ringfence.rules.finding import finding


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Names of services, of compute and of endpoints, which are unique in the world or in a region."""
    seen: dict[tuple[str, str], str] = {}
    for package, module in modules(plan):
        for resource in (
            *(s.resource for s in module.services if not s.parent),
            *(i.resource for i in module.instances),
            *(e.resource for e in module.online_endpoints),
            *(e.resource for e in module.batch_endpoints),
        ):
            if _shared(resource):
                key = (resource.type, plain(resource.name).lower())
                if key in seen:
                    message = f"{plain(resource.name)} is the name of a resource in {seen[key]} and in {package.name}"
                    path = f"{package.name}/{resource.symbol}"
                    hint = f"give one of the two another name with names: {{{resource.kind}: ...}}"
                    yield finding("NAM04", message, resource.because, path=path, value=plain(resource.name), hint=hint)
                seen[key] = package.name


def _shared(resource: Resource) -> bool:
    rule = kinds()[resource.kind].name
    return rule is not None and rule.unique
