"""Accepted risks of lakes: what passes or is held up by the firewall of their accounts, policies that can be ended,
and what the studio cannot show.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ringfence.blueprint.language.lake import KEY, keeping
from ringfence.blueprint.language.lakes.layers import EVIDENCE
from ringfence.catalog.known.risks import rows
from ringfence.plan.context.blueprint_context import BlueprintContext, Path
from ringfence.plan.model.package import Package
from ringfence.plan.model.registers import Risk
from ringfence.plan.review.risks.standing import because, risk

STUDIO = "studio-without-lake"


def lakes(context: BlueprintContext, packages: tuple[Package, ...]) -> Iterator[Risk]:
    """Risks of every lake's accounts, and of every workspace with datastores on them."""
    yield from _held_up(context)
    yield from _unlocked(context)
    for package in packages:
        yield from _instances(package)
        yield from _studio(package)


def _held_up(context: BlueprintContext) -> Iterator[Risk]:
    """Lakes whose lifecycle Azure may not carry out, because their firewall trusts none of its services."""
    for index, zone in enumerate(context.blueprint.landing_zones):
        if zone.data_lake:
            at: Path = ("landingZones", index, KEY, *(["lifecycle"] if zone.data_lake.lifecycle else []))
            yield risk(context, "lifecycle-held-up", zone.name, at)


def _unlocked(context: BlueprintContext) -> Iterator[Risk]:
    """Layers of lakes whose files are kept by a policy that can still be removed."""
    for index, zone in enumerate(context.blueprint.landing_zones):
        lake = zone.data_lake
        kept = keeping(lake) if lake else {}
        if lake and kept:
            at = ("landingZones", index, zone.workload_key, "retention" if lake.retention else EVIDENCE)
            yield risk(context, "retention-unlocked", zone.name, at, layers=", ".join(kept))


def _studio(package: Package) -> Iterator[Risk]:
    """What the studio does as the workspace, which has neither a right on a lake nor a way to it."""
    stores = [one for module in package.modules for one in module.datastores]
    if stores:
        row = rows()[STUDIO]
        reason = replace(stores[0].resource.because[0], text=row.text, source=row.source)
        named = ", ".join(str(one.resource.name) for one in stores)
        yield because(STUDIO, package.name, reason, stores=named)


def _instances(package: Package) -> Iterator[Risk]:
    """A risk for each resource that the firewall of an account lets in."""
    for module in package.modules:
        for layers in module.layers:
            account = module.services[0].resource.id.rsplit("/", 1)[-1]
            for one in layers.instances:
                yield because("lake-instances", package.name, one.because, account=account, instance=one.name)
