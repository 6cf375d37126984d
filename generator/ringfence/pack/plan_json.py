"""The plan as JSON, field by field in the order of its types, so that two plans differ in text where they differ."""

from __future__ import annotations

from pydantic_core import to_json

from ringfence.plan.model.package import Plan


def plan_json(plan: Plan) -> str:
    """The text of `plan.json`; pydantic's TypeAdapter(Plan) reads it back into an equal plan."""
    return to_json(plan, indent=1).decode("utf-8") + "\n"
