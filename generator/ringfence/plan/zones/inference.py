"""What a workspace for inference is given: its managed network's ways out, its key, clusters and endpoints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ringfence.blueprint.language.inference import KEY, CustomerKey, Inference
from ringfence.catalog.read import services
from ringfence.catalog.tables import customer_key
from ringfence.plan.context.package_context import WORKLOAD, ref
from ringfence.plan.cross_zone import reached
from ringfence.plan.model.inference.endpoints import WorkspaceKey
from ringfence.plan.model.module import Module
from ringfence.plan.model.values import Given, Resource, plain
from ringfence.plan.services import managed_network
from ringfence.plan.services.batch import plan_batch
from ringfence.plan.services.compute import plan_compute
from ringfence.plan.services.data.datastores import plan_datastores
from ringfence.plan.services.managed_endpoints import with_endpoints
from ringfence.plan.services.online import plan_online
from ringfence.plan.services.score_store import plan_scores
from ringfence.plan.services.scoring_code import plan_code
from ringfence.plan.services.served import AssetSource
from ringfence.plan.zones.hooks import PurposeHooks
from ringfence.plan.zones.prerequisites import Prerequisites
from ringfence.plan.zones.zone_context import ZoneContext

WORKSPACE_IDENTITY, ENDPOINT_IDENTITY = "workspaceIdentity", "endpointIdentity"
CMK = "azure-ai-docs machine-learning/how-to-setup-customer-managed-keys.md"


def _wanted(zone: ZoneContext) -> Inference:
    return zone.spec.inference or Inference()


def _across(zone: ZoneContext, parts: Prerequisites) -> Iterable[Module]:
    """What its identities may do with a registry, with lakes and with a key that other packages make, or none."""
    found = reached.reached(zone.package)
    jobs = parts.identity(zone.purpose.identity_for("lake"))
    return reached.rights(zone.package, _wanted(zone), found, parts.identities, jobs)


def _complete(zone: ZoneContext, parts: Prerequisites, made: Module) -> Module:
    """The workspace with the list of what its network lets out; that network is made with it."""
    wanted = _wanted(zone)
    others = managed_network.endpoints(zone.package, reached.reached(zone.package))
    made = with_endpoints(zone.package, services()[made.services[0].resource.kind], made, others)
    rules = (*made.outbound_rules, *managed_network.hosts(zone.package, wanted))
    return replace(
        made,
        outbound_rules=tuple(sorted(rules, key=lambda rule: rule.name)),
        workspace_keys=tuple(_keys(zone, parts, wanted.customer_managed_key)),
    )


def _keys(zone: ZoneContext, parts: Prerequisites, wanted: CustomerKey | None) -> Iterator[WorkspaceKey]:
    if wanted:
        text = "What the workspace keeps is encrypted with the institution's own key; fixed when it is made."
        why = zone.package.context.because(text, (*zone.package.at, KEY, "customerManagedKey"), source=CMK)
        other = customer_key()
        yield WorkspaceKey(
            identity=ref(parts.identity(WORKSPACE_IDENTITY).resource),
            uri=Given("customerKey", "uri", wanted.key_uri, "Address of the key, with its version."),
            vault=Given("customerKey", "vault", wanted.key_vault_id, "Id of the key vault that holds the key."),
            application=other.application,
            application_id=other.ids[zone.package.context.blueprint.institution.cloud],
            role=other.role,
            because=(why,),
        )


def _after(zone: ZoneContext, parts: Prerequisites, lead: Resource, started: tuple[str, ...]) -> Iterator[Module]:
    """What runs in the managed network: clusters, which also build images, code, then the endpoints."""
    yield from plan_datastores(zone.package, lead)
    wanted = _wanted(zone)
    models = reached.reached(zone.package).models
    source = AssetSource(models.name if models else "", lead)
    clusters = plan_compute(zone.package, WORKLOAD, zone.spec, lead, parts.links, started)
    yield clusters
    account = parts.resource("storage")
    yield from plan_scores(zone.package, lead, account) if account else ()
    code = [plan_code(zone.package, wanted, lead, account, started)] if account else []
    yield from code
    ready = (*started, clusters.name, *(module.name for module in code if module.code_versions))
    if wanted.online:
        identity = parts.identity(ENDPOINT_IDENTITY).resource
        yield plan_online(zone.package, wanted.online, source, identity, zone.sink, ready)
    if wanted.batch:
        known = {plain(cluster.resource.name): ref(cluster.resource) for cluster in clusters.clusters}
        yield plan_batch(zone.package, wanted.batch, source, known, ready)


HOOKS = PurposeHooks(across=_across, complete=_complete, after=_after)
