"""Where a packet ends: what a private endpoint, a service or a place outside the plan does with it."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.plan.model.package import modules
from ringfence.plan.model.services import Service
from ringfence.reach.answer import Hop, Stage, Verdict
from ringfence.reach.networks import Networks, Seat, last
from ringfence.reach.spots import Spot

_PUBLIC, _DEFAULT = "publicNetworkAccess", ".defaultAction"
_CONNECTORS = ("Microsoft.Synapse/privateLinkHubs",)
"""Types that answer by private endpoints alone. Source: azure-docs
synapse-analytics/security/synapse-private-link-hubs.md."""
_PLATFORM = {"gateway": "gateway", "bastion": "bastion", "firewall": "firewall"}
"""Roles of subnets in which only a service of Azure answers."""


def arrived(seat: Seat, target: Spot) -> Hop:
    """The last hop in a subnet of the plan. A private endpoint takes all that its subnet lets in: the public access of
    its service does not matter. Source: azure-docs private-link/private-endpoint-overview.md.
    """
    if target.service:
        text = "the private endpoint takes it for its service; rights of the caller decide further"
        return Hop(stage=Stage.SERVICE, at=seat.name, text=text, verdict=Verdict.ALLOWED)
    role = _PLATFORM.get(seat.subnet.role)
    if role:
        text = f"the {role} is Azure's; no plan knows what it answers there"
        return Hop(stage=Stage.SERVICE, at=seat.name, text=text, verdict=Verdict.UNKNOWN)
    return Hop(stage=Stage.SERVICE, at=seat.name, text="it arrives in the subnet", verdict=Verdict.ALLOWED)


def from_internet(networks: Networks, host: str) -> Iterator[Hop]:
    """What a service of the plan does with a packet from a public address, by its own firewall."""
    label = host.partition(".")[0].lower()
    for service in services(networks):
        if last(service.resource.id).lower() == label and service.resource.type not in _CONNECTORS:
            yield _own_firewall(service)


def services(networks: Networks) -> Iterator[Service]:
    """Every service of the plan that stands by itself."""
    for _, module in modules(networks.plan):
        yield from (service for service in module.services if not service.parent)


def open_services(networks: Networks, package: str) -> Iterator[str]:
    """Names of the services of a package that have a property by which they answer public addresses.

    Azure Monitor has one for what is sent and one for what is asked. Source: Microsoft.Insights/components and
    Microsoft.OperationalInsights/workspaces types, publicNetworkAccessForIngestion, publicNetworkAccessForQuery.
    """
    for owner, module in modules(networks.plan):
        for service in module.services if owner.name == package else ():
            names = {each.path.rsplit(".", 1)[-1] for each in service.properties if each.value == "Enabled"}
            if any(name.startswith(_PUBLIC) for name in names):
                yield last(service.resource.id)


def _own_firewall(service: Service) -> Hop:
    facts = {each.path: each.value for each in service.properties}
    found = {path.rsplit(".", 1)[-1]: value for path, value in facts.items()}
    name = last(service.resource.id)
    if found.get(_PUBLIC) == "Disabled":
        text = "publicNetworkAccess is Disabled: only private endpoints are answered"
        return Hop(stage=Stage.SERVICE, at=name, rule=_PUBLIC, text=text, verdict=Verdict.DENIED)
    if any(path.endswith(_DEFAULT) and value == "Deny" for path, value in facts.items()):
        text = "its firewall denies by default; whether a rule of it admits this address is not in these facts"
        return Hop(stage=Stage.SERVICE, at=name, rule=_DEFAULT[1:], text=text, verdict=Verdict.UNKNOWN)
    text = "the plan does not close it to public addresses; its sign-in decides"
    return Hop(stage=Stage.SERVICE, at=name, text=text, verdict=Verdict.UNKNOWN)
