"""Witness PAR05: every module declares the symbols of the plan and no others, so ids can be traced to their lines.

A module that Bicep compiles without symbols (language version 1) has an order to prove when it declares several
resources; one alone is known by its id. Resources that one loop makes have one symbol. A loop that has nothing to make
here is no fault: another module of its file may have rows for it, and what it does make is in the prediction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ringfence.check.compiled import Template
from ringfence.check.evidence import Evidence
from ringfence.diagnostics import Diagnostic

SOURCE = "plan.json beside the compiled template"
_SHARED = {"modules/types.bicep", "modules/roles.bicep"}
"""Files that declare types and names, and no resource."""


def witness(evidence: Evidence) -> Iterator[Diagnostic]:
    """A finding for each module or symbol that only one side knows, or that has another type there."""
    if evidence.template is None:
        return
    for message, path in sorted(_problems(evidence, evidence.template)):
        module = path.split("/")[0]
        place = evidence.place(evidence.file(module))
        yield Diagnostic(code="PAR05", message=message, place=place, path=evidence.path(path), source=SOURCE)


def _problems(evidence: Evidence, template: Template) -> Iterator[tuple[str, str]]:
    """What is wrong and where, as module/symbol."""
    silent = {deployment.module for deployment in template.deployments if not deployment.symbolic}
    resources = [row.resource for row in evidence.expected if row.resource.module not in silent]
    planned = {(r.module, r.symbol): f"{r.type}@{r.api}" for r in resources}
    heard = [d for d in template.declarations if not d.existing and d.node[0] not in silent]
    declared = {d.node: f"{d.type}@{d.api}" for d in heard if not d.looped or d.node in planned}
    for node in planned.keys() - declared.keys():
        yield f"the plan has {planned[node]} {node[1]}, which the module does not declare", "/".join(node)
    for node in declared.keys() - planned.keys():
        yield f"the module declares {declared[node]} {node[1]}, which is not in the plan", "/".join(node)
    for node in planned.keys() & declared.keys():
        if planned[node] != declared[node]:
            yield f"{node[1]} is {declared[node]}; the plan says {planned[node]}", "/".join(node)
    counted = Counter(d.node[0] for d in template.declarations if not d.existing)
    for module in (module for module in silent if counted[module] > 1):
        yield "the compiled module has no symbols (language version 1); its order cannot be proven", module
    yield from _modules(evidence, template)


def _modules(evidence: Evidence, template: Template) -> Iterator[tuple[str, str]]:
    planned = {module.name: module.path for module in evidence.package.modules}
    used = {deployment.module: deployment.file for deployment in template.deployments}
    files = {file for file in evidence.sources if file.startswith("modules/") and file not in _SHARED}
    for module in planned.keys() - used.keys():
        yield f"module {module} is in the plan but main.bicep does not use it", module
    for module in used.keys() - planned.keys():
        yield f"main.bicep uses module {module}, which is not in the plan", module
    for module in planned.keys() & used.keys():
        if planned[module] != used[module]:
            yield f"module {module} is {used[module]}; the plan says {planned[module]}", module
    for file in files - set(planned.values()):
        yield f"{file} belongs to no module of the plan", file.removeprefix("modules/").removesuffix(".bicep")
