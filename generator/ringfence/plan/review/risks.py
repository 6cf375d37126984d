"""Accepted risks: what stays open by design, with its remedy, for a board to accept."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.connections import MLFLOW
from ringfence.blueprint.language.databricks import KEY as DATABRICKS
from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.notes.models import LIFECYCLE
from ringfence.catalog.read import purposes
from ringfence.catalog.tables import databricks_hosts
from ringfence.plan.context.blueprint_context import BLUEPRINT, BlueprintContext
from ringfence.plan.context.placement import region
from ringfence.plan.model.package import Package
from ringfence.plan.model.registers import GivenRole
from ringfence.plan.model.services import Risk
from ringfence.plan.review.risks_of_bastion import bastion
from ringfence.plan.review.risks_of_dns import dns
from ringfence.plan.review.risks_of_firewall import firewall
from ringfence.plan.review.risks_of_flow_logs import flow_logs
from ringfence.plan.review.risks_of_folders import of_folders
from ringfence.plan.review.risks_of_inference import inference
from ringfence.plan.review.risks_of_lakes import lakes
from ringfence.plan.review.risks_of_people import people
from ringfence.plan.review.risks_of_roles import roles
from ringfence.plan.review.risks_of_served import served
from ringfence.plan.review.risks_of_ways_in import ways_in
from ringfence.plan.review.telemetry.risks_of_alerts import alerts
from ringfence.plan.review.telemetry.risks_of_telemetry import telemetry
from ringfence.plan.rules.nsg_rules import platform_flows
from ringfence.plan.services.models.language_model import KEY as LANGUAGE_MODEL


def risks(
    context: BlueprintContext, packages: tuple[Package, ...], given: tuple[GivenRole, ...] = ()
) -> tuple[Risk, ...]:
    """Every accepted risk, by package and name; `given` are roles that the blueprint names by id."""
    found = [
        *of_folders(context, packages),
        *_other_regions(context),
        *_storage_tag(context),
        *_admitted_accounts(packages),
        *_platform_tags(context),
        *_databricks(context),
        *_mlflow(context),
        *_wide_flows(context),
        *_abuse_monitoring(context),
        *_design(context),
        *firewall(context),
        *ways_in(context),
        *people(context),
        *roles(context, given),
        *flow_logs(context),
        *inference(context),
        *telemetry(context),
        *bastion(context),
        *lakes(context, packages),
        *dns(context),
        *served(context),
        *alerts(context, packages),
    ]
    return tuple(sorted(found, key=lambda risk: (risk.package, risk.name)))


def _other_regions(context: BlueprintContext) -> Iterator[Risk]:
    """Landing zones in another region than their hub: all egress crosses regions."""
    home = region(context.blueprint, None).name
    for index, zone in enumerate(context.blueprint.landing_zones):
        here = region(context.blueprint, zone.region).name
        if here != home:
            why = context.because(
                f"The hub's firewall is in {home}: egress of {zone.name} depends on {home} as well as on {here}.",
                ("landingZones", index, "region"),
                source="azure-docs virtual-network/virtual-network-peering-overview.md (global peering)",
            )
            yield Risk(
                package=zone.name,
                name=f"egress leaves {here} by the firewall in {home}, also when only {home} fails",
                remedy=f"Move the landing zone to {home}. This version plans one hub, not one for each region.",
                because=why,
            )


def _storage_tag(context: BlueprintContext) -> Iterator[Risk]:
    """Landing zones without exfiltration prevention."""
    for index, zone in enumerate(context.blueprint.landing_zones):
        if zone.machine_learning and not zone.machine_learning.exfiltration_prevention:
            why = context.because(
                "The service tags Storage and AzureFrontDoor.FrontEnd cover every tenant's accounts and sites.",
                ("landingZones", index, zone.workload_key, "exfiltrationPrevention"),
                source="azure-ai-docs machine-learning/how-to-prevent-data-loss-exfiltration.md",
            )
            yield Risk(
                package=zone.name,
                name="compute can write to storage accounts of other tenants",
                remedy="Set exfiltrationPrevention: true.",
                because=why,
            )


def _admitted_accounts(packages: tuple[Package, ...]) -> Iterator[Risk]:
    """Storage accounts of the blueprint that compute reaches past the firewall."""
    for package in packages:
        for policy in (policy for module in package.modules for policy in module.endpoint_policies):
            for account in policy.further:
                yield Risk(
                    package=package.name,
                    name=f"compute can write to {account.id.rsplit('/', 1)[-1]}, past the firewall",
                    remedy=(
                        "Take it out of storageAccounts. Its logs are the only record of what goes there; its firewall"
                        " must admit the compute subnet, which its owner does."
                    ),
                    because=account.because,
                )


def _platform_tags(context: BlueprintContext) -> Iterator[Risk]:
    """Service tags that Azure ML cannot do without: they cover each service for all its customers."""
    for index, zone in enumerate(context.blueprint.landing_zones):
        flows = list(platform_flows(context.blueprint, zone))
        tags = dict.fromkeys(
            flow.tag for flow in flows if flow.path == "firewall" and not flow.hosts and not flow.listed
        )
        if not tags:
            continue
        why = context.because(
            f"{purposes()[zone.purpose].words.product} needs {', '.join(tags)}; "
            "a firewall sees the service, not whose resource is meant.",
            ("landingZones", index),
            source=next(flow.source for flow in flows if flow.tag in tags),
        )
        yield Risk(
            package=zone.name,
            name="service tags reach these services for every customer of Azure",
            remedy="Identities are checked by each service"
            + ("; a private link scope would replace AzureMonitor." if "AzureMonitor" in tags else "."),
            because=why,
        )


def _databricks(context: BlueprintContext) -> Iterator[Risk]:
    """Hosts of Databricks that stand in other regions than the workspace."""
    for index, zone in enumerate(context.blueprint.landing_zones):
        row = databricks_hosts().get(zone.region or context.blueprint.hub.region or context.blueprint.regions[0])
        if zone.purpose == DATABRICKS and row:
            why = context.because(
                f"Some hosts that Databricks names for {row.region} stand in {row.elsewhere}.",
                ("landingZones", index, DATABRICKS),
                source="microsoft/AzureTRE templates/workspace_services/databricks (2025-12)",
                check="HND10",
            )
            yield Risk(
                package=zone.name,
                name=f"clusters read libraries from {row.elsewhere}, and may send service logs there",
                remedy="Compare with az databricks workspace outbound-endpoint list once the workspace is there.",
                because=why,
            )


def _mlflow(context: BlueprintContext) -> Iterator[Risk]:
    """Workspaces of Azure ML that Databricks clusters use: rules cannot name a host that Azure makes with them."""
    for index, row in enumerate(context.blueprint.connections):
        if row.use == MLFLOW:
            why = context.because(
                "The host of a workspace holds an id that Azure makes with it, so the firewall admits the region's.",
                ("connections", index),
                source="azure-ai-docs machine-learning/how-to-custom-dns.md (2026-03-26)",
            )
            yield Risk(
                package=row.start,
                name="clusters can call the API of other customers' workspaces of the region by name",
                remedy="Security groups admit the endpoints of named workspaces only; the firewall logs each call.",
                because=why,
            )


def _wide_flows(context: BlueprintContext) -> Iterator[Risk]:
    """Flows of the blueprint that go to more than named hosts and addresses."""
    for index, flow in enumerate(context.blueprint.egress):
        wide = [host for host in flow.to.fqdns or () if "*" in host] + list(filter(None, [flow.to.service_tag]))
        if wide:
            why = context.because(f"{flow.reason} (owner {flow.owner})", ("egress", index, "to"), source=BLUEPRINT)
            yield Risk(
                package="connectivity",
                name=f"flow {flow.name} reaches everything under {', '.join(wide)}",
                remedy="Name hosts or addresses instead; a service tag covers every customer of the service.",
                because=why,
            )


def _abuse_monitoring(context: BlueprintContext) -> Iterator[Risk]:
    """Language models: what Microsoft may keep of prompts and answers."""
    for index, zone in enumerate(context.blueprint.landing_zones):
        if zone.services.asks(LANGUAGE_MODEL):
            why = context.because(
                "Microsoft may keep prompts and answers that look like abuse for 30 days, and have people read them.",
                ("landingZones", index, "services", LANGUAGE_MODEL),
                source="Microsoft Learn ai-foundry, data privacy for Azure OpenAI (abuse monitoring)",
                check="HND13",
            )
            yield Risk(
                package=zone.name,
                name="prompts may be kept outside the account to watch for abuse",
                remedy="Apply to Microsoft for modified abuse monitoring of the subscription; no template can set it.",
                because=why,
            )
            dated = context.because(
                "Deployments are never upgraded by Azure (NoAutoUpgrade): one that Microsoft retires stops answering.",
                ("landingZones", index, "services", LANGUAGE_MODEL, "deployments"),
                source=LIFECYCLE,
            )
            yield Risk(
                package=zone.name,
                name="a language model stops answering on the day of its retirement",
                remedy="Keep retires up to date, run validate --as-of each month, and move callers in time.",
                because=dated,
            )


_DESIGN = (
    (
        "within its own network, traffic to private endpoints does not pass the firewall",
        "A private endpoint adds a /32 route that beats 0.0.0.0/0, so only security groups filter traffic to it.",
        "Intended: source and port are limited on the endpoint subnet. What comes from other networks does pass it.",
        "azure-docs private-link/inspect-traffic-with-azure-firewall.md",
        "",
    ),
    (
        "no TLS inspection",
        "TLS is not opened at the firewall: rules see host names, not content. Inspection breaks compute's websockets.",
        "Premium could inspect chosen flows with a certificate of the institution.",
        "azure-ai-docs machine-learning/how-to-access-azureml-behind-firewall.md",
        "HND13",
    ),
    (
        "the firewall's private address is planned, not promised",
        "Azure assigns the firewall's private address; route tables use the fourth of its subnet, as seen in practice.",
        "DEPLOY.md compares it before the first landing zone is deployed.",
        "azure-docs firewall/firewall-known-issues.md",
        "CNF11",
    ),
    (
        "names of other tenants' private endpoints do not resolve",
        "A name in one of the private zones that has a private endpoint elsewhere, and none here, is not found at all.",
        "Intended: the public answer would lead out of the institution. Such names need their own record.",
        "azure-docs private-link/private-endpoint-dns.md",
        "",
    ),
)
"""Name, why, remedy, source, check: properties of the design that reviewers ask about."""


def _design(context: BlueprintContext) -> Iterator[Risk]:
    """What every plan of this design leaves open."""
    for name, text, remedy, source, check in _DESIGN:
        why = context.because(text, HUB_AT, source=source, check=check)
        yield Risk(package="connectivity", name=name, remedy=remedy, because=why)
