"""Accepted risks that folders of services name: open properties, and what a service leaves open by its nature."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.catalog.read import facts
from ringfence.plan.context.blueprint_context import BlueprintContext
from ringfence.plan.context.services_in_use import options, zone_services
from ringfence.plan.model.package import Package
from ringfence.plan.model.registers import Risk
from ringfence.plan.model.services import stated
from ringfence.plan.model.values import Resource, plain
from ringfence.plan.review.risks.standing import of


def of_folders(context: BlueprintContext, packages: tuple[Package, ...]) -> Iterator[Risk]:
    """The risks of every service in the packages."""
    yield from _open_facts(packages)
    yield from _residual(context)


def _open_facts(packages: tuple[Package, ...]) -> Iterator[Risk]:
    """Security properties that a service's own facts mark as open."""
    for package in packages:
        for module in package.modules:
            for service in module.services:
                made = service.resource.because
                for fact in facts(service.resource.kind):
                    if fact.open:
                        name = open_name(service.resource, fact.path, fact.value)
                        yield of(fact.open, package.name, name, fact.remedy, stated(fact, made[0]))


def open_name(resource: Resource, path: str, value: object) -> str:
    """What an open property of a service is called among the risks."""
    return f"{plain(resource.name)}: {path} is {value}"


def _residual(context: BlueprintContext) -> Iterator[Risk]:
    """What services leave open by their nature, as their folders say."""
    for index, zone in enumerate(context.blueprint.landing_zones):
        asked = options(context.blueprint, zone)
        for service in zone_services(context.blueprint, zone):
            for row in service.risks:
                if not row.when or row.when in asked:
                    why = context.because_of(row, row.why, ("landingZones", index, zone.workload_key))
                    yield of(row, zone.name, row.title, row.remedy, why)
