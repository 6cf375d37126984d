"""The answer of what-if for a whole deployment: every resource that it names, and those beside them.

Source: template deployment what-if operation (azure-docs deploy-what-if): the kinds of change, and 500 nested
deployments as the most that it expands. Which resources it ignores follows what listing a resource group would give.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.azure.standin.changes import changes
from tests.azure.standin.checks import symbolic
from tests.azure.standin.engine import Prediction
from tests.azure.standin.references import Resources, group_of
from tests.azure.standin.refusal import Body

_EXPANDED = 500
_REASON = "It cannot be analyzed, because its {} is not known before the deployment is under way: {}"


def preview(prediction: Prediction, state: Resources, root: str) -> list[Body]:
    """Create, Modify and NoChange; Unsupported for what is not known yet; Ignore for what is beside or beyond."""
    modules = [name for name in dict.fromkeys(placed.module for placed in prediction.placed) if name != root]
    beyond = set(modules[_EXPANDED:])
    seen = [placed.resource for placed in prediction.placed if placed.module not in beyond]
    known = [resource for resource in seen if symbolic(resource) is None]
    unknown = [resource for resource in seen if symbolic(resource) is not None]
    late = [placed.resource for placed in prediction.placed if placed.module in beyond]
    named = {resource["id"].lower() for resource in prediction.resources}
    return [
        *changes(known, state),
        *(unsupported(resource) for resource in unknown),
        *(_ignored(resource["id"], state.get(resource["id"].lower())) for resource in late),
        *(_ignored(resource["id"], resource) for resource in _beside(named, state)),
    ]


def unsupported(resource: Body) -> Body:
    """The change of a resource that cannot be told before it is deployed."""
    part = symbolic(resource) or "id"
    reason = _REASON.format(part, resource[part])
    return {"resourceId": resource["id"], "changeType": "Unsupported", "unsupportedReason": reason}


def _ignored(resource_id: str, resource: Body | None) -> Body:
    return {"resourceId": resource_id, "changeType": "Ignore", "before": resource, "after": resource, "delta": None}


def _beside(named: set[str], state: Resources) -> Iterator[Body]:
    """What a list of the touched groups has and the deployment does not name: extension resources are in no list."""
    groups = {group_of(key) for key in named} - {None}
    for key, resource in state.items():
        listed = "location" in resource and key.count("/providers/") == 1
        if listed and key not in named and group_of(key) in groups:
            yield resource
