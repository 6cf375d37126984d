"""Rules INF01-03, 07, 11 and 12: what a workspace in a managed network cannot have, and what only it can."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ringfence.blueprint.language.compute import TRAINING
from ringfence.blueprint.language.domains import within
from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.blueprint.language.model import Blueprint, LandingZone
from ringfence.blueprint.language.ways_in import OnPremisesDomain
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

_NETWORK = "azure-ai-docs machine-learning/how-to-managed-network.md (2025-05-23), limitations"
_PLANNING = "azure-ai-docs machine-learning/how-to-network-isolation-planning.md (2025-01-13)"
_KEYS = "azure-ai-docs machine-learning/how-to-secure-batch-endpoint.md (2026-03-30)"
_VAULT = "azure-ai-docs machine-learning/how-to-setup-customer-managed-keys.md"
_OWN_NETWORK: Mapping[str, str] = {
    "instances": "compute instances",
    "agents": "a subnet of build agents",
    "exfiltrationPrevention": "an endpoint policy on a compute subnet",
    "compute": "a compute subnet",
}
"""What belongs to compute in the institution's own network, by key of a landing zone or name of a subnet."""
_STORAGE = ("core.windows.net", "core.usgovcloudapi.net", "core.chinacloudapi.cn")
"""Domains of storage accounts, by cloud."""


def excluded(purpose: str) -> frozenset[str]:
    """Keys and subnets of other purposes that these rules refuse with a separate reason."""
    return {INFERENCE: frozenset(_OWN_NETWORK), TRAINING: frozenset({INFERENCE})}.get(purpose, frozenset())


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Pairs that Azure does not have: a managed network with compute in a network of one's own, endpoints whose ways
    out are limited without a managed network, batch endpoints with a customer-managed key, storage by host name, hosts
    on premises; and a key that is not in the vault on which the workspace may use it.
    """
    for index, zone in enumerate(blueprint.landing_zones):
        at: Path = ("landingZones", index)
        if zone.purpose == INFERENCE:
            yield from _own_network(document, at, zone)
            yield from _keys(document, at, zone)
            yield from _vault(document, at, zone)
            yield from _on_premises(document, at, zone, blueprint.hub.on_premises_domains)
            yield from _hosts(document, at, zone)
        if zone.purpose == TRAINING and zone.inference is not None:
            message = "nothing limits what an endpoint may call in a workspace whose compute is in a network of ours"
            hint = "give the endpoints a separate landing zone with purpose: inference"
            yield document.finding("INF03", (*at, INFERENCE), message, hint=hint, source=_PLANNING, on_key=True)


def _own_network(document: Document, at: Path, zone: LandingZone) -> Iterator[Diagnostic]:
    keys = {field.alias or name: name for name, field in type(zone).model_fields.items()}
    given = [(*at, key) for key, name in keys.items() if key in _OWN_NETWORK and name in zone.model_fields_set]
    given += [(*at, "subnets", role) for role in sorted(zone.subnets.model_fields_set & _OWN_NETWORK.keys())]
    for path in given:
        message = f"a workspace with a managed network cannot have {_OWN_NETWORK[str(path[-1])]} as well"
        hint = "remove it here; a landing zone for machine-learning has it"
        yield document.finding("INF01", path, message, hint=hint, source=_NETWORK, on_key=True)


def _keys(document: Document, at: Path, zone: LandingZone) -> Iterator[Diagnostic]:
    wanted = zone.inference
    if wanted and wanted.customer_managed_key and wanted.batch:
        message = "batch deployments are not supported in a workspace with a customer-managed key"
        hint = "remove the key, or give the batch endpoints a separate landing zone without one"
        yield document.finding(
            "INF02", (*at, INFERENCE, "customerManagedKey"), message, hint=hint, source=_KEYS, on_key=True
        )


def _vault(document: Document, at: Path, zone: LandingZone) -> Iterator[Diagnostic]:
    key = zone.inference.customer_managed_key if zone.inference else None
    if key and key.key_uri.removeprefix("https://").split(".")[0] != (vault := key.key_vault_id.split("/")[-1].lower()):
        message = f"the key is in another vault than '{vault}', on which the workspace would get its right"
        path = (*at, INFERENCE, "customerManagedKey", "keyUri")
        hint = f"write the address of a key in '{vault}', or the id of the vault that holds this one"
        yield document.finding("INF12", path, message, hint=hint, source=_VAULT)


def _on_premises(
    document: Document, at: Path, zone: LandingZone, domains: Sequence[OnPremisesDomain]
) -> Iterator[Diagnostic]:
    for index, row in enumerate(zone.inference.outbound if zone.inference else ()):
        for domain in domains:
            if within(row.host.lower(), domain.name):
                message = f"'{row.host}' is known on premises, where a managed network does not lead"
                hint = f"leave it out, or take '{domain.name}' out of 'onPremisesDomains' when the host is a public one"
                path = (*at, INFERENCE, "outbound", index, "host")
                yield document.finding("INF11", path, message, hint=hint, source=_NETWORK)


def _hosts(document: Document, at: Path, zone: LandingZone) -> Iterator[Diagnostic]:
    for index, row in enumerate(zone.inference.outbound if zone.inference else ()):
        if not row.host.startswith("*.") and any(within(row.host.lower(), domain) for domain in _STORAGE):
            message = f"'{row.host}' is a storage account, which a managed network does not let out to by name"
            hint = "leave it out: the account of the workspace is reached by private endpoint, others are not"
            path = (*at, INFERENCE, "outbound", index, "host")
            yield document.finding("INF07", path, message, hint=hint, source=_NETWORK)
