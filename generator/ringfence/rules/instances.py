"""DSG63: the owner of a compute instance may use the workspace's storage account before the instance is made.

The account has no keys, and an instance mounts its file share as the owner.
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.order import before
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.services import USER
from ringfence.rules.finding import finding

ACCOUNT = "storage"
ROLES = ("Storage Blob Data Contributor", "Storage File Data Privileged Contributor")


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every instance, by the object id of its owner."""
    for package, module in modules(plan):
        if module.instances:
            earlier = before(package, module)
            for instance in module.instances:
                held = _held(package, instance.user, earlier)
                for role in (role for role in ROLES if role not in held):
                    name = str(instance.resource.name)
                    message = f"the owner of instance {name} is not {role} on the workspace's account before it is made"
                    yield finding("DSG63", message, instance.resource.because, path=package.name, value=role)


def _held(package: Package, person: str, earlier: frozenset[str]) -> set[str]:
    """The roles of a person on the workspace's account that these modules assign."""
    accounts = {s.resource.id for m in package.modules for s in m.services if s.resource.kind == ACCOUNT}
    grants = (grant for module in package.modules if module.name in earlier for grant in module.grants)
    return {
        grant.role
        for grant in grants
        if grant.principal_type == USER and grant.principal.value == person and grant.scope_id in accounts
    }
