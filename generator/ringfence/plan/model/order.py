"""What a module of a package waits for, by the names that the plan gives."""

from __future__ import annotations

from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Package


def before(package: Package, module: Module) -> frozenset[str]:
    """The modules that a module waits for, and those that they wait for in turn."""
    waits = {one.name: one.after for one in package.modules}
    found: set[str] = set()
    waiting = list(module.after)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += waits.get(name, ())
    return frozenset(found)
