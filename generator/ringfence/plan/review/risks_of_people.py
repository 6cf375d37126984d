"""Accepted risks of people who act through machines and deployments: jobs, deployers, users from outside."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.compute import TRAINING
from ringfence.blueprint.language.connections import LAKE
from ringfence.blueprint.language.hub import HUB_AT
from ringfence.plan.context.blueprint_context import BlueprintContext, Path
from ringfence.plan.model.services import Risk
from ringfence.plan.rules.rule_sources import behind_gateway, premises

IDENTITY = "azure-ai-docs machine-learning/how-to-identity-based-service-authentication.md"
ASSIGNED = "azure-ai-docs machine-learning/how-to-assign-roles.md; concept-secure-online-endpoint.md (2025-11-13)"
ROLES = "azure-docs role-based-access-control/built-in-roles, Network Contributor"
SIGN_IN = "azure-ai-docs machine-learning/how-to-configure-private-link.md"


def people(context: BlueprintContext) -> Iterator[Risk]:
    """Risks of jobs that read lakes, of deployers of a landing zone, and of the prefixes that people come from."""
    yield from _jobs(context)
    yield from _made_by_hand(context)
    yield from _pushes(context)
    yield _deployers(context)
    if behind_gateway(context) or premises(context):
        yield _reach(context)


def _jobs(context: BlueprintContext) -> Iterator[Risk]:
    zones = context.blueprint.landing_zones
    trains = {zone.name for zone in zones if zone.purpose == TRAINING}
    for index, row in enumerate(context.blueprint.connections):
        if row.use == LAKE and row.start in trains:
            text = "Jobs act as the identity of the clusters, not of a person."
            what = f"{row.access or 'read'} {', '.join(row.layers or ())} of {row.end}"
            remedy = "Give personas that run jobs to people only who may do that themselves."
            why = context.because(text, ("connections", index), source=IDENTITY)
            name = f"each person who may run a job can {what}"
            yield Risk(package=row.start, name=name, remedy=remedy, because=why)


def _made_by_hand(context: BlueprintContext) -> Iterator[Risk]:
    """What data scientists may make in a workspace that trains, beside what the packages make."""
    for index, zone in enumerate(context.blueprint.landing_zones):
        if zone.purpose == TRAINING:
            text = (
                "AzureML Data Scientist holds onlineEndpoints/write, and no role of Azure narrows that: an endpoint"
                " that somebody makes here may have public access, and its egress passes no firewall."
            )
            why = context.because(text, ("landingZones", index, zone.workload_key), source=ASSIGNED)
            remedy = (
                "Deny online endpoints in this workspace by an Azure Policy of the institution; models answer in a"
                " landing zone with inference."
            )
            name = "data scientists may make endpoints with public access in the workspace that trains"
            yield Risk(package=zone.name, name=name, remedy=remedy, because=why)


def _pushes(context: BlueprintContext) -> Iterator[Risk]:
    """One identity for all clusters: that the first of them may push images lets each job do so."""
    for index, zone in enumerate(context.blueprint.landing_zones):
        if zone.clusters:
            text = "All clusters act as one identity, and the first of them pushes the images that it builds (AcrPush)."
            why = context.because(text, ("landingZones", index, zone.workload_key, "clusters"), source=IDENTITY)
            remedy = "Name images by digest where they matter; which of two identities a build would use is not known."
            yield Risk(package=zone.name, name="each job may push images to the registry", remedy=remedy, because=why)


def _deployers(context: BlueprintContext) -> Risk:
    text = (
        "Landing zones write their half of a peering into the hub's network, and Network Contributor may do more there."
    )
    remedy = (
        "Let the network team deploy, or use a role of the institution's own with virtualNetworks/read, peer/action,"
        " virtualNetworkPeerings/* and dnsResolverPolicies/virtualNetworkLinks/* of Microsoft.Network and deployments/*"
        " of Microsoft.Resources (not confirmed that these are enough)."
    )
    why = context.because(text, ("landingZones",), source=ROLES)
    name = "deployers of a landing zone may change the hub's firewall, routes and DNS security policy"
    return Risk(package="connectivity", name=name, remedy=remedy, because=why)


def _reach(context: BlueprintContext) -> Risk:
    spaces = len(context.blueprint.premises)
    text = (
        f"Rules for people go by prefix ({spaces} on premises, and those of VPN users), and lead to the endpoints of"
        " every landing zone."
    )
    remedy = (
        "Intended: Entra ID and rights decide who may use what. Fewer prefixes under onPremises.prefixes open less."
    )
    at: Path = ("onPremises", "prefixes") if spaces else (*HUB_AT, "gateway")
    why = context.because(text, at, source=SIGN_IN)
    name = "people who come in reach the private endpoints of every landing zone on port 443"
    return Risk(package="connectivity", name=name, remedy=remedy, because=why)
