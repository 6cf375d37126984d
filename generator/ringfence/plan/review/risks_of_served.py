"""Accepted risks of services that connections reach by hosts which Azure names: a rule for all names of a domain."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.plan.context.blueprint_context import BlueprintContext
from ringfence.plan.model.services import Risk
from ringfence.plan.rules.endpoint_hosts import serving


def served(context: BlueprintContext) -> Iterator[Risk]:
    """A risk for each connection whose host no rule can name beforehand."""
    purposes = {zone.name: zone.purpose for zone in context.blueprint.landing_zones}
    for index, row in enumerate(context.blueprint.connections):
        spec = serving(purposes[row.end], row.use)
        if spec is not None and any("*" in host for host in spec.serves[row.use].hosts):
            fact = spec.serves[row.use]
            text = f"Azure makes the host of {spec.title} with it, so that the firewall admits all hosts of its domain."
            yield Risk(
                package=row.start,
                name=f"{row.start} can ask for other customers' hosts of {spec.title} by name",
                remedy=(
                    f"Security groups admit the private endpoints of {row.end} on these ports and no public address;"
                    " the firewall logs each call."
                ),
                because=context.because(text, ("connections", index), source=fact.source, check=fact.check),
            )
