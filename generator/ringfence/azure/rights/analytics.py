"""The right to switch on traffic analytics: asked of Azure before a package with flow logs is deployed.

Without it each package ends at its flow log, after nearly all of it is made.
Source: azure-docs network-watcher/required-rbac-permissions.md (2025-06-24), Traffic analytics.
"""

from __future__ import annotations

from collections.abc import Sequence

from ringfence.azure.az import Az
from ringfence.azure.rights.permissions import Permissions, allows, permissions
from ringfence.catalog.tables import traffic_analytics
from ringfence.diagnostics import Diagnostic, Place
from ringfence.plan.model.package import Package

_SOURCE = "azure-docs network-watcher/required-rbac-permissions.md (2025-06-24), Traffic analytics"


def lacking_rights(az: Az, packages: Sequence[Package]) -> tuple[Diagnostic, ...]:
    """AZU41 for each package whose deployer Azure says to lack an action; nothing where Azure does not tell.

    Azure lists what the account holds in a resource group, from above too. What is missing in the group of the
    workspace is missing on its subscription. Before step 1 there is no group to ask.
    Source: Authorization REST API, Permissions - List For Resource Group.
    """
    groups = {package.name: group for package in packages if (group := _group(package))}
    answers = permissions(az, list(groups.values()))
    return tuple(_finding(name, group, found) for name, group in groups.items() if (found := _missing(answers[group])))


def _group(package: Package) -> str:
    """The resource group of the workspace that flows of a package are analysed in; '' for none."""
    logs = (log for module in package.modules for log in module.flow_logs)
    return next((log.workspace.value.split("/providers/")[0] for log in logs if log.workspace is not None), "")


def _missing(held: Permissions | None) -> list[str]:
    """The actions that the account is known to lack; empty when it has all, or when the answer does not say."""
    return [] if held is None else [action for action in traffic_analytics().actions if not allows(held, action)]


def _finding(package: str, group: str, missing: Sequence[str]) -> Diagnostic:
    scope = "/".join(group.split("/")[:3])
    return Diagnostic(
        code="AZU41",
        message=f"{package}: the account that is signed in may not {_verbs(missing)} on {scope}",
        place=Place("plan.json"),
        path=package,
        value=scope,
        hint="Assign the role that DEPLOY.md defines on that subscription itself, and wait until it counts.",
        source=_SOURCE,
    )


def _verbs(missing: Sequence[str]) -> str:
    """Actions in short: `read, write dataCollectionRules`."""
    found: dict[str, list[str]] = {}
    for action in missing:
        _, kind, verb = action.split("/")
        found.setdefault(kind, []).append(verb)
    return " and ".join(f"{', '.join(verbs)} {kind}" for kind, verbs in found.items())
