"""DSG37: of the private endpoints of one service, one alone writes its records into a private DNS zone.

The records have the name of the service, whichever endpoint writes them: a second endpoint replaces the address of the
first for every network that asks the zone. Source: azure-docs private-link/private-endpoint-dns.md (2025-08-04).
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.package import Plan, modules
from ringfence.rules.finding import finding


def check(plan: Plan) -> Iterator[Diagnostic]:
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
