"""Compares two releases: reads both, leaves out the packages that are alike, and asks each part what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from ringfence.diagnostics import Diagnostic, Place, Rejected, Report
from ringfence.plan.model.package import Plan
from ringfence.plan.model.written.plan_json import Object, plan_of, typed
from ringfence.releases.diff import flows, registers, resources, rights, risks
from ringfence.releases.diff.change import Cause, Change, Difference, Side, Verb
from ringfence.releases.diff.network_names import Networks, rows
from ringfence.releases.diff.one_line import merged
from ringfence.releases.diff.source import Release, unreadable

_PROOFS = ("main.json", "snapshot.json")
"""What Bicep makes of a package: it is there after `generate --check` only."""


def compare(old: Release, new: Release) -> tuple[Difference, Report]:
    """What differs between two releases, and warnings about them.

    Raises Rejected for a plan that cannot be read (REL02), and for plans of two institutions (REL06).
    """
    before, after = _read(old), _read(new)
    names = Networks(before, after)
    alike = _alike(before, after)
    had, has = (_plan(side, _less(data, alike)) for side, data in ((old, before), (new, after)))
    if had.institution.code != has.institution.code:
        raise Rejected(Report.of([strangers(old, had, new, has)]))
    cause = _cause(old, new)
    try:
        told = merged(_unshared(tuple(_changes(had, has, names)), alike))
        told += tuple(risks.decisions(old.accepted, new.accepted))
        found = [_caused(change, cause) for change in told]
    except (LookupError, ValueError) as wrong:
        raise unreadable(new if old.edited is None else old, ValueError(f"its parts do not fit: {wrong}")) from None
    difference = Difference(
        old=_side(old, had),
        new=_side(new, has),
        cause=cause,
        packages=tuple(sorted({str(one.get("name")) for data in (before, after) for one in rows(data, "packages")})),
        changes=tuple(sorted(found, key=lambda change: change.order)),
        unexplained=_unexplained(old, new, {change.package for change in found}),
    )
    return difference, Report.of(edit for edit in (old.edited, new.edited) if edit)


def _changes(old: Plan, new: Plan, networks: Networks) -> Iterator[Change]:
    yield from resources.changes(old.packages, new.packages)
    yield from flows.changes(old.packages, new.packages, networks)
    yield from rights.changes(old.packages, new.packages)
    yield from rights.registers(old, new)
    yield from registers.of_packages(old.packages, new.packages)
    yield from registers.changes(old, new)
    yield from risks.risks(old.risks, new.risks)


def _read(release: Release) -> Object:
    try:
        data = typed(release.plan)
    except ValueError as wrong:
        raise unreadable(release, wrong) from None
    if not isinstance(data.get("packages"), list):
        raise unreadable(release, ValueError("it has no packages"))
    return data


def _plan(release: Release, data: Object) -> Plan:
    try:
        return plan_of(data)
    except ValueError as wrong:
        raise unreadable(release, wrong) from None


def _alike(old: Object, new: Object) -> list[Object]:
    """The data of the packages that are the same in both plans; those need no types."""
    held = {str(package.get("name")): package for package in rows(old, "packages")}
    return [package for package in rows(new, "packages") if held.get(str(package.get("name"))) == package]


def _less(data: Object, alike: list[Object]) -> Object:
    """The data of a plan without some packages."""
    names = {str(package.get("name")) for package in alike}
    packages = data["packages"]
    kept = packages if isinstance(packages, list) else []
    return {
        **data,
        "packages": [one for one in kept if not isinstance(one, dict) or str(one.get("name")) not in names],
    }


def _unshared(changes: tuple[Change, ...], alike: list[Object]) -> Iterator[Change]:
    """The changes without resources that come or go in one package and stay in another, which is alike on both sides.

    Packages of one subscription share the resource group and the Network Watcher of a region.
    """
    alone = (Verb.ADDED, Verb.REMOVED)
    shared = set(_ids(alike)) if any(one.verb in alone and one.type for one in changes) else set()
    return (one for one in changes if one.verb not in alone or one.id.lower() not in shared)


def _ids(data: object) -> Iterator[str]:
    """The ids of all resources in data of a plan, in lower case; a resource has a symbol beside its id."""
    if isinstance(data, dict):
        if "symbol" in data and isinstance(data.get("id"), str):
            yield data["id"].lower()
        for value in data.values():
            yield from _ids(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _ids(value)


def _side(release: Release, plan: Plan) -> Side:
    return Side(
        name=release.name,
        institution=plan.institution.name,
        version=release.said("ringfence"),
        blueprint=release.said("blueprint"),
        ledger=release.said("ledger"),
    )


def _cause(old: Release, new: Release) -> Cause:
    """Where changes come from, by what the manifests say of the inputs; unknown is not taken for the same."""
    inputs = [(side.said("blueprint"), side.said("ledger")) for side in (old, new)]
    if all(inputs[0]) and inputs[0] == inputs[1]:
        return Cause.FACTS
    versions = {side.said("ringfence") for side in (old, new)}
    return Cause.BLUEPRINT if len(versions) == 1 and "" not in versions else Cause.EITHER


def _caused(change: Change, cause: Cause) -> Change:
    """A change with its cause; no blueprint says which API version a resource has."""
    return replace(change, cause=Cause.FACTS if change.path == "apiVersion" else cause)


def _unexplained(old: Release, new: Release, told: Iterable[str]) -> tuple[str, ...]:
    """Packages of both sides with other files of Bicep, of which no change is told."""
    had, has = (_digests(side) for side in (old, new))
    return tuple(sorted(name for name in had.keys() & has.keys() if had[name] != has[name] and name not in set(told)))


def _digests(release: Release) -> dict[str, dict[str, str]]:
    """The digests of the files that are deployed, by package and path."""
    found: dict[str, dict[str, str]] = {}
    for path, digest in release.files.items():
        top, *rest = PurePosixPath(path).parts
        if top == "packages" and len(rest) > 1 and rest[-1] not in _PROOFS:
            found.setdefault(rest[0], {})[path] = str(digest)
    return found


def strangers(old: Release, had: Plan, new: Release, has: Plan) -> Diagnostic:
    """REL06 for two plans of two institutions."""
    return Diagnostic(
        code="REL06",
        message=(
            f"{old.name} is a plan of '{had.institution.code}' and {new.name} one of '{has.institution.code}': they"
            " have nothing to compare"
        ),
        place=Place(new.name),
        path=new.name,
        value=has.institution.code,
        hint="name two releases of one institution",
        source="rule of the house: names of all resources begin with the institution's code",
    )
