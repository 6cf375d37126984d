"""Stage 5, expected bodies of platform services: the plan's constants, links and values at their dotted paths."""

from __future__ import annotations

from ringfence.check.expect.arm_values import target
from ringfence.check.paths import Body, with_fact
from ringfence.plan.model.services import Service

_IDENTITIES = "identity.userAssignedIdentities"


def service(planned: Service) -> Body:
    """A service as the plan spells it out."""
    body: Body = {"properties": {}}
    for item in planned.properties:
        body = with_fact(body, item.path, list(item.value) if isinstance(item.value, tuple) else item.value)
    for path, value in planned.values.items():
        body = with_fact(body, path, value.value)
    for path, read in planned.reads.items():
        body = with_fact(body, path, read.predicted)
    for path, texts in planned.lists.items():
        body = with_fact(body, path, list(texts.values))
    for path, link in planned.links.items():
        # ARM wants identities as the keys of an object, everything else as an id.
        body = with_fact(body, path, {target(link): {}} if path == _IDENTITIES else target(link))
    return body
