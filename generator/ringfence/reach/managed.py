"""What a network that Azure manages for a service lets out: its outbound rules and managed private endpoints.

Such a network is peered with none of the plan's; what leaves it privately leaves by a private endpoint. Sources:
azure-ai-docs machine-learning/how-to-managed-network.md; azure-docs
data-factory/managed-virtual-network-private-endpoint.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ringfence.plan.model.package import Package, modules
from ringfence.plan.model.services import Service
from ringfence.plan.model.values import plain
from ringfence.reach.answer import Hop, Path, Stage, Verdict
from ringfence.reach.networks import Networks
from ringfence.reach.spots import Spot, host_in

EXFILTRATION = "properties.managedVirtualNetworkSettings.preventDataExfiltration"
"""The property of a Synapse workspace that closes its managed network."""
_WEB = (("Tcp", 80), ("Tcp", 443))


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out: to a host, or to a `part` of the resource `target` (an id)."""

    name: str
    host: str
    target: str
    part: str
    why: str


@dataclass(frozen=True, slots=True)
class Managed:
    """A service with a managed network, and its ways out."""

    package: Package
    service: Service
    exits: tuple[Exit, ...]

    @property
    def name(self) -> str:
        """Landing zone and service."""
        return f"{self.package.name}/{plain(self.service.resource.name)}"


def managed_networks(networks: Networks) -> Iterator[Managed]:
    """Every managed network of the plan."""
    for package, module in modules(networks.plan):
        ways = [
            Exit(rule.name, rule.host, rule.target.value if rule.target else "", rule.part, _at(rule.because))
            for rule in module.outbound_rules
        ]
        ways += [
            Exit(each.name, "", each.target.value, each.part, _at(each.because)) for each in module.managed_endpoints
        ]
        if ways:
            for service in module.services:
                if not service.parent:
                    yield Managed(package, service, tuple(ways))


def _at(because: tuple[object, ...]) -> str:
    return next((str(at) for reason in because if (at := getattr(reason, "at", ""))), "")


def leaving(start: Managed, target: Spot, protocol: str, port: int) -> Path:
    """The path of a packet out of a managed network; UNKNOWN where rules that Azure makes itself may decide.

    A rule to a host is about TCP 80 and 443. Source: azure-ai-docs machine-learning/how-to-managed-network.md,
    Limitations. Synapse with protection against exfiltration lets nothing else out. Source: azure-docs
    synapse-analytics/security/workspace-data-exfiltration-protection.md.
    """
    at = plain(start.service.resource.name)
    for way in start.exits:
        if way.target and (way.target.lower(), way.part) == (target.service.lower(), target.part):
            text = f"a managed private endpoint leads to {way.part}, once the owner of the target has approved it"
            return _path(at, text, Verdict.ALLOWED, way)
        if way.host and target.host and (protocol, port) in _WEB and host_in(target.host, way.host):
            return _path(at, f"an outbound rule allows {way.host}", Verdict.ALLOWED, way)
    if not target.public:
        text = "no managed private endpoint leads there, and the network is peered with no other"
        return _path(at, text, Verdict.DENIED, None)
    if any(one.path == EXFILTRATION and one.value is True for one in start.service.properties):
        text = "protection against exfiltration lets out approved managed private endpoints only"
        return _path(at, text, Verdict.DENIED, None)
    return _path(
        at, "no outbound rule of the plan allows it; Azure adds rules that no plan knows", Verdict.UNKNOWN, None
    )


def _path(at: str, text: str, verdict: Verdict, way: Exit | None) -> Path:
    name, why = (way.name, way.why) if way else ("", "")
    return Path(verdict, (Hop(stage=Stage.MANAGED, at=at, text=text, rule=name, verdict=verdict, why=why),))
