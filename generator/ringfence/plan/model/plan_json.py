"""The plan as JSON, field by field in the order of its types, so that two plans differ in text where they differ."""

from __future__ import annotations

from functools import cache

from pydantic import TypeAdapter

from ringfence.plan.model.package import Plan


@cache
def _adapter() -> TypeAdapter[Plan]:
    return TypeAdapter(Plan)


def plan_json(plan: Plan) -> str:
    """The text of `plan.json`, without fields that have their default; `read_plan` gives an equal plan back."""
    return _adapter().dump_json(plan, indent=1, exclude_defaults=True).decode("utf-8") + "\n"


def read_plan(text: str | bytes) -> Plan:
    """The plan in the text of a `plan.json`; raises ValueError for anything else."""
    return _adapter().validate_json(text)
