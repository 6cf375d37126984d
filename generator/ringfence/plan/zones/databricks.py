"""The package of a Databricks workspace: its network, its access connector, the workspace, its private endpoints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ringfence.blueprint.language.databricks import Databricks
from ringfence.catalog.read import services
from ringfence.catalog.spec import Service
from ringfence.plan.context.package_context import WORKLOAD, ref
from ringfence.plan.context.services_in_use import back_end_private
from ringfence.plan.cross_zone.job_identities import WORKERS
from ringfence.plan.identity import managed_identities
from ringfence.plan.model.network import VirtualNetwork
from ringfence.plan.model.package import Module
from ringfence.plan.model.services import ClusterPolicy, Connector, Identity
from ringfence.plan.model.values import Given, Ref, Resource
from ringfence.plan.services.service import Links, Wiring, endpoints, plan_service
from ringfence.plan.zones import landing_zone
from ringfence.plan.zones.zone_context import ZoneContext

WEB_AUTHENTICATION = "browser_authentication"
ROOT, STORAGE = "databricks-root", "Microsoft.Storage/storageAccounts"
SETTINGS = "databricksSettings"


def modules(zone: ZoneContext) -> tuple[Module, ...]:
    """Every module of the package."""
    identities = tuple(_identities(zone))
    links: dict[str, Ref | Given[str]] = {one.resource.symbol: ref(one.resource) for one in identities}
    connectors = _connectors(zone, identities)
    net, virtual_network = landing_zone.guarded_network(zone)
    peering = landing_zone.peering(zone, virtual_network)
    links |= {one.resource.symbol: ref(one.resource) for one in connectors.services}
    links |= {"virtualNetwork": ref(virtual_network.resource)}
    workspace = _workspace(zone, links, virtual_network, peering[1].name)
    door = landing_zone.door(zone, virtual_network)
    target = workspace.services[0].resource
    root = {STORAGE: _root_account(zone)}
    return (
        connectors,
        net,
        *peering,
        landing_zone.flow_log(zone, virtual_network),
        workspace,
        endpoints(zone.package, _reached(zone), target, door, root),
        *landing_zone.people(zone, {}),
    )


def _connectors(zone: ZoneContext, identities: tuple[Identity, ...]) -> Module:
    """The module of the identities, and of the access connectors through which Databricks reaches each."""
    links, home = {one.resource.symbol: ref(one.resource) for one in identities}, identities[0].resource.module
    why = zone.package.context.because(f"Landing zone {zone.spec.name} is for Databricks.", zone.package.at)
    found = [
        plan_service(zone.package, spec, WORKLOAD, Wiring(links, {}, zone.sink), why, inside=home)
        for spec in (services()["access-connector"], services()["mlflow-connector"])
        if set(spec.links.values()) <= links.keys()
    ]
    return Module(
        name=home,
        title="Managed identities and access connectors",
        scope=WORKLOAD,
        identities=identities,
        services=tuple(service for one in found for service in one.services),
        diagnostics=tuple(setting for one in found for setting in one.diagnostics),
        locks=tuple(lock for one in found for lock in one.locks),
    )


def _identities(zone: ZoneContext) -> Iterator[Identity]:
    """What Unity Catalog acts as, and what code acts as that uses MLflow of Azure ML, where it does."""
    word, symbol = WORKERS["lake", "databricks"]
    text = "Unity Catalog reads the lake, and the workspace its root account, as this identity."
    yield managed_identities.identity(zone.package, WORKLOAD, symbol, word, text)
    if zone.spec.databricks and zone.spec.databricks.mlflow:
        word, symbol = WORKERS["mlflow", "databricks"]
        text = "Code on clusters uses MLflow of Azure ML as this identity."
        yield managed_identities.identity(zone.package, WORKLOAD, symbol, word, text)


def spec(zone: ZoneContext) -> Service:
    """The service folder of the workspace: with or without back-end private link."""
    return services()["databricks" if back_end_private(zone.spec) else "databricks-front-end"]


def _reached(zone: ZoneContext) -> Service:
    """The service with the private endpoints that this workspace has: one workspace a region carries the sign-in."""
    chosen, mine = spec(zone), zone.spec.databricks or Databricks()
    kept = [one for one in chosen.endpoints if one.group != WEB_AUTHENTICATION or mine.web_authentication]
    return chosen.model_copy(update={"endpoints": tuple(kept)})


def _workspace(zone: ZoneContext, links: Links, network: VirtualNetwork, way_out: str) -> Module:
    """The workspace, once both subnets are guarded and delegated and there is a way out for its nodes."""
    values = {
        "managedResourceGroupId": _managed_group(zone),
        "rootStorage": _root_name(zone),
        **{f"{role}Subnet": _subnet_name(network, role) for role in ("host", "container")},
    }
    why = zone.package.context.because(
        f"Landing zone {zone.spec.name} is for Databricks; network and security groups come first.",
        (*zone.package.at, "databricks"),
        source="Microsoft Learn databricks/security/network/classic/vnet-inject",
    )
    module = plan_service(zone.package, spec(zone), WORKLOAD, Wiring(links, values, zone.sink), why)
    workspace, *rest = module.services
    makes = (_managed_group(zone).value, _root_account(zone).value)
    policies = (_policy(zone, workspace.resource, links),)
    made = replace(workspace, makes=makes)
    return replace(module, services=(made, *rest), cluster_policies=policies, after=(way_out,))


def _policy(zone: ZoneContext, workspace: Resource, links: Links) -> ClusterPolicy:
    """What clusters may be; Databricks keeps it, so that a script sets it after the package is deployed."""
    mine = zone.spec.databricks or Databricks()
    why = zone.package.context.because(
        "Clusters grow and shrink within the room of their subnets, and end when idle.",
        (*zone.package.at, "databricks"),
        source="Microsoft Learn databricks/admin/clusters/policy-definition",
        confirmed=False,
    )
    return ClusterPolicy(
        name=f"{zone.spec.name}-clusters",
        workspace=workspace.id,
        data=Connector(connector=links["connector"].value, identity=links["connectorIdentity"].value),
        mlflow=_for_mlflow(links),
        nodes=mine.nodes,
        sizes=tuple(mine.sizes),
        idle=mine.idle_minutes,
        because=(why,),
    )


def _for_mlflow(links: Links) -> Connector | None:
    connector, identity = links.get("mlflowConnector"), links.get("mlflowIdentity")
    return Connector(connector=connector.value, identity=identity.value) if connector and identity else None


def _subnet_name(network: VirtualNetwork, role: str) -> Given[str]:
    subnet = next(one for one in network.subnets if one.role == role)
    return Given(SETTINGS, f"{role}Subnet", str(subnet.name), f"Name of the subnet of its {role}s.")


def _managed_group(zone: ZoneContext) -> Given[str]:
    """The group that Databricks makes and keeps to itself; it must not exist before."""
    name = zone.package.namer.name("resource-group", "databricks")
    group = f"/subscriptions/{zone.package.subscription}/resourceGroups/{name}"
    return Given(SETTINGS, "managedResourceGroupId", group, "Id of the resource group that Databricks makes.")


def _root_name(zone: ZoneContext) -> Given[str]:
    name = zone.package.namer.name(ROOT)
    return Given(SETTINGS, "rootStorage", name, "Name of the account that Databricks makes there.")


def _root_account(zone: ZoneContext) -> Given[str]:
    account = f"{_managed_group(zone).value}/providers/{STORAGE}/{_root_name(zone).value}"
    return Given(SETTINGS, "rootStorageId", account, "Id of the account that Databricks makes.")
