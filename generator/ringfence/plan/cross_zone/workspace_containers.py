"""Default containers of workspaces in other landing zones: a lake keeps them beside its layers.

A workload block with the options `lake` and `beside` asks for one. The lake's package makes it, because the container
must be there before the workspace. Source: Azure/ResourceModules#2613.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ringfence.blueprint.language.lake import DataLake, account_beside
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.options import text
from ringfence.plan.context.blueprint_context import Path
from ringfence.plan.context.package_context import PackageContext


@dataclass(frozen=True, slots=True)
class WorkspaceContainer:
    """A default container: its name, the word of its account, the landing zone of its workspace, the key that asks."""

    name: str
    account: str
    zone: str
    at: Path


def container_of(lake: DataLake, zone: LandingZone, index: int) -> WorkspaceContainer:
    """The default container in a lake of the workspace in the landing zone with this index."""
    account = account_beside(lake, text(zone.workload, "beside"))
    name, at = f"{zone.purpose}-{zone.name}", ("landingZones", index, zone.workload_key, "lake")
    return WorkspaceContainer(name, account, zone.name, at)


def containers(package: PackageContext, lake: DataLake, word: str) -> Iterator[WorkspaceContainer]:
    """The default containers in an account of this package's lake, in order of their names."""
    zones = enumerate(package.context.blueprint.landing_zones)
    found = [
        container_of(lake, zone, index) for index, zone in zones if getattr(zone.workload, "lake", None) == package.name
    ]
    yield from sorted((one for one in found if one.account == word), key=lambda one: one.name)
