"""DSG63 and DSG64: the storage account of a workspace serves the owners of its instances, and pages of the studio.

The account has no keys, and an instance mounts its file share as the owner. Pages of the studio call the account from
the browser, which asks its CORS rules first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.order import before
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.services import USER, Service
from ringfence.rules.finding import finding

ACCOUNT, SERVED = "storage", ("storage-blobs", "storage-files")
ORIGINS = "properties.cors.corsRules[0].allowedOrigins"
ROLES = ("Storage Blob Data Contributor", "Storage File Data Privileged Contributor")


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every instance, by the object id of its owner, and every account of a workspace."""
    for package, module in modules(plan):
        for service in module.services:
            if service.resource.kind in SERVED and not _opens(service):
                message = f"{service.resource.id.split('/')[-3]} has no CORS rule for the studio's pages alone"
                yield finding(
                    "DSG64", message, service.resource.because, path=package.name, value=service.resource.kind
                )
        if module.instances:
            earlier = before(package, module)
            for instance in module.instances:
                held = _held(package, instance.user, earlier)
                for role in (role for role in ROLES if role not in held):
                    name = str(instance.resource.name)
                    message = f"the owner of instance {name} is not {role} on the workspace's account before it is made"
                    yield finding("DSG63", message, instance.resource.because, path=package.name, value=role)


def _opens(service: Service) -> bool:
    """Whether pages of named hosts may call a service, and no others."""
    found = [origin for one in service.properties if one.path == ORIGINS for origin in _texts(one.value)]
    return bool(found) and all(re.fullmatch(r"https://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+", origin) for origin in found)


def _texts(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _held(package: Package, person: str, earlier: frozenset[str]) -> set[str]:
    """The roles of a person on the workspace's account that these modules assign."""
    accounts = {s.resource.id for m in package.modules for s in m.services if s.resource.kind == ACCOUNT}
    grants = (grant for module in package.modules if module.name in earlier for grant in module.grants)
    return {
        grant.role
        for grant in grants
        if grant.principal_type == USER and grant.principal.value == person and grant.scope_id in accounts
    }
