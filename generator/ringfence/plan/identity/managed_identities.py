"""User-assigned managed identities of a package."""

from __future__ import annotations

from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.model.services import Identity

WORKSPACE_IDENTITY, CLUSTER_IDENTITY = "workspaceIdentity", "clusterIdentity"
"""Symbols of the identities that a workspace and its jobs act as."""


def identity(
    package: PackageContext, group: str, symbol: str, word: str, purpose: str, *, module: str = "identities"
) -> Identity:
    """A user-assigned identity, in `module`; made before what uses it, so that its rights can be there first."""
    name = package.given("identities", symbol, "managed-identity", word)
    why = package.context.because(purpose, package.at)
    return Identity(resource=package.resource("managed-identity", module, symbol, name, group, why), purpose=purpose)
