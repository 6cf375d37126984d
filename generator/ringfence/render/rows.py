"""Rows of `main.bicepparam`: their cells as Bicep, and the values that have a name there because rows share them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from ringfence.plan.model.values import ELEMENT, Cell, Given
from ringfence.render.spelling import literal, path, property_name, reference

WIDTH = 100
"""Columns that a list may take on one line; a longer one has a line for each element."""
Tree: TypeAlias = "dict[str, Tree | Given[Any]]"


def named(cell: Cell) -> Iterator[Given[Any]]:
    """The values in a cell that have a name."""
    if isinstance(cell, Given):
        if cell.owner:
            yield cell
    elif isinstance(cell, Mapping):
        yield from (each for part in cell.values() for each in named(part))
    elif isinstance(cell, tuple):
        yield from (each for part in cell for each in named(part))


def spelled(cell: Cell) -> str:
    """A cell as Bicep: an object has a line for each key, a list of values one line where that is short enough."""
    if isinstance(cell, Mapping):
        if not cell:
            return "{}"
        rows = "\n".join(f"{property_name(key)}: {spelled(part)}" for key, part in cell.items())
        return f"{{\n{rows}\n}}"
    if isinstance(cell, tuple):
        return _list(cell)
    if isinstance(cell, Given):
        return reference(cell) if cell.owner else literal(cell.value)
    return literal(cell)


def _list(cells: tuple[Cell, ...]) -> str:
    parts = _parts(cells)
    if len(parts) == 1 and parts[0].startswith("..."):
        return parts[0].removeprefix("...")
    line = f"[{', '.join(parts)}]"
    if len(line) <= WIDTH and "\n" not in line:
        return line
    return "[\n" + "\n".join(parts) + "\n]"


def _parts(cells: tuple[Cell, ...]) -> list[str]:
    """The elements of a list; those of a list that has a name are that list, once."""
    parts: list[str] = []
    for cell in cells:
        whole = isinstance(cell, Given) and cell.field == ELEMENT
        part = f"...{reference(cell)}" if whole and isinstance(cell, Given) else spelled(cell)
        if not (whole and parts[-1:] == [part]):
            parts.append(part)
    return parts


def variables(found: list[Given[Any]]) -> dict[str, tuple[str, str]]:
    """What stands before the parameters, by name: the value of each owner as Bicep, and what it is.

    Values of one owner are in the order in which they are met. Raises ValueError for a name with two values.
    """
    owners: dict[str, Tree | dict[str, Given[Any]]] = {}
    for given in found:
        keys = [str(given.value)] if given.field == ELEMENT else path(given)
        tree: Any = owners.setdefault(given.owner, {})
        for key in keys[:-1]:
            tree = tree.setdefault(key, {})
        known = tree.setdefault(keys[-1], given)
        if known.value != given.value:
            raise ValueError(f"{reference(given)} has two values: {known.value}, {given.value}")
    return {owner: (_value(tree), _first(tree).text) for owner, tree in owners.items()}


def _value(tree: Any) -> str:
    if isinstance(tree, Given):
        return literal(tree.value)
    if any(isinstance(each, Given) and each.field == ELEMENT for each in tree.values()):
        return spelled(tuple(each.value for each in tree.values()))
    rows = "\n".join(f"{property_name(key)}: {_value(part)}" for key, part in tree.items())
    return f"{{\n{rows}\n}}"


def _first(tree: Any) -> Given[Any]:
    return tree if isinstance(tree, Given) else _first(next(iter(tree.values())))
