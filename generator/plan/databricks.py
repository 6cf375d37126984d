"""The package of a Databricks workspace: its network, its access connector, the workspace, its private endpoints."""

from __future__ import annotations

from dataclasses import replace

from generator.blueprint.databricks import Databricks
from generator.catalog.read import services
from generator.catalog.spec import Service
from generator.plan import access, landing_zone
from generator.plan.choice import back_end_private
from generator.plan.frame import ref
from generator.plan.landing_zone import WORKLOAD, Zone
from generator.plan.model.network import VirtualNetwork
from generator.plan.model.package import Module
from generator.plan.model.services import ClusterPolicy
from generator.plan.model.values import Given, Ref, Resource
from generator.plan.services.service import Links, Wiring, endpoints, plan_service
from generator.plan.workers import WORKERS

CONNECTOR, WEB_AUTHENTICATION = "access-connector", "browser_authentication"
ROOT, STORAGE = "databricks-root", "Microsoft.Storage/storageAccounts"
SETTINGS = "databricksSettings"


def modules(zone: Zone) -> tuple[Module, ...]:
    """Every module of the package."""
    word, symbol = WORKERS["databricks"]
    text = "Unity Catalog reads the lake, and the workspace its root account, as this identity."
    identity = access.identity(zone.frame, WORKLOAD, symbol, word, text)
    links: dict[str, Ref | Given[str]] = {symbol: ref(identity.resource)}
    why = zone.frame.brief.because(f"Landing zone {zone.spec.name} is for Databricks.", zone.frame.at)
    connector = plan_service(zone.frame, services()[CONNECTOR], WORKLOAD, Wiring(links, {}, zone.sink), why)
    net, virtual_network = landing_zone.virtual_network(zone)
    peering = landing_zone.peering(zone, virtual_network)
    links |= {"connector": ref(connector.services[0].resource), "virtualNetwork": ref(virtual_network.resource)}
    workspace = _workspace(zone, links, virtual_network, peering[1].name)
    door = landing_zone.door(zone, virtual_network)
    target = workspace.services[0].resource
    root = {STORAGE: _root_account(zone)}
    return (
        Module(name="identities", title="Managed identities", scope=WORKLOAD, identities=(identity,)),
        connector,
        net,
        *peering,
        landing_zone.flow_log(zone, virtual_network),
        workspace,
        endpoints(zone.frame, _reached(zone), target, door, root),
        *landing_zone.people(zone, {}),
    )


def spec(zone: Zone) -> Service:
    """The service folder of the workspace: with or without back-end private link."""
    return services()["databricks" if back_end_private(zone.spec) else "databricks-front-end"]


def _reached(zone: Zone) -> Service:
    """The service with the private endpoints that this workspace has: one workspace a region carries the sign-in."""
    chosen, mine = spec(zone), zone.spec.databricks or Databricks()
    kept = [one for one in chosen.endpoints if one.group != WEB_AUTHENTICATION or mine.web_authentication]
    return chosen.model_copy(update={"endpoints": tuple(kept)})


def _workspace(zone: Zone, links: Links, network: VirtualNetwork, way_out: str) -> Module:
    """The workspace, once both subnets are guarded and delegated and there is a way out for its nodes."""
    values = {
        "managedResourceGroupId": _managed_group(zone),
        "rootStorage": _root_name(zone),
        **{f"{role}Subnet": _subnet_name(network, role) for role in ("host", "container")},
    }
    why = zone.frame.brief.because(
        f"Landing zone {zone.spec.name} is for Databricks; network and security groups come first.",
        (*zone.frame.at, "databricks"),
        source="Microsoft Learn databricks/security/network/classic/vnet-inject",
    )
    module = plan_service(zone.frame, spec(zone), WORKLOAD, Wiring(links, values, zone.sink), why)
    workspace, *rest = module.services
    makes = (_managed_group(zone).value, _root_account(zone).value)
    policies = (_policy(zone, workspace.resource, links),)
    made = replace(workspace, makes=makes)
    return replace(module, services=(made, *rest), cluster_policies=policies, after=(way_out,))


def _policy(zone: Zone, workspace: Resource, links: Links) -> ClusterPolicy:
    """What clusters may be; Databricks keeps it, so that a script sets it after the package is deployed."""
    mine = zone.spec.databricks or Databricks()
    why = zone.frame.brief.because(
        "Clusters grow and shrink within the room of their subnets, and end when idle.",
        (*zone.frame.at, "databricks"),
        source="Microsoft Learn databricks/admin/clusters/policy-definition",
        confirmed=False,
    )
    return ClusterPolicy(
        name=f"{zone.spec.name}-clusters",
        workspace=workspace.id,
        connector=links["connector"].value,
        identity=links["connectorIdentity"].value,
        nodes=mine.nodes,
        sizes=tuple(mine.sizes),
        idle=mine.idle_minutes,
        because=(why,),
    )


def _subnet_name(network: VirtualNetwork, role: str) -> Given[str]:
    subnet = next(one for one in network.subnets if one.role == role)
    return Given(SETTINGS, f"{role}Subnet", str(subnet.name), f"Name of the subnet of its {role}s.")


def _managed_group(zone: Zone) -> Given[str]:
    """The group that Databricks makes and keeps to itself; it must not exist before."""
    name = zone.frame.namer.name("resource-group", "databricks")
    group = f"/subscriptions/{zone.frame.subscription}/resourceGroups/{name}"
    return Given(SETTINGS, "managedResourceGroupId", group, "Id of the resource group that Databricks makes.")


def _root_name(zone: Zone) -> Given[str]:
    name = zone.frame.namer.name(ROOT)
    return Given(SETTINGS, "rootStorage", name, "Name of the account that Databricks makes there.")


def _root_account(zone: Zone) -> Given[str]:
    account = f"{_managed_group(zone).value}/providers/{STORAGE}/{_root_name(zone).value}"
    return Given(SETTINGS, "rootStorageId", account, "Id of the account that Databricks makes.")
