"""Where traffic begins and ends: subnets of packages, premises, VPN users, Azure's services and the internet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ringfence.export.matrix.permits import NETWORKS, Permits, private_places
from ringfence.plan.model.network import Subnet, VirtualNetwork
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.private_endpoint import Endpoint
from ringfence.plan.model.values import plain
from ringfence.releases.diff.boxes import Span, without
from ringfence.releases.diff.names import ADDRESSES

PREMISES, USERS, AZURE, INTERNET = "Premises", "VPN users", "Azure services", "Internet"
AROUND = (PREMISES, USERS, AZURE, INTERNET)
BROAD = ("AzureCloud", "Internet")
"""Service tags that hold addresses of hosts and of other tags.

Source: azure-docs virtual-network/service-tags-overview.md, "Available service tags".
"""
TRANSIT = ("firewall", "gateway")
"""Roles of subnets from which nothing begins: they pass on what others send."""
_LINK = "privatelink."
_PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")


@dataclass(frozen=True, slots=True)
class End:
    """A place of the matrix under the name of its row, with the numbers of its addresses, tags and hosts.

    `subnet` and `network` are None for what lies around the networks of the plan.
    """

    name: str
    spans: tuple[Span, ...]
    subnet: Subnet | None = None
    network: VirtualNetwork | None = None

    @property
    def outside(self) -> bool:
        """Whether it has public addresses."""
        return self.name in (AZURE, INTERNET)

    @property
    def here(self) -> tuple[Subnet, VirtualNetwork]:
        """Its subnet and network; raises ValueError for what is around."""
        if self.subnet is None or self.network is None:
            raise ValueError(self.name)
        return self.subnet, self.network


def touches(span: Span, spans: Iterable[Span]) -> bool:
    """Whether a span has a number that one of the others has."""
    return any(span[0] < other[1] and other[0] < span[1] for other in spans)


def ends(plan: Plan, known: Permits) -> tuple[End, ...]:
    """Every end of a plan: its subnets in order of deployment, then what is around."""
    names = _Names.of(plan, known)
    return (*_subnets(plan, names), *_around(plan, names))


@dataclass(frozen=True, slots=True)
class _Names:
    """The hosts and tags of the rules of a plan with their numbers, and the hosts that the plan says the place of.

    `placed` are the landing zones that rules to a host lead to.
    """

    permits: Permits
    hosts: Mapping[str, Span]
    tags: Mapping[str, Span]
    placed: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, plan: Plan, known: Permits) -> _Names:
        hosts: dict[str, set[str]] = {}
        tags: set[str] = set()
        for _, module in modules(plan):
            for rule in (r for group in module.rule_groups for c in group.collections for r in c.rules):
                tags |= _tags(rule.destinations)
                for host in rule.hosts:
                    hosts.setdefault(str(plain(host)), set()).add(rule.end)
            for one in (rule for group in module.security_groups for rule in group.rules):
                tags |= _tags((*one.sources, *one.destinations))
        places = known.words.places
        return cls(
            known,
            {host: places.host(host) for host in sorted(hosts)},
            {tag: places.place(tag) for tag in sorted(tags)},
            {host: frozenset(found - {""}) for host, found in hosts.items()},
        )

    def spans(self, prefixes: Iterable[object]) -> tuple[Span, ...]:
        """The numbers of prefixes."""
        return tuple(self.permits.words.places.place(str(prefix)) for prefix in prefixes)


def _tags(places: Iterable[object]) -> set[str]:
    """The service tags among some places."""
    return {text for text in (str(getattr(one, "value", one)) for one in places) if text[:1].isalpha()} - {NETWORKS}


def _subnets(plan: Plan, names: _Names) -> Iterator[End]:
    for package, module in modules(plan):
        for network in module.networks:
            for subnet in network.subnets:
                inside = [e for one in package.modules for e in one.endpoints if e.subnet.value == subnet.id]
                hosts = (span for host, span in names.hosts.items() if _answers(host, package.name, inside, names))
                yield End(package.name, (*names.spans([plain(subnet.prefix)]), *hosts), subnet, network)


def _answers(host: str, package: str, inside: Iterable[Endpoint], names: _Names) -> bool:
    """Whether private endpoints may answer for a host: by the rule that leads to it, by name, or by a wildcard."""
    found = tuple(inside)
    return bool(found) and (package in names.placed[host] or any(_named(host, one) for one in found))


def _named(host: str, endpoint: Endpoint) -> bool:
    called = {value.rsplit("/", 1)[-1].lower() for value in (endpoint.service.value, endpoint.target.value)}
    label, _, rest = host.lower().partition(".")
    domains = [zone.name.removeprefix(_LINK) for zone in endpoint.zones]
    if label == "*":
        return any(_below(domain, rest) or _below(rest, domain) for domain in domains)
    return label in called and any(_below(rest, domain) for domain in domains)


def _below(name: str, domain: str) -> bool:
    return name == domain or name.endswith(f".{domain}")


def _around(plan: Plan, names: _Names) -> Iterator[End]:
    domains = tuple(rule.domain for _, module in modules(plan) for rule in module.forwarding_rules)
    on_premises = {host for host in names.hosts if any(_below(host.removeprefix("*."), one) for one in domains)}
    premises = [space.prefix for space in plan.spaces if space.use == "on premises"]
    users = [space.prefix for space in plan.spaces if space.use == USERS]
    yield End(PREMISES, (*names.spans(premises), *(names.hosts[host] for host in sorted(on_premises))))
    if users:
        yield End(USERS, names.spans(users))
    broad = tuple(span for tag, span in names.tags.items() if tag in BROAD)
    yield End(AZURE, tuple(names.tags.values()))
    endpoints = [endpoint for _, module in modules(plan) for endpoint in module.endpoints]
    inside = {host for host in names.hosts if "*" not in host and _inside(host, endpoints, names)}
    hosts = tuple(span for host, span in names.hosts.items() if host not in inside | on_premises)
    yield End(INTERNET, (*_public(plan, names), *broad, *hosts))


def _inside(host: str, endpoints: Iterable[Endpoint], names: _Names) -> bool:
    return bool(names.placed[host]) or any(_named(host, endpoint) for endpoint in endpoints)


def _public(plan: Plan, names: _Names) -> tuple[Span, ...]:
    """The addresses that are no private ones, and in no network that the plan knows."""
    private = [(span,) for span in names.spans((*_PRIVATE, *private_places(plan)))]
    return tuple(box[0] for box in without([((0, ADDRESSES),)], private))
