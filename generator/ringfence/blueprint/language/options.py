"""Options of service folders as nodes of the language: models made from their specification, and typed reading."""

from datetime import date
from ipaddress import IPv4Network
from typing import Annotated, Literal, Optional, TypeVar

from pydantic import Field, create_model

from ringfence.blueprint.language.types import DataClass, Guid, Line, Name, Node, VmSize
from ringfence.catalog.option import Option

_WORDS = {
    "name": Name,
    "line": Line,
    "guid": Guid,
    "vmSize": VmSize,
    "network": IPv4Network,
    "dataClass": DataClass,
    "date": date,
}
_PLAIN = {"string": str, "integer": int, "boolean": bool}


def node_model(title: str, description: str, options: dict[str, Option], required: tuple[str, ...]) -> type[Node]:
    """The node of these options; keys keep their spelling, defaults are validated."""
    fields = {key: _field(key, option, needed=key in required) for key, option in options.items()}
    return create_model(title, __base__=Node, __doc__=description, **fields)  # type: ignore[call-overload, no-any-return]


def _field(key: str, option: Option, *, needed: bool) -> tuple[object, object]:
    """A key: required, with its default, or absent when it has neither."""
    kind = _kind(key, option)
    if needed:
        return kind, Field(description=option.description)
    if option.default is None:
        return Optional[kind], Field(  # noqa: UP045 - a union with a type that is made here
            default=None, description=option.description
        )
    return kind, Field(default=option.default, validate_default=True, description=option.description)


def _kind(key: str, option: Option) -> object:
    """The type of an option, with its bounds."""
    title = option.title or key[:1].upper() + key[1:]
    if option.is_:
        return _WORDS[option.is_]
    if option.enum:
        return Literal[option.enum]
    if option.type == "object":
        return node_model(title, option.description, option.properties, option.required)
    if option.type == "array" and option.items is not None:
        bounds = Field(min_length=option.minItems, max_length=option.maxItems)
        return Annotated[list[_kind(key.removesuffix("s"), option.items)], bounds]  # type: ignore[misc]
    bounds = Field(
        pattern=option.pattern or None,
        min_length=option.minLength,
        max_length=option.maxLength,
        ge=option.minimum,
        le=option.maximum,
    )
    return Annotated[_PLAIN[option.type], bounds]


def text(node: Node, key: str) -> str:
    """The text of an option; raises TypeError when it is none."""
    return _checked(getattr(node, key), key, str)


def said(node: Node, key: str) -> str:
    """The text of an option that may be left out, '' then; raises TypeError when it is none."""
    found = getattr(node, key)
    return "" if found is None else _checked(found, key, str)


def number(node: Node, key: str) -> int:
    """The whole number of an option; raises TypeError when it is none."""
    return _checked(getattr(node, key), key, int)


def flag(node: Node, key: str) -> bool:
    """An option that is true or false."""
    return _checked(getattr(node, key), key, bool)


def day(node: Node, key: str) -> date | None:
    """The date of an option that may be left out; raises TypeError when it is something else."""
    found = getattr(node, key)
    return None if found is None else _checked(found, key, date)


def inner(node: Node, key: str) -> Node:
    """The mapping of an option; raises TypeError when it is none."""
    return _checked(getattr(node, key), key, Node)


def nodes(node: Node | None, key: str) -> list[Node]:
    """The mappings in a list option, none without the node; raises TypeError when it is no list of mappings."""
    found = getattr(node, key) if node is not None else []
    return [_checked(each, key, Node) for each in _checked(found, key, list)]


T = TypeVar("T")


def _checked(value: object, key: str, kind: type[T]) -> T:
    """A value of the kind that a hook expects; a folder that says otherwise is a mistake in the folder."""
    if not isinstance(value, kind):
        raise TypeError(f"the option '{key}' is no {kind.__name__}")
    return value
