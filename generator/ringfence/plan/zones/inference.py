"""The package of a landing zone for inference: a workspace whose endpoints stand in a network that Azure manages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ringfence.blueprint.language.inference import CustomerKey, Inference
from ringfence.plan.context.package_context import WORKLOAD, ref
from ringfence.plan.cross_zone import reached
from ringfence.plan.cross_zone.reached import Reach
from ringfence.plan.identity import managed_identities, role_assignments
from ringfence.plan.identity.managed_identities import WORKSPACE_IDENTITY
from ringfence.plan.model.inference import WorkspaceKey
from ringfence.plan.model.package import Module
from ringfence.plan.model.services import Identity
from ringfence.plan.model.values import Given, Resource, plain
from ringfence.plan.services import managed_network
from ringfence.plan.services.batch import plan_batch
from ringfence.plan.services.compute import plan_compute
from ringfence.plan.services.online import plan_online
from ringfence.plan.services.served import AssetSource
from ringfence.plan.zones import landing_zone, prerequisites
from ringfence.plan.zones.prerequisites import STORAGE, Prerequisites
from ringfence.plan.zones.zone_context import ZoneContext

WORKSPACE, ENDPOINT_IDENTITY = "inference-workspace", "endpointIdentity"
CMK = "azure-ai-docs machine-learning/how-to-setup-customer-managed-keys.md"


def modules(zone: ZoneContext) -> tuple[Module, ...]:
    """Every module of the package."""
    wanted = zone.spec.inference or Inference()
    identities = (
        prerequisites.workspace_identity(zone),
        _endpoint_identity(zone),
        prerequisites.cluster_identity(zone),
    )
    footing = prerequisites.footing(zone, WORKSPACE, identities, guard=False, group="managed-network")
    found = reached.reach(zone.package, wanted)
    abroad = tuple(reached.rights(zone.package, wanted, found, identities))
    made = _workspace(zone, wanted, footing, found, abroad)
    target = made.services[0].resource
    front = prerequisites.front(zone, WORKSPACE, target, footing.door)
    measured = _endpoint_rights(zone, identities, target)
    started = (front.name, *(module.name for module in (*footing.rights, *abroad, *measured)))
    return (
        *footing.before(zone),
        *abroad,
        made,
        front,
        *measured,
        *_compute(zone, wanted, footing, AssetSource(found.models.name if found.models else "", target), started),
        *landing_zone.people(zone, {"inference": role_assignments.Scope(WORKLOAD, target)}),
    )


def _compute(
    zone: ZoneContext, wanted: Inference, footing: Prerequisites, shelf: AssetSource, after: tuple[str, ...]
) -> Iterator[Module]:
    """What runs in the managed network: clusters, which also build images, then the endpoints."""
    clusters = plan_compute(zone.package, WORKLOAD, zone.spec, shelf.workspace, footing.links, after)
    yield clusters
    ready = (*after, clusters.name)
    if wanted.online:
        identity = footing.links[ENDPOINT_IDENTITY]
        yield plan_online(zone.package, wanted.online, shelf, identity, zone.sink, ready)
    if wanted.batch:
        known = {plain(cluster.resource.name): ref(cluster.resource) for cluster in clusters.clusters}
        yield plan_batch(zone.package, wanted.batch, shelf, known, ready)


def _endpoint_identity(zone: ZoneContext) -> Identity:
    text = "Online endpoints act as this identity."
    return managed_identities.identity(zone.package, WORKLOAD, ENDPOINT_IDENTITY, "endpoint", text)


def _workspace(
    zone: ZoneContext, wanted: Inference, footing: Prerequisites, found: Reach, abroad: tuple[Module, ...]
) -> Module:
    """The workspace with the list of what its network lets out; that network is made with it."""
    ready = tuple(module.name for module in (*footing.rights, *abroad, *footing.doors))
    sku = Given("workspaceSettings", "firewallSku", wanted.firewall, "Tier of the managed firewall.")
    made = prerequisites.workspace(zone, WORKSPACE, footing.links, ready, {"firewallSku": sku})
    storage = ref(footing.resources[STORAGE])
    return replace(
        made,
        outbound_rules=managed_network.rules(zone.package, wanted, storage, found),
        workspace_keys=tuple(_keys(zone, footing, wanted.customer_managed_key)),
    )


def _keys(zone: ZoneContext, footing: Prerequisites, wanted: CustomerKey | None) -> Iterator[WorkspaceKey]:
    if wanted:
        text = "What the workspace keeps is encrypted with the institution's own key; fixed when it is made."
        why = zone.package.context.because(text, (*zone.package.at, "inference", "customerManagedKey"), source=CMK)
        yield WorkspaceKey(
            identity=footing.links[WORKSPACE_IDENTITY],
            uri=Given("customerKey", "uri", wanted.key_uri, "Address of the key, with its version."),
            vault=Given("customerKey", "vault", wanted.key_vault_id, "Id of the key vault that holds the key."),
            because=(why,),
        )


def _endpoint_rights(zone: ZoneContext, identities: tuple[Identity, ...], target: Resource) -> tuple[Module, ...]:
    """What the endpoints' identity may do in the workspace; granted once that is there."""
    holders = [role_assignments.identity_holder(one) for one in identities]
    rows = [(holder, row) for holder in holders for row in role_assignments.specs("endpoint", holder.name)]
    scopes = {"workspace": role_assignments.Scope(WORKLOAD, target)}
    return role_assignments.access_modules(zone.package, "endpoint", rows, scopes, WORKLOAD, identities)
