"""Witness REF01: every resource id that a resource refers to, and its parents, is deployed before or with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ringfence.check.evidence import Evidence
from ringfence.check.flatten import extended, group_of
from ringfence.check.paths import Json, leaves, name_of
from ringfence.check.snapshot import Predicted, Snapshot
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.written.inventory import resources

_ID = re.compile(r"/subscriptions/[^'\"\s,()\[\]]+", re.IGNORECASE)
_ROLE = re.compile(r"/subscriptions/[^/]+/providers/microsoft\.authorization/roledefinitions/[0-9a-f-]{36}")
_NETWORK = "microsoft.network/virtualnetworks"


def mentioned(value: Json) -> tuple[str, ...]:
    """The resource ids in a text, inside an expression too."""
    return tuple(_ID.findall(value)) if isinstance(value, str) else ()


def witness(evidence: Evidence) -> Iterator[Diagnostic]:
    """A finding for each id that nothing deploys by then."""
    if evidence.snapshot is None:
        return
    subscriptions = {f"/subscriptions/{package.subscription}" for package in evidence.plan.packages}
    known = _here(evidence.snapshot) | _before(evidence) | _made(evidence) | _beyond(evidence) | subscriptions
    for resource in evidence.snapshot.resources:
        for property_path, named in _named(resource):
            if named.lower() not in known and not _ROLE.fullmatch(named.lower()):
                place, path = evidence.about(resource.id, property_path)
                message = f"{property_path} names {named}, which no package deploys before this one"
                yield Diagnostic(code="REF01", message=message, place=place, path=path, value=named)


def _named(resource: Predicted) -> Iterator[tuple[str, str]]:
    """Ids in the body by their path, and under `id` those that the resource is in, part of or attached to."""
    for path, value in leaves(resource.body):
        yield from ((path, found) for found in mentioned(value))
    for place in (group_of(resource.id), _parent(resource.id), extended(resource.id)):
        if place:
            yield "id", place


def _parent(resource_id: str) -> str:
    """The id of the resource that a child belongs to; '' for one that is no child."""
    _, provider, tail = resource_id.rpartition("/providers/")
    return "/".join(resource_id.split("/")[:-2]) if provider and tail.count("/") > 2 else ""


def _here(snapshot: Snapshot) -> set[str]:
    """Everything that the package itself predicts, subnets included."""
    subnets = {f"{r.key}/subnets/{name}" for r in snapshot.resources for name in _subnets(r)}
    return {resource.key for resource in snapshot.resources} | subnets


def _subnets(resource: Predicted) -> list[str]:
    properties = resource.raw.get("properties")
    if resource.type.lower() != _NETWORK or not isinstance(properties, dict):
        return []
    return [name_of(subnet).lower() for subnet in properties.get("subnets", ())]


def _made(evidence: Evidence) -> set[str]:
    """What Azure makes with the services of this package, as the plan has it."""
    services = (service for module in evidence.package.modules for service in module.services)
    return {made.lower() for service in services for made in service.makes}


def _before(evidence: Evidence) -> set[str]:
    """Everything in the packages that the plan deploys earlier."""
    names = [package.name for package in evidence.plan.packages]
    earlier = evidence.plan.packages[: names.index(evidence.package.name)]
    deployed = {resource.id.lower() for package in earlier for resource in resources(package)}
    networks = (network for package in earlier for module in package.modules for network in module.networks)
    return deployed | {subnet.id.lower() for network in networks for subnet in network.subnets}


def _beyond(evidence: Evidence) -> set[str]:
    """What the plan says is there already and no package deploys: circuits, a DDoS plan, vaults, accounts, assets,
    images of agents, targets of managed private endpoints that the blueprint names by id, what firewalls let in.

    The firewall of a lake lets in resources of the plan by their ids, before they are there: HRD01 judges the rules.
    """
    found = {one.id.lower() for one in evidence.plan.instances}
    found |= {stage.pool.image.lower() for stage in (evidence.plan.mlops.stages if evidence.plan.mlops else ())}
    planned = {resource.id.lower() for package in evidence.plan.packages for resource in resources(package)}
    for module in evidence.package.modules:
        found |= {line.circuit.lower() for line in module.circuit_connections}
        found |= {network.ddos_plan.value.lower() for network in module.networks if network.ddos_plan}
        served = [one.served for one in module.online_deployments] + [one.served for one in module.batch_deployments]
        found |= {one.environment.lower() for one in served if one.environment}
        found |= {one.id.lower() for policy in module.endpoint_policies for one in policy.further}
        found |= {one.target.value.lower() for one in module.managed_endpoints if one.owner}
        found |= {one.id.lower() for layers in module.layers for one in layers.instances} & planned
        for key in module.workspace_keys:
            found |= {key.vault.value.lower(), group_of(key.vault.value).lower()}
    return found
