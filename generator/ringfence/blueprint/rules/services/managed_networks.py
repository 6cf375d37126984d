"""Rules INF02, 07 and 11 to 13: what a workspace in a managed network cannot have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ringfence.blueprint.language.domains import within
from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.ways_in import OnPremisesDomain
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

_NETWORK = "azure-ai-docs machine-learning/how-to-managed-network.md (2025-05-23), limitations"
_KEYS = "azure-ai-docs machine-learning/how-to-secure-batch-endpoint.md (2026-03-30)"
_VAULT = "azure-ai-docs machine-learning/how-to-setup-customer-managed-keys.md (2025-02-05)"
_STORAGE = ("core.windows.net", "core.usgovcloudapi.net", "core.chinacloudapi.cn")
"""Domains of storage accounts, by cloud."""


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Pairs that Azure does not have: batch endpoints with a customer-managed key, storage by host name, hosts on
    premises; and a key that is not in the vault on which the workspace may use it, or not in its subscription.
    """
    for index, zone in enumerate(blueprint.landing_zones):
        at: Path = ("landingZones", index)
        if zone.purpose == INFERENCE:
            yield from _keys(document, at, zone)
            yield from _vault(document, at, zone)
            yield from _subscription(document, at, zone, blueprint)
            yield from _on_premises(document, at, zone, blueprint.on_premises.domains)
            yield from _hosts(document, at, zone)


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


def _subscription(document: Document, at: Path, zone: LandingZone, blueprint: Blueprint) -> Iterator[Diagnostic]:
    key = zone.inference.customer_managed_key if zone.inference else None
    environments = [each.subscription for each in blueprint.environments if each.name == zone.environment]
    own = next((name for name in (zone.subscription, *environments) if name), None)
    known = [each.id for each in blueprint.subscriptions if each.name == own]
    if key and known and key.key_vault_id.split("/")[2].lower() != known[0].lower():
        message = f"the key vault is in another subscription than {zone.name}, and Azure takes it from '{own}' only"
        path = (*at, INFERENCE, "customerManagedKey", "keyVaultId")
        hint = f"use a vault in subscription {known[0]}"
        yield document.finding("INF13", path, message, hint=hint, source=_VAULT)


def _on_premises(
    document: Document, at: Path, zone: LandingZone, domains: Sequence[OnPremisesDomain]
) -> Iterator[Diagnostic]:
    for index, row in enumerate(zone.inference.outbound if zone.inference else ()):
        for domain in domains:
            if within(row.host.lower(), domain.name):
                message = f"'{row.host}' is known on premises, where a managed network does not lead"
                hint = (
                    f"leave it out, or take '{domain.name}' out of 'onPremises.domains' when the host is a public one"
                )
                path = (*at, INFERENCE, "outbound", index, "host")
                yield document.finding("INF11", path, message, hint=hint, source=_NETWORK)


def _hosts(document: Document, at: Path, zone: LandingZone) -> Iterator[Diagnostic]:
    for index, row in enumerate(zone.inference.outbound if zone.inference else ()):
        if not row.host.startswith("*.") and any(within(row.host.lower(), domain) for domain in _STORAGE):
            message = f"'{row.host}' is a storage account, which a managed network does not let out to by name"
            hint = "leave it out: the account of the workspace is reached by private endpoint, others are not"
            path = (*at, INFERENCE, "outbound", index, "host")
            yield document.finding("INF07", path, message, hint=hint, source=_NETWORK)
