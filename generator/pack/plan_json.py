"""The plan as JSON: field by field, keys sorted, so that two plans differ in text exactly where they differ."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from ipaddress import IPv4Address, IPv4Network

from generator.plan.model.package import Plan

Json = None | str | int | bool | list["Json"] | dict[str, "Json"]


def plan_json(plan: Plan) -> str:
    """The text of `plan.json`; pydantic's TypeAdapter(Plan) reads it back into an equal plan."""
    return json.dumps(_plain(plan), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _plain(value: object) -> Json:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, IPv4Network | IPv4Address):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(getattr(value, name)) for name in _names(type(value))}
    raise TypeError(f"a plan holds {type(value).__name__}")


@cache
def _names(kind: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))  # type: ignore[arg-type]
