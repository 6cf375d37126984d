"""What a name leads to: a private endpoint, a place on premises, or the internet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ringfence.catalog.tables import PrivateLink, private_links
from ringfence.plan.model.firewall import FirewallRule
from ringfence.plan.model.package import modules
from ringfence.plan.model.private_endpoint import Endpoint
from ringfence.plan.model.values import plain
from ringfence.reach.answer import Hop, Stage
from ringfence.reach.networks import Networks, Seat, last
from ringfence.reach.security_groups import texts
from ringfence.reach.spots import Spot, host_in

_MADE = {
    "Microsoft.MachineLearningServices/workspaces": "amlworkspace",
    "Microsoft.Databricks/workspaces": "databricks_ui_api",
}
"""Services whose hosts have an id that Azure makes up, and the sub-resource that rules name once it is known. Until
then a name does not tell which of them it is. Sources: azure-ai-docs machine-learning/how-to-custom-dns.md; azure-docs
private-link/private-endpoint-dns.md."""


@dataclass(frozen=True)
class Record:
    """A private endpoint as names lead to it: the service's name and the domains below which it answers.

    `named` are the hosts of firewall rules that lead to its landing zone, of which one may be its own.
    """

    endpoint: Endpoint
    seat: Seat
    domains: tuple[str, ...]
    named: frozenset[str] = frozenset()

    @property
    def service(self) -> str:
        """The name of what it leads to."""
        return last(self.endpoint.target.value)

    @property
    def host(self) -> str:
        """The host by which it answers; a wildcard where Azure makes a part of it up that no rule names."""
        if not self.domains:
            return self.service
        domain = self.domains[0]
        if self.endpoint.service.type in _MADE:
            wide = f"*.workspace.{self.region}.{domain}" if domain.startswith("api.") else f"*.{domain}"
            return next((host for host in sorted(self.named) if host_in(host, wide)), wide)
        return f"{self.service}.{domain}"

    @property
    def region(self) -> str:
        """Where its service is."""
        return plain(self.seat.package.location)

    def spot(self, host: str) -> Spot:
        """Some address of its subnet, asked for by a name."""
        end, network = self.endpoint, self.seat.prefix
        return Spot(network=network, host=host, service=end.target.value, part=end.group)

    @property
    def told(self) -> str:
        """The endpoint and its service in words."""
        zones = ", ".join(zone.name for zone in self.endpoint.zones)
        return f"{self.service} ({self.endpoint.group}) by {plain(self.endpoint.resource.name)} in {zones}"


@dataclass(frozen=True)
class Names:
    """What names lead to in a plan: private DNS zones are linked to the hub, and every network asks there."""

    networks: Networks

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Every private endpoint that has a zone in the plan's packages, with its domains."""
        return tuple(self._records())

    def _records(self) -> Iterator[Record]:
        cloud = self.networks.plan.institution.cloud
        for seat in self.networks.seats:
            for endpoint in seat.endpoints:
                link = private_links().get((endpoint.service.type, endpoint.group))
                link = link or private_links().get((_type(endpoint.target.value), endpoint.group))
                own = _MADE.get(endpoint.service.type) == endpoint.group
                named = self._named.get(seat.package.name, frozenset()) if own else frozenset()
                yield Record(endpoint, seat, _domains(link, cloud, endpoint), named)

    @cached_property
    def _named(self) -> dict[str, frozenset[str]]:
        """The hosts, no wildcards, of firewall rules that lead to each landing zone."""
        found: dict[str, set[str]] = {}
        for rule in self._rules():
            found.setdefault(rule.end, set()).update(host for host in texts(rule.hosts) if not host.startswith("*"))
        return {end: frozenset(hosts) for end, hosts in found.items()}

    def resolved(self, host: str) -> tuple[Spot, ...]:
        """The places that a name may lead to; more than one where the plan does not know which."""
        name = host.lower().rstrip(".")
        if self._forwarded(name):
            return (Spot(host=name, premises=True),)
        label = name.partition(".")[0]
        below = [each for each in self.records if any(_within(name, domain) for domain in each.domains)]
        own = [each for each in below if name in each.named or each.service.lower() == label]
        made = [each for each in below if each.endpoint.service.type in _MADE and _of_region(name, each.region)]
        found = own or made
        return tuple(each.spot(name) for each in found) or (Spot(host=name),)

    def _forwarded(self, name: str) -> str:
        return next((rule.domain for rule in self.networks.domains if _within(name, rule.domain)), "")

    def hop(self, spot: Spot, *, inside: bool) -> Hop | None:
        """How a name is answered, for a client in a network of the plan; None where no name was asked for."""
        if not spot.host:
            return None
        if spot.premises:
            text = f"servers on premises answer for {self._forwarded(spot.host)}; the plan does not know the address"
            return Hop(stage=Stage.NAME, at="forwarding rule of the hub", text=text)
        record = next((e for e in self.records if (e.endpoint.target.value, e.endpoint.group) == _key(spot)), None)
        if record is None or not inside:
            return Hop(stage=Stage.NAME, at="public DNS", text="no private zone has a record for it")
        text = f"answers with the address of the private endpoint in {record.seat.name}"
        return Hop(stage=Stage.NAME, at="private DNS zone of the hub", text=text)

    def rules_for(self, host: str) -> frozenset[str]:
        """Names of security rules that were made for a host, as the firewall rule of that name shows."""
        return frozenset(self._made_for.get(host, ())) if host else frozenset()

    @cached_property
    def _made_for(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for rule in self._rules():
            for host in texts(rule.hosts):
                found.setdefault(host, set()).add(f"allow-{rule.name}")
        return found

    def _rules(self) -> Iterator[FirewallRule]:
        for _, module in modules(self.networks.plan):
            yield from (rule for group in module.rule_groups for each in group.collections for rule in each.rules)


def _key(spot: Spot) -> tuple[str, str]:
    return spot.service, spot.part


def _type(resource_id: str) -> str:
    provider, kind, *_ = resource_id.rpartition("/providers/")[2].split("/")
    return f"{provider}/{kind}"


def _domains(link: PrivateLink | None, cloud: str, endpoint: Endpoint) -> tuple[str, ...]:
    """The public domains of an endpoint: those of its zones, and those that only forwarders have."""
    public = tuple(zone.name.removeprefix("privatelink.") for zone in endpoint.zones)
    told = next((names for key, names in link.forwarders.items() if key == cloud), ()) if link else ()
    return tuple(dict.fromkeys((*public, *told)))


def _of_region(name: str, region: str) -> bool:
    """Whether a host may be in a region: that of a workspace has it in its name."""
    return ".workspace." not in name or f".workspace.{region}." in name


def _within(name: str, domain: str) -> bool:
    return name == domain or name.endswith(f".{domain}")
