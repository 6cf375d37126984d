"""What a plan lists beside its resources: packages, flows and connections with their owners, secrets, steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import TypeAlias

from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.values import Given, Reason, Ref
from ringfence.plan.model.written.inventory import secrets
from ringfence.releases.diff.change import Change, Section, Verb
from ringfence.releases.remote import WAY, WHY, differing, objects

Row: TypeAlias = Mapping[str, str]
"""What a row of a register says, by the name of the column."""
_TOLD_AS_FLOWS = ("to", "landing_zones")


def changes(old: Plan, new: Plan) -> Iterator[Change]:
    """What differs in the registers of two whole plans, and in how they are deployed."""
    for title, section, rows in (
        ("egress", Section.REGISTERS, lambda plan: [(row.name, row) for row in plan.flows]),
        ("connection", Section.REGISTERS, lambda plan: [(row.name, row) for row in plan.connections]),
        ("exemption", Section.REGISTERS, lambda plan: [(row.name, row) for row in plan.exemptions]),
        (
            "resource let in",
            Section.REGISTERS,
            lambda plan: [(f"{r.landing_zone}/{r.name}", r) for r in plan.instances],
        ),
        ("address space", Section.REGISTERS, lambda plan: [(str(row.prefix), row) for row in plan.spaces]),
    ):
        yield from register(title, section, "", dict(rows(old)), dict(rows(new)))
    yield from register("deployment", Section.CHANGED, "", {"": old.deployment}, {"": new.deployment})
    yield from register("institution", Section.CHANGED, "", {"": old.institution}, {"": new.institution})


def of_packages(old: Sequence[Package], new: Sequence[Package]) -> Iterator[Change]:
    """What differs of packages as such: that they come and go, their tags, secrets, steps by hand and policies."""
    before, after = ({package.name: package for package in packages} for packages in (old, new))
    for name in dict.fromkeys((*before, *after)):
        had, has = before.get(name), after.get(name)
        if had is None or has is None:
            verb, section = (Verb.ADDED, Section.ADDED) if had is None else (Verb.REMOVED, Section.REMOVED)
            package = has or had
            where = f"in {package.location.value}, subscription {package.subscription}" if package else ""
            yield Change(section=section, verb=verb, package=name, what="package", id=name, note=where)
        else:
            yield from register("package", Section.CHANGED, name, {"": _about(had)}, {"": _about(has)})
        yield from register("secret", Section.SECRETS, name, _secrets(had), _secrets(has))
        if had and has:
            yield from register("step by hand", Section.REGISTERS, name, _steps(had), _steps(has))
        yield from register("cluster policy", Section.CHANGED, name, _policies(had), _policies(has))
        yield from _remote(name, had, has)


def _about(package: Package) -> dict[str, object]:
    """What is said of a package that is on both sides, beside its resources."""
    return {
        "subscription": package.subscription,
        "environment": package.environment,
        "deployed from": package.location,
        "providers": package.providers,
        "tags": package.tags.values,
    }


def _secrets(package: Package | None) -> dict[str, object]:
    found = secrets(package.modules) if package else ()
    return {one.owner: {"vault": one.vault, "name": one.name} for one in found}


def _steps(package: Package) -> dict[str, object]:
    return {step.step: {"before": step.before} for step in package.handover}


def _policies(package: Package | None) -> dict[str, object]:
    return {one.name: one for module in package.modules for one in module.cluster_policies} if package else {}


def _remote(name: str, old: Package | None, new: Package | None) -> Iterator[Change]:
    """What scripts ask other APIs for: objects that come and go, and settings that differ."""
    before, after = objects(old), objects(new)
    for key in dict.fromkeys((*before, *after)):
        if (key in before) != (key in after):
            verb, section = (Verb.ADDED, Section.ADDED) if key in after else (Verb.REMOVED, Section.REMOVED)
            yield Change(section=section, verb=verb, package=name, what=key, id=key, note="made by a script")
    for row in differing(old, new) if old and new else ():
        section, verb = (Section.REPLACED, Verb.REPLACED) if row.fixed else (Section.CHANGED, Verb.CHANGED)
        yield Change(
            section=section,
            verb=verb,
            package=name,
            what=f"{row.remote.title} {row.remote.name}",
            id=row.remote.name,
            path=row.path,
            old=row.old,
            new=row.new,
            note=f"{WHY} The way: {WAY}." if row.fixed else "",
        )


def register(
    title: str, section: Section, package: str, old: Mapping[str, object], new: Mapping[str, object]
) -> Iterator[Change]:
    """Rows of one register by their key: those of one side only, and the columns that differ."""
    for key in dict.fromkeys((*old, *new)):
        had, has = (dict(_columns(side[key])) if key in side else None for side in (old, new))
        what = f"{title} {key}".strip()
        if had is None or has is None:
            verb = Verb.ADDED if had is None else Verb.REMOVED
            note = ", ".join(
                f"{name} {value}" for name, value in (has or had or {}).items() if value and name != "package"
            )
            yield Change(section=section, verb=verb, package=package, what=what, id=key or title, note=note)
            continue
        for name in dict.fromkeys((*had, *has)):
            old_value, new_value = had.get(name, ""), has.get(name, "")
            if old_value != new_value and not (title == "egress" and name in _TOLD_AS_FLOWS):
                yield Change(
                    section=section,
                    verb=Verb.CHANGED,
                    package=package,
                    what=what,
                    id=key or title,
                    path=name.replace("_", " "),
                    old=old_value,
                    new=new_value,
                )


def _columns(row: object) -> Iterator[tuple[str, str]]:
    """The columns of a row as text; reasons are not part of what is deployed."""
    if isinstance(row, Mapping):
        yield from ((str(name), _text(value)) for name, value in row.items())
    elif is_dataclass(row):
        for field in fields(row):
            if field.name not in ("because", "name"):
                yield field.name, _text(getattr(row, field.name))


def _text(value: object) -> str:
    if isinstance(value, Given | Ref):
        return str(value.value)
    if isinstance(value, Reason) or value is None:
        return ""
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_text(part)}" for key, part in value.items())
    if is_dataclass(value):
        return ", ".join(text for _, text in _columns(value))
    return ", ".join(map(_text, value)) if isinstance(value, tuple | list) else str(value)
