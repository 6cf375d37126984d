"""Kinds of resources that a blueprint may name in a package."""

from __future__ import annotations

from ringfence.catalog.read import services
from ringfence.plan.model.package import Package


def nameable_kinds(package: Package) -> tuple[str, ...]:
    """Kinds that a package has one of, whatever its regions, and that can so be named in the blueprint."""
    seen: list[str] = []
    for module in package.modules:
        own = [s.resource for s in module.services if not s.parent]
        seen += [one.kind for one in own if one.symbol == services()[one.kind].symbol]
        seen += [network.resource.kind for network in module.networks]
        seen += [table.resource.kind for table in module.route_tables]
        seen += [firewall.resource.kind for firewall in module.firewalls]
        seen += [policy.resource.kind for policy in module.firewall_policies]
        seen += [gateway.resource.kind for gateway in module.vpn_gateways]
        seen += [gateway.resource.kind for gateway in module.expressroute_gateways]
        seen += [bastion.resource.kind for bastion in module.bastions]
        seen += [resolver.resource.kind for resolver in module.resolvers]
    return tuple(sorted({kind for kind in seen if seen.count(kind) == 1}))
