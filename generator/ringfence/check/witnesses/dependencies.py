"""Witness DEP01: a resource that refers to the id of another in the package is deployed after it.

An id that is spelled out instead of taken from an output looks the same in the snapshot, but nothing waits for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.catalog.read import services
from ringfence.catalog.tables import private_links
from ringfence.check.compiled import Node, Template
from ringfence.check.evidence import Evidence
from ringfence.check.graph import Order
from ringfence.check.paths import leaves
from ringfence.check.snapshot import Predicted
from ringfence.check.witnesses.references import mentioned
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.module import Module
from ringfence.plan.model.private_endpoint import OWNER

SOURCE = "compiled template, dependsOn"
UNPLANNED: Node = ("", "")


def witness(evidence: Evidence) -> Iterator[Diagnostic]:
    """A finding for each missing path of dependencies: those that ids call for, and those that the plan asks for."""
    if evidence.template is None or evidence.snapshot is None:
        return
    order = Order(evidence.template)
    nodes = {key: (row.resource.module, row.resource.symbol) for key, row in evidence.index.items()}
    for resource in evidence.snapshot.resources:
        later = nodes.get(resource.key, UNPLANNED)
        for path, needed in sorted(_needs(resource, nodes)):
            earlier = nodes[needed]
            if order.knows(later) and order.knows(earlier) and not order.waits(later, earlier):
                message = f"{path} names {'/'.join(earlier)}, but does not wait for it"
                yield _finding(evidence, later, path, message, value=needed)
    yield from _asked(evidence, evidence.template, order)


def _needs(resource: Predicted, nodes: dict[str, Node]) -> set[tuple[str, str]]:
    """The planned resources that a predicted one names, by path; `id` stands for what it is part of or attached to."""
    found = {(path, needed) for path, value in leaves(resource.body) for needed in _planned(value, nodes)}
    found.add(("id", _nearest(resource.key.rpartition("/")[0], nodes)))
    return {(path, needed) for path, needed in found if needed not in {"", resource.key}}


def _planned(value: object, nodes: dict[str, Node]) -> Iterator[str]:
    for text in mentioned(value) if isinstance(value, str) else ():
        if needed := _nearest(text.lower(), nodes):
            yield needed


def _nearest(key: str, nodes: dict[str, Node]) -> str:
    """The planned resource that an id is, or is a part of; '' when it belongs to another package."""
    while key and key not in nodes:
        key = key.rpartition("/")[0]
    return key


def _asked(evidence: Evidence, template: Template, order: Order) -> Iterator[Diagnostic]:
    """Order that the plan asks for although no id calls for it."""
    modules = {row.module: row.node for row in template.deployments}
    serial = {row.node for row in template.declarations if row.serial}
    for module in evidence.package.modules:
        for name in module.after:
            if module.name in modules and name in modules and not order.waits(modules[module.name], modules[name]):
                message = f"module {module.name} does not wait for module {name}"
                yield _finding(evidence, modules[module.name], "dependsOn", message, value=name)
        alone = [*(one.resource for one in module.rule_groups), *(one.resource for one in module.endpoints)]
        alone += [one.resource for one in module.model_deployments]
        alone += [one.resource for one in module.credentials]
        alone += [one.resource for one in module.online_deployments]
        alone += [one.resource for one in module.batch_deployments]
        for node in {(module.name, resource.symbol) for resource in alone} - serial:
            message = f"{node[1]} are made side by side; Azure takes one at a time"
            yield _finding(evidence, node, "batchSize", message, value="")
        yield from _late(evidence, module)
        yield from _children(evidence, module, order)


def _children(evidence: Evidence, module: Module, order: Order) -> Iterator[Diagnostic]:
    """Children of a service that come after another of its children, as the folder says."""
    after = {part.kind: part.after for one in services().values() for part in one.children if part.after}
    made = [*(one.resource for one in module.services), *(one.resource for one in module.model_deployments)]
    nodes = [(one.kind, (module.name, one.symbol)) for one in made]
    for kind, later in nodes:
        for earlier in (node for other, node in nodes if other == after.get(kind)):
            if not order.waits(later, earlier):
                message = f"{later[1]} does not wait for {earlier[1]}, which Azure wants first"
                yield _finding(evidence, later, "dependsOn", message, value=earlier[1])


def _late(evidence: Evidence, module: Module) -> Iterator[Diagnostic]:
    """Private endpoints whose rows, which a serial loop follows, come before that of one that Azure wants first."""
    for doors in module.private_endpoints:
        rows = evidence.parameters.get(OWNER, {}).get("value", {}).get(doors.one.called, ())
        groups = [row.get("groupId") for row in rows]
        for (_, group), link in private_links().items():
            if link.after in groups and group in groups[: groups.index(link.after)]:
                message = f"the private endpoint to {group} is made before that to {link.after}, which Azure refuses"
                node = (module.name, doors.one.resource.symbol)
                yield _finding(evidence, node, "batchSize", message, value=group)


def _finding(evidence: Evidence, node: Node, path: str, message: str, *, value: str) -> Diagnostic:
    return Diagnostic(
        code="DEP01",
        message=message,
        place=evidence.declared(node),
        path=evidence.path(*node, path),
        value=value,
        hint="Take the id from the output of the module that declares it, or add dependsOn.",
        source=SOURCE,
    )
