"""The package of a machine-learning landing zone: its modules in the order in which they can deploy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.plan import access, landing_zone, network, workspace
from generator.plan.frame import WORKLOAD
from generator.plan.landing_zone import Zone
from generator.plan.model.package import Module
from generator.plan.services import language_model
from generator.plan.services.compute import plan_compute
from generator.plan.workers import worker
from generator.plan.workspace import LANGUAGE_MODEL, Footing

WORKSPACE, MLFLOW = "machine-learning", "mlflow"


def modules(zone: Zone) -> tuple[Module, ...]:
    """Every module of the package."""
    identities = (workspace.workspace_identity(zone), workspace.cluster_identity(zone))
    footing = workspace.footing(zone, WORKSPACE, identities, guard=zone.spec.exfiltration_prevention)
    links = footing.links | {"computeSubnet": network.subnet_ref(footing.virtual_network, "compute")}
    ready = tuple(module.name for module in (*footing.rights, *footing.doors))
    made = _connected(zone, footing, workspace.workspace(zone, WORKSPACE, links, ready, {}))
    target = made.services[0].resource
    front = workspace.front(zone, WORKSPACE, target, footing.door)
    # Nothing starts before its workspace can be reached, its identity has its rights, and there is a way out.
    started = (front.name, *(module.name for module in footing.rights), footing.peering[1].name)
    scopes = workspace.scopes(footing.resources, target)
    return (
        *footing.before(zone),
        made,
        front,
        plan_compute(zone.frame, WORKLOAD, zone.spec, target, links, started),
        *_guest_rights(zone, scopes),
        *landing_zone.people(zone, scopes),
    )


def _guest_rights(zone: Zone, scopes: Mapping[str, access.Scope]) -> tuple[Module, ...]:
    """What jobs of other landing zones may do that use the workspace's MLflow."""
    guests = [worker(zone.frame, MLFLOW, way.start, way.causes[0].at) for way in zone.traffic.arrivals]
    rows = [(holder, row) for holder, _ in guests for row in access.specs(MLFLOW, "mlflowIdentity")]
    return access.access_modules(zone.frame, MLFLOW, rows, scopes, WORKLOAD, others=[known for _, known in guests])


def _connected(zone: Zone, footing: Footing, made: Module) -> Module:
    """The workspace with its connection to the language models, if there are any."""
    if LANGUAGE_MODEL not in footing.services:
        return made
    models = footing.resources[LANGUAGE_MODEL]
    known = language_model.connection(zone.frame, made.services[0].resource, models)
    return replace(made, services=(*made.services, known))
