"""DSG10: every private endpoint writes to zones of the connectivity package, and every zone is linked to the hub."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.package import Plan, modules
from ringfence.rules.finding import finding


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every zone group against the zones."""
    linked = {zone.resource.id.lower() for _, module in modules(plan) for zone in module.zones}
    for package, module in modules(plan):
        for endpoint in module.endpoints:
            path = f"{package.name}/{endpoint.resource.symbol}"
            missing = [zone.name for zone in endpoint.zones if zone.id.lower() not in linked]
            if missing or not endpoint.zones:
                message = f"private endpoint {path} has no private DNS zone for its records"
                yield finding("DSG10", message, endpoint.resource.because, path=path, value=", ".join(missing))
