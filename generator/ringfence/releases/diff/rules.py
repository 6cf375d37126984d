"""The rules that let traffic through, by what enforces them: firewalls, security groups, managed networks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ringfence.plan.model.firewall import RuleGroup
from ringfence.plan.model.inference.endpoints import OutboundRule
from ringfence.plan.model.managed_endpoint import ManagedEndpoint
from ringfence.plan.model.module import Module
from ringfence.plan.model.network import SecurityGroup, SecurityRule
from ringfence.plan.model.package import Package
from ringfence.plan.model.values import Given, Reason, Ref, Resource, plain

HTTPS = "443"
"""The port by which a managed network reaches a host, and a service endpoint an account."""
_NETWORKS: Mapping[str, str] = {
    "Microsoft.MachineLearningServices/workspaces": "workspace",
    "Microsoft.DataFactory/factories": "factory",
    "Microsoft.Synapse/workspaces": "Synapse workspace",
}
"""What people call a service with a managed network, by its type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """What enforces rules: a firewall policy, one direction of a security group, the network of a workspace.

    `subnet` is the role of the subnet that a security group guards, `direction` `Inbound` or `Outbound`, '' for others.
    """

    package: str
    what: str
    id: str
    type: str
    direction: str = ""
    subnet: str = ""

    @property
    def key(self) -> str:
        """What tells it from all others in a plan."""
        return f"{self.id.lower()}/{self.direction}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """What a rule matches, as texts of the plan."""

    sources: tuple[str, ...]
    places: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    protocols: tuple[str, ...]
    ports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of a control; a lower `rank` decides first, and `position` is its priority in words.

    `alike` is what people read beside the traffic. `because` are the paths of the blueprint that it follows from, by
    which two rules do not differ.
    """

    name: str
    allows: bool
    rank: tuple[int, ...]
    position: str
    traffic: tuple[Traffic, ...]
    alike: str
    because: tuple[str, ...] = field(default=(), compare=False)


def rules(package: Package) -> Iterator[tuple[Control, Rule]]:
    """Every rule of a package with what enforces it."""
    for module in package.modules:
        yield from _firewall(package, module)
        for group in module.security_groups:
            yield from _guard(package, group)
        yield from _managed(package, module)
        yield from _admitted(package, module)


def _firewall(package: Package, module: Module) -> Iterator[tuple[Control, Rule]]:
    for policy in module.firewall_policies:
        control = _control(package, policy.resource, "firewall policy")
        for group in module.rule_groups:
            yield from ((control, rule) for rule in _collected(group))


def _collected(group: RuleGroup) -> Iterator[Rule]:
    """The rules of a group. A collection of network rules decides before any of application rules, whatever its rank.

    Source: azure-docs firewall/rule-processing.md.
    """
    for collection in group.collections:
        for rule in collection.rules:
            application = collection.kind == "application"
            pairs = [word.partition(":")[::2] for word in rule.protocols]
            shapes = pairs if application else [(word, "") for word in rule.protocols]
            yield Rule(
                name=f"{plain(group.resource.name)}/{collection.name}/{rule.name}",
                allows=True,
                rank=(application, group.priority, collection.priority),
                position=f"{group.priority}/{collection.priority}",
                traffic=tuple(
                    Traffic(
                        sources=_texts(rule.sources),
                        places=_texts(rule.destinations),
                        hosts=_texts(rule.hosts),
                        protocols=(protocol,),
                        ports=(port,) if application else rule.ports,
                    )
                    for protocol, port in shapes
                ),
                alike=rule.description,
                because=_paths(rule.because),
            )


def _guard(package: Package, group: SecurityGroup) -> Iterator[tuple[Control, Rule]]:
    for rule in group.rules:
        what = f"security group, {rule.direction.lower()},"
        control = _control(package, group.resource, what, direction=rule.direction, subnet=group.subnet)
        yield control, _guarded(rule)


def _guarded(rule: SecurityRule) -> Rule:
    traffic = Traffic(
        sources=_texts(rule.sources),
        places=_texts(rule.destinations),
        protocols=(rule.protocol,),
        ports=rule.ports,
    )
    return Rule(
        name=rule.name,
        allows=rule.access == "Allow",
        rank=(rule.priority,),
        position=str(rule.priority),
        traffic=(traffic,),
        alike=rule.description,
        because=_paths(rule.because),
    )


def _managed(package: Package, module: Module) -> Iterator[tuple[Control, Rule]]:
    """Ways out of a network that Azure manages for a service: hosts, and private endpoints to parts of resources.

    A workspace of Azure ML has them as a property, Data Factory as children, Synapse by a script.
    """
    ways = [*map(_outbound, module.outbound_rules), *map(_endpoint, module.managed_endpoints)]
    for service in module.services if ways else ():
        if not service.parent:
            kind = _NETWORKS.get(service.resource.type, service.resource.type)
            control = _control(package, service.resource, f"managed network of {kind}", direction="Outbound")
            yield from ((control, way) for way in ways)


def _outbound(rule: OutboundRule) -> Rule:
    places = (_part(rule.target, rule.part),) if rule.target else ()
    return _way(rule.name, places, (rule.host,) if rule.host else (), rule.because)


def _endpoint(endpoint: ManagedEndpoint) -> Rule:
    return _way(endpoint.name, (_part(endpoint.target, endpoint.part),), (), endpoint.because)


def _part(target: Ref | Given[str], part: str) -> str:
    """The part of a resource to which a private endpoint leads, by the resource's name."""
    return f"{target.value.rsplit('/', 1)[-1]} ({part})"


def _way(name: str, places: tuple[str, ...], hosts: tuple[str, ...], because: tuple[Reason, ...]) -> Rule:
    ports = (HTTPS,) if hosts else ("*",)
    traffic = Traffic(sources=("*",), places=places, hosts=hosts, protocols=("Tcp",), ports=ports)
    paths = _paths(because)
    return Rule(name=name, allows=True, rank=(0,), position="", traffic=(traffic,), alike="", because=paths)


def _paths(because: tuple[Reason, ...]) -> tuple[str, ...]:
    """The places in the blueprint of some reasons, each once."""
    return tuple(dict.fromkeys(reason.at for reason in because if reason.at))


def _admitted(package: Package, module: Module) -> Iterator[tuple[Control, Rule]]:
    """Storage accounts that a subnet may reach by service endpoint."""
    for policy in module.endpoint_policies:
        control = _control(package, policy.resource, "service endpoint policy", direction="Outbound")
        accounts = [*(ref.value for ref in policy.accounts), *(one.id for one in policy.further), *policy.aliases]
        for account in accounts:
            name = account.rsplit("/", 1)[-1]
            traffic = Traffic(sources=("*",), places=(name,), protocols=("Tcp",), ports=(HTTPS,))
            paths = _paths(policy.resource.because)
            yield (
                control,
                Rule(name=name, allows=True, rank=(0,), position="", traffic=(traffic,), alike="", because=paths),
            )


def _control(package: Package, resource: Resource, what: str, *, direction: str = "", subnet: str = "") -> Control:
    name = plain(resource.name)
    return Control(
        package=package.name,
        what=f"{what} {name}",
        id=resource.id,
        type=resource.type,
        direction=direction,
        subnet=subnet,
    )


def _texts(values: tuple[object, ...]) -> tuple[str, ...]:
    return tuple(str(value.value) if isinstance(value, Given) else str(value) for value in values)
