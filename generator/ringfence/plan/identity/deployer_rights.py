"""Rights that the deployer of a package needs: in its own subscription, at the hub, in packages that it names."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ringfence.blueprint.language.model import Deploy
from ringfence.catalog.tables import traffic_analytics
from ringfence.plan.context.hub_facts import HubFacts
from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Right
from ringfence.plan.model.written.inventory import secrets


def _own(subscription: str) -> tuple[Right, ...]:
    scope = f"/subscriptions/{subscription}"
    return (
        Right(role="Contributor", scope=scope, why="creates the package's resource groups and everything in them"),
        Right(
            role="Role Based Access Control Administrator",
            scope=scope,
            why="creates the role assignments of the package; may be limited to its roles by a condition",
        ),
        Right(
            role="Locks Contributor",
            scope=scope,
            why="creates the delete locks; any role with Microsoft.Authorization/locks/* will do",
        ),
    )


def stack_rights(deploy: Deploy, subscription: str) -> tuple[Right, ...]:
    """The right to set what a stack denies, which Contributor lacks; none for other deployments.

    Source: Azure/deployment-stacks#163; azure-docs azure-resource-manager/bicep/deployment-stacks.md, Built-in roles.
    """
    if deploy.mode != "stack" or deploy.deny_settings == "none":
        return ()
    why = "creates and changes the stack with its deny settings (deploymentStacks/manageDenySetting/action)"
    return (Right(role="Azure Deployment Stack Owner", scope=f"/subscriptions/{subscription}", why=why),)


def analytics_rights(code: str, modules: Iterable[Module]) -> tuple[Right, ...]:
    """Rights for flow logs with traffic analytics: a role of the institution, on the subscription of the workspace.

    `code` is the institution's. Source: azure-docs network-watcher/required-rbac-permissions.md (2025-06-24).
    """
    workspaces = (log.workspace.value for module in modules for log in module.flow_logs if log.workspace is not None)
    subscriptions = sorted({"/".join(workspace.split("/")[:3]) for workspace in workspaces})
    why = "switches on traffic analytics; assigned on this subscription itself, not inherited from a management group"
    actions = traffic_analytics().actions
    return tuple(
        Right(role=f"{code}-traffic-analytics", scope=scope, why=why, actions=actions) for scope in subscriptions
    )


_IDENTITIES = "/userAssignedIdentities"
_MAKES_ROLES = "User Access Administrator, or any role with Microsoft.Authorization/roleDefinitions/write"


def _creates(role: Right) -> Right:
    """The right to make a role of the institution; who has it may be another than the deployer."""
    return Right(
        role=_MAKES_ROLES,
        scope=role.scope,
        why=f"creates the role {role.role} once, before step 1; an administrator may do that instead",
    )


def connectivity_rights(subscription: str, code: str, modules: tuple[Module, ...]) -> tuple[Right, ...]:
    """Rights for the connectivity package: its own subscription, key vaults with secrets, circuits, a DDoS plan.

    `code` is the institution's.

    Source: Microsoft Learn azure-resource-manager/bicep/key-vault-parameter; azure-docs
    ddos-protection/manage-permissions.md (2023-11-06).
    """
    vaults = sorted({secret.vault for secret in secrets(modules)})
    analytics = analytics_rights(code, modules)
    lines = sorted({line.circuit for module in modules for line in module.circuit_connections if not line.key})
    return (
        *_own(subscription),
        *(
            Right(
                role="Contributor, or any role with Microsoft.KeyVault/vaults/deploy/action",
                scope=vault,
                why="lets Azure read secrets while it deploys; the vault must have enabledForTemplateDeployment",
            )
            for vault in vaults
        ),
        *(Right(role="Network Contributor", scope=line, why="connects the gateway to this circuit") for line in lines),
        *(
            Right(
                role="Network Contributor, or any role with Microsoft.Network/ddosProtectionPlans/join/action",
                scope=plan,
                why="writes the hub network, which this DDoS plan protects; each later deployment asks for it too",
            )
            for plan in sorted({one.ddos_plan.value for module in modules for one in module.networks if one.ddos_plan})
        ),
        *map(_creates, analytics),
        *analytics,
    )


def role_rights(modules: Iterable[Module]) -> tuple[Right, ...]:
    """Rights to write the institution's roles that these modules define: on every subscription that a role lists.

    Source: azure-docs role-based-access-control/custom-roles.md, who can create a custom role.
    """
    made: dict[str, list[str]] = {}
    for role in (role for module in modules for role in module.role_definitions):
        for scope in role.scopes:
            made.setdefault(scope, []).append(role.name)
    why = (
        "writes roles of the institution that can be assigned there: {}; with `roles` in the blueprint it is not needed"
    )
    return tuple(
        Right(role=_MAKES_ROLES, scope=scope, why=why.format(", ".join(made[scope]))) for scope in sorted(made)
    )


def reader_rights(modules: Iterable[Module], own: Collection[str]) -> tuple[Right, ...]:
    """Rights on groups of other packages from which these modules read identities or hosts; `own` are not."""
    known = [(one, one.elsewhere) for module in modules for one in module.existing if one.elsewhere]
    found: dict[str, str] = {}
    for one, at in sorted(known, key=lambda row: row[0].type.endswith(_IDENTITIES)):
        what = "reads the object ids of the identities that get rights here"
        if not one.type.endswith(_IDENTITIES):
            what = "reads the hosts of what connections lead to"
        found[f"/subscriptions/{at.subscription.value}/resourceGroups/{at.group.value}"] = what
    return tuple(Right(role="Reader", scope=group, why=found[group]) for group in sorted(found.keys() - set(own)))


def rights_abroad(modules: Iterable[Module]) -> tuple[Right, ...]:
    """Rights to grant something in resource groups that are not the package's: on a registry, on a key vault."""
    scopes = {grant.scope_id for module in modules if not isinstance(module.scope, str) for grant in module.grants}
    why = "grants the package's identities their rights there; may be limited to these roles by a condition"
    role = "Role Based Access Control Administrator"
    return tuple(Right(role=role, scope=scope, why=why) for scope in sorted(scopes))


def zone_rights(subscription: str, hub: HubFacts, modules: Iterable[Module]) -> tuple[Right, ...]:
    """Rights for a landing zone with these modules: its own subscription, and what it must touch of the hub.

    Source: facts on role definitions (Network Contributor, Private DNS Zone Contributor, Managed Identity Operator,
    Log Analytics Contributor); which single actions suffice is unconfirmed.
    """
    linked = " and the network's link to the DNS security policy" if hub.dns_policies else ""
    records = any(module.endpoints for module in modules)
    zones = sorted({zone.rsplit("/providers/", 1)[0] for zone in hub.zones.values()}) if records else []
    rights = [
        *_own(subscription),
        Right(
            role="Network Contributor",
            scope=hub.network_id.value.rsplit("/providers/", 1)[0],
            why=f"creates the hub's half of the peering{linked}; it allows more there: see the accepted risks",
        ),
        *(
            Right(role="Private DNS Zone Contributor", scope=zone, why="lets private endpoints write their records")
            for zone in zones
        ),
        Right(
            role="Log Analytics Contributor",
            scope=hub.log_analytics_id.value,
            why="points diagnostic settings, and flow logs that are analysed, at the central workspace",
        ),
        Right(
            role="Managed Identity Operator",
            scope=hub.flow_identity_id.value,
            why="lets flow logs write as this identity",
        ),
        *(
            Right(role="Storage Account Contributor", scope=storage.value, why="points flow logs at this account")
            for storage in hub.flow_storage.values()
        ),
    ]
    return tuple(rights)
