"""A Synapse workspace: its default container, who administers it, what Azure makes with it, encryption of its pools."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ringfence.blueprint.language.lake import DataLake
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.options import inner, text
from ringfence.catalog.read import services
from ringfence.catalog.tables import private_links
from ringfence.plan.context.package_context import GROUP, PackageContext, name_bounds
from ringfence.plan.cross_zone.lakes_reached import Account, lakes_reached
from ringfence.plan.cross_zone.workspace_containers import WorkspaceContainer, container_of
from ringfence.plan.model import services as model
from ringfence.plan.model.identifiers import camel
from ringfence.plan.model.module import Module
from ringfence.plan.model.rows.bounds import LINE
from ringfence.plan.model.values import SERVICES, Given, Texts, length
from ringfence.plan.rules.endpoint_hosts import LAKE
from ringfence.plan.services.hooks import ServiceHooks
from ringfence.plan.services.service import Links, Values, Wiring, child

KIND = SYMBOL = "synapse"
FILES = "dfs"
TENANTS = "properties.managedVirtualNetworkSettings.allowedAadTenantIdsForLinking"
ORDER = "Azure-Samples/modern-data-warehouse-dataops#778"


def default_container(package: PackageContext, zone: LandingZone) -> tuple[WorkspaceContainer, Account]:
    """The container of the workspace and the account that keeps it; the rules of the blueprint see to both."""
    spec = zone.workload
    index = next(at for at, one in enumerate(package.context.blueprint.landing_zones) if one.name == zone.name)
    lakes = {one.name: one.data_lake for one in package.context.blueprint.landing_zones if one.data_lake}
    wanted = text(spec, "lake")
    container = container_of(lakes.get(wanted, DataLake()), zone, index)
    reached = next(lake for lake in lakes_reached(package) if lake.of.zone == wanted)
    return container, next(one for one in reached.accounts if one.word == container.account)


def _values(package: PackageContext, zone: LandingZone) -> Values:
    container, account = default_container(package, zone)
    (host,) = private_links()[services()[LAKE].type, FILES].public(package.context.blueprint.institution.cloud)
    url = f"https://{account.name.value}.{host}"
    text_of = "Default container, which the lake's package makes."
    return {
        "lakeId": account.id,
        "lakeUrl": Given(SERVICES, f"{SYMBOL}.lakeUrl", url, "Address of the account with the default container."),
        "filesystem": Given(SERVICES, f"{SYMBOL}.filesystem", container.name, text_of, bounds=length(3, 63)),
        "managedResourceGroupName": _managed_group(package),
        **_administrators(zone),
    }


def _administrators(zone: LandingZone) -> dict[str, Given[str]]:
    """The group that administers SQL, by its name and object id."""
    group = inner(zone.workload, "administrators")
    name, own = text(group, "group"), text(group, "objectId").lower()
    said, told = "Group that administers SQL pools, by name.", "The same group for Entra ID."
    return {
        "administratorsName": Given(SERVICES, f"{SYMBOL}.administrators.group", name, said, bounds=LINE),
        "administratorsId": Given(
            SERVICES, f"{SYMBOL}.administrators.objectId", own, told, bounds=length(len(own), len(own))
        ),
    }


def _managed_group(package: PackageContext) -> Given[str]:
    """The group that Synapse makes and keeps to itself; it must not exist before."""
    name = package.namer.name(GROUP, SYMBOL)
    told = "Resource group that Synapse makes."
    return Given(SERVICES, f"{SYMBOL}.managedResourceGroup", name, told, bounds=name_bounds(GROUP))


def _complete(package: PackageContext, zone: LandingZone, module: Module, _links: Links, _word: str) -> Module:
    """The workspace with the tenants it may be linked to, its administrator, and the encryption of its pools."""
    workspace, *rest = module.services
    group = f"/subscriptions/{package.subscription}/resourceGroups/{_managed_group(package).value}"
    tenants = Texts(
        field=f"{SYMBOL}.tenants",
        values=tuple(str(one).lower() for one in getattr(zone.workload, "tenants", ())),
        text="Further Entra tenants whose resources the workspace may be linked to.",
    )
    whole = replace(workspace, makes=(group,), lists={TENANTS: tenants})
    return replace(module, services=(whole, _administrator(package, zone, workspace), *_encrypted(package, rest)))


def _administrator(package: PackageContext, zone: LandingZone, workspace: model.Service) -> model.Service:
    at = (*package.at, zone.workload_key, "administrators")
    why = package.context.because("A group administers SQL; it comes before sign-in by Entra alone.", at, source=ORDER)
    wiring = Wiring({}, {"tenant": package.tenant, **_administrators(zone)}, None)
    kind, name = "synapse-administrator", "activeDirectory"
    return child(package, services()[KIND], kind, workspace.resource, name, why, "synapseAdministrator", wiring)


def _encrypted(package: PackageContext, parts: list[model.Service]) -> Iterator[model.Service]:
    """The parts of the workspace, each dedicated SQL pool with its encryption behind it."""
    for part in parts:
        yield part
        if part.resource.kind == "synapse-sql-pool":
            symbol = camel(part.resource.symbol, "encryption")
            kind, why = "synapse-sql-encryption", part.resource.because[0]
            yield child(package, services()[KIND], kind, part.resource, "current", why, symbol)


HOOKS = ServiceHooks(values=_values, complete=_complete)
