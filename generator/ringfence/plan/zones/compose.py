"""The modules of a landing zone's package, in the order in which they can deploy: one composer for every purpose."""

from __future__ import annotations

from dataclasses import replace

from ringfence.catalog.read import services
from ringfence.plan.context.package_context import NETWORK, WORKLOAD
from ringfence.plan.identity import role_assignments
from ringfence.plan.identity.role_assignments import Scope, Scopes
from ringfence.plan.model import services as model
from ringfence.plan.model.package import Module
from ringfence.plan.model.values import Resource
from ringfence.plan.services import hooks as service_hooks
from ringfence.plan.zones.hooks import PurposeHooks, hooks_of
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
    if lead is None:
        return (*parts.modules, *across, *_people(zone, scopes(parts.services)))
    placed = _lead(zone, parts, hooks, tuple(module.name for module in across))
    front = service_endpoints(zone, placed, parts.placement)
    own = role_assignments.of_identities(
        zone.package, "lead", parts.identities, scopes((placed,), (front,)), kinds={placed.spec.kind}
    )
    # Nothing starts before its lead can be reached, its identity has its role assignments, and there is a way out.
    granted = [module.name for module in (*parts.rights, *across, *own)]
    started = (front.name, *granted, *([parts.route] if zone.purpose.job_subnets else []))
    reached = (placed,) if zone.purpose.people == "lead" else (*parts.services, placed)
    return (
        *parts.modules,
        *across,
        placed.module,
        front,
        *own,
        *hooks.after(zone, parts, placed.resource, started),
        *_people(zone, scopes(reached)),
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


def _people(zone: ZoneContext, on: Scopes) -> tuple[Module, ...]:
    """What people may do: on services, and on the groups that every landing zone has."""
    everywhere = {"workload-group": (Scope(WORKLOAD),), "network-group": (Scope(NETWORK),)}
    rows = role_assignments.people(zone.package, zone.spec.purpose)
    return role_assignments.access_modules(zone.package, "persona", rows, {**on, **everywhere}, WORKLOAD)
