"""Accepted risks of people who act through machines and deployments: jobs, deployers, users from outside."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.compute import TRAINING
from ringfence.blueprint.language.connections import LAKE
from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.inference import PURPOSE as INFERENCE
from ringfence.catalog.purpose import ENDPOINTS
from ringfence.catalog.read import purposes
from ringfence.plan.context.blueprint_context import BlueprintContext, Path
from ringfence.plan.model.services import Risk
from ringfence.plan.rules.rule_sources import behind_gateway, premises

IDENTITY = "azure-ai-docs machine-learning/how-to-identity-based-service-authentication.md"
ASSIGNED = "azure-ai-docs machine-learning/how-to-assign-roles.md; concept-secure-online-endpoint.md (2025-11-13)"
ROLES = "azure-docs role-based-access-control/built-in-roles, Network Contributor"
CORS = "Microsoft.Storage API, blobServices and fileServices (no CorsRule elements: all rules are deleted)"
MOUNT = "Azure-Samples/ai-studio-in-a-box#7 (2024-08); microsoft/AzureTRE#4898 (2026-04)"
SIGN_IN = "azure-ai-docs machine-learning/how-to-configure-private-link.md"


def people(context: BlueprintContext) -> Iterator[Risk]:
    """Risks of jobs that read lakes, of instance owners, of deployers, and of the prefixes that people come from."""
    yield from _jobs(context)
    yield from _owners(context)
    yield from _browsers(context)
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


def _owners(context: BlueprintContext) -> Iterator[Risk]:
    for index, zone in enumerate(context.blueprint.landing_zones):
        if zone.instances:
            text = (
                "An instance mounts the file share as its owner, who has the roles before it is made. Reports say that"
                " the first mount by identity failed all the same, and none says that this is mended."
            )
            at: Path = ("landingZones", index, zone.workload_key, "instances")
            why = context.because(text, at, source=MOUNT, check="CNF01")
            remedy = (
                "Try one instance in a test subscription. On StorageMountError delete it and repeat the step. If it"
                " fails again, ask Microsoft's support: keys for the first instance, as reported, open the account."
            )
            name = "compute instances may not mount the file share of an account without keys"
            yield Risk(package=zone.name, name=name, remedy=remedy, because=why)


def _browsers(context: BlueprintContext) -> Iterator[Risk]:
    for index, zone in enumerate(context.blueprint.landing_zones):
        if zone.purpose in (TRAINING, INFERENCE):
            text = "Pages of the studio read and write the account from the browser, as the person who is signed in."
            why = context.because(text, ("landingZones", index), source=CORS)
            remedy = (
                "Intended: CORS opens no network and gives no right, and the origins are Microsoft's own pages. Without"
                " the rules notebooks, uploads and previews of the studio end with the next deployment."
            )
            name = "CORS rules let pages of the studio call the workspace's storage account"
            yield Risk(package=zone.name, name=name, remedy=remedy, because=why)


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
                "Deny online endpoints in this workspace by an Azure Policy of the institution, and look for them: az"
                " ml online-endpoint list. Models answer in a landing zone with inference."
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
    zones = [purposes()[zone.purpose].subnets[ENDPOINTS] for zone in context.blueprint.landing_zones]
    ports = sorted({port for subnet in zones for port in subnet.peoplePorts}, key=int)
    reached = f"port{'s' if ports[1:] else ''} {', '.join(ports)}"
    name = f"people who come in reach the private endpoints of every landing zone on {reached}"
    return Risk(package="connectivity", name=name, remedy=remedy, because=why)
