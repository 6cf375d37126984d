"""A Databricks workspace: what Azure makes with it, and the cluster policy that a script sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ringfence.blueprint.language.databricks import KEY, Databricks
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.catalog.read import purposes
from ringfence.plan.context.package_context import PackageContext, name_bounds
from ringfence.plan.model.compute import ClusterPolicy, Connector
from ringfence.plan.model.module import Module
from ringfence.plan.model.values import SERVICES, Given, Reason, Resource, length
from ringfence.plan.network.networks import subnet_name
from ringfence.plan.services.data.compute import policies, warehouses
from ringfence.plan.services.hooks import ServiceHooks
from ringfence.plan.services.service import Links, Values

ROOT, STORAGE = "databricks-root", "Microsoft.Storage/storageAccounts"
SYMBOL = "databricks"
INJECTED = "Microsoft Learn databricks/security/network/classic/vnet-inject"


def _values(package: PackageContext, zone: LandingZone) -> Values:
    return {
        "managedResourceGroupId": _managed_group(package),
        "rootStorage": _root_name(package),
        **{
            f"{role}Subnet": Given(SERVICES, f"{SYMBOL}.{role}Subnet", subnet_name(role), "", bounds=length(1, 80))
            for role in purposes()[zone.purpose].job_subnets
        },
    }


def _why(package: PackageContext, zone: LandingZone, _word: str) -> Reason:
    text = f"Landing zone {zone.name} is for Databricks; network and security groups come first."
    return package.context.because(text, (*package.at, KEY), source=INJECTED)


def _complete(package: PackageContext, zone: LandingZone, module: Module, links: Links, _word: str) -> Module:
    """The workspace with what Azure makes beside it, its cluster policies and its warehouses."""
    workspace, *rest = module.services
    makes = (_managed_group(package).value, _root_account(package).value)
    mine, own = zone.databricks or Databricks(), workspace.resource.id
    return replace(
        module,
        services=(replace(workspace, makes=makes), *rest),
        cluster_policies=(_policy(package, zone, workspace.resource, links),),
        compute_policies=tuple(policies(package, mine, own)),
        warehouses=tuple(warehouses(package, mine, own)),
    )


def _makes(package: PackageContext, _zone: LandingZone) -> Mapping[str, Given[str]]:
    """The root account, which has private endpoints of the workspace too."""
    return {STORAGE: _root_account(package)}


def _policy(package: PackageContext, zone: LandingZone, workspace: Resource, links: Links) -> ClusterPolicy:
    """What clusters may be; Databricks keeps it, so that a script sets it after the package is deployed."""
    mine = zone.databricks or Databricks()
    why = package.context.because(
        "Clusters grow and shrink within the room of their subnets, and end when idle.",
        (*package.at, KEY),
        source="Microsoft Learn databricks/admin/clusters/policy-definition",
        check="HND02",
    )
    return ClusterPolicy(
        name=f"{zone.name}-clusters",
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


def _managed_group(package: PackageContext) -> Given[str]:
    """The group that Databricks makes and keeps to itself; it must not exist before."""
    name = package.namer.name("resource-group", KEY)
    group = f"/subscriptions/{package.subscription}/resourceGroups/{name}"
    return Given(SERVICES, f"{SYMBOL}.managedResourceGroupId", group, "Id of the resource group that Databricks makes.")


def _root_name(package: PackageContext) -> Given[str]:
    name, text = package.namer.name(ROOT), "Name of the account that Databricks makes there."
    return Given(SERVICES, f"{SYMBOL}.rootStorage", name, text, bounds=name_bounds(ROOT))


def _root_account(package: PackageContext) -> Given[str]:
    account = f"{_managed_group(package).value}/providers/{STORAGE}/{_root_name(package).value}"
    return Given("", "", account, "Id of the account that Databricks makes.")


HOOKS = ServiceHooks(values=_values, why=_why, complete=_complete, makes=_makes)
