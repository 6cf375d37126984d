"""Accepted risks of roles: what narrow roles of the institution leave open, and what nothing confirms of them."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.connections import MLFLOW
from ringfence.plan.context.blueprint_context import BlueprintContext
from ringfence.plan.model.registers import GivenRole, Risk
from ringfence.plan.review.risks.standing import because, risk


def roles(context: BlueprintContext, given: tuple[GivenRole, ...]) -> Iterator[Risk]:
    """Risks of code on Databricks that registers models, and of roles that the blueprint names."""
    for index, row in enumerate(context.blueprint.connections):
        if row.use == MLFLOW:
            yield risk(context, "mlflow-refused", row.end, ("connections", index))
            yield risk(context, "mlflow-shared-files", row.end, ("connections", index))
    for one in given:
        operations = ", ".join((*one.actions, *one.data_actions))
        values = {"id": one.id, "role": one.role, "operations": operations}
        yield because("given-role", "connectivity", one.because, **values)
