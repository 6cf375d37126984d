"""ARM's function `guid()`, by which names of role assignments and of roles are made."""

from __future__ import annotations

import uuid

ARM_NAMESPACE = uuid.UUID("11fb06fb-712d-4ddd-98c7-e71bbd588830")
"""The namespace of ARM's guid(): a version 5 UUID of its arguments joined by hyphens."""


def arm_guid(*arguments: str) -> str:
    """What ARM's `guid()` gives for these arguments."""
    return str(uuid.uuid5(ARM_NAMESPACE, "-".join(arguments)))
