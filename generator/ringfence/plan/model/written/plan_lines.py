"""Spells the lines of `plan.json`; `plan_json` describes the format and reads it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, fields
from functools import cache
from hashlib import sha256
from ipaddress import IPv4Address, IPv4Network
from json.encoder import encode_basestring
from typing import ClassVar, Protocol, TypeGuard

from ringfence.plan.model.network import SecurityRule
from ringfence.plan.model.package import Plan, Right
from ringfence.plan.model.services import Grant, Property
from ringfence.plan.model.values import Given, Reason, Ref, Resource

SHARED, BY_NAME, TYPE = "shared", "~", "is"
_LENGTH = 8
_COMMON: Mapping[type, tuple[str, ...]] = {
    Given: ("owner", "field", "value", "text"),
    Grant: ("principal_type", "role", "role_id", "description"),
    Property: ("path", "value", "security"),
    Reason: ("text", "source", "confirmed", "check"),
    Ref: ("module", "symbol", "value", "subnet"),
    Resource: ("kind", "type", "api", "tagged"),
    Right: ("role", "scope", "why"),
    SecurityRule: ("name", "use", "priority", "direction", "access", "protocol", "ports", "description"),
}
"""The fields that many values of a type have alike; chosen by their share of a plan of three hundred landing zones."""
_INLINE = frozenset((Given, Property, Reason, Ref, Right))
"""Types of which a list stands on the line of what it belongs to."""
_WORDS = {None: "null", True: "true", False: "false"}
_REASONS = frozenset(("because",))
"""The field of each decision that says why it was taken, and decides nothing."""


class _Value(Protocol):
    """A dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[object]]]


@cache
def _own(kind: type[_Value]) -> tuple[tuple[str, object], ...]:
    """The fields of a type that are not shared, with their defaults."""
    shared = _COMMON.get(kind, ())
    return tuple((field.name, field.default) for field in fields(kind) if field.name not in shared)


@cache
def _alike(kind: type[_Value]) -> tuple[tuple[str, object], ...]:
    """The fields of a type that are shared, with their defaults."""
    shared = _COMMON.get(kind, ())
    return tuple((field.name, field.default) for field in fields(kind) if field.name in shared)


class _Spelling:
    """The text of one plan: what is shared by its name, and the name of everything that was named before.

    Fields that are `left_out` stand nowhere in it.
    """

    def __init__(self, left_out: frozenset[str] = frozenset()) -> None:
        self.shared: dict[str, str] = {}
        self._left_out = left_out
        self._names: dict[object, str] = {}

    def opened(self, value: object, indent: str) -> str:
        """A value with a line for each thing in it that has a place by itself."""
        if isinstance(value, tuple) and _are_things(value):
            rows = f",\n{indent}".join([self.opened(each, f"{indent} ") for each in value])
            return f"[\n{indent}{rows}]"
        if _is_value(value) and any(_are_things(getattr(value, name)) for name, _ in _own(type(value))):
            return self._object(value, f"{indent} ")
        return self.flat(value)

    def flat(self, value: object) -> str:
        """A value on one line; addresses are texts."""
        if isinstance(value, str):
            return encode_basestring(value)
        if isinstance(value, tuple):
            return f"[{','.join([self.flat(each) for each in value])}]"
        if _is_value(value):
            return self._object(value, "")
        if isinstance(value, Mapping):
            return f"{{{','.join([f'{encode_basestring(key)}:{self.flat(each)}' for key, each in value.items()])}}}"
        return _WORDS[value] if value is None or isinstance(value, bool) else _number_or_address(value)

    def _object(self, value: _Value, indent: str) -> str:
        """An object of JSON: the name of what its type shares, then its own fields that are no defaults."""
        kind = type(value)
        members = [f'"{BY_NAME}":"{self._name(value)}"'] if kind in _COMMON else []
        for name, default in _own(kind):
            each = getattr(value, name)
            if (
                name not in self._left_out
                and each is not default
                and (each != default or type(each) is not type(default))
            ):
                members.append(f'"{name}":{self.opened(each, indent) if indent else self.flat(each)}')
        return f"{{{','.join(members)}}}"

    def _name(self, value: _Value) -> str:
        """The name for what a value shares: the beginning of its text's hash, longer where two begin alike."""
        kind = type(value)
        values = tuple([getattr(value, name) for name in _COMMON[kind]])
        key = (kind, values, tuple(map(type, values)))  # 1 and True are equal, and spelled differently
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = self._named(self._shared(value))
        return name

    def _shared(self, value: _Value) -> str:
        members = [
            f'"{name}":{self.flat(each)}'
            for name, default in _alike(type(value))
            if (each := getattr(value, name)) != default or type(each) is not type(default)
        ]
        if isinstance(value, Given) and isinstance(value.value, IPv4Address | IPv4Network):
            members.append(f'"{TYPE}":"{type(value.value).__name__}"')
        return f"{{{','.join(members)}}}"

    def _named(self, text: str) -> str:
        digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        length = _LENGTH
        while self.shared.get(digest[:length], text) != text:
            length += 1
        self.shared[digest[:length]] = text
        return digest[:length]


def written(plan: Plan, *, reasons: bool = True) -> str:
    """The text of `plan.json`: the fields of the plan, then what they share, sorted by name.

    Without `reasons` it has every decision and not why it was taken; `read_plan` does not read that.
    """
    spelling = _Spelling(frozenset() if reasons else _REASONS)
    parts = [f'"{name}":{spelling.opened(getattr(plan, name), " ")}' for name, _ in _own(Plan)]
    rows = ",\n".join([f' "{name}":{text}' for name, text in sorted(spelling.shared.items())])
    return "{\n" + ",\n".join([*parts, f'"{SHARED}":{{\n{rows}\n}}']) + "\n}\n"


def _are_things(value: object) -> bool:
    """Whether a value is a list of objects that have separate lines."""
    return isinstance(value, tuple) and bool(value) and type(value[0]) not in _INLINE and _is_value(value[0])


def _is_value(value: object) -> TypeGuard[_Value]:
    return hasattr(value, "__dataclass_fields__")


def _number_or_address(value: object) -> str:
    return int.__repr__(value) if isinstance(value, int) else f'"{value}"'
