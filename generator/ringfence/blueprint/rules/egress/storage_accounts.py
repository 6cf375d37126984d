"""Rule EGR08: storage accounts are listed only where a service endpoint policy admits them."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.model import Blueprint
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

SOURCE = "azure-ai-docs machine-learning/how-to-prevent-data-loss-exfiltration.md"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """No `storageAccounts` where `exfiltrationPrevention` is off: there is no policy, and every account is open."""
    for index, zone in enumerate(blueprint.landing_zones):
        mine = zone.machine_learning
        if mine and mine.storage_accounts and not mine.exfiltration_prevention:
            path = ("landingZones", index, zone.workload_key, "storageAccounts")
            message = "without exfiltrationPrevention no policy admits these accounts: compute reaches every account"
            hint = "remove the list, or write 'exfiltrationPrevention: true'"
            yield document.finding("EGR08", path, message, hint=hint, source=SOURCE)
