"""DSG10 and DSG37: each private endpoint writes to linked zones, and no two of a service to one.

The records have the name of the service, whichever endpoint writes them: a second endpoint replaces the address of the
first for every network that asks the zone. Source: azure-docs private-link/private-endpoint-dns.md (2025-08-04).
"""

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
    yield from _names(plan)


def _names(plan: Plan) -> Iterator[Diagnostic]:
    """Every private endpoint of every package, by what it leads to and the zones that it writes into."""
    first: dict[tuple[str, str, str], str] = {}
    for package, module in modules(plan):
        for endpoint in module.endpoints:
            path = f"{package.name}/{endpoint.resource.symbol}"
            for zone in endpoint.zones:
                name = endpoint.target.value.lower(), endpoint.group.lower(), zone.id.lower()
                other = first.setdefault(name, endpoint.resource.id)
                if other != endpoint.resource.id:
                    message = f"private endpoint {path} would replace the records of another in {zone.name}"
                    yield finding("DSG37", message, endpoint.resource.because, path=path, value=other)
