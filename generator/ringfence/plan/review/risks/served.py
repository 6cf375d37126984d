"""Accepted risks of services that connections reach by hosts which Azure names: a rule for all names of a domain."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ringfence.blueprint.language.features import job_roles
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.catalog.read import purposes
from ringfence.plan.context.blueprint_context import BlueprintContext
from ringfence.plan.model.registers import Risk
from ringfence.plan.review.risks.standing import from_fact
from ringfence.plan.rules.endpoint_hosts import serving
from ringfence.plan.rules.nsg_rules import platform_flows

PRIVATE, PUBLIC = "hosts-of-other-customers", "agents-and-hosts-of-other-customers"
"""Where security groups admit the private endpoints alone, and where they admit the internet on the same port."""
INTERNET = "Internet"


def served(context: BlueprintContext) -> Iterator[Risk]:
    """A risk for each connection whose host no rule can name beforehand; a high one where public addresses are open."""
    zones = {zone.name: zone for zone in context.blueprint.landing_zones}
    for index, row in enumerate(context.blueprint.connections):
        spec = serving(zones[row.end].purpose, row.use)
        if row.host is None and spec is not None and any("*" in host for host in spec.serves[row.use].hosts):
            fact = spec.serves[row.use]
            yield from_fact(
                context,
                PUBLIC if _opens_internet(context, zones[row.start], row.use, fact.ports) else PRIVATE,
                row.start,
                ("connections", index),
                fact,
                start=row.start,
                end=row.end,
                service=spec.title,
            )


def _opens_internet(context: BlueprintContext, zone: LandingZone, use: str, ports: Collection[str]) -> bool:
    """Whether security groups of the subnets in which a connection starts admit the internet on one of its ports."""
    begins = set(purposes()[zone.purpose].starting(use) or job_roles(zone.purpose, zone.workload))
    flows = platform_flows(context.blueprint, zone)
    public = [flow for flow in flows if flow.tag == INTERNET and begins & set(flow.origins)]
    return any(set(ports) & set(flow.ports) for flow in public)
