"""The package of a landing zone for inference: a workspace whose endpoints stand in a network that Azure manages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.blueprint.inference import CustomerKey, Inference
from generator.plan import access, landing_zone, reach, workspace
from generator.plan.frame import WORKLOAD, ref
from generator.plan.landing_zone import Zone
from generator.plan.model.inference import WorkspaceKey
from generator.plan.model.package import Module
from generator.plan.model.services import Identity
from generator.plan.model.values import Given, Resource, plain
from generator.plan.reach import Reach
from generator.plan.services import managed_network
from generator.plan.services.batch import plan_batch
from generator.plan.services.compute import plan_compute
from generator.plan.services.online import plan_online
from generator.plan.services.served import Shelf
from generator.plan.workspace import STORAGE, WORKSPACE_IDENTITY, Footing

WORKSPACE, ENDPOINT_IDENTITY = "inference-workspace", "endpointIdentity"
CMK = "azure-ai-docs machine-learning/how-to-setup-customer-managed-keys.md"


def modules(zone: Zone) -> tuple[Module, ...]:
    """Every module of the package."""
    wanted = zone.spec.inference or Inference()
    identities = (workspace.workspace_identity(zone), _endpoint_identity(zone), workspace.cluster_identity(zone))
    footing = workspace.footing(zone, WORKSPACE, identities, guard=False, group="managed-network")
    found = reach.reach(zone.frame, wanted)
    abroad = tuple(reach.rights(zone, wanted, found, identities))
    made = _workspace(zone, wanted, footing, found, abroad)
    target = made.services[0].resource
    front = workspace.front(zone, WORKSPACE, target, footing.door)
    measured = _endpoint_rights(zone, identities, target)
    started = (front.name, *(module.name for module in (*footing.rights, *abroad, *measured)))
    return (
        *footing.before(zone),
        *abroad,
        made,
        front,
        *measured,
        *_compute(zone, wanted, footing, Shelf(found.models.name if found.models else "", target), started),
        *landing_zone.people(zone, {"inference": access.Scope(WORKLOAD, target)}),
    )


def _compute(zone: Zone, wanted: Inference, footing: Footing, shelf: Shelf, after: tuple[str, ...]) -> Iterator[Module]:
    """What runs in the managed network: clusters, which also build images, then the endpoints."""
    clusters = plan_compute(zone.frame, WORKLOAD, zone.spec, shelf.workspace, footing.links, after)
    yield clusters
    ready = (*after, clusters.name)
    if wanted.online:
        identity = footing.links[ENDPOINT_IDENTITY]
        yield plan_online(zone.frame, wanted.online, shelf, identity, zone.sink, ready)
    if wanted.batch:
        known = {plain(cluster.resource.name): ref(cluster.resource) for cluster in clusters.clusters}
        yield plan_batch(zone.frame, wanted.batch, shelf, known, ready)


def _endpoint_identity(zone: Zone) -> Identity:
    text = "Online endpoints act as this identity."
    return access.identity(zone.frame, WORKLOAD, ENDPOINT_IDENTITY, "endpoint", text)


def _workspace(zone: Zone, wanted: Inference, footing: Footing, found: Reach, abroad: tuple[Module, ...]) -> Module:
    """The workspace with the list of what its network lets out; that network is made with it."""
    ready = tuple(module.name for module in (*footing.rights, *abroad, *footing.doors))
    sku = Given("workspaceSettings", "firewallSku", wanted.firewall, "Tier of the managed firewall.")
    made = workspace.workspace(zone, WORKSPACE, footing.links, ready, {"firewallSku": sku})
    storage = ref(footing.resources[STORAGE])
    return replace(
        made,
        outbound_rules=managed_network.rules(zone.frame, wanted, storage, found),
        workspace_keys=tuple(_keys(zone, footing, wanted.customer_managed_key)),
    )


def _keys(zone: Zone, footing: Footing, wanted: CustomerKey | None) -> Iterator[WorkspaceKey]:
    if wanted:
        text = "What the workspace keeps is encrypted with the institution's own key; fixed when it is made."
        why = zone.frame.brief.because(text, (*zone.frame.at, "inference", "customerManagedKey"), source=CMK)
        yield WorkspaceKey(
            identity=footing.links[WORKSPACE_IDENTITY],
            uri=Given("customerKey", "uri", wanted.key_uri, "Address of the key, with its version."),
            vault=Given("customerKey", "vault", wanted.key_vault_id, "Id of the key vault that holds the key."),
            because=(why,),
        )


def _endpoint_rights(zone: Zone, identities: tuple[Identity, ...], target: Resource) -> tuple[Module, ...]:
    """What the endpoints' identity may do in the workspace; granted once that is there."""
    holders = [access.identity_holder(one) for one in identities]
    rows = [(holder, row) for holder in holders for row in access.specs("endpoint", holder.name)]
    scopes = {"workspace": access.Scope(WORKLOAD, target)}
    return access.access_modules(zone.frame, "endpoint", rows, scopes, WORKLOAD, identities)
