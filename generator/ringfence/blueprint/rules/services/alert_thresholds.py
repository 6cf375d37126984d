"""Rules MON01 and MON02: thresholds belong to alerts that exist, and metrics can pass them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.telemetry.monitoring import ALERTS_AT
from ringfence.blueprint.suggestion import did_you_mean
from ringfence.catalog.known.alerts import AlertSpec, QuerySpec
from ringfence.catalog.read import kinds
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Every threshold of the blueprint is that of an alert, and lies between what its metric can be."""
    known = _known()
    for name, value in blueprint.monitoring.alerts.thresholds.items():
        path = (*ALERTS_AT, "thresholds", name)
        if name not in known:
            hint = did_you_mean(name, sorted(known), "the alerts are")
            yield document.finding("MON01", path, f"there is no alert '{name}'", hint=hint)
        elif message := _never(known[name], value):
            default = known[name].threshold
            yield document.finding("MON02", path, message, hint=f"leave it out; the default is {default}")


@cache
def _known() -> Mapping[str, AlertSpec | QuerySpec]:
    """Every alert on a metric or on logs; folders with one of the same name give it the same metric and unit."""
    metrics = {alert.name: alert for kind in kinds().values() for alert in kind.alerts}
    return {**metrics, **{query.name: query for kind in kinds().values() for query in kind.queries}}


def _never(alert: AlertSpec | QuerySpec, value: int) -> str:
    """Why no metric can pass a threshold; '' where one can."""
    if alert.operator == "GreaterThan" and value >= alert.most:
        return f"no value is above {value} {alert.unit}: people never hear of it"
    if alert.operator == "LessThan" and value == 0:
        return f"no value is below 0 {alert.unit}: people never hear of it"
    if value > alert.most:
        return f"each value is below {value}, as the most is {alert.most} {alert.unit}: the alert never ends"
    return ""
