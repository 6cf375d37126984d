"""DSG10, DSG37, DSG62: zones of private endpoints are linked to the hub, records have one writer, endpoints an order.

DSG37: of the private endpoints of one service, one alone writes its records into a private DNS zone. The records have
the name of the service, whichever endpoint writes them: a second endpoint replaces the address of the first for every
network that asks the zone. Where the record has one name for all services, there is room for one endpoint.
Source: azure-docs private-link/private-endpoint-dns.md (2025-08-04).

DSG62: private endpoints of one target are made one after another, in the order that Azure wants.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ringfence.catalog.tables import private_links
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.module import Module
from ringfence.plan.model.order import before
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.private_endpoint import Endpoint
from ringfence.rules.finding import finding


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Zone groups against zones, zones against the hub, records against each other, and the order to one target."""
    linked = {zone.resource.id.lower() for _, module in modules(plan) for zone in module.zones}
    for package, module in modules(plan):
        for endpoint in module.endpoints:
            path = f"{package.name}/{endpoint.resource.symbol}"
            missing = [zone.name for zone in endpoint.zones if zone.id.lower() not in linked]
            if missing or not endpoint.zones:
                message = f"private endpoint {path} has no private DNS zone for its records"
                yield finding("DSG10", message, endpoint.resource.because, path=path, value=", ".join(missing))
    yield from _names(plan)
    for package in plan.packages:
        yield from _order(package)


def _order(package: Package) -> Iterator[Diagnostic]:
    """Endpoints to one target, in the order in which they are made: by module, then one after another."""
    held: dict[str, list[tuple[Module, Endpoint]]] = {}
    for module in package.modules:
        for endpoint in module.endpoints:
            held.setdefault(endpoint.target.value.lower(), []).append((module, endpoint))
    for target, rows in held.items():
        for (earlier, _), (later, endpoint) in pairwise(rows):
            if earlier.name not in {later.name, *before(package, later)}:
                yield _faulty(package, endpoint, f"may be made together with another of {target.rsplit('/', 1)[-1]}")
        yield from _late(package, [endpoint for _, endpoint in rows])


def _late(package: Package, made: list[Endpoint]) -> Iterator[Diagnostic]:
    """Endpoints that come before one that Azure wants first."""
    wanted = {group: link.after for (_, group), link in private_links().items() if link.after}
    groups = [endpoint.group for endpoint in made]
    for place, endpoint in enumerate(made):
        if (first := wanted.get(endpoint.group, "")) in groups[place + 1 :]:
            yield _faulty(package, endpoint, f"is made before that of {first}")


def _faulty(package: Package, endpoint: Endpoint, what: str) -> Diagnostic:
    path = f"{package.name}/{endpoint.resource.symbol}"
    message = f"private endpoint {path} to {endpoint.group} {what}"
    return finding("DSG62", message, endpoint.resource.because, path=path, value=endpoint.group)


def _shared(endpoint: Endpoint) -> bool:
    """Whether the record of this endpoint has one name, whatever service it leads to."""
    leads = endpoint.target.value.lower()
    links = private_links().items()
    return any(
        link.shared and group == endpoint.group and f"/{type_.lower()}/" in leads for (type_, group), link in links
    )


def _names(plan: Plan) -> Iterator[Diagnostic]:
    """Every private endpoint of every package, by what it leads to and the zones that it writes into."""
    first: dict[tuple[str, str, str], str] = {}
    for package, module in modules(plan):
        for endpoint in module.endpoints:
            path = f"{package.name}/{endpoint.resource.symbol}"
            for zone in endpoint.zones:
                target = "" if _shared(endpoint) else endpoint.target.value.lower()
                name = target, endpoint.group.lower(), zone.id.lower()
                other = first.setdefault(name, endpoint.resource.id)
                if other != endpoint.resource.id:
                    message = f"private endpoint {path} would replace the records of another in {zone.name}"
                    yield finding("DSG37", message, endpoint.resource.because, path=path, value=other)
