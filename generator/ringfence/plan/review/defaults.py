"""Lists the defaults that were taken, so that nothing Ringfence chose stays unseen."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from ringfence.plan.context.blueprint_context import BlueprintContext, Path
from ringfence.plan.model.services import Default


def defaults_taken(context: BlueprintContext) -> tuple[Default, ...]:
    """Every field that the blueprint left out although it has a value, in order of its place."""
    found = sorted(_walk(context.blueprint, ()), key=lambda row: _order(context, row[0]))
    return tuple(
        Default(
            at=f"{context.places.keyed(path[:-1])}.{path[-1]}".lstrip("."),
            value=text,
            because=context.because(why, path),
        )
        for path, text, why in found
    )


def _order(context: BlueprintContext, path: Path) -> tuple[int, int, str]:
    place = context.places.at(path)
    return place.line, place.column, context.places.keyed(path)


def _walk(node: BaseModel, at: Path) -> Iterator[tuple[Path, str, str]]:
    for name, field in type(node).model_fields.items():
        path: Path = (*at, field.alias or name)
        value = getattr(node, name)
        if name in node.model_fields_set:
            yield from _inside(value, path)
        elif value is not None and value not in ({}, []):
            if not isinstance(value, BaseModel):  # such a node holds nothing but optional overrides
                yield path, _spell(value), field.description or ""
            yield from _inside(value, path)


def _inside(value: object, path: Path) -> Iterator[tuple[Path, str, str]]:
    if isinstance(value, BaseModel):
        yield from _walk(value, path)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _inside(item, (*path, index))


def _spell(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_spell(item) for item in value)
    if isinstance(value, BaseModel):
        return str(getattr(value, "name", value))
    return str(value).lower() if isinstance(value, bool) else str(value)
