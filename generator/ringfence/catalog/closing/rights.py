"""What must close in the role assignments of a service folder, and in how it approves managed private endpoints."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.catalog.custom_roles import custom_roles
from ringfence.catalog.fault import Fault
from ringfence.catalog.known.grant import Grant
from ringfence.catalog.names import Names
from ringfence.catalog.spec import ManagedEndpoints, Service
from ringfence.catalog.tables import forbidden_roles, known_roles

CALLER, OWNER, SCOPES = "caller", "instanceOwner", ("", "group", "customer-key")


def faults(service: Service, names: Names) -> Iterator[Fault]:
    """Unknown holders, roles and scopes."""
    for index, row in enumerate(service.grants):
        yield from _row(service, row, index, names)
    if service.managedEndpoints is not None:
        yield from _managed(service, service.managedEndpoints, names)


def _managed(service: Service, managed: ManagedEndpoints, names: Names) -> Iterator[Fault]:
    file, at = names.file(service), "managedEndpoints"
    if managed.made == "child" and managed.child not in {child.kind for child in service.children}:
        yield Fault(file, (at, "child"), f"the folder has no child '{managed.child}'")
    if managed.made == "script" and not managed.create:
        yield Fault(file, (at, "made"), "no command makes the endpoints", "add 'create', the words of one")
    if managed.approval == "role" and managed.holder not in names.identities():
        yield Fault(file, (at, "holder"), f"no purpose has an identity '{managed.holder}'")
    if managed.approval == "role" and managed.role not in known_roles():
        yield Fault(file, (at, "role"), f"roles.json has no role '{managed.role}'")
    for index, target in enumerate(managed.to):
        if target.service not in {s.symbol for s in names.services.values() if set(s.purposes) & set(service.purposes)}:
            message = f"packages of this service have no '{target.service}'"
            yield Fault(file, (at, "to", index, "service"), message)


def _children(names: Names) -> set[str]:
    """Kinds of children of every service."""
    return {child.kind for service in names.services.values() for child in service.children}


def _row(service: Service, row: Grant, index: int, names: Names) -> Iterator[Fault]:
    file, at = names.file(service), ("grants", index)
    if row.holder not in {*names.identities(), *names.personas, CALLER, OWNER}:
        hint = f"identities are: {', '.join(sorted(names.identities()))}; personas: {', '.join(names.personas)}"
        yield Fault(file, (*at, "holder"), f"there is no identity and no persona '{row.holder}'", hint)
    if row.role not in known_roles() | custom_roles().keys():
        hint = "add it there, with its id and source, or to custom-roles.yaml with its actions"
        yield Fault(file, (*at, "role"), f"roles.json has no role '{row.role}'", hint)
    elif row.role in forbidden_roles():
        yield Fault(file, (*at, "role"), f"no grant may use the role '{row.role}'", "choose a narrower role")
    sub_resources = {f"endpoint:{endpoint.group}" for endpoint in service.endpoints if not endpoint.scripted}
    if row.on not in {*SCOPES, *sub_resources, *names.services, *_children(names)}:
        hint = f"leave it out for the service itself; or: {', '.join([*SCOPES[1:], *sorted(sub_resources)])}"
        yield Fault(file, (*at, "on"), f"the service has no scope '{row.on}'", hint)
