"""Stage 5, the order of deployment: what waits for what in the compiled template, across modules."""

from __future__ import annotations

from collections.abc import Iterable

from ringfence.check.compiled import MAIN, Node, Template


class Order:
    """Which declaration is deployed before which; a module waits as a whole for what main makes it wait for."""

    def __init__(self, template: Template) -> None:
        self._after = {d.node: d.after for d in template.declarations} | {d.node: d.after for d in template.deployments}
        self._module = {d.module: d.node for d in template.deployments}

    def waits(self, later: Node, earlier: Node) -> bool:
        """True when `later` can only be deployed after `earlier` is done."""
        if later[0] == earlier[0]:
            return self._reaches(later, earlier)
        return self._reaches(self.deployment(later), self.deployment(earlier))

    def knows(self, node: Node) -> bool:
        """True when the template declares this node."""
        return node in self._after

    def deployment(self, node: Node) -> Node:
        """The node of main that brings a declaration: its module's, or the declaration itself when it is in main."""
        return node if node[0] == MAIN else self._module.get(node[0], node)

    def _reaches(self, start: Node, goal: Node) -> bool:
        seen: set[Node] = set()
        waiting: list[Node] = list(self._steps(start))
        while waiting:
            node = waiting.pop()
            if node == goal:
                return True
            if node not in seen:
                seen.add(node)
                waiting.extend(self._steps(node))
        return False

    def _steps(self, node: Node) -> Iterable[Node]:
        return self._after.get(node, ())
