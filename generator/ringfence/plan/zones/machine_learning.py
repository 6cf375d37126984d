"""What runs behind a training workspace: clusters, instances, and role assignments of jobs that use its MLflow."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.connections import MLFLOW
from ringfence.plan.context.package_context import WORKLOAD
from ringfence.plan.cross_zone.job_identities import job_identity
from ringfence.plan.identity import role_assignments
from ringfence.plan.identity.role_assignments import Scope
from ringfence.plan.model.package import Module
from ringfence.plan.model.values import Resource
from ringfence.plan.rules.endpoint_hosts import STORAGE
from ringfence.plan.services.compute import plan_compute
from ringfence.plan.services.datastores import plan_datastores
from ringfence.plan.services.instance_owners import owner_rights
from ringfence.plan.zones.hooks import PurposeHooks
from ringfence.plan.zones.prerequisites import Prerequisites, scopes
from ringfence.plan.zones.zone_context import ZoneContext


def _after(zone: ZoneContext, parts: Prerequisites, lead: Resource, started: tuple[str, ...]) -> Iterator[Module]:
    yield from plan_datastores(zone.package, lead)
    storage = parts.resource(STORAGE)
    owners = tuple(owner_rights(zone.package, zone.spec, storage)) if storage else ()
    yield from owners
    ready = (*started, *(module.name for module in owners))
    yield plan_compute(zone.package, WORKLOAD, zone.spec, lead, parts.links, ready)
    yield from _guest_rights(zone, parts, lead)


def _guest_rights(zone: ZoneContext, parts: Prerequisites, lead: Resource) -> tuple[Module, ...]:
    """What jobs of other landing zones may do that use the workspace's MLflow."""
    guests = [job_identity(zone.package, MLFLOW, one.start, one.reasons[0].at) for one in zone.traffic.arrivals]
    rows = [(guest.holder, row) for guest in guests for row in role_assignments.specs(MLFLOW, guest.symbol)]
    on = {**scopes(parts.services), lead.kind: (Scope(WORKLOAD, lead),)}
    others = [guest.known for guest in guests]
    return role_assignments.access_modules(zone.package, MLFLOW, rows, on, WORKLOAD, others=others)


HOOKS = PurposeHooks(after=_after)
