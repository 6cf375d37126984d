"""A Foundry project on the account of language models: the project, its connection to storage, and who works in it."""

from __future__ import annotations

from dataclasses import replace

from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.catalog.read import services
from ringfence.catalog.tables import private_links
from ringfence.plan.context.package_context import WORKLOAD, PackageContext, ref
from ringfence.plan.identity import role_assignments
from ringfence.plan.model.module import Module
from ringfence.plan.model.values import SERVICES, SOME, Given, Resource, plain
from ringfence.plan.services.service import Wiring, child

ACCOUNT, KIND, CONNECTION = "language-model", "foundry-project", "project-connection"
STORAGE = "storage"


def with_project(package: PackageContext, zone: LandingZone, account: Module) -> Module:
    """The module of the account, with the connection and the role assignments of its project, where it has one."""
    project = next((one.resource for one in account.services if one.resource.kind == KIND), None)
    if project is None:
        return account
    at = (*package.at, "services", "languageModel", "project")
    why = package.context.because("The project knows the landing zone's own account of storage.", at, check="HND51")
    wiring = Wiring({STORAGE: ref(_storage(package))}, {"storageHost": _host(package)}, None)
    connection = child(package, services()[ACCOUNT], CONNECTION, project, STORAGE, why, "projectStorage", wiring)
    scope = role_assignments.Scope(WORKLOAD, project)
    rows = [each for each in role_assignments.people(package, zone.purpose) if each[1].on == KIND]
    grants = role_assignments.by_symbol(role_assignments.grant(package, account.name, *row, scope) for row in rows)
    return replace(account, services=(*account.services, connection), grants=grants)


def _storage(package: PackageContext) -> Resource:
    """The account of the landing zone, as its own module declares it."""
    name = package.given(SERVICES, "storage.name", STORAGE)
    return package.resource(STORAGE, STORAGE, STORAGE, name, WORKLOAD)


def _host(package: PackageContext) -> Given[str]:
    cloud = package.context.blueprint.institution.cloud
    (domain,) = private_links()[services()[STORAGE].type, "blob"].public(cloud)
    address = f"https://{plain(_storage(package).name)}.{domain}/"
    text = "Address of the blobs that the project knows."
    return Given(SERVICES, "languageModel.storageHost", address, text, bounds=SOME)
