"""Stage 2, blueprint: values and keys of Azure that the design cannot take, so that a finding says why."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.blueprint.language.databricks import KEY as DATABRICKS
from ringfence.load.places import Path


@dataclass(frozen=True, slots=True)
class Unoffered:
    """Why the design does not take a value, and who says so."""

    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The finding about a key that the design does not have: its code, what is wrong, what to do, and who says so."""

    code: str
    message: str
    hint: str
    source: str


_UNOFFERED: dict[tuple[str, ...], Unoffered] = {
    ("hubs", "firewall", "tier", "Basic"): Unoffered(
        reason="a Basic firewall only reports threats that this design drops, stays at two instances and about 250"
        " Mbps, and needs a subnet for management",
        source="azure-docs firewall/overview.md, Azure Firewall Basic; firewall/management-nic.md (2024-11-06)",
    ),
    **{
        ("landingZones", "inference", key, "deployments", "code", "source", "registry"): Unoffered(
            reason="a registry keeps models, environments, components and data, and no code; az ml has no command that"
            " puts code there",
            source="azure-ai-docs machine-learning/how-to-share-models-pipelines-across-workspaces-with-registries.md"
            " (2025-04-07), Create a component in registry",
        )
        for key in ("online", "batch")
    },
}
"""By the keys that lead to it, and the value itself."""

_SERVERLESS = Refused(
    code="DBX07",
    message="serverless compute runs in the network of Databricks, past every rule of these packages",
    hint="remove the key: warehouses and clusters run in the landing zone; DEPLOY.md says what to set for serverless",
    source="Microsoft Learn databricks/security/network/serverless-network-security",
)
_PURVIEW = Refused(
    code="PUR01",
    message="no landing zone makes a Purview account: a tenant has one, and its portal is that of the whole tenant",
    hint="name the account that is there as 'institution.purview', and add 'scan' to a lake",
    source="Microsoft Learn purview/concept-best-practices-account-merge-private-endpoints",
)
_AGENTS = Refused(
    code="INF16",
    message="agents of a Foundry project are not planned: none stands in the network of the landing zone",
    hint=(
        "remove the key; write agents as code, run them behind an online endpoint, and let them call a 'languageModel'"
    ),
    source="azure-ai-docs foundry/agents/how-to/virtual-networks.md (2026-02-17)",
)
_KEYS: dict[tuple[str, ...], Refused] = {
    **{
        ("landingZones", "services", "languageModel", key): _AGENTS
        for key in ("agents", "capabilityHost", "capabilityHosts", "networkInjections")
    },
    **{
        (*keys, "purview"): _PURVIEW
        for keys in ((), ("hubs",), ("landingZones",), ("landingZones", "services"), ("landingZones", "dataLake"))
    },
    **{
        ("landingZones", DATABRICKS, *keys): _SERVERLESS
        for keys in (("serverless",), ("policies", "serverless"), ("warehouses", "serverless"))
    },
    **{
        ("landingZones", "dataLake", "lifecycle", layer, "archive"): Refused(
            code="LAK05",
            message="accounts of a lake are copied to zones (ZRS), where Azure has no archive, which no job could read",
            hint="write 'cold', the coldest tier that jobs still read",
            source="azure-docs storage/blobs/access-tiers-overview.md (2025-12-02)",
        )
        for layer in ("bronze", "silver", "gold", "evidence")
    },
}
"""By the keys that lead to a key which no part of the language has, and that key itself."""


def refused_key(path: Path) -> Refused | None:
    """Why there is no key at the end of a path that people look for; None where it is only unknown."""
    return _KEYS.get(tuple(key for key in path if isinstance(key, str)))


def unoffered(path: Path, value: object) -> Unoffered | None:
    """Why a value at a path is not offered; None when there is no more to say than what is accepted."""
    keys = tuple(key for key in path if isinstance(key, str))
    return _UNOFFERED.get((*keys, value)) if isinstance(value, str) else None
