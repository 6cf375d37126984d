"""Stage 2, blueprint: the host names that egress leads to, and those of exceptions, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.blueprint.language.model import Blueprint
from ringfence.load.places import Path


@dataclass(frozen=True, slots=True)
class Target:
    """A host name as written; `domain` is the same without a leading `*.`.

    `web` says whether the way is for TCP 80 and 443 only, where a firewall reads names.
    """

    path: Path
    host: str
    web: bool

    @property
    def domain(self) -> str:
        """What stands behind the wildcard; the whole name when there is none in front."""
        return self.host.removeprefix("*.")

    @property
    def wildcard(self) -> bool:
        """Whether the name stands for every host of its domain."""
        return self.host.startswith("*.")


def targets(blueprint: Blueprint) -> Iterator[Target]:
    """Every host name of every flow, of every managed network, and that threat intelligence does not judge."""
    for index, flow in enumerate(blueprint.egress):
        web = flow.protocol == "TCP" and _WEB.issuperset(flow.ports)
        for at, host in enumerate(flow.to.fqdns or ()):
            yield Target(("egress", index, "to", "fqdns", at), host, web)
    for index, zone in enumerate(blueprint.landing_zones):
        for at, row in enumerate(zone.inference.outbound if zone.inference else ()):
            # A managed network knows no other ports. Source: azure-ai-docs machine-learning/how-to-managed-network.md.
            yield Target(("landingZones", index, INFERENCE, "outbound", at, "host"), row.host, web=True)
    for index, exception in enumerate(blueprint.hub.firewall.threat_exceptions):
        for at, host in enumerate(exception.fqdns):
            yield Target((*HUB_AT, "firewall", "threatExceptions", index, "fqdns", at), host, web=True)


_WEB = {80, 443}
