"""Every decision of a plan that has a name and a reason, in order of deployment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass

from ringfence.pack.review.constants import constants
from ringfence.pack.review.mlops.named import of_pipelines
from ringfence.pack.text.cells import text
from ringfence.plan.model.data.compute import ComputePolicy, Warehouse
from ringfence.plan.model.dns.policy import AllowedDomain, DnsLink, DomainList
from ringfence.plan.model.dns.resolver import ForwardingRule
from ringfence.plan.model.firewall import FirewallRule
from ringfence.plan.model.gateway import VpnSite
from ringfence.plan.model.inference.autoscale import Autoscale
from ringfence.plan.model.inference.endpoints import OutboundRule
from ringfence.plan.model.lake import Catalog
from ringfence.plan.model.language_model import ContentFilter, Filter
from ringfence.plan.model.managed_endpoint import ManagedEndpoint
from ringfence.plan.model.module import Module
from ringfence.plan.model.network import SecurityGroup, SecurityRule, Subnet, VirtualNetwork
from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.services import Grant, Lock, Property, RoleDefinition, Service
from ringfence.plan.model.telemetry.activity_alerts import ActivityAlert
from ringfence.plan.model.telemetry.alerts import MetricAlert
from ringfence.plan.model.telemetry.flow_log import FlowLog
from ringfence.plan.model.telemetry.log_alerts import LogAlert
from ringfence.plan.model.values import Reason, Resource, plain


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that was decided: the names it goes by, what it is, and why."""

    names: tuple[str, ...]
    what: str
    because: Sequence[Reason]


def decisions(plan: Plan) -> Iterator[Decision]:
    """Everything that has a name and a reason, in order of deployment."""
    for package in plan.packages:
        yield Decision((package.name,), f"package {package.name}: {package.title}", package.because)
        for group in package.groups:
            yield resource_decision(package, group.resource, "")
        for module in package.modules:
            yield from _module(package, module)
        for resource, item in constants(package):
            yield _property(package, resource, item)
        for remote in package.remote:
            yield Decision(
                (remote.name,), f"{remote.title} {remote.name} of {package.name}, by script", [remote.because]
            )
    yield from _registered(plan)
    yield from (Decision(*each) for each in (of_pipelines(plan.mlops) if plan.mlops else ()))
    for space in plan.spaces:
        yield Decision((str(space.prefix),), f"{space.use} {space.prefix}", [space.because])
    for default in plan.defaults:
        yield Decision(
            (default.at, default.at.rsplit(".", 1)[-1]), f"default {default.at} = {default.value}", [default.because]
        )
    for row in plan.acting:
        name = row.identity.rsplit("/", 1)[-1]
        yield Decision((row.holder, name), f"{row.holder} may act as {name} in {row.package}", [row.because])
    for risk in plan.risks:
        what = f"accepted risk {risk.id} in {risk.package}: {risk.name}"
        yield Decision((risk.name, risk.id), what, [risk.because])


def _registered(plan: Plan) -> Iterator[Decision]:
    """What the blueprint asks for, with who answers for it."""
    for one in plan.connections:
        yield Decision((one.name,), f"connection {one.name}: {one.start} uses {one.use} of {one.end}", one.because)
    for flow in plan.flows:
        yield Decision((flow.name,), f"way out {flow.name}: {', '.join(flow.to)}", flow.because)
    for each in plan.exemptions:
        yield Decision((each.name, *each.leaves_out), f"exemption {each.name}: {each.effect}", each.because)
    for instance in plan.instances:
        said = f"{instance.type} {instance.name}, let in by lakes of {instance.landing_zone}"
        yield Decision((instance.name, instance.id.rsplit("/", 1)[-1]), said, [instance.because])


def _module(package: Package, module: Module) -> Iterator[Decision]:
    for field in fields(module):
        values = getattr(module, field.name)
        for value in values if isinstance(values, tuple) else ():
            if isinstance(value, ManagedEndpoint):
                what = f"managed private endpoint {value.name} in package {package.name}, approved by a script"
                yield Decision((value.name,), what, value.because)
            elif isinstance(value, ComputePolicy | Warehouse):
                what = f"{value.name} in package {package.name}, made by compute.sh"
                yield Decision((value.name,), what, value.because)
            elif is_dataclass(value):
                yield from _thing(package, value)


def _thing(package: Package, value: object) -> Iterator[Decision]:
    resource = getattr(value, "resource", None)
    if isinstance(value, Grant):
        scope = value.scope_id.rsplit("/", 1)[-1]
        held_by = (value.principal_name, text(value.principal))
        names = (value.resource.symbol, text(value.resource.name), value.role, *held_by)
        yield Decision(
            names, f"grant in {package.name}: {value.principal_name} is {value.role} on {scope}", value.resource.because
        )
    elif isinstance(resource, Resource):
        yield resource_decision(package, resource, "", *_of(value, resource))
    if isinstance(value, VpnSite):
        yield resource_decision(package, value.link, "")
    if isinstance(value, OutboundRule):
        yield _way_out(package, value)
    if isinstance(value, ForwardingRule):
        yield _domain(value)
    if isinstance(value, Autoscale):
        yield from _scale(package, value)
    if isinstance(value, Service):
        for item in value.properties:
            yield _property(package, value.resource, item)
    for part in _parts(value):
        yield from part


def _parts(value: object) -> Iterator[Iterator[Decision]]:
    """The decisions inside a resource: subnets, rules, routes."""
    where = text(value.resource.name) if isinstance(getattr(value, "resource", None), Resource) else ""  # type: ignore[attr-defined]
    if isinstance(value, VirtualNetwork):
        yield (subnet_decision(where, subnet) for subnet in value.subnets)
    if isinstance(value, SecurityGroup):
        yield (_rule(where, rule) for rule in value.rules)
    if isinstance(value, ContentFilter):
        yield (_filter(where, one) for one in value.filters)
    if isinstance(value, DomainList):
        yield (_allowed(where, one) for one in value.domains)
    if isinstance(value, Catalog):
        what = f"catalog {value.name} of lake {value.lake}, owned by {value.owner}"
        yield iter([Decision((value.name,), what, value.because)])
    for forwarder in getattr(value, "forwarders", ()):
        to = f"forwarded to {where}, for {text(forwarder.zones)}"
        yield iter([Decision((forwarder.domain,), f"domain {forwarder.domain}: {to}", [forwarder.because])])
    for collection in getattr(value, "collections", ()):
        yield iter([Decision((collection.name,), f"rule collection {collection.name} of {where}", collection.because)])
        yield (_rule(f"{where}/{collection.name}", rule) for rule in collection.rules)
    for row in getattr(value, "ageing", ()):
        days = ", ".join(f"{column.removesuffix('Days')} after {days} days" for column, days in row.days.items())
        yield iter([Decision((row.layer,), f"lifecycle of layer {row.layer}: {days}", [row.because])])
    for route in getattr(value, "routes", ()):
        yield iter(
            [
                Decision(
                    (route.name, text(route.prefix)),
                    f"route {route.name} of {where}: {text(route.prefix)} to {text(route.leads_to)}",
                    route.because,
                )
            ]
        )


def _of(value: object, resource: Resource) -> tuple[str, ...]:
    """Names that people use for a resource without a telling name: a lock, a flow log, a link, a role, a `default`."""
    if isinstance(value, FlowLog | DnsLink):
        return text(value.network), value.network.value
    if isinstance(value, MetricAlert):
        return value.word, f"{text(value.watched)}/{value.word}"
    if isinstance(value, ActivityAlert | LogAlert):
        return (value.word,)
    if isinstance(value, RoleDefinition):
        return value.name, value.role
    if isinstance(value, Lock) or resource.id.endswith("/default"):
        holder = re.sub(r"(/providers/[\w.]+)?/\w+/[^/]+$", "", resource.id)
        return holder.rsplit("/", 1)[-1], holder
    return ()


def resource_decision(package: Package, resource: Resource, more: str, *names: str) -> Decision:
    """A resource, by name, symbol or id, or one of `names`; `more` is said behind it."""
    name = text(resource.name)
    what = f"{resource.kind} {name} in package {package.name}, module {resource.module}{more}"
    return Decision((name, resource.symbol, resource.id, *names), what, resource.because)


def _property(package: Package, resource: Resource, item: Property) -> Decision:
    name = text(resource.name)
    last = item.path.rsplit(".", 1)[-1]
    what = f"property {item.path} = {text(item.value)} of {name} in package {package.name}"
    return Decision((item.path, last, f"{name}.{last}"), what, [item.because])


def subnet_decision(network: str, subnet: Subnet) -> Decision:
    """A subnet of the network called `network`, by name, role, prefix or id."""
    names = (text(subnet.name), subnet.role, str(plain(subnet.prefix)), subnet.id)
    return Decision(names, f"subnet {text(subnet.name)} of {network}: {plain(subnet.prefix)}", subnet.because)


def _way_out(package: Package, rule: OutboundRule) -> Decision:
    to = text(rule.host) if rule.host else f"{text(rule.target or '')}, {rule.part}"
    return Decision(
        (rule.name, to), f"way out {rule.name} of the managed network in {package.name}: {to}", rule.because
    )


def _domain(rule: ForwardingRule) -> Decision:
    what = f"domain {rule.domain} on premises: asked of {text(rule.servers)}"
    return Decision((rule.domain, f"{rule.domain}."), what, rule.resource.because)


def _allowed(where: str, one: AllowedDomain) -> Decision:
    what = f"domain {one.domain} in list {where}: DNS answers names below it"
    return Decision((one.domain, f"{where}/{one.domain}"), what, one.because)


def _scale(package: Package, scale: Autoscale) -> Iterator[Decision]:
    """How a deployment scales, by its name or those of its bounds; each pair of bounds has separate reasons."""
    deployment = text(scale.resource.name).removeprefix("as-")
    where = f"scaling of {deployment} in package {package.name}"
    yield Decision((deployment,), where, scale.resource.because)
    for one in scale.profiles:
        bounds = f"{one.name}: {one.minimum} to {one.maximum}"
        yield Decision((deployment, one.name), f"{where}, {bounds}", one.because)


def _filter(where: str, one: Filter) -> Decision:
    what = f"filter {one.category} of {where}: blocks in {one.source} from severity {one.severity or 'any'} on"
    return Decision((one.category, f"{where}/{one.category}"), what, [one.because])


def _rule(where: str, rule: SecurityRule | FirewallRule) -> Decision:
    to = text((*rule.destinations, *(rule.hosts if isinstance(rule, FirewallRule) else ())))
    protocol = text(rule.protocols) if isinstance(rule, FirewallRule) else rule.protocol
    ports = f" ports {text(rule.ports)}" if rule.ports else ""
    names = (rule.name, f"{where}/{rule.name}")
    return Decision(
        names, f"rule {rule.name} of {where}: {text(rule.sources)} to {to}, {protocol}{ports}", rule.because
    )
