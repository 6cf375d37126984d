"""AZU48: what the account that is signed in may not write, of all that the packages write; asked before the first one.

Azure refuses a resource to an account without the `write` of its type at its resource group. Without this check a
package ends there after minutes, half made. Rights to refer to what others have (to join a zone, to assign an identity)
are not asked for here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ringfence.azure.az import Az
from ringfence.azure.rights.permissions import Permissions, allows, permissions
from ringfence.diagnostics import Diagnostic, Place, Severity
from ringfence.pack.runbook.commands import STACK
from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.written.inventory import resources

_GROUPS = "Microsoft.Resources/resourceGroups"
_SHOWN = 6
"""Actions that a finding names; the table has all of them."""
_SOURCE = "azure-docs role-based-access-control/role-definitions.md, Actions; DEPLOY.md, the rights of each step"


@dataclass(frozen=True, slots=True)
class Lack:
    """Actions that the account may not do at a scope, and the package that needs them."""

    package: str
    scope: str
    actions: tuple[str, ...]


def needed(plan: Plan, package: Package) -> Mapping[str, tuple[str, ...]]:
    """The actions that deploying a package asks for, by scope: its subscription, and each group that it writes to."""
    kind = "deploymentStacks" if plan.deployment.mode == STACK else "deployments"
    found = {f"/subscriptions/{package.subscription}": {f"Microsoft.Resources/{kind}/write"}}
    for each in resources(package):
        action = "Microsoft.Resources/subscriptions/resourceGroups" if each.type == _GROUPS else each.type
        found.setdefault(_group(each.id), set()).add(f"{action}/write")
    return {scope: tuple(sorted(actions)) for scope, actions in found.items()}


def lacks(az: Az, plan: Plan, packages: Sequence[Package]) -> tuple[tuple[Lack, ...], tuple[str, ...]]:
    """What is known to be lacking, and the scopes of which Azure does not tell.

    Subscriptions are asked first, and only what is not allowed there is asked of its resource group; a group that is
    not there yet has no other answer than its subscription.
    """
    wanted = [
        (package.name, scope, actions) for package in packages for scope, actions in needed(plan, package).items()
    ]
    above = permissions(az, [_subscription(scope) for _, scope, _ in wanted])
    left = [Lack(name, scope, _refused(above[_subscription(scope)], actions)) for name, scope, actions in wanted]
    left = [lack for lack in left if lack.actions]
    inside = permissions(az, [lack.scope for lack in left if lack.scope not in above])
    found: list[Lack] = []
    silent: dict[str, None] = {}
    for lack in left:
        held = inside.get(lack.scope)
        known = above[_subscription(lack.scope)] if held is None else held
        if known is None:
            silent[lack.scope] = None
        elif actions := _refused(known, lack.actions):
            found.append(Lack(lack.package, lack.scope, actions))
    return tuple(found), tuple(silent)


def findings(found: Sequence[Lack], silent: Sequence[str]) -> Iterator[Diagnostic]:
    """AZU48 for each package and scope, and NTE90 for what Azure does not tell."""
    for lack in found:
        more = f" and {len(lack.actions) - _SHOWN} more" if len(lack.actions) > _SHOWN else ""
        yield Diagnostic(
            code="AZU48",
            message=f"{lack.package}: the account that is signed in may not do {', '.join(lack.actions[:_SHOWN])}{more}"
            f" in {lack.scope}",
            place=Place("plan.json"),
            path=lack.package,
            value=lack.scope,
            hint="Sign in as the deployer of this step, or have the rights assigned that DEPLOY.md lists for it.",
            source=_SOURCE,
        )
    if silent:
        more = f" and {len(silent) - 1} more places" if len(silent) > 1 else ""
        yield Diagnostic(
            code="NTE90",
            message=f"Azure does not tell what the account that is signed in may do in {silent[0]}{more}",
            place=Place("plan.json"),
            value=silent[0],
            severity=Severity.NOTE,
            hint="Compare its role assignments with the rights in DEPLOY.md before you go on.",
            source=_SOURCE,
        )


def table(found: Sequence[Lack]) -> str:
    """What is lacking, a row for each package and action, in columns; '' for nothing."""
    rows = [(lack.package, action, lack.scope) for lack in found for action in lack.actions]
    if not rows:
        return ""
    rows.insert(0, ("package", "may not", "in"))
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    return "\n".join(f"{name:<{widths[0]}}  {action:<{widths[1]}}  {scope}" for name, action, scope in rows)


def _refused(held: Permissions | None, actions: Sequence[str]) -> tuple[str, ...]:
    """The actions that are not known to be allowed: all where Azure does not tell."""
    return tuple(action for action in actions if held is None or not allows(held, action))


def _subscription(scope: str) -> str:
    return "/".join(scope.split("/")[:3])


def _group(resource_id: str) -> str:
    """The resource group of an id, or its subscription where it stands in no group."""
    parts = resource_id.split("/")
    return (
        "/".join(parts[:5]) if len(parts) > 4 and parts[3].lower() == "resourcegroups" else _subscription(resource_id)
    )
