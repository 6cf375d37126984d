"""Stage 5, spelling for expected bodies: plan values as JSON scalars, references as `{id: …}`, one value or many."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network

from ringfence.check.paths import Body
from ringfence.plan.model.values import Given, Ref, Secret

Text = str | IPv4Network | IPv4Address


def text(value: Given[str] | Given[IPv4Network] | Given[IPv4Address] | Text) -> str:
    """A name, prefix, address or tag as ARM spells it."""
    return str(value.value if isinstance(value, Given) else value)


def target(value: Ref | Given[str]) -> str:
    """The id that a reference stands for, whether its resource is in this package or another."""
    return value.value


def secret(value: Secret) -> str:
    """A secret as a prediction shows it: by the parameter of main that it comes by, whatever its module calls it.

    Source: Bicep CLI 0.49.2, snapshot of secure parameters.
    """
    return f"[parameters('{value.owner}')]"


def named(value: Ref | Given[str] | str) -> Body:
    """A reference as most of Microsoft.Network takes it. Source: Microsoft.Network types, SubResource."""
    return {"id": value if isinstance(value, str) else target(value)}


def one_or_many(key: str, values: Sequence[str]) -> Body:
    """`key` for one value, `key` in the plural for several.

    The plural of a security rule takes no service tags, so a single tag must stand in the singular.
    Source: Microsoft.Network types, SecurityRulePropertiesFormat.
    """
    plural = f"{key}es" if key.endswith("Prefix") else f"{key}s"
    return {key: values[0]} if len(values) == 1 else {plural: list(values)}
