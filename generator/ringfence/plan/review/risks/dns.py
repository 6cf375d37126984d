"""Accepted risks of DNS: names that are answered although no rule needs them, and what no policy judges."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.domains import DOCUMENTED
from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.plan.context.blueprint_context import BlueprintContext, Path
from ringfence.plan.model.registers import Risk
from ringfence.plan.review.risks.standing import risk

AT: Path = (*HUB_AT, "dns", "policy")
_BY_POLICY = {
    "off": (),
    "watch": ("dns-watched", "dns-proxied-queries"),
    "enforce": ("dns-below-allowed", "dns-blocked-appliances", "dns-proxied-queries"),
}
"""Risks by the chosen policy; without one there is `dns-open`, whose words depend on the cloud."""


def dns(context: BlueprintContext) -> Iterator[Risk]:
    """Risks of the chosen DNS security policy, or of none, and of managed networks, which resolve names themselves."""
    wanted = context.blueprint.hub.dns
    chosen = wanted.chosen(context.blueprint.institution.cloud)
    if chosen == "off":
        yield _open(context)
    yield from (risk(context, row, "connectivity", AT) for row in _BY_POLICY[chosen])
    if wanted.threat_intelligence == "preview":
        yield risk(context, "dns-preview", "connectivity", (*HUB_AT, "dns", "threatIntelligence"))
    for index, zone in enumerate(context.blueprint.landing_zones):
        if zone.inference is not None:
            yield risk(context, "dns-of-managed-network", zone.name, ("landingZones", index, INFERENCE))


def _open(context: BlueprintContext) -> Risk:
    cloud = context.blueprint.institution.cloud
    documented = cloud == DOCUMENTED
    return risk(
        context,
        "dns-open",
        "connectivity",
        AT,
        elsewhere="" if documented else f" No source says that {cloud} has DNS security policies.",
        remedy="Write dns: {policy: watch} for the hub, and enforce once the log has been looked at."
        if documented
        else "The firewall's log has the queries (AZFWDnsQuery). Try dns: {policy: watch} in a test subscription.",
    )
