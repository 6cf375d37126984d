"""API versions: those that the packages are written in are among those that the cloud serves.

That Bicep knows a version does not mean that Azure serves it, and other clouds lag behind: Azure/bicep#15227,
Azure/azure-powershell#27549.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from ringfence.azure.az import Done
from ringfence.diagnostics import Diagnostic, Place
from ringfence.plan.model.package import Package
from ringfence.plan.model.values import Resource
from ringfence.plan.model.written.inventory import resources

Seat = tuple[str, str]
"""A subscription, and the namespace of a resource provider as that subscription sees it."""
QUERY = "{state: registrationState, types: resourceTypes[].{name: resourceType, versions: apiVersions}}"
"""What `az provider show` is asked for: whether the provider is registered, and every type with its versions."""
_NEWEST = 5
"""Versions that a finding names."""
_SOURCE = "azure-docs azure-resource-manager/management/resource-providers-and-types.md; Azure/azure-powershell#27549"


def seats(packages: Sequence[Package]) -> tuple[Seat, ...]:
    """Every subscription with every namespace that has a type of its packages, each once, in order of deployment.

    What a package writes into another subscription, such as a peering, is looked up in its own.
    """
    found = ((package.subscription, _namespace(each)) for package in packages for each in resources(package))
    return tuple(dict.fromkeys(found))


def unserved(
    packages: Sequence[Package], answers: Mapping[Seat, Done], told: Collection[Seat] = ()
) -> Iterator[Diagnostic]:
    """AZU23 for each type and version that is not served, and for each answer that cannot be read.

    `answers` has one for each of `seats`; what could not be asked and was `told` is not told again.
    """
    served = {seat: _served(done) for seat, done in answers.items()}
    for seat in seats(packages):
        if served[seat] is None and seat not in told:
            yield _unread(seat, answers[seat])
    lacking: dict[tuple[str, str], list[tuple[str, Resource, tuple[str, ...]]]] = {}
    for subscription, resource in _wanted(packages):
        known = served[subscription, _namespace(resource)]
        versions = () if known is None else _versions(known, resource.type)
        if known is not None and resource.api not in versions:
            lacking.setdefault((resource.type, resource.api), []).append((subscription, resource, versions))
    for rows in lacking.values():
        yield _finding([row[0] for row in rows], *rows[0][1:])


def _wanted(packages: Sequence[Package]) -> Iterator[tuple[str, Resource]]:
    """The first resource of each type and version in each subscription."""
    found: dict[tuple[str, str, str], Resource] = {}
    for package in packages:
        for each in resources(package):
            found.setdefault((package.subscription, each.type, each.api), each)
    yield from ((subscription, each) for (subscription, _, _), each in found.items())


def _namespace(resource: Resource) -> str:
    return resource.type.partition("/")[0]


def _served(done: Done) -> Mapping[str, tuple[str, ...]] | None:
    """The versions of each type, by lower-case name below the namespace; None when the answer does not say."""
    said = done.json() if done.ok else None
    rows = said.get("types") if isinstance(said, dict) else None
    if not isinstance(rows, list):
        return None
    named = [row for row in rows if isinstance(row, dict) and isinstance(row.get("versions"), list)]
    return {str(row.get("name")).lower(): tuple(map(str, row["versions"])) for row in named} or None


def _versions(served: Mapping[str, tuple[str, ...]], type_: str) -> tuple[str, ...]:
    """The versions of a type; of its parent where Azure does not list it, which it does of some children only.

    That a child has the versions of its parent then is not confirmed.
    """
    _, _, name = type_.lower().partition("/")
    while name and name not in served:
        name = name.rpartition("/")[0]
    return served.get(name, ())


def _unread(seat: Seat, done: Done) -> Diagnostic:
    subscription, namespace = seat
    said = " ".join(done.err.split()) or "az names no types"
    return Diagnostic(
        code="AZU23",
        message=f"the API versions of {namespace} in subscription {subscription} could not be read: {said}",
        place=Place("plan.json"),
        value=namespace,
        hint=f"Run `az provider show --subscription {subscription} --namespace {namespace}` and cure what it says.",
        source=_SOURCE,
    )


def _finding(subscriptions: Sequence[str], resource: Resource, versions: Sequence[str]) -> Diagnostic:
    newest, older = sorted(versions, reverse=True)[:_NEWEST], len(versions) - _NEWEST
    some = f"serves {', '.join(newest)}{f' and {older} older' if older > 0 else ''}" if newest else "lists none"
    where = f"subscription{'s' if len(subscriptions) > 1 else ''} {', '.join(subscriptions)}"
    return Diagnostic(
        code="AZU23",
        message=f"Azure does not serve API version {resource.api} of {resource.type} in {where}; it {some}",
        place=Place("plan.json"),
        value=resource.api,
        hint=(
            f"Give the kind '{resource.kind}' a version that is served, as `api` for this cloud with a source: "
            "docs/contributor.md, API versions. Then generate anew."
        ),
        source=_SOURCE,
    )
