"""Rules EGR01 and EGR07: egress addresses are few, and outside the platform."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.rules.addresses import claims
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

WIDEST = 8
"""The shortest prefix length that a flow may go to: a /8 is the largest block ever given to one institution."""


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """A flow goes to no prefix wider than /8, and to no address of the platform's own networks."""
    own = [*claims.pools(blueprint), *claims.networks(blueprint)]
    for claim in claims.destinations(blueprint):
        if claim.prefix.prefixlen < WIDEST:
            message = f"{claim.prefix} is as good as everywhere"
            hint = "name the addresses that the flow really goes to"
            yield document.finding("EGR01", claim.path, message, hint=hint)
            continue
        shared = next((each for each in own if each.prefix.overlaps(claim.prefix)), None)
        if shared is not None:
            name = document.places.keyed(shared.path)
            message = f"{claim.prefix} shares addresses with {name} {shared.prefix}: that is no way out"
            hint = "name addresses outside the platform, or leave the flow out"
            yield document.finding("EGR07", claim.path, message, hint=hint)
