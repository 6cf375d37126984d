"""Content of a child, such as a pipeline: written in its folder as it stands in Azure, read as one fact a leaf."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pydantic import JsonValue

from ringfence.catalog.files import Row

CONTENT = "content"
_ROOT = "properties"


def with_content(child: Row) -> Row:
    """The row of a child whose `content` has become facts, each with the reason and source of the whole.

    `content` has `why`, `source`, `confirmed` and `check` as a fact has, and the `properties`. Elements of a list have
    names, or there is one of them; raises ValueError for any other list of objects.
    """
    if CONTENT not in child:
        return child
    said = dict(child[CONTENT])
    leaves = _leaves(said.pop(_ROOT), _ROOT)
    facts = [*child.get("facts", ()), *({"path": path, "value": value, **said} for path, value in leaves)]
    return {key: value for key, value in child.items() if key != CONTENT} | {"facts": facts}


def _leaves(value: JsonValue, path: str) -> Iterator[tuple[str, JsonValue]]:
    """Every scalar and every list of scalars, by its path as facts write it."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from _leaves(part, f"{path}.{key}")
    elif isinstance(value, list) and any(isinstance(element, Mapping) for element in value):
        for key, element in zip(_keys(value, path), value, strict=True):
            yield from _leaves({k: v for k, v in element.items() if k != "name"}, f"{path}[{key}]")  # type: ignore[union-attr]
    else:
        yield path, value


def _keys(elements: Sequence[JsonValue], path: str) -> list[str]:
    names = [element.get("name") if isinstance(element, Mapping) else None for element in elements]
    if all(names):
        return [f"name={name}" for name in names]
    if len(elements) == 1:
        return ["0"]
    raise ValueError(f"elements of {path} need names")
