"""DSG50 to DSG52: who may act as an identity without holding it, and what is known of the roles that decide it.

A workspace runs what its users send, write and register as its own identities. A holder who may submit a job, change
code or images, or replace a deployment has the rights of those identities. Only who the plan lists may.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from ringfence.catalog.tables import (
    Permissions,
    WayToAct,
    artefact_containers,
    forbidden_roles,
    role_actions,
    role_id,
    ways_to_act,
)
from ringfence.diagnostics import Diagnostic
from ringfence.plan.identity.conditions import on_containers
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.services import Grant
from ringfence.plan.model.values import Given, Ref
from ringfence.rules.finding import finding

WORKSPACE = "microsoft.machinelearningservices/workspaces"
SOURCE = "azure-ai-docs machine-learning/concept-enterprise-security.md"
_NAMED = re.compile(r"containers:name\] String(?:Equals|Like) '([^']+)'")
_CONTAINER = "/blobservices/default/containers/"


@dataclass(frozen=True, slots=True)
class Assignment:
    """A role assignment as the walk takes it: who holds which role on what, by ids, and its condition."""

    principal: str
    role: str
    scope: str
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A way that a role assignment opens: what its holder may do to which workspace, and as which identity it acts."""

    what: str
    workspace: str
    identity: str


@dataclass(frozen=True, slots=True)
class _Workspace:
    """A workspace with what its users may act through: its storage and registry, and its identities by use."""

    id: str
    storage: str
    registry: str
    identities: Mapping[str, frozenset[str]]

    def on(self, what: str) -> str:
        """The id of the workspace itself, of its storage account or of its registry."""
        return {"workspace": self.id, "storage": self.storage, "registry": self.registry}[what]


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every role assignment of the plan: its role is known, can be assigned there, and opens listed ways only."""
    walk = Walk(plan)
    refused = {role_id(role) for role in forbidden_roles()}
    for package, module in modules(plan):
        for grant in module.grants:
            if grant.role_id in refused:
                continue  # DSG11 says that
            path = f"{package.name}/{grant.resource.symbol}"
            if not walk.knows(grant.role_id):
                message = (
                    f"nothing is known of what {grant.role} allows, so nothing is proven about {grant.principal_name}"
                )
                yield finding("DSG52", message, grant.resource.because, path=path, value=grant.role)
            if not walk.assignable(grant.role_id, grant.scope_id):
                message = (
                    f"{grant.role} cannot be assigned on {grant.scope_id}: no package defines it for that subscription"
                )
                yield finding("DSG51", message, grant.resource.because, path=path, value=grant.role)
            for way in walk.ways(_assignment(grant)):
                message = f"{grant.principal_name} could {told(way)}, by {grant.role} on {grant.scope_kind}"
                yield finding("DSG50", message, grant.resource.because, path=path, value=way.identity, source=SOURCE)


def told(way: Way) -> str:
    """A way in words."""
    return f"{way.what} {way.workspace.rsplit('/', 1)[-1]}, and so act as {way.identity.rsplit('/', 1)[-1]}"


def _assignment(grant: Grant) -> Assignment:
    return Assignment(grant.principal.value, grant.role_id, grant.scope_id, grant.condition)


def permissions(plan: Plan) -> Mapping[str, Permissions]:
    """What roles allow, by their id: those of Azure, those that packages define, those that the blueprint names."""
    made = [role for _, module in modules(plan) for role in module.role_definitions]
    own = {role.resource.id.rsplit("/", 1)[-1]: (role.actions, role.data_actions) for role in made}
    own |= {role.id: (role.actions, role.data_actions) for role in plan.given_roles}
    custom = {name: Permissions(actions=actions, dataActions=data) for name, (actions, data) in own.items()}
    return {**role_actions(), **custom}


def allows(role: Permissions, action: str) -> bool:
    """Whether a role lets its holders do an operation on resources."""
    return _allows(role.actions, action) and not _allows(role.notActions, action)


class Walk:
    """A plan's workspaces and roles, and who may act as which identity; built once, asked of each role assignment."""

    def __init__(self, plan: Plan) -> None:
        self._workspaces = tuple(_workspaces(plan))
        self._listed = {(row.principal.lower(), row.identity.lower()) for row in plan.acting}
        made = [role for _, module in modules(plan) for role in module.role_definitions]
        self._scopes = {role.resource.id.rsplit("/", 1)[-1]: role.scopes for role in made}
        self._roles = permissions(plan)
        self._free = {*role_actions(), *(role.id for role in plan.given_roles)}

    def knows(self, role: str) -> bool:
        """Whether it is known what a role allows, by its id."""
        return role in self._roles

    def assignable(self, role: str, scope: str) -> bool:
        """Whether a role can be assigned there: roles of Azure anywhere, those of the institution where they say."""
        subscription = "/".join(scope.split("/")[:3])
        return role in self._free or not self.knows(role) or subscription in self._scopes.get(role, ())

    def ways(self, held: Assignment) -> Iterator[Way]:
        """The ways to an identity that an assignment opens and the plan does not list, the first by each identity."""
        allowed = self._roles.get(held.role)
        found: set[str] = set()
        for workspace in self._workspaces if allowed else ():
            for way in ways_to_act():
                if not _opens(way, held, allowed or Permissions(), workspace.on(way.on)):
                    continue
                for identity in sorted({one for use in way.as_ for one in workspace.identities[use]} - found):
                    if held.principal.lower() not in (identity, *self._may(identity)):
                        found.add(identity)
                        yield Way(way.what, workspace.id, identity)

    def _may(self, identity: str) -> Iterator[str]:
        return (holder for holder, own in self._listed if own == identity)


def _opens(way: WayToAct, held: Assignment, allowed: Permissions, target: str) -> bool:
    """Whether an assignment lets its holder do what a way needs, on its target or on a part of it."""
    scope = held.scope.lower()
    if not target or not (_within(target, scope) or _within(scope, target)):
        return False
    if any(allows(allowed, action) for action in way.actions):
        return True
    wanted = [action for action in way.dataActions if _allows(allowed.dataActions, action)]
    return bool(wanted) and not _artefacts_alone(held, allowed)


def _within(inner: str, outer: str) -> bool:
    return inner == outer or inner.startswith(f"{outer}/")


def _allows(patterns: Iterable[str], action: str) -> bool:
    return any(fnmatchcase(action.lower(), pattern.lower()) for pattern in patterns)


def _artefacts_alone(held: Assignment, allowed: Permissions) -> bool:
    """Whether data is limited to containers without code: by the scope, or by a condition of exactly that form."""
    _, inside, container = held.scope.lower().partition(_CONTAINER)
    if inside:
        return container in artefact_containers()
    names = _NAMED.findall(held.condition)
    whole = on_containers(allowed.dataActions, names)
    return bool(names) and held.condition == whole and set(names) <= set(artefact_containers())


def _workspaces(plan: Plan) -> Iterator[_Workspace]:
    clusters = [one for _, module in modules(plan) for one in module.clusters]
    endpoints = [one for _, module in modules(plan) for one in module.online_endpoints]
    for _, module in modules(plan):
        for service in module.services:
            if service.resource.type.lower() == WORKSPACE:
                own = service.resource.id.lower()
                links = {path: _id(value) for path, value in service.links.items()}
                identities = {
                    "cluster": frozenset(
                        _id(one.identity) for one in clusters if _within(one.resource.id.lower(), own)
                    ),
                    "endpoint": frozenset(
                        _id(one.identity) for one in endpoints if _within(one.resource.id.lower(), own)
                    ),
                }
                storage, registry = (
                    links.get(f"properties.{name}", "") for name in ("storageAccount", "containerRegistry")
                )
                yield _Workspace(own, storage, registry, identities)


def _id(value: Ref | Given[str]) -> str:
    return value.value.lower()
