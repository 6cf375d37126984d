"""Accepted risks of flow logs: what deployers may do for traffic analytics, or that flows are not analysed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.catalog.tables import limits
from ringfence.plan.context import placement
from ringfence.plan.context.analytics import analysed, gap
from ringfence.plan.context.blueprint_context import BlueprintContext, Path
from ringfence.plan.model.registers import Risk
from ringfence.plan.review.risks.standing import risk

AT: Path = (*HUB_AT, "logs", "trafficAnalytics")


def flow_logs(context: BlueprintContext) -> Iterator[Risk]:
    """The price of traffic analytics, or of doing without it, and of one account for many networks."""
    blueprint = context.blueprint
    yield from _many(context)
    if not blueprint.hub.logs.traffic_analytics:
        yield risk(context, "flows-unwanted", "connectivity", AT)
        return
    if any(analysed(blueprint, placement.region(blueprint, zone.region)) for zone in blueprint.landing_zones):
        yield risk(context, "analytics-rights", "connectivity", AT)
    yield from _not_offered(context)


def _many(context: BlueprintContext) -> Iterator[Risk]:
    """One for each region whose flow logs may need more retention rules than their account has."""
    blueprint, most = context.blueprint, limits()["flowLogRetentionRules"]
    regions = [placement.region(blueprint, None).name]
    regions += [placement.region(blueprint, zone.region).name for zone in blueprint.landing_zones]
    for region, count in sorted(Counter(regions).items()):
        if count > most.value:
            values = {"region": region, "most": most.value, "count": count, "source": most.source}
            yield risk(context, "flow-log-rules", "connectivity", (*HUB_AT, "logs"), **values)


def _not_offered(context: BlueprintContext) -> Iterator[Risk]:
    """One for each package whose flow log Azure does not analyse, because of its region or that of the workspace."""
    blueprint = context.blueprint
    rows: list[tuple[str, str | None]] = [("connectivity", None)]
    rows += [(zone.name, zone.region) for zone in blueprint.landing_zones]
    for package, wanted in rows:
        where = gap(blueprint, placement.region(blueprint, wanted))
        if where:
            yield risk(context, "flows-not-offered", package, AT, where=where)
