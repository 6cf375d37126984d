"""Changes one thing in a plan, wherever it is held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from ringfence.plan.model.package import Plan

T = TypeVar("T")


def edited(plan: Plan, kind: type[T], change: Callable[[T], T], where: Callable[[T], bool] = lambda _: True) -> Plan:
    """The plan with its first value of this kind (for which `where` holds) changed; there must be one."""
    done: list[T] = []

    def visit(value: Any) -> Any:
        if done:
            return value
        if isinstance(value, kind) and where(value):
            done.append(value)
            return change(value)
        if isinstance(value, tuple):
            return tuple(map(visit, value))
        if not is_dataclass(value) or isinstance(value, type):
            return value
        held = {field.name: getattr(value, field.name) for field in fields(value)}
        new = {name: visit(part) for name, part in held.items()}
        return replace(value, **new) if any(new[name] is not held[name] for name in held) else value

    result = visit(plan)
    assert done, f"the plan has no such {kind.__name__}"
    assert isinstance(result, Plan)
    return result


def put(**values: object) -> Callable[[Any], Any]:
    """A change that sets these fields."""
    return lambda value: replace(value, **values)
