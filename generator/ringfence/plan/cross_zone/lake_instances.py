"""The resources of services that the firewall of a lake's accounts lets in: connectors of the plan, and named others.

What stands in no network of ours, such as a workspace of Fabric, is named by the blueprint beside its owner; a folder
says what its id is. Source: fabric-docs security/security-trusted-workspace-access.md (2026-08-13).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ringfence.blueprint.language.connections import LAKE
from ringfence.blueprint.language.features import lead
from ringfence.blueprint.language.lakes.layers import Layer
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.options import day, nodes, text
from ringfence.catalog.read import purposes
from ringfence.plan.context.blueprint_context import BlueprintContext
from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.cross_zone.lake_connectors import connectors
from ringfence.plan.model.lake import LetIn
from ringfence.plan.model.registers import AdmittedInstance

INSTANCES = "properties.networkAcls.resourceAccessRules"


def let_in(package: PackageContext, layers: Iterable[Layer]) -> tuple[LetIn, ...]:
    """What the firewall of the account with these layers of this package's lake lets in, in order of ids."""
    wanted = set(layers)
    starts = {
        row.start
        for row in package.context.blueprint.connections
        if row.use == LAKE and row.end == package.name and wanted & set(row.layers or ())
    }
    found = {
        one.id: LetIn(id=one.id, name=f"{one.type} {one.name}", because=one.because)
        for zone in package.context.blueprint.landing_zones
        if zone.name in starts
        for one in instances(package.context, zone)
    }
    found |= connectors(package, wanted)
    return tuple(found[own] for own in sorted(found))


def instances(context: BlueprintContext, zone: LandingZone) -> Iterator[AdmittedInstance]:
    """The resources outside the plan that a landing zone names for the firewalls of the lakes it is connected to."""
    spec = lead(purposes()[zone.purpose])
    rule = spec.instances if spec else None
    if rule is None:
        return
    index = context.blueprint.landing_zones.index(zone)
    for number, one in enumerate(nodes(zone.workload, rule.key)):
        at = ("landingZones", index, zone.workload_key, rule.key, number)
        review_by = day(one, "reviewBy")
        yield AdmittedInstance(
            landing_zone=zone.name,
            name=text(one, "name"),
            id=rule.id.format(id=text(one, "id").lower()),
            type=rule.type,
            owner=text(one, "owner"),
            review_by=review_by.isoformat() if review_by else "",
            because=context.because_of(rule, text(one, "reason"), at),
        )
