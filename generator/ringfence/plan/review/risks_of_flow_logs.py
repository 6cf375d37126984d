"""Accepted risks of flow logs: what deployers may do for traffic analytics, or that flows are not analysed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.catalog.tables import limits
from ringfence.plan.context import placement
from ringfence.plan.context.analytics import analysed, gap
from ringfence.plan.context.blueprint_context import BLUEPRINT, BlueprintContext, Path
from ringfence.plan.model.services import Risk

AT: Path = (*HUB_AT, "logs", "trafficAnalytics")
RIGHTS = "azure-docs network-watcher/required-rbac-permissions.md (2025-06-24)"
OFFERED = "azure-docs includes/network-watcher-flow-logs-availability.md (2026-02-10)"


def flow_logs(context: BlueprintContext) -> Iterator[Risk]:
    """The price of traffic analytics, or of doing without it, and of one account for many networks."""
    blueprint = context.blueprint
    yield from _many(context)
    if not blueprint.hub.logs.traffic_analytics:
        yield _unwanted(context)
        return
    if any(analysed(blueprint, placement.region(blueprint, zone.region)) for zone in blueprint.landing_zones):
        yield _deployers(context)
    yield from _not_offered(context)


def _deployers(context: BlueprintContext) -> Risk:
    text = "Traffic analytics asks for these rights on the whole subscription of the Log Analytics workspace."
    return Risk(
        package="connectivity",
        name="deployers of a landing zone may change data collection rules in the hub's subscription",
        remedy="Let the network team deploy, or set trafficAnalytics: false. Ringfence itself plans no such rules.",
        because=context.because(text, AT, source=RIGHTS),
    )


def _many(context: BlueprintContext) -> Iterator[Risk]:
    """One for each region whose flow logs may need more retention rules than their account has."""
    blueprint, most = context.blueprint, limits()["flowLogRetentionRules"]
    regions = [placement.region(blueprint, None).name]
    regions += [placement.region(blueprint, zone.region).name for zone in blueprint.landing_zones]
    for region, count in sorted(Counter(regions).items()):
        if count > most.value:
            text = f"An account takes {most.value} retention rules, and {count} networks of {region} share one."
            yield Risk(
                package="connectivity",
                name=f"flow logs of {region} may need more retention rules than their account takes",
                remedy="Watch the first deployments beyond it; two hubs with a blueprint each have an account each.",
                because=context.because(text, (*HUB_AT, "logs"), source=most.source, check="CNF07"),
            )


def _unwanted(context: BlueprintContext) -> Risk:
    return Risk(
        package="connectivity",
        name="flow records are kept in storage and cannot be searched in Log Analytics",
        remedy="Set trafficAnalytics: true; DEPLOY.md then lists the rights that deployers need for it.",
        because=context.because("The blueprint switches traffic analytics off.", AT, source=BLUEPRINT),
    )


def _not_offered(context: BlueprintContext) -> Iterator[Risk]:
    """One for each package whose flow log Azure does not analyse, because of its region or that of the workspace."""
    blueprint = context.blueprint
    rows: list[tuple[str, str | None]] = [("connectivity", None)]
    rows += [(zone.name, zone.region) for zone in blueprint.landing_zones]
    for package, wanted in rows:
        where = gap(blueprint, placement.region(blueprint, wanted))
        if where:
            text = f"No source says that Azure offers traffic analytics with {where}; asking for it may fail."
            yield Risk(
                package=package,
                name="flow records are kept in storage and cannot be searched in Log Analytics",
                remedy="Choose another region for the hub or the landing zone; a workspace elsewhere is not planned.",
                because=context.because(text, AT, source=OFFERED),
            )
