"""Accepted risks of roles: what narrow roles of the institution leave open, and what nothing confirms of them."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.compute import TRAINING
from ringfence.blueprint.language.connections import MLFLOW
from ringfence.plan.context.blueprint_context import BlueprintContext, Path
from ringfence.plan.model.registers import GivenRole
from ringfence.plan.model.services import Risk

ROLES = "azure-ai-docs machine-learning/how-to-assign-roles.md (2024-09-03)"
STORAGE = "azure-ai-docs machine-learning/how-to-disable-local-auth-storage.md (2024-08-08)"


def roles(context: BlueprintContext, given: tuple[GivenRole, ...]) -> Iterator[Risk]:
    """Risks of code on Databricks that registers models, of people who train, and of roles that the blueprint names."""
    for index, row in enumerate(context.blueprint.connections):
        if row.use == MLFLOW:
            yield from _mlflow(context, row.end, ("connections", index))
    for index, zone in enumerate(context.blueprint.landing_zones):
        personas = {
            p
            for a in context.blueprint.access
            if not a.landing_zones or zone.name in a.landing_zones
            for p in a.personas
        }
        if zone.purpose == TRAINING and personas & {"data-scientist", "ml-engineer"}:
            yield _endpoints_by_hand(context, zone.name, ("landingZones", index))
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


def _endpoints_by_hand(context: BlueprintContext, package: str, at: Path) -> Risk:
    text = (
        "AzureML Data Scientist holds onlineEndpoints/write: an endpoint made by hand may have public access, and its"
        " instances stand outside this network, past the firewall."
    )
    return Risk(
        package=package,
        name="people who train models may make online endpoints by hand",
        remedy=(
            "Assign the built-in policies that deny public access of endpoints and endpoints without private link, and"
            " look for endpoints in this workspace: az ml online-endpoint list."
        ),
        because=context.because(text, at, source=f"{ROLES}, create and manage online endpoints"),
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
