"""The modules of a landing zone's package, in the order in which they can deploy: one composer for every purpose."""

from __future__ import annotations

from dataclasses import replace

from ringfence.blueprint.language.connections import MLFLOW
from ringfence.blueprint.language.features import job_roles
from ringfence.catalog.read import services
from ringfence.plan.context.package_context import NETWORK, WORKLOAD
from ringfence.plan.identity import role_assignments
from ringfence.plan.identity.role_assignments import Placed, Scope, Scopes
from ringfence.plan.model import services as model
from ringfence.plan.model.module import Module
from ringfence.plan.model.values import Resource
from ringfence.plan.services import hooks as service_hooks
from ringfence.plan.services.callers import batch_callers
from ringfence.plan.zones.hooks import PurposeHooks, hooks_of
from ringfence.plan.zones.pipelines import pipelines
from ringfence.plan.zones.prerequisites import (
    PlacedService,
    Prerequisites,
    prerequisites,
    scopes,
    service_endpoints,
    service_module,
)
from ringfence.plan.zones.zone_context import ZoneContext


def modules(zone: ZoneContext) -> tuple[Module, ...]:
    """Every module: what stands before the lead, the lead with its private endpoint, what runs behind it, people."""
    lead, hooks = zone.purpose.lead, hooks_of(zone.purpose)
    parts = prerequisites(zone, lead.service if lead else "")
    across = tuple(hooks.across(zone, parts))
    if lead is None or not services()[lead.service].deployed:
        people = _people(zone, scopes(parts.services))
        return (*parts.modules, *across, *people, *pipelines(zone, parts, parts.services))
    placed = _lead(zone, parts, hooks, tuple(module.name for module in across))
    front = service_endpoints(zone, placed, parts.placement)
    reached = (placed,) if zone.purpose.people == "lead" else (*parts.services, placed)
    own = _rights(zone, parts, placed, front, scopes(reached))
    # Nothing starts before its lead can be reached, its identity has its role assignments, and there is a way out.
    granted = [module.name for module in (*parts.rights, *across, *own)]
    started = (front.name, *granted, *([parts.route] if job_roles(zone.spec.purpose, zone.spec.workload) else []))
    return (
        *parts.modules,
        *across,
        placed.module,
        front,
        *own,
        *hooks.after(zone, parts, placed.resource, started),
        *pipelines(zone, parts, (*parts.services, placed)),
    )


def _lead(zone: ZoneContext, parts: Prerequisites, hooks: PurposeHooks, across: tuple[str, ...]) -> PlacedService:
    """The lead, once the role assignments and private endpoints before it are there, and the route where it needs one.

    Services of the package may have children of theirs in it, such as a connection.
    """
    lead = zone.purpose.lead
    spec = hooks.lead(zone, services()[lead.service if lead else ""])
    made = hooks.complete(zone, parts, service_module(zone, spec, parts.links))
    after = [module.name for module in parts.rights] + list(across) + [module.name for module in parts.endpoints]
    after += [parts.route] if lead and lead.route else []
    children = tuple(child for one in parts.services for child in _on_lead(zone, one, made.services[0].resource))
    return PlacedService(spec, replace(made, after=tuple(after), services=(*made.services, *children)))


def _on_lead(zone: ZoneContext, placed: PlacedService, lead: Resource) -> tuple[model.Service, ...]:
    return service_hooks.hooks_of(placed.spec).on_lead(zone.package, zone.spec, lead, placed.resource)


def _rights(
    zone: ZoneContext, parts: Prerequisites, lead: PlacedService, front: Module, reached: Scopes
) -> tuple[Module, ...]:
    """Who may do what once the lead is there: identities of the package on it and on its private endpoints (`front`),
    people and jobs elsewhere on what they reach, callers of endpoints on what their runs need.
    """
    guests = hooks_of(zone.purpose).guests(zone)
    theirs = [(guest.holder, row) for guest in guests for row in role_assignments.specs(MLFLOW, guest.symbol)]
    rows = [
        *role_assignments.of_identities(parts.identities, scopes((lead,), (front,)), kinds={lead.spec.kind}),
        *role_assignments.placed(theirs, reached),
        *_of_people(zone, reached),
        *role_assignments.placed(batch_callers(zone.package, zone.spec), scopes((*parts.services, lead))),
    ]
    others = [guest.known for guest in guests]
    return role_assignments.access_modules(zone.package, "workspace", rows, WORKLOAD, parts.identities, others)


def _people(zone: ZoneContext, on: Scopes) -> tuple[Module, ...]:
    """What people may do: on services, and on the groups that every landing zone has."""
    return role_assignments.access_modules(zone.package, "persona", _of_people(zone, on), WORKLOAD)


def _of_people(zone: ZoneContext, on: Scopes) -> list[Placed]:
    everywhere = {"workload-group": (Scope(WORKLOAD),), "network-group": (Scope(NETWORK),)}
    return role_assignments.placed(role_assignments.people(zone.package, zone.spec.purpose), {**on, **everywhere})
