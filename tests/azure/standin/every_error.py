"""One error for every code that the table of known codes has, each about a resource whose name misleads.

The names hold other codes, `az-login` and 429, and so do titles of policies: a reader that looks for words is caught.
"""

from __future__ import annotations

from ringfence.azure.failing.known import Known, codes
from tests.azure.standin.policies import Policy
from tests.azure.standin.refusal import Problem

LURES = ("AuthorizationFailed-audit", "az-login", "deny-429", "TooManyRequests", "already-exists-in-location")
_POLICY = Policy(
    "AuthorizationFailed-audit (InternalServerError) az login",
    "DeploymentActive-429",
    "/providers/Microsoft.Management/managementGroups/az-login",
    "Microsoft.Network/routeTables",
)


def name(number: int) -> str:
    """The name of the resource that the error of this number is about."""
    return f"rt-{LURES[number % len(LURES)]}-{number}"


def problem(number: int, row: Known, target: str = "") -> Problem:
    """The error of a row, about the resource of this number; `target` is its id."""
    if row.code == "RequestDisallowedByPolicy":
        return _POLICY.problem(name(number))
    message = f"{row.begins or 'Azure says'}: resource '{name(number)}' (AuthorizationFailed) Please run 'az login'."
    return Problem(row.code, message, target)


def problems() -> tuple[Problem, ...]:
    """One for every row of the table."""
    return tuple(problem(number, row) for number, row in enumerate(codes()))
