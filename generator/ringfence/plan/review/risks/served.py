"""Accepted risks of services that connections reach by hosts which Azure names: a rule for all names of a domain."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.plan.context.blueprint_context import BlueprintContext
from ringfence.plan.model.registers import Risk
from ringfence.plan.review.risks.standing import from_fact
from ringfence.plan.rules.endpoint_hosts import serving


def served(context: BlueprintContext) -> Iterator[Risk]:
    """A risk for each connection whose host no rule can name beforehand."""
    purposes = {zone.name: zone.purpose for zone in context.blueprint.landing_zones}
    for index, row in enumerate(context.blueprint.connections):
        spec = serving(purposes[row.end], row.use)
        if spec is not None and any("*" in host for host in spec.serves[row.use].hosts):
            fact = spec.serves[row.use]
            yield from_fact(
                context,
                "hosts-of-other-customers",
                row.start,
                ("connections", index),
                fact,
                start=row.start,
                end=row.end,
                service=spec.title,
            )
