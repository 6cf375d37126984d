"""What must close in the catalogue: each name that a folder uses is one that a folder, table or template has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TypeAlias

from ringfence.catalog.closing import options, rights
from ringfence.catalog.fault import Fault
from ringfence.catalog.names import HUB, SUPPLIED, Names
from ringfence.catalog.purpose import ENDPOINTS, Persona, Purpose, SubnetRule
from ringfence.catalog.spec import Service
from ringfence.catalog.tables import limits, private_links

At: TypeAlias = tuple[str | int, ...]


def faults(
    services: Mapping[str, Service], purposes: Mapping[str, Purpose], personas: Mapping[str, Persona], templates: Path
) -> Iterator[Fault]:
    """Every name that does not close, in folders of services and of purposes."""
    names = Names(services, purposes, personas, templates)
    for service in services.values():
        yield from _service(service, names)
        yield from rights.faults(service, names)
        yield from options.faults(service, names)
    for purpose in purposes.values():
        yield from _purpose(purpose, names)
    yield from _order(names)


def _service(service: Service, names: Names) -> Iterator[Fault]:
    file = names.file(service)
    for index, purpose in enumerate(service.purposes):
        if purpose not in {*names.purposes, HUB}:
            yield Fault(file, ("purposes", index), f"there is no purpose folder '{purpose}'")
    for index, flow in enumerate(service.flows):
        for role in sorted(set(flow.origins) - names.subnets(service.purposes)):
            yield Fault(file, ("flows", index, "origins"), f"no purpose of this service has a subnet '{role}'")
    for index, endpoint in enumerate(service.endpoints):
        if (service.target_type(endpoint), endpoint.group) not in private_links():
            message = (
                f"private-endpoints.json has no sub-resource '{endpoint.group}' of {service.target_type(endpoint)}"
            )
            yield Fault(file, ("endpoints", index, "group"), message)
    yield from _parts(service, names)
    for use, served in service.serves.items():
        if served.group not in {endpoint.group for endpoint in service.endpoints}:
            yield Fault(file, ("serves", use, "group"), f"the service has no private endpoint '{served.group}'")
    yield from _links(service, names)
    yield from _files(service, names)


def _parts(service: Service, names: Names) -> Iterator[Fault]:
    """Children that come after one that is not there, and uses that are served at no private endpoint."""
    file = names.file(service)
    for index, child in enumerate(service.children):
        if child.after and child.after not in {one.kind for one in service.children}:
            yield Fault(file, ("children", index, "after"), f"the folder has no child '{child.after}'")
    for use, served in service.serves.items():
        if served.group not in {endpoint.group for endpoint in service.endpoints}:
            yield Fault(file, ("serves", use, "group"), f"the service has no private endpoint '{served.group}'")


def _links(service: Service, names: Names) -> Iterator[Fault]:
    """Links of the service, and of its children that repeat by a list."""
    rows: list[tuple[At, str]] = [(("links", path), name) for path, name in service.links.items()]
    for index, child in enumerate(service.children):
        rows += [
            (("children", index, "links", path), name) for path, name in child.links.items() if child.each or child.name
        ]
    linked = names.linked(service.purposes) if rows else ()
    for at, name in rows if service.purposes else ():
        if name not in linked:
            yield Fault(names.file(service), at, f"nothing in packages of this service is called '{name}'")


def _files(service: Service, names: Names) -> Iterator[Fault]:
    """Templates and Python modules that the folder names."""
    file, folder = names.file(service), names.templates / "services" / service.template
    named: list[tuple[str, At]] = [("main", ("template",))]
    named += [(child.template, ("children", index, "template")) for index, child in enumerate(service.children)]
    for template, path in named:
        if service.purposes and service.deployed and not (folder / f"{template}.bicep.j2").is_file():
            yield Fault(file, path, f"there is no template {service.template}/{template}.bicep.j2")
    for key, hook in (("planner", service.planner), ("repeats", service.repeats)):
        if hook and not names.has_module(hook):
            yield Fault(file, (key,), f"there is no module '{hook.partition(':')[0]}'")
    unknown = {path: name for path, name in service.values.items() if name not in SUPPLIED}
    if unknown and service.purposes and not service.planner and HUB not in service.purposes:
        key, name = next(iter(unknown.items()))
        hint = "name a planner that supplies it, or make it an option with 'to'"
        yield Fault(file, ("values", key), f"nothing supplies the value '{name}'", hint)


def _purpose(purpose: Purpose, names: Names) -> Iterator[Fault]:
    file = names.purpose_file(purpose)
    if ENDPOINTS not in purpose.subnets and names.has_endpoints(purpose.purpose):
        yield Fault(file, ("subnets",), f"its services have private endpoints, and it has no subnet '{ENDPOINTS}'")
    for role in purpose.subnets:
        yield from _subnet(purpose, role, names)
    for index, kind in enumerate(purpose.services):
        if kind not in names.services:
            yield Fault(file, ("services", index), f"there is no service folder '{kind}'")
    if purpose.lead and purpose.purpose not in names.purposes_of(purpose.lead.service):
        message = f"'{purpose.lead.service}' is no service of this purpose"
        yield Fault(file, ("lead", "service"), message, "add the purpose to the folder of that service")
    if purpose.hooks and not names.has_module(purpose.hooks):
        yield Fault(file, ("hooks",), f"there is no module '{purpose.hooks}'")


def _subnet(purpose: Purpose, role: str, names: Names) -> Iterator[Fault]:
    file, at = names.purpose_file(purpose), ("subnets", role)
    subnet = purpose.subnets[role]
    for limit in (subnet.size.smallest, subnet.size.least):
        if limit not in limits():
            yield Fault(file, (*at, "size"), f"limits.json has no limit '{limit}'")
    for index, rule in enumerate(subnet.rules):
        yield from _rule(file, (*at, "rules", index), rule, set(purpose.subnets))
    policy = subnet.endpointPolicy
    if policy and policy.service not in names.services:
        yield Fault(file, (*at, "endpointPolicy", "service"), f"there is no service '{policy.service}'")


def _rule(file: Path, at: At, rule: SubnetRule, roles: set[str]) -> Iterator[Fault]:
    for key, named in (("to", rule.to), ("from", rule.from_), ("among", rule.among)):
        for role in sorted(set(named) - roles):
            yield Fault(file, (*at, key), f"the purpose has no subnet '{role}'")


def _order(names: Names) -> Iterator[Fault]:
    """Purposes that deploy before others: known, and in no circle."""
    for purpose in names.purposes.values():
        for index, before in enumerate(purpose.after):
            if before not in names.purposes:
                yield Fault(names.purpose_file(purpose), ("after", index), f"there is no purpose folder '{before}'")
    try:
        TopologicalSorter({name: purpose.after for name, purpose in names.purposes.items()}).prepare()
    except CycleError as error:
        first = names.purposes[error.args[1][0]]
        yield Fault(
            names.purpose_file(first), ("after",), f"packages wait for each other: {' -> '.join(error.args[1])}"
        )
