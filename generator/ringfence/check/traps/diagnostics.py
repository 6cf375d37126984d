"""DSG38: diagnostic settings of one resource: five at most, and none that sends a category where another sends it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ringfence.catalog.tables import limits
from ringfence.check.evidence import Evidence
from ringfence.check.snapshot import Predicted
from ringfence.check.traps.reading import finding, of_type, rows, texts
from ringfence.diagnostics import Diagnostic

SETTING = "Microsoft.Insights/diagnosticSettings"
SINKS = ("workspaceId", "storageAccountId", "eventHubAuthorizationRuleId", "marketplacePartnerId")
Sent = tuple[str, str, str]


def settings(evidence: Evidence) -> Iterator[Diagnostic]:
    """A finding for each setting beyond the limit, and for each that repeats what another of its resource sends."""
    most = limits()["diagnosticSettingsPerResource"].value
    seen: dict[Sent, str] = {}
    counted: dict[str, int] = defaultdict(int)
    for setting in of_type(evidence, SETTING):
        target = setting.key.rpartition("/providers/microsoft.insights/")[0]
        counted[target] += 1
        if counted[target] > most:
            message = f"this is diagnostic setting {counted[target]} of a resource that may have {most}"
            yield finding(evidence, "DSG38", setting, "id", message, value=target, hint="Join settings.")
        for sent in _sent(setting, target):
            other = seen.setdefault(sent, setting.key)
            if other != setting.key:
                message = f"the category {sent[2]} is sent to this place by another setting too"
                hint = "Leave the category out of one of the two."
                yield finding(evidence, "DSG38", setting, "properties", message, value=sent[1], hint=hint)


def _sent(setting: Predicted, target: str) -> Iterator[Sent]:
    """Where a setting sends what of its resource: the resource, the place, the category or group of categories."""
    places = [value.lower() for sink in SINKS for _, value in texts(setting.raw, f"properties.{sink}")]
    for _, row in (*rows(setting.raw, "properties.logs"), *rows(setting.raw, "properties.metrics")):
        if row.get("enabled") is not False:
            category = str(row.get("category") or row.get("categoryGroup"))
            yield from ((target, place, category) for place in places)
