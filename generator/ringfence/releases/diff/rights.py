"""Role assignments, who may act as whom, and roles of the institution: what people and identities may do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

from ringfence.plan.model.package import Package, Plan, Right
from ringfence.plan.model.registers import Acting, GivenRole
from ringfence.plan.model.services import Grant
from ringfence.releases.diff.change import Change, Section, Verb

_Key: TypeAlias = tuple[str, ...]


def changes(old: tuple[Package, ...], new: tuple[Package, ...]) -> Iterator[Change]:
    """Role assignments of packages by who holds which role on what, and what a deployer must hold."""
    before, after = dict(_grants(old)), dict(_grants(new))
    for key in dict.fromkeys((*before, *after)):
        had, has = before.get(key), after.get(key)
        if had is None or has is None:
            package, grant = has or had  # type: ignore[misc]
            yield _assigned(package, grant, Verb.ADDED if had is None else Verb.REMOVED)
        elif had[1].resource.id.lower() != has[1].resource.id.lower():
            yield _assigned(*has, Verb.REPLACED)
    for package, right, verb in _rights(old, new):
        yield _row(package, verb, f"role {right.role} of the deployer on {_last(right.scope)}", right.scope, right.why)


def registers(old: Plan, new: Plan) -> Iterator[Change]:
    """Who may act as which identity, and what roles may do that the institution makes by itself."""
    before, after = ({_acting(row): row for row in plan.acting} for plan in (old, new))
    for key in dict.fromkeys((*before, *after)):
        if (key in before) != (key in after):
            row = after.get(key) or before[key]
            verb = Verb.ADDED if key in after else Verb.REMOVED
            yield _row(row.package, verb, f"{row.holder} acts as {_last(row.identity)}", row.identity, row.because.text)
    roles, given = ({role.id.lower(): role for role in plan.given_roles} for plan in (old, new))
    for role in dict.fromkeys((*roles, *given)):
        yield from _given(roles.get(role), given.get(role))


def _grants(packages: tuple[Package, ...]) -> Iterator[tuple[_Key, tuple[str, Grant]]]:
    """Role assignments by what makes two of them the same for Azure: holder, role, scope and condition."""
    for package in packages:
        for module in package.modules:
            for grant in module.grants:
                role = grant.custom.value if grant.custom else grant.role_id
                yield (_holder(grant), role, grant.scope_id.lower(), grant.condition), (package.name, grant)


def _holder(grant: Grant) -> str:
    return grant.principal.value.lower()


def _assigned(package: str, grant: Grant, verb: Verb) -> Change:
    """One role assignment. Under another name Azure refuses it while the old one is there."""
    again = verb is Verb.REPLACED
    holder = _last(_holder(grant))
    name = grant.principal_name if grant.principal_name != holder else ""
    limit = f" in {', '.join(grant.containers)}" if grant.containers else ""
    return Change(
        section=Section.REPLACED if again else Section.RIGHTS,
        verb=verb,
        package=package,
        what=f"{grant.role} for {' '.join(filter(None, (name, holder)))} on {_last(grant.scope_id)}{limit}",
        id=grant.resource.id,
        note="It has another name; delete the old one first (RoleAssignmentExists)." if again else grant.description,
        source="azure-docs role-based-access-control/troubleshooting.md" if again else "",
        type=grant.resource.type,
    )


def _rights(old: tuple[Package, ...], new: tuple[Package, ...]) -> Iterator[tuple[str, Right, Verb]]:
    """What deployers of packages that are on both sides must hold more or less; a new package lists its own."""
    before, after = ({package.name: package for package in packages} for packages in (old, new))
    for name in [name for name in after if name in before]:
        had, has = ({(r.role, r.scope): r for r in side[name].rights} for side in (before, after))
        yield from ((name, has[key], Verb.ADDED) for key in has if key not in had)
        yield from ((name, had[key], Verb.REMOVED) for key in had if key not in has)


def _given(old: GivenRole | None, new: GivenRole | None) -> Iterator[Change]:
    if old is None or new is None:
        row = new or old
        if row:
            yield _row("", Verb.ADDED if old is None else Verb.REMOVED, f"role {row.role}", row.id, row.because.text)
        return
    had, has = ({*role.actions, *role.data_actions} for role in (old, new))
    if had != has:
        change = _row("", Verb.CHANGED, f"role {new.role}", new.id, "")
        gone, come = ", ".join(sorted(had - has)), ", ".join(sorted(has - had))
        yield replace(change, path="actions", old=gone, new=come)


def _acting(row: Acting) -> _Key:
    return row.package, row.principal.lower(), row.identity.lower()


def _row(package: str, verb: Verb, what: str, key: str, note: str) -> Change:
    return Change(section=Section.RIGHTS, verb=verb, package=package, what=what, id=key, note=note)


def _last(resource_id: str) -> str:
    return resource_id.rsplit("/", 1)[-1]
