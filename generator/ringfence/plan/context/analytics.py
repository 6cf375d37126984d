"""Which flow logs have traffic analytics: where the blueprint wants it, and Azure has it."""

from __future__ import annotations

from ringfence.blueprint.language.model import Blueprint
from ringfence.catalog.tables import Region, traffic_analytics
from ringfence.plan.context import placement


def analysed(blueprint: Blueprint, network: Region) -> bool:
    """Whether flows of networks in this region are analysed: it is wanted, and offered there and at the hub."""
    return blueprint.hub.logs.traffic_analytics and not gap(blueprint, network)


def gap(blueprint: Blueprint, network: Region) -> str:
    """The region for which no source says that Azure offers traffic analytics; '' when there is none.

    It is the hub's where the workspace would be, or that of the network.
    """
    home, known = placement.region(blueprint, None).name, traffic_analytics()
    if home not in known.workspaces:
        return home
    return "" if network.name in known.networks else network.name
