"""Answers of az that say less than its exit code: no word that a deployment succeeded, or JSON of another shape."""

from __future__ import annotations

import shlex

from ringfence.azure.az import Done
from ringfence.diagnostics import Diagnostic, Place
from ringfence.plan.model.package import Package

_SUCCEEDED = "succeeded"
_LONGEST = 200
"""Characters of an answer in a message; the log has all of it."""


def ended(package: Package, done: Done) -> Diagnostic | None:
    """AZU50 for a deployment of which az does not print that it succeeded, although it ended without an error.

    Source: azure-cli `deployment sub create` and `stack sub create` print the deployment, with its provisioningState.
    """
    answer = done.json()
    held = answer if isinstance(answer, dict) else {}
    inside = held.get("properties")
    state = inside.get("provisioningState") if isinstance(inside, dict) else held.get("provisioningState")
    if str(state).lower() == _SUCCEEDED:
        return None
    said = f"says {state}" if isinstance(state, str) else "does not say how it ended"
    kind = "stack" if done.words[1] == "stack" else "deployment"
    show = ("az", kind, "sub", "show", "--subscription", package.subscription, "--name", package.deployed_as)
    return _finding("AZU50", package, f"az ended without an error and {said}", f"Look with `{shlex.join(show)}`", done)


def unreadable(package: Package, done: Done, why: str) -> Diagnostic:
    """AZU51 for an answer that is JSON of another shape than azure-cli prints, or no JSON."""
    return _finding("AZU51", package, f"what az printed cannot be read: {why}", "Look at the whole answer", done)


def shape(answer: object, out: str) -> str:
    """What an answer is instead, in short."""
    if answer is None:
        return f"no JSON, {' '.join(out.split())[:_LONGEST] or 'nothing at all'}"
    return f"JSON of another shape, {' '.join(out.split())[:_LONGEST]}"


def _finding(code: str, package: Package, message: str, hint: str, done: Done) -> Diagnostic:
    kept = f" All of it: {done.log}" if done.log else ""
    return Diagnostic(
        code=code,
        message=f"{package.name}: {message}",
        place=Place(f"packages/{package.name}/main.bicepparam"),
        path=package.name,
        hint=f"{hint}, then run the same command again; nothing is recorded.{kept}",
        source="rule of the house: only what Azure says to be done is recorded as done",
    )
