"""What must close in the role assignments of a service folder, and in how it approves managed private endpoints."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.catalog.fault import Fault
from ringfence.catalog.names import Names
from ringfence.catalog.spec import Grant, Service
from ringfence.catalog.tables import forbidden_roles, known_roles

CALLER, SCOPES = "caller", ("", "group", "customer-key")


def faults(service: Service, names: Names) -> Iterator[Fault]:
    """Unknown holders, roles and scopes."""
    file = names.file(service)
    for index, row in enumerate(service.grants):
        yield from _row(service, row, index, names)
    managed = service.managedEndpoints
    if managed is None:
        return
    if managed.made == "child" and managed.child not in {child.kind for child in service.children}:
        yield Fault(file, ("managedEndpoints", "child"), f"the folder has no child '{managed.child}'")
    if managed.approval == "role" and managed.holder not in names.identities():
        yield Fault(file, ("managedEndpoints", "holder"), f"no purpose has an identity '{managed.holder}'")
    if managed.approval == "role" and managed.role not in known_roles():
        yield Fault(file, ("managedEndpoints", "role"), f"roles.json has no role '{managed.role}'")


def _row(service: Service, row: Grant, index: int, names: Names) -> Iterator[Fault]:
    file, at = names.file(service), ("grants", index)
    if row.holder not in {*names.identities(), *names.personas, CALLER}:
        hint = f"identities are: {', '.join(sorted(names.identities()))}; personas: {', '.join(names.personas)}"
        yield Fault(file, (*at, "holder"), f"there is no identity and no persona '{row.holder}'", hint)
    if row.role not in known_roles():
        yield Fault(file, (*at, "role"), f"roles.json has no role '{row.role}'", "add it there, with its id and source")
    elif row.role in forbidden_roles():
        yield Fault(file, (*at, "role"), f"no grant may use the role '{row.role}'", "choose a narrower role")
    sub_resources = {f"endpoint:{endpoint.group}" for endpoint in service.endpoints if not endpoint.scripted}
    if row.on not in {*SCOPES, *sub_resources}:
        hint = f"leave it out for the service itself; or: {', '.join([*SCOPES[1:], *sorted(sub_resources)])}"
        yield Fault(file, (*at, "on"), f"the service has no scope '{row.on}'", hint)
