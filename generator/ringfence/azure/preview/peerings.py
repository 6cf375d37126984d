"""Peerings in the property of a network: those that packages of the plan deploy, and those of others.

A network does not declare them, because each half is a resource of a landing zone's package. What-if reads the absence
as a deletion, and a deployment leaves them. Source: Azure/arm-template-whatif#163, #281, #314.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ringfence.azure.preview.delta import Difference


def divided(
    network: str, difference: Difference, owned: Collection[str]
) -> tuple[Difference | None, Difference | None]:
    """A difference of a network's peerings, split by what `before` lists: that of the plan, and all the rest.

    `owned` are the ids of the plan's resources in lower case; a peering without a name is not of the plan.
    """
    before = difference.before
    rows = before if isinstance(before, list) else [before]
    ours = [row for row in rows if _id(network, row) in owned]
    others = [row for row in rows if _id(network, row) not in owned]
    if not others and ours:
        return difference, None
    if not ours:
        return None, difference
    return replace(difference, before=ours), replace(difference, before=others)


def _id(network: str, row: object) -> str:
    name = row.get("name") if isinstance(row, dict) else None
    return f"{network}/virtualNetworkPeerings/{name or ''}".lower()
