"""Rule BLU02: every landing zone has a subscription, its own or that of its environment."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.model import Blueprint
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """A landing zone that names no subscription takes that of its environment, so one of the two must name one."""
    own = {each.name: each.subscription for each in blueprint.environments}
    for index, zone in enumerate(blueprint.landing_zones):
        if zone.subscription is None and zone.environment in own and own[zone.environment] is None:
            message = f"landing zone '{zone.name}' has no subscription, and neither has its environment"
            hint = f"add 'subscription' here or to the environment '{zone.environment}'"
            yield document.finding("BLU02", ("landingZones", index, "subscription"), message, hint=hint, on_key=True)
