"""The rest of the review's tables: routes, peerings, private endpoints, hardening, logs and locks."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.pack.review.constants import constants
from ringfence.pack.review.locks import standing, under
from ringfence.pack.review.places import beside, named_places
from ringfence.pack.review.tables import Builder, Table
from ringfence.pack.review.tables_of_roles import ROLES
from ringfence.pack.text.cells import WHY, row, text
from ringfence.plan.model.compute import iso_8601
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.services import Diagnostic, Property, Service
from ringfence.plan.model.values import Resource


def routes(plan: Plan) -> Table:
    """Every user-defined route."""
    places = named_places(plan)
    rows = tuple(
        row(
            r.because,
            package.name,
            table.resource.name,
            r.name,
            beside(places, [r.prefix]),
            f"firewall {text(r.next_hop)}" if r.next_hop else r.leads_to,
            "on" if table.propagates else "off",
        )
        for package, module in modules(plan)
        for table in module.route_tables
        for r in table.routes
    )
    columns = ("Package", "Route table", "Route", "Prefix", "Next hop", "BGP propagation", *WHY)
    return Table("Routes", "System routes to the own network, its peer and private endpoints remain.", columns, rows)


def peerings(plan: Plan) -> Table:
    """Both halves of every peering."""
    rows = tuple(
        row(
            p.resource.because,
            package.name,
            p.resource.name,
            text(p.remote).rsplit("/", 1)[-1],
            p.allow_forwarded_traffic,
            p.allow_gateway_transit,
            p.use_remote_gateways,
        )
        for package, module in modules(plan)
        for p in module.peerings
    )
    columns = ("Package", "Peering", "To", "Forwarded traffic", "Gateway transit", "Remote gateway", *WHY)
    return Table("Peerings", "A landing zone's package makes both halves.", columns, rows)


def endpoints(plan: Plan) -> Table:
    """Every private endpoint with the zones its records go to."""
    rows = tuple(
        row(
            e.resource.because,
            package.name,
            e.resource.name,
            e.target,
            e.group,
            e.subnet,
            e.addresses,
            tuple(zone.name for zone in e.zones),
        )
        for package, module in modules(plan)
        for e in module.endpoints
    )
    columns = ("Package", "Private endpoint", "Of", "Sub-resource", "Subnet", "Addresses", "Zones", *WHY)
    return Table("Private endpoints", "Azure writes the records into the hub's zones.", columns, rows)


def zones(plan: Plan) -> Table:
    """Every private DNS zone and its link."""
    rows = tuple(
        row((*z.resource.because, *z.link.because), z.resource.name, z.network)
        for _, module in modules(plan)
        for z in module.zones
    )
    return Table("Private DNS zones", "Linked without registration or fallback.", ("Zone", "Linked to", *WHY), rows)


def compute(plan: Plan) -> Table:
    """Every cluster and instance."""
    clusters = [
        row(
            c.resource.because,
            package.name,
            c.resource.name,
            "cluster",
            c.size,
            f"0 to {c.max_nodes}",
            iso_8601(c.idle),
        )
        for package, module in modules(plan)
        for c in module.clusters
    ]
    instances = [
        row(i.resource.because, package.name, i.resource.name, f"instance of {i.user}", i.size, "1", iso_8601(i.idle))
        for package, module in modules(plan)
        for i in module.instances
    ]
    columns = ("Package", "Compute", "Kind", "Size", "Nodes", "Stops after", *WHY)
    return Table("Compute", "No public addresses, no SSH, no local accounts.", columns, (*clusters, *instances))


def service_name(service: Service) -> str:
    """A service by its name, a child of one behind the names above it: `stlub/blobServices/default`."""
    return service.resource.id.split("/providers/")[-1].split("/", 2)[-1]


def hardening(plan: Plan) -> Table:
    """What must hold for the security of each resource; alike ones of a package share a row."""
    services = [
        row([p.because], package.name, service_name(service), p.path, p.value)
        for package, module in modules(plan)
        for service in module.services
        for p in service.properties
        if p.security
    ]
    others = [line for package in plan.packages for line in _constants(package)]
    columns = ("Package", "Resource", "Property", "Value", *WHY)
    return Table("Hardening", "`check` holds Azure's own prediction against these.", columns, (*others, *services))


def _constants(package: Package) -> Iterator[tuple[str, ...]]:
    """One row for each fact of a kind of resource, with the names of all that it holds for."""
    found: dict[tuple[str, str], list[tuple[Resource, Property]]] = {}
    for resource, item in constants(package):
        found.setdefault((resource.kind, item.path), []).append((resource, item))
    for held in found.values():
        names = tuple(dict.fromkeys(text(resource.name) for resource, _ in held))
        fact = held[0][1]
        yield row([item.because for _, item in held], package.name, names, fact.path, fact.value)


def target_name(setting: Diagnostic) -> str:
    """Whose logs a diagnostic setting is about, by name, as `service_name` says it."""
    return setting.resource.id.split("/providers/")[-2].split("/", 2)[-1]


def logs(plan: Plan) -> Table:
    """Diagnostic settings and flow logs."""
    settings = [
        row(
            d.resource.because,
            package.name,
            target_name(d),
            (*d.category_groups, *d.categories),
            "resource-specific" if d.dedicated else "default",
            d.workspace if isinstance(d.workspace, str) else text(d.workspace).rsplit("/", 1)[-1],
        )
        for package, module in modules(plan)
        for d in module.diagnostics
    ]
    flows = [
        row(
            f.resource.because,
            package.name,
            f.network,
            "flow records, searchable" if f.workspace else "flow records",
            f"{f.days} days",
            text(f.storage).rsplit("/", 1)[-1],
        )
        for package, module in modules(plan)
        for f in module.flow_logs
    ]
    return Table(
        "Logs", "Where each resource's logs go.", ("Package", "Of", "What", "How", "To", *WHY), (*settings, *flows)
    )


def locks(plan: Plan) -> Table:
    """Delete locks, and how many role assignments Azure keeps because of each."""
    grants = standing(plan)
    rows = tuple(
        row(
            lock.resource.because,
            package.name,
            lock.resource.id.split("/providers/")[-2].rsplit("/", 1)[-1],
            len(under(grants, lock)),
        )
        for package, module in modules(plan)
        for lock in module.locks
    )
    text = "A delete takes two deliberate steps; so does taking away a role assignment under a lock: see DAY-TWO.md."
    return Table("Locks", text, ("Package", "On", "Role assignments under it", *WHY), rows)


def remote(plan: Plan) -> Table:
    """What APIs outside Azure Resource Manager make."""
    rows = tuple(
        row(
            [one.because],
            package.name,
            one.title,
            one.name,
            one.collection,
            tuple(f"{setting.path} = {setting.value}" for setting in (*one.fixed, *one.changeable)),
        )
        for package in plan.packages
        for one in package.remote
    )
    about = "No template makes them: remote-objects.sh of the package does, and Azure's prediction does not show them."
    return Table("Made by a script", about, ("Package", "What", "Name", "API", "Values", *WHY), rows)


SERVICES: tuple[Builder, ...] = (routes, peerings, endpoints, zones, *ROLES, compute, remote, hardening, logs, locks)
