"""Stage 5, expected bodies of lakes: resources that a firewall lets in, and layers as datastores.

Sources of the shapes: Microsoft.Storage types 2026-04-01, storageAccounts.networkAcls.resourceAccessRules;
Microsoft.MachineLearningServices types 2026-05-01, workspaces/datastores.
"""

from __future__ import annotations

from ringfence.check.paths import Body
from ringfence.plan.model.lake import Datastore
from ringfence.plan.model.module import Module


def account(module: Module) -> Body:
    """What the layers of a module say of the account that holds them; nothing for other modules."""
    for layers in module.layers:
        rules = [{"tenantId": layers.tenant, "resourceId": instance.id} for instance in layers.instances]
        return {"properties": {"networkAcls": {"resourceAccessRules": rules}}}
    return {}


def datastore(planned: Datastore) -> Body:
    """A layer of a lake as a datastore of a workspace."""
    return {
        "properties": {
            "accountName": planned.account,
            "filesystem": planned.layer,
            "endpoint": planned.endpoint,
            "subscriptionId": planned.subscription,
            "resourceGroup": planned.group,
        }
    }
