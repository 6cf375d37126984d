"""What runs behind a training workspace: clusters, instances; and jobs elsewhere that use its MLflow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ringfence.blueprint.language.connections import MLFLOW
from ringfence.plan.context.package_context import WORKLOAD
from ringfence.plan.cross_zone.job_identities import JobIdentity, job_identity
from ringfence.plan.model.module import Module
from ringfence.plan.model.values import Resource
from ringfence.plan.rules.endpoint_hosts import STORAGE
from ringfence.plan.services.compute import plan_compute
from ringfence.plan.services.data.datastores import plan_datastores
from ringfence.plan.services.instance_owners import owner_rights
from ringfence.plan.zones.hooks import PurposeHooks
from ringfence.plan.zones.prerequisites import Prerequisites
from ringfence.plan.zones.zone_context import ZoneContext


def _after(zone: ZoneContext, parts: Prerequisites, lead: Resource, started: tuple[str, ...]) -> Iterator[Module]:
    yield from plan_datastores(zone.package, lead)
    storage = parts.resource(STORAGE)
    owners = tuple(owner_rights(zone.package, zone.spec, storage)) if storage else ()
    yield from owners
    ready = (*started, *(module.name for module in owners))
    yield plan_compute(zone.package, WORKLOAD, zone.spec, lead, parts.links, ready)


def _guests(zone: ZoneContext) -> Sequence[JobIdentity]:
    """Jobs of other landing zones that use the workspace's MLflow."""
    return [job_identity(zone.package, MLFLOW, one.start, one.reasons[0].at) for one in zone.traffic.arrivals]


HOOKS = PurposeHooks(guests=_guests, after=_after)
