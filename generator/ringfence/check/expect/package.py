"""Stage 5, what a package must become: every resource with its body, the constants of its kind filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ringfence.catalog.spec import Fact, Kind
from ringfence.check.expect import (
    access,
    alerts,
    bastion,
    compute,
    dns,
    dns_policy,
    firewall,
    gateway,
    groups,
    inference,
    lake,
    language_model,
    network,
    resolver,
    services,
    telemetry,
)
from ringfence.check.expect.arm_values import text
from ringfence.check.paths import ABSENT, Body, find, joined, with_fact
from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Package
from ringfence.plan.model.services import Grant
from ringfence.plan.model.values import Ref, Resource

Planned = tuple[Resource, Body]


@dataclass(frozen=True, slots=True)
class Expected:
    """A resource of the plan: `name` in full, as ARM spells it for a child (`parent/child`), and what it configures."""

    resource: Resource
    name: str
    location: str
    tags: Mapping[str, str]
    body: Body


def expected(package: Package, catalogue: Mapping[str, Kind]) -> tuple[Expected, ...]:
    """Every resource of a package, resource groups first, then module by module; `catalogue` has their constants."""
    rows = ((resource, _filled(body, resource, catalogue)) for resource, body in planned(package))
    return tuple(_expected(package, resource, body) for resource, body in rows)


def planned(package: Package) -> Iterator[Planned]:
    """Every resource of a package with the part of its body that the plan decides."""
    for group in package.groups:
        yield group.resource, groups.resource_group(group)
    for module in package.modules:
        yield from _network(module)
        yield from _firewall(module)
        yield from _gateways(module)
        yield from _resolver(module)
        yield from _dns_policy(module)
        yield from _bastion(module)
        yield from _dns(module)
        yield from _services(module)
        yield from _inference(module)
        yield from _telemetry(module)
        yield from ((role.resource, access.role_definition(role)) for role in module.role_definitions)
        for grant in module.grants:
            yield grant.resource, access.grant(grant, _read_with(module, grant))


def _read_with(module: Module, grant: Grant) -> str:
    """The API version with which a module reads the identity that holds a grant; '' for a group, which it does not."""
    named = {known.symbol: known.api for known in module.existing}
    made = {identity.resource.symbol: identity.resource.api for identity in module.identities}
    return (named | made).get(grant.principal.symbol, "") if isinstance(grant.principal, Ref) else ""


def _network(module: Module) -> Iterator[Planned]:
    yield from ((g.resource, network.security_group(g)) for g in module.security_groups)
    yield from ((t.resource, network.route_table(t)) for t in module.route_tables)
    yield from ((p.resource, network.endpoint_policy(p)) for p in module.endpoint_policies)
    yield from ((n.resource, network.virtual_network(n)) for n in module.networks)
    yield from ((p.resource, network.peering(p)) for p in module.peerings)


def _firewall(module: Module) -> Iterator[Planned]:
    yield from ((p.resource, firewall.public_ip(p)) for p in module.public_ips)
    yield from ((p.resource, firewall.policy(p)) for p in module.firewall_policies)
    yield from ((g.resource, firewall.rule_group(g)) for g in module.rule_groups)
    yield from ((f.resource, firewall.firewall(f)) for f in module.firewalls)


def _gateways(module: Module) -> Iterator[Planned]:
    yield from ((g.resource, gateway.vpn_gateway(g)) for g in module.vpn_gateways)
    yield from ((g.resource, gateway.expressroute_gateway(g)) for g in module.expressroute_gateways)
    for site in module.vpn_sites:
        yield site.resource, gateway.vpn_site(site)
        yield site.link, gateway.vpn_connection(site)
    yield from ((c.resource, gateway.circuit_connection(c)) for c in module.circuit_connections)


def _resolver(module: Module) -> Iterator[Planned]:
    yield from ((r.resource, resolver.resolver(r)) for r in module.resolvers)
    yield from ((e.resource, resolver.inbound(e)) for e in module.inbound_endpoints)
    yield from ((e.resource, resolver.outbound(e)) for e in module.outbound_endpoints)
    for ruleset in module.rulesets:
        yield ruleset.resource, resolver.ruleset(ruleset)
        yield ruleset.link, resolver.link(ruleset)
    yield from ((r.resource, resolver.rule(r)) for r in module.forwarding_rules)


def _dns_policy(module: Module) -> Iterator[Planned]:
    lists = {one.word: one.resource for one in module.domain_lists}
    yield from ((p.resource, dns_policy.policy(p)) for p in module.dns_policies)
    yield from ((each.resource, dns_policy.domain_list(each)) for each in module.domain_lists)
    yield from ((r.resource, dns_policy.rule(r, lists)) for r in module.dns_rules)
    yield from ((each.resource, dns_policy.link(each)) for each in module.dns_links)


def _bastion(module: Module) -> Iterator[Planned]:
    yield from ((b.resource, bastion.bastion(b)) for b in module.bastions)
    yield from ((i.resource, bastion.interface(i)) for i in module.interfaces)
    yield from ((h.resource, bastion.jump_host(h)) for h in module.jump_hosts)


def _dns(module: Module) -> Iterator[Planned]:
    for zone in module.zones:
        yield zone.resource, dns.zone(zone)
        yield zone.link, dns.link(zone)
    for endpoint in module.endpoints:
        yield endpoint.resource, dns.endpoint(endpoint)
        yield endpoint.zone_group, dns.zone_group(endpoint)


def _services(module: Module) -> Iterator[Planned]:
    yield from ((i.resource, access.identity(i)) for i in module.identities)
    yield from ((c.resource, access.credential(c)) for c in module.credentials)
    more = joined(inference.workspace(module), lake.account(module))
    yield from (
        (s.resource, services.service(s) if s.parent else joined(services.service(s), more)) for s in module.services
    )
    yield from ((d.resource, lake.datastore(d)) for d in module.datastores)
    yield from _models(module)
    yield from ((c.resource, compute.cluster(c)) for c in module.clusters)
    yield from ((i.resource, compute.instance(i)) for i in module.instances)


def _models(module: Module) -> Iterator[Planned]:
    policies = {policy.resource.symbol: text(policy.resource.name) for policy in module.content_filters}
    yield from ((p.resource, language_model.content_filter(p)) for p in module.content_filters)
    yield from ((d.resource, language_model.deployment(d, policies[d.filter])) for d in module.model_deployments)


def _inference(module: Module) -> Iterator[Planned]:
    yield from ((c.resource, inference.code_container(c)) for c in module.code_containers)
    yield from ((c.resource, inference.code_asset(c)) for c in module.code_assets)
    yield from ((c.resource, inference.code_version(c)) for c in module.code_versions)
    yield from ((e.resource, inference.online_endpoint(e)) for e in module.online_endpoints)
    read = {known.symbol: known.api for known in module.existing}
    yield from (
        (d.resource, inference.online_deployment(d, read[d.identity.symbol])) for d in module.online_deployments
    )
    yield from ((a.resource, inference.autoscale(a)) for a in module.autoscales)
    yield from ((e.resource, inference.batch_endpoint(e)) for e in module.batch_endpoints)
    yield from ((d.resource, inference.batch_deployment(d)) for d in module.batch_deployments)


def _telemetry(module: Module) -> Iterator[Planned]:
    yield from ((w.resource, telemetry.watcher(w)) for w in module.watchers)
    yield from ((f.resource, telemetry.flow_log(f)) for f in module.flow_logs)
    yield from ((d.resource, telemetry.setting(d)) for d in module.diagnostics)
    yield from ((k.resource, telemetry.lock(k)) for k in module.locks)
    yield from ((g.resource, alerts.action_group(g)) for g in module.action_groups)
    yield from ((a.resource, alerts.metric_alert(a)) for a in module.alerts)
    yield from ((a.resource, alerts.activity_alert(a)) for a in module.activity_alerts)
    yield from ((a.resource, alerts.log_alert(a)) for a in module.log_alerts)


def _filled(body: Body, resource: Resource, catalogue: Mapping[str, Kind]) -> Body:
    """The body with the constants of its kind; what the plan says itself stands."""
    kind = catalogue.get(resource.kind)
    for fact in kind.facts if kind else ():
        if _missing(body, fact):
            body = with_fact(body, fact.path, list(fact.value) if isinstance(fact.value, tuple) else fact.value)
    return body


def _missing(body: Body, fact: Fact) -> bool:
    return any(value is ABSENT for _, value in find(body, fact.path))


def _expected(package: Package, resource: Resource, body: Body) -> Expected:
    location = resource.location if isinstance(resource.location, str) else resource.location.value
    return Expected(resource, full_name(resource.id), location, _tags(package, resource), body)


def _tags(package: Package, resource: Resource) -> dict[str, str]:
    """The tags of its package, or its own."""
    carried = package.tags if resource.tagged else resource.tags
    return dict(carried.values) if carried else {}


def full_name(resource_id: str) -> str:
    """The name as ARM spells it: for a child the names of all its parents too, joined by slashes."""
    _, found, tail = resource_id.rpartition("/providers/")
    return "/".join(tail.split("/")[2::2]) if found else resource_id.rpartition("/")[2]
