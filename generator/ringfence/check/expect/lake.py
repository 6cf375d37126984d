"""Stage 5, expected bodies of lakes: the access connectors that the firewall of an account lets in.

Source of the shape: Microsoft.Storage types 2026-04-01, storageAccounts.networkAcls.resourceAccessRules.
"""

from __future__ import annotations

from ringfence.check.paths import Body
from ringfence.plan.model.package import Module


def account(module: Module) -> Body:
    """What the layers of a module say of the account that holds them; nothing for other modules."""
    for layers in module.layers:
        rules = [{"tenantId": layers.tenant, "resourceId": connector} for connector in layers.connectors]
        return {"properties": {"networkAcls": {"resourceAccessRules": rules}}}
    return {}
