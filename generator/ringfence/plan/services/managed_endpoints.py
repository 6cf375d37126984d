"""Private endpoints that Azure makes in a network that it manages for a service: declared as its folder says.

A folder names parts of services of the same package; hooks add resources of other packages as `Wanted`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ringfence.catalog.spec import ManagedEndpoints, Service
from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.model import services as model
from ringfence.plan.model.identifiers import camel
from ringfence.plan.model.inference.endpoints import OutboundRule
from ringfence.plan.model.managed_endpoint import ManagedEndpoint
from ringfence.plan.model.module import Module
from ringfence.plan.model.use import Use
from ringfence.plan.model.values import Given, Reason, Ref, plain
from ringfence.plan.services.service import Wiring, child


@dataclass(frozen=True, slots=True)
class Wanted:
    """An endpoint by its name: to which part of what, what for, why, and who answers for what no package makes.

    `given` says that Azure makes it with the service itself, so that it waits for its approval alone.
    """

    name: str
    use: Use
    target: Ref | Given[str]
    part: str
    because: tuple[Reason, ...]
    owner: str = ""
    review_by: str = ""
    given: bool = False


def own_targets(
    package: PackageContext, spec: Service, asked: frozenset[str], links: Mapping[str, Ref | Given[str]]
) -> Iterator[Wanted]:
    """The endpoints to services of the same package, as the folder names them."""
    for row in spec.managedEndpoints.to if spec.managedEndpoints else ():
        if row.when and row.when not in asked:
            continue
        at = (*package.at, *row.when.split(".")) if row.when else package.at
        for part in row.parts:
            why = package.context.because(row.why.format(part=part), at, source=row.source)
            yield Wanted(row.name.format(part=part), row.use, links[row.service], part, (why,))


def with_endpoints(package: PackageContext, spec: Service, module: Module, wanted: Iterable[Wanted]) -> Module:
    """The module of a service with these endpoints, in order of name, made and approved as its folder says."""
    managed, rows = spec.managedEndpoints, sorted(wanted, key=lambda row: row.name)
    if managed is None or not rows:
        return module
    if managed.made == "property":
        rules = (*module.outbound_rules, *map(_rule, rows))
        module = replace(module, outbound_rules=tuple(sorted(rules, key=lambda rule: rule.name)))
    if managed.made == "child":
        children = tuple(_child(package, spec, managed.child, module, row) for row in rows)
        module = replace(module, services=(*module.services, *children))
    if managed.approval == "script" or managed.made == "script":
        found = (*module.managed_endpoints, *(_by_hand(managed, module, row) for row in rows))
        module = replace(module, managed_endpoints=tuple(sorted(found, key=lambda one: one.name)))
    return module


def _rule(row: Wanted) -> OutboundRule:
    return OutboundRule(name=row.name, use=row.use, target=row.target, part=row.part, because=row.because)


def _child(package: PackageContext, spec: Service, kind: str, module: Module, row: Wanted) -> model.Service:
    """The endpoint as a resource inside the service or a child of it, with the link `target` and the value `part`."""
    part_of = next(each.of for each in spec.children if each.kind == kind)
    found = (one.resource for one in module.services)
    parent = next(one for one in found if one.kind == (part_of or spec.kind))
    wiring = Wiring({"target": row.target}, {"part": Given("", "", row.part, "Part of the target.")}, None)
    return child(package, spec, kind, parent, row.name, row.because[0], camel(kind, row.name), wiring)


def _by_hand(managed: ManagedEndpoints, module: Module, row: Wanted) -> ManagedEndpoint:
    """What people make or approve by a script."""
    source = module.services[0].resource
    said = {"source": plain(source.name), "name": row.name, "target": row.target.value, "part": row.part}
    return ManagedEndpoint(
        name=row.name,
        of=source.id,
        target=row.target,
        part=row.part,
        create=() if row.given else tuple(word.format(**said) for word in managed.create),
        connection=managed.connection.format(**said),
        owner=row.owner,
        review_by=row.review_by,
        because=row.because,
    )
