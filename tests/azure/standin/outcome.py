"""What becomes of a deployment: the resources that were written, those that failed, and the error that tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.azure.standin.engine import Placed, Prediction, rows
from tests.azure.standin.references import group_of
from tests.azure.standin.refusal import Body, Problem

_FAILED = (
    "At least one resource deployment operation failed. Please list deployment operations for details. "
    "Please see https://aka.ms/arm-deployment-operations for usage details."
)
_ENDED = (
    "The resource write operation failed to complete successfully, because it reached terminal provisioning state "
    "'Failed'."
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was written, and what could not be, with the reasons; the rest was not tried."""

    written: tuple[Placed, ...]
    failed: tuple[tuple[Placed, tuple[Problem, ...]], ...]


def settle(prediction: Prediction, template: Body, faults: Mapping[str, Sequence[Problem]]) -> Outcome:
    """Who is written when some fail: not what belongs to them, nor what waits for their part of the template."""
    failed = tuple((placed, tuple(faults[placed.key])) for placed in prediction.placed if faults.get(placed.key))
    keys = tuple(f"{placed.key}/" for placed, _ in failed)
    waiting = _waiting({placed.symbol for placed, _ in failed}, template)
    written = tuple(
        placed
        for placed in prediction.placed
        if not faults.get(placed.key) and placed.symbol not in waiting and not placed.key.startswith(keys)
    )
    return Outcome(written, failed)


def _waiting(failed: set[str], template: Body) -> set[str]:
    """The symbols of the root template that depend on one that failed, through any number of others."""
    waiting: set[str] = set()
    while True:
        reached = failed | waiting
        more = {symbol for symbol, row in rows(template) if reached & set(row.get("dependsOn", ()))} - waiting
        if not more:
            return waiting
        waiting |= more


def error(outcome: Outcome, deployment: str) -> Body:
    """The error of a failed deployment: one detail for each nested deployment, and in it one for each resource."""
    details: dict[str, Body] = {}
    for placed, problems in outcome.failed:
        nested = module_id(placed, deployment)
        rows = details if nested == deployment else _nested(details, nested)
        rows.update({f"{placed.key} {problem.code} {problem.message}": problem.body() for problem in problems})
    return {"code": "DeploymentFailed", "target": deployment, "message": _FAILED, "details": _listed(details)}


def module_id(placed: Placed, deployment: str) -> str:
    """The id of the deployment that a resource stands in."""
    if placed.module == deployment.rpartition("/")[2]:
        return deployment
    scope = group_of(placed.resource["id"]) or "/".join(placed.resource["id"].split("/")[:3])
    return f"{scope}/providers/Microsoft.Resources/deployments/{placed.module}"


def _nested(details: dict[str, Body], nested: str) -> Body:
    """The rows inside the detail of a nested deployment, which is made when it is not there yet."""
    inside = {"code": "DeploymentFailed", "target": nested, "message": _FAILED, "details": {}}
    row = {"code": "ResourceDeploymentFailure", "target": nested, "message": _ENDED, "details": {nested: inside}}
    found: Body = details.setdefault(nested, row)["details"][nested]["details"]
    return found


def _listed(details: dict[str, Body]) -> list[Body]:
    """Details that were kept by key, as lists."""
    return [{**row, "details": _listed(row["details"])} if "details" in row else row for row in details.values()]
