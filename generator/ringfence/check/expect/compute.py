"""Stage 5, expected bodies of compute: clusters that scale from zero, instances that belong to one person.

Source of the shapes: Microsoft.MachineLearningServices types 2026-05-01, workspaces/computes.
"""

from __future__ import annotations

from ringfence.check.expect.access import user_assigned
from ringfence.check.expect.arm_values import named, text
from ringfence.check.paths import Body
from ringfence.plan.model.compute import Cluster, Instance, iso_8601


def cluster(planned: Cluster) -> Body:
    """A compute cluster in the workspace's network, acting as one identity."""
    properties: Body = {
        "vmSize": planned.size,
        **({"subnet": named(planned.subnet)} if planned.subnet else {}),
        "scaleSettings": {
            "maxNodeCount": planned.max_nodes,
            "nodeIdleTimeBeforeScaleDown": iso_8601(planned.idle),
        },
    }
    place = text(planned.resource.location)
    return {**user_assigned(planned.identity), "properties": {"computeLocation": place, "properties": properties}}


def instance(planned: Instance) -> Body:
    """A compute instance that only its owner can open, and that stops by itself."""
    owner = {"objectId": planned.user, "tenantId": planned.tenant.value}
    properties: Body = {
        "vmSize": planned.size,
        "subnet": named(planned.subnet),
        "idleTimeBeforeShutdown": iso_8601(planned.idle),
        "personalComputeInstanceSettings": {"assignedUser": owner},
    }
    return {"properties": {"computeLocation": text(planned.resource.location), "properties": properties}}
