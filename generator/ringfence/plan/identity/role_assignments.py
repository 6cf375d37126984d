"""Who may do what: the grants of identities and of personas, each with its role, scope and reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from ringfence.blueprint.language.access import Access
from ringfence.blueprint.language.data.purview import Purview
from ringfence.blueprint.language.mlops.placed import promotes, releases
from ringfence.catalog.grants import GrantSpec, grants
from ringfence.catalog.read import kinds
from ringfence.catalog.tables import role_id
from ringfence.plan.context.arm_guid import arm_guid
from ringfence.plan.context.blueprint_context import BLUEPRINT, Path
from ringfence.plan.context.package_context import WORKLOAD, PackageContext, existing, ref
from ringfence.plan.identity import custom_roles
from ringfence.plan.identity.conditions import on_containers
from ringfence.plan.model.identifiers import camel, unlike
from ringfence.plan.model.module import SUBSCRIPTION, Module
from ringfence.plan.model.services import Existing, Grant, Identity
from ringfence.plan.model.values import Given, Ref, Resource

TITLES = {
    "identity": "Rights of identities",
    "workspace": "Rights on the workspace and its services: of its identities, of people, of jobs elsewhere",
    "persona": "Rights of people",
    "pipeline": "Rights of pipelines",
}
"""What a module of grants is called, by stage."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a grant may be on: a resource, or (resource None) a resource group, by symbol."""

    group: str
    resource: Resource | None = None


PURVIEW = "purview"
"""The holder of scans, and the parameter that has its object id."""
Scopes: TypeAlias = Mapping[str, tuple[Scope, ...]]
"""What role assignments of a package may be on, by the name under which folders know it."""
Placed: TypeAlias = "tuple[Holder, GrantSpec, Scope]"
"""Who holds which role on what."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a grant: an identity of the package, or an Entra group by object id, with the institution's reason."""

    name: str
    principal: Ref | Given[str]
    kind: str
    value: str
    at: Path
    reason: str = ""


def identity_holder(identity: Identity) -> Holder:
    """An identity as the holder of grants."""
    resource = identity.resource
    return Holder(resource.symbol, ref(resource), "ServicePrincipal", resource.id, ())


def group_holder(access: Access, at: Path) -> Holder:
    """An Entra group as the holder of grants."""
    given = Given("access", access.group, access.object_id.lower(), "")
    return Holder(access.group, given, "Group", access.object_id.lower(), at, access.reason or "")


def purview_holder(account: Purview, at: Path) -> Holder:
    """The managed identity of the institution's Purview account as the holder of grants."""
    own = account.object_id.lower()
    given = Given(PURVIEW, "", own, "Object id of the managed identity of the institution's Purview account.")
    return Holder(PURVIEW, given, "ServicePrincipal", own, at)


def foreign_holder(symbol: str, identity: str, at: Path) -> Holder:
    """An identity of another package as the holder of grants; `symbol` is what the module calls it."""
    return Holder(symbol, Ref(module="", symbol=symbol, value=identity), "ServicePrincipal", identity, at)


def specs(stage: str, holder: str) -> Iterable[GrantSpec]:
    """The role assignments of a holder (an identity's symbol or a persona) in a stage."""
    return (row for row in grants() if row.stage == stage and row.holder == holder)


def by_symbol(grants: Iterable[Grant]) -> tuple[Grant, ...]:
    """Grants in order of their symbols, so that no order of tables or folders shows; no two have one symbol.

    Groups `risk-1` and `risk1` would have: names keep hyphens, and symbols do not. A role that two personas of a group
    bring is assigned once.
    """
    found: dict[str, Grant] = {}
    once = {each.resource.id: each for each in grants}
    for grant in sorted(once.values(), key=lambda each: (each.resource.symbol, each.resource.id)):
        symbol = unlike(grant.resource.symbol, found)
        found[symbol] = replace(grant, resource=replace(grant.resource, symbol=symbol))
    return tuple(found.values())


def of_identities(identities: Iterable[Identity], scopes: Scopes, *, kinds: Collection[str]) -> list[Placed]:
    """What identities of the package may do on these scopes; `kinds` are the services whose folders count."""
    holders = [identity_holder(one) for one in identities]
    rows = [(holder, row) for holder in holders for row in specs("identity", holder.name) if row.of in kinds]
    return placed(rows, scopes)


def placed(wanted: Iterable[tuple[Holder, GrantSpec]], scopes: Scopes) -> list[Placed]:
    """The roles with what they are on; rows whose scope the package does not have are left out."""
    return [(holder, row, scope) for holder, row in wanted for scope in scopes.get(row.on, ())]


def access_modules(
    package: PackageContext,
    stage: str,
    wanted: Sequence[Placed],
    main_group: str,
    identities: Iterable[Identity] = (),
    others: Iterable[Existing] = (),
    *,
    name: str = "",
) -> tuple[Module, ...]:
    """One module a resource group with the grants on it.

    `identities` are holders of the package itself, `others` those of other packages. `name` is that of the module for
    `main_group`, when not `<stage>-access`; what is declared in a module of that name is not named there once more.
    """
    groups = sorted({scope.group for _, _, scope in wanted}, key=lambda group: (group != main_group, group))
    named = {i.resource.symbol: i.resource for i in identities}
    modules = []
    for group in groups:
        own = name or f"{stage}-access"
        module = (
            own if group == main_group else f"{own}-{camel(group.removesuffix('()').removesuffix('Group')).lower()}"
        )
        here = [each for each in wanted if each[2].group == group]
        resources = [each for each in _named(here, named) if each.module != module]
        modules.append(
            Module(
                name=module,
                title=TITLES[stage],
                scope=group,
                gives="rights are there before they are needed",
                after=tuple(dict.fromkeys(resource.module for resource in resources)),
                existing=(*(_known(package, group, each) for each in resources), *others),
                grants=by_symbol(grant(package, module, *each) for each in here),
            )
        )
    return tuple(modules)


def _known(package: PackageContext, group: str, resource: Resource) -> Existing:
    """A resource as a module in a group names it; one on the subscription also says in which group it is."""
    known = existing(resource)
    if group != SUBSCRIPTION:
        return known
    return replace(known, group=package.groups[WORKLOAD])


def _named(rows: Iterable[Placed], identities: Mapping[str, Resource]) -> list[Resource]:
    """The resources that the grants of a module name: their scopes and their identities."""
    resources = {scope.resource.symbol: scope.resource for _, _, scope in rows if scope.resource is not None}
    resources |= {holder.name: identities[holder.name] for holder, _, _ in rows if holder.name in identities}
    return [resource for _, resource in sorted(resources.items())]


def grant(package: PackageContext, module: str, holder: Holder, row: GrantSpec, scope: Scope) -> Grant:
    """One role assignment; its name is the same whenever holder, role and scope are."""
    target = scope.resource
    scope_id = target.id if target else package.group_id(scope.group)
    why = [package.context.because_of(row, row.why, holder.at or package.at)]
    if holder.reason:
        why.append(package.context.because(holder.reason, holder.at, source=BLUEPRINT))
    own = custom_roles.named(package.context, row.role)
    held = own.id.value if own else role_id(row.role)
    name = arm_guid(scope_id, holder.value, held)
    spec = kinds()["role-assignment"]
    symbol = camel(holder.name, row.role, "on", target.symbol if target else scope.group.removesuffix("()"))
    return Grant(
        resource=package.extension(spec.kind, module, symbol, name, scope_id, *why),
        scope=ref(target) if target else None,
        scope_kind=target.symbol if target else scope.group.removesuffix("()"),
        scope_id=scope_id,
        principal=holder.principal,
        principal_name=holder.name,
        principal_type=holder.kind,
        role=own.name if own else row.role,
        role_id=held,
        description=row.why,
        custom=own.id if own else None,
        containers=row.containers,
        condition=on_containers(own.spec.data_actions, row.containers) if own and row.containers else "",
    )


def people(package: PackageContext, purpose: str = "") -> list[tuple[Holder, GrantSpec]]:
    """The grants of every Entra group that applies to a package (`connectivity`, or a landing zone for this purpose),
    group by group.
    """
    found = []
    blueprint, zone = package.context.blueprint, package.name
    promoted, released = promotes(blueprint, zone), releases(blueprint, zone)
    for index, access in sorted(enumerate(blueprint.access), key=lambda row: row[1].group):
        if package.name == "connectivity" or not access.landing_zones or package.name in access.landing_zones:
            holder = group_holder(access, ("access", index))
            held = (row for persona in sorted(access.personas) for row in _held(persona, purpose))
            there = (row for row in held if row.promoted in (None, promoted) and row.released in (None, released))
            found += [(holder, row) for row in there]
    return found


def _held(persona: str, purpose: str) -> Iterable[GrantSpec]:
    """What a persona holds in packages for a purpose."""
    return (row for row in specs("persona", persona) if not row.purposes or purpose in row.purposes)
