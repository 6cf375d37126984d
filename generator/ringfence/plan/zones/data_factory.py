"""What a factory is given: managed private endpoints to what its connections lead to, rights there, linked services."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.connections import BATCH, DATABRICKS
from ringfence.catalog.read import services
from ringfence.plan.cross_zone import callees, lakes_reached
from ringfence.plan.cross_zone.callees import Called
from ringfence.plan.model.module import Module
from ringfence.plan.model.values import Resource
from ringfence.plan.services import managed_network
from ringfence.plan.services.factories.content import plan_content
from ringfence.plan.services.factories.targets import SOURCE, called_targets, sql_targets
from ringfence.plan.services.managed_endpoints import with_endpoints
from ringfence.plan.zones.hooks import PurposeHooks
from ringfence.plan.zones.prerequisites import Prerequisites
from ringfence.plan.zones.zone_context import ZoneContext


def _called(zone: ZoneContext) -> tuple[Called, ...]:
    return (*callees.called(zone.package, BATCH), *callees.called(zone.package, DATABRICKS))


def _across(zone: ZoneContext, parts: Prerequisites) -> Iterator[Module]:
    """What the factory's identity may do with layers of lakes and with batch endpoints."""
    jobs = parts.identity(zone.purpose.identity_for("lake"))
    for lake in lakes_reached.lakes_reached(zone.package):
        yield lakes_reached.rights(zone.package, parts.identities, jobs, lake)
    yield from callees.rights(zone.package, parts.identities, _called(zone))


def _complete(zone: ZoneContext, _parts: Prerequisites, made: Module) -> Module:
    """The factory with an endpoint in its managed network for all that its connections and its block lead to."""
    wanted = (
        *managed_network.lakes(zone.package, lakes_reached.lakes_reached(zone.package), "Pipelines use", SOURCE),
        *called_targets(zone.package, _called(zone)),
        *sql_targets(zone.package, zone.spec.workload_key, zone.spec.workload),
    )
    return with_endpoints(zone.package, services()[made.services[0].resource.kind], made, wanted)


def _after(zone: ZoneContext, _parts: Prerequisites, lead: Resource, started: tuple[str, ...]) -> Iterator[Module]:
    yield from plan_content(zone.package, lead, _called(zone), started)


HOOKS = PurposeHooks(across=_across, complete=_complete, after=_after)
