"""Roles of the institution: their ids and names in role assignments, and the module that defines them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ringfence.blueprint.language.features import role_given
from ringfence.catalog.custom_roles import CustomRole, custom_roles
from ringfence.plan.context import placement
from ringfence.plan.context.arm_guid import arm_guid
from ringfence.plan.context.blueprint_context import BlueprintContext
from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.model.module import SUBSCRIPTION, Module
from ringfence.plan.model.package import Package
from ringfence.plan.model.services import RoleDefinition
from ringfence.plan.model.values import Given

MODULE, KIND = "custom-roles", "role-definition"
SOURCE = "azure-docs role-based-access-control/custom-roles.md"


@dataclass(frozen=True, slots=True)
class Named:
    """A role of the institution in a plan: its row, its display name, its id, and whether the blueprint gave that."""

    spec: CustomRole
    name: str
    id: Given[str]
    given: bool


def named(context: BlueprintContext, role: str) -> Named | None:
    """The role of the institution that a role assignment calls `role`; None when that is a role of Azure.

    A role has one id in a tenant, so it is made of what the tenant knows it by: where it is defined, and its name.
    """
    spec = custom_roles().get(role)
    if spec is None:
        return None
    blueprint = context.blueprint
    name, own = spec.called(blueprint.institution.code), role_given(blueprint.roles, role)
    home = f"/subscriptions/{placement.subscription(blueprint, blueprint.hub.subscription)}"
    value = own or arm_guid(home, name)
    return Named(spec, name, Given("customRoles", role, value, f"Id of the role {name}."), bool(own))


def definitions(package: PackageContext, others: Iterable[Package]) -> Iterator[Module]:
    """The module of the roles that other packages assign and the blueprint does not give; none without any.

    A role can be assigned in the subscriptions that it lists. Source: azure-docs
    role-based-access-control/custom-roles.md, custom role properties.
    """
    used: dict[str, set[str]] = {}
    for other in others:
        for module in other.modules:
            for grant in module.grants:
                if grant.custom is not None:
                    used.setdefault(grant.custom.field, set()).add("/".join(grant.scope_id.split("/")[:3]))
    found = [(one, used[role]) for role in custom_roles() if role in used and (one := named(package.context, role))]
    rows = tuple(_definition(package, one, scopes) for one, scopes in found if not one.given)
    if rows:
        yield Module(
            name=MODULE,
            title="Roles of the institution",
            scope=SUBSCRIPTION,
            role_definitions=rows,
        )


def _definition(package: PackageContext, role: Named, scopes: set[str]) -> RoleDefinition:
    spec = role.spec
    why = package.context.because_of(spec, "No role of Azure is as narrow.", ("roles", spec.role))
    home = f"/subscriptions/{package.subscription}"
    return RoleDefinition(
        resource=package.resource(KIND, MODULE, "roles", role.id.value, home, why, location=""),
        role=spec.role,
        name=role.name,
        description=spec.does,
        actions=spec.actions,
        data_actions=spec.data_actions,
        scopes=tuple(sorted(scopes)),
    )
