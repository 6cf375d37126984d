"""Stage 5, expected bodies of resource groups: nothing but their name, place and tags."""

from __future__ import annotations

from ringfence.check.paths import Body
from ringfence.plan.model.module import ResourceGroup


def resource_group(_: ResourceGroup) -> Body:
    """A group configures nothing. Source: Microsoft.Resources types, resourceGroups."""
    return {}
