"""Accepted risks of roles: what narrow roles of the institution leave open, and what nothing confirms of them."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.connections import MLFLOW
from ringfence.plan.context.blueprint_context import BlueprintContext, Path
from ringfence.plan.model.registers import GivenRole
from ringfence.plan.model.services import Risk

ROLES = "azure-ai-docs machine-learning/how-to-assign-roles.md (2024-09-03)"
STORAGE = "azure-ai-docs machine-learning/how-to-disable-local-auth-storage.md (2024-08-08)"


def roles(context: BlueprintContext, given: tuple[GivenRole, ...]) -> Iterator[Risk]:
    """Risks of code on Databricks that registers models, and of roles that the blueprint names."""
    for index, row in enumerate(context.blueprint.connections):
        if row.use == MLFLOW:
            yield from _mlflow(context, row.end, ("connections", index))
    yield from (_given(one) for one in given)


def _mlflow(context: BlueprintContext, package: str, at: Path) -> Iterator[Risk]:
    narrow = (
        "Microsoft's example of a role for MLflow has experiments/* and jobs/*, which submit jobs: code with the rights"
        " of the clusters. The roles here have neither."
    )
    yield Risk(
        package=package,
        name="tracking and registering from Databricks may be refused",
        remedy="Try both early. If Azure refuses one, the message names the operation that is missing.",
        because=context.because(narrow, at, source=f"{ROLES}, MLflow operations", check="HND03"),
    )
    shared = (
        "Files of all runs and models of a workspace lie in one container, which no condition can divide by run; jobs"
        " and people who load such a model run what is in it."
    )
    yield Risk(
        package=package,
        name="code on Databricks may change files of runs and models of others",
        remedy=(
            "Load models of production from the registry of models only, which this identity cannot write. A workspace"
            " of Azure ML for Databricks alone, in a landing zone without clusters and lakes, would close it."
        ),
        because=context.because(shared, at, source=f"{STORAGE}, model registry and MLflow", check="HND03"),
    )


def _given(role: GivenRole) -> Risk:
    operations = ", ".join((*role.actions, *role.data_actions))
    return Risk(
        package="connectivity",
        name=f"role {role.id} is taken to allow what '{role.role}' says",
        remedy=(
            f"Compare: az role definition list --name {role.id} --query [].permissions must show just {operations}; its"
            " assignable scopes must hold the subscriptions of its role assignments."
        ),
        because=role.because,
    )
