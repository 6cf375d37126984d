"""Paths past routes and security groups: managed networks, private and public endpoints, gateways, lakes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ringfence.export.matrix.ends import AZURE, INTERNET, PREMISES
from ringfence.export.matrix.paths import Path
from ringfence.pack.review.claims import with_managed_networks
from ringfence.pack.review.page.ways_in import CIRCUIT, PUBLIC, gateways, open_services
from ringfence.pack.review.page.ways_out import EVERY_ENDPOINT, beyond
from ringfence.pack.text.cells import text
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.written.inventory import resources

MANAGED, ENDPOINT, ADMITTED = "managed network", "private endpoint", "resource instance rule"
_WEB = "TCP:80, 443"
"""The ports by which a managed network reaches a host (plan/model/inference/endpoints.py)."""


def past_firewall(plan: Plan) -> Iterator[Path]:
    """The paths of each package that go by a control other than routes, security groups and the firewall."""
    owners = _owners(plan)
    managed = with_managed_networks(plan)
    for package in plan.packages:
        yield from _managed(package, owners)
        if package.name in managed:
            yield from _unasked(package)
        yield from _endpoints(package, owners)
        yield from _accounts(package, owners)
        yield from _admitted(package)
        yield from _open_services(package)
    for way in gateways(plan):
        if way.kind == CIRCUIT:
            yield Path(PREMISES, way.who, way.kind, way.where, into=(way.control,))
        else:
            yield Path(INTERNET, way.who, "gateway", f"{way.kind}: {way.where}", into=(way.control,))


def _owners(plan: Plan) -> Mapping[str, str]:
    """The package of each resource, by id in small letters; what private endpoints lead to is of their package."""
    found = {e.target.value.lower(): package.name for package, module in modules(plan) for e in module.endpoints}
    found |= {one.id.lower(): package.name for package in plan.packages for one in resources(package)}
    return found


def _managed(package: Package, owners: Mapping[str, str]) -> Iterator[Path]:
    """Outbound rules and private endpoints of managed networks, each under its name."""
    for module in package.modules:
        for rule in module.outbound_rules:
            if rule.target is None:
                yield Path(package.name, INTERNET, MANAGED, f"{_WEB} to {rule.host}", out=(rule.name,))
            else:
                yield _to_part(package, rule.name, rule.target.value, rule.part, owners)
        for endpoint in module.managed_endpoints:
            yield _to_part(package, endpoint.name, endpoint.target.value, endpoint.part, owners)


def _to_part(package: Package, name: str, target: str, part: str, owners: Mapping[str, str]) -> Path:
    traffic = f"to {target.rsplit('/', 1)[-1]} ({part})"
    how = f"{ENDPOINT} of the {MANAGED}"
    return Path(package.name, owners.get(target.lower(), AZURE), how, traffic, out=(name,))


def _unasked(package: Package) -> Iterator[Path]:
    """Where a managed network leads without a rule of the plan."""
    for where in beyond(package):
        for end in (AZURE, INTERNET) if where == EVERY_ENDPOINT else (AZURE,):
            yield Path(package.name, end, MANAGED, where.removeprefix("and "), out=("no rule of the plan",))


def _endpoints(package: Package, owners: Mapping[str, str]) -> Iterator[Path]:
    """Private endpoints to what another package makes, or none."""
    for module in package.modules:
        for one in module.endpoints:
            end = owners.get(one.target.value.lower(), AZURE)
            if end != package.name:
                traffic = f"to {one.target.value.rsplit('/', 1)[-1]} ({one.group})"
                yield Path(package.name, end, ENDPOINT, traffic, out=(text(one.resource.name),))


def _accounts(package: Package, owners: Mapping[str, str]) -> Iterator[Path]:
    """Storage accounts of other packages that a service endpoint policy admits."""
    for module in package.modules:
        for policy in module.endpoint_policies:
            for account in policy.accounts:
                end = owners.get(account.value.lower(), AZURE)
                if end != package.name:
                    traffic = f"TCP:443 to {account.value.rsplit('/', 1)[-1]}"
                    name = f"service endpoint policy {text(policy.resource.name)}"
                    yield Path(package.name, end, "service endpoint", traffic, out=(name,))


def _admitted(package: Package) -> Iterator[Path]:
    """Resources outside every network that firewalls of lakes let in."""
    instances = {one.name: one.id for module in package.modules for layers in module.layers for one in layers.instances}
    for name, ident in instances.items():
        traffic = f"from {ident.rsplit('/', 1)[-1]}"
        yield Path(AZURE, package.name, ADMITTED, traffic, into=(name,))


def _open_services(package: Package) -> Iterator[Path]:
    """What answers outside of every network."""
    for way in open_services(package):
        start = INTERNET if way.kind == PUBLIC else AZURE
        yield Path(start, package.name, way.kind, f"to {way.who}", into=(f"{way.who} {way.control}",))
