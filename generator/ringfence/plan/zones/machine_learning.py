"""The package of a machine-learning landing zone: its modules in the order in which they can deploy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ringfence.plan.context.package_context import WORKLOAD
from ringfence.plan.cross_zone.job_identities import worker
from ringfence.plan.identity import role_assignments
from ringfence.plan.model.package import Module
from ringfence.plan.network import networks
from ringfence.plan.services import language_model
from ringfence.plan.services.compute import plan_compute
from ringfence.plan.zones import landing_zone, prerequisites
from ringfence.plan.zones.prerequisites import LANGUAGE_MODEL, Prerequisites
from ringfence.plan.zones.zone_context import ZoneContext

WORKSPACE, MLFLOW = "machine-learning", "mlflow"


def modules(zone: ZoneContext) -> tuple[Module, ...]:
    """Every module of the package."""
    identities = (prerequisites.workspace_identity(zone), prerequisites.cluster_identity(zone))
    footing = prerequisites.footing(zone, WORKSPACE, identities, guard=zone.spec.exfiltration_prevention)
    links = footing.links | {"computeSubnet": networks.subnet_ref(footing.virtual_network, "compute")}
    ready = tuple(module.name for module in (*footing.rights, *footing.doors))
    made = _connected(zone, footing, prerequisites.workspace(zone, WORKSPACE, links, ready, {}))
    target = made.services[0].resource
    front = prerequisites.front(zone, WORKSPACE, target, footing.door)
    # Nothing starts before its workspace can be reached, its identity has its rights, and there is a way out.
    started = (front.name, *(module.name for module in footing.rights), footing.peering[1].name)
    scopes = prerequisites.scopes(footing.resources, target)
    return (
        *footing.before(zone),
        made,
        front,
        plan_compute(zone.package, WORKLOAD, zone.spec, target, links, started),
        *_guest_rights(zone, scopes),
        *landing_zone.people(zone, scopes),
    )


def _guest_rights(zone: ZoneContext, scopes: Mapping[str, role_assignments.Scope]) -> tuple[Module, ...]:
    """What jobs of other landing zones may do that use the workspace's MLflow."""
    guests = [
        worker(zone.package, MLFLOW, connection.start, connection.reasons[0].at) for connection in zone.traffic.arrivals
    ]
    rows = [(holder, row) for holder, _ in guests for row in role_assignments.specs(MLFLOW, "mlflowIdentity")]
    return role_assignments.access_modules(
        zone.package, MLFLOW, rows, scopes, WORKLOAD, others=[known for _, known in guests]
    )


def _connected(zone: ZoneContext, footing: Prerequisites, made: Module) -> Module:
    """The workspace with its connection to the language models, if there are any."""
    if LANGUAGE_MODEL not in footing.services:
        return made
    models = footing.resources[LANGUAGE_MODEL]
    known = language_model.connection(zone.package, made.services[0].resource, models)
    return replace(made, services=(*made.services, known))
