"""DSG11, DSG12, DSG72: no role assignment gives Owner, Contributor or a role that assigns roles; each is described; the
workspace is administered by its identity on the resources that it uses and on no group.
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.catalog.tables import forbidden_roles, role_id
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.package import Plan, modules
from ringfence.rules.finding import finding

ADMINISTRATOR = "Azure AI Administrator"
"""What stands in for Contributor, and may rewrite vaults, storage accounts and accounts of language models."""


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every role assignment, by the id of its role."""
    forbidden = {role_id(role): role for role in forbidden_roles()}
    for package, module in modules(plan):
        for grant in module.grants:
            path = f"{package.name}/{grant.resource.symbol}"
            if grant.role_id in forbidden:
                message = f"{grant.principal_name} would get {forbidden[grant.role_id]}"
                yield finding("DSG11", message, grant.resource.because, path=path, value=grant.role)
            if grant.role == ADMINISTRATOR and grant.scope_id.rsplit("/", 2)[-2] == "resourceGroups":
                message = f"{grant.principal_name} would hold {grant.role} on everything in a resource group"
                yield finding("DSG72", message, grant.resource.because, path=path, value=grant.scope_id)
            if not grant.description or not grant.principal_type:
                message = f"grant {path} has no description or no type of principal"
                yield finding("DSG12", message, grant.resource.because, path=path)
