"""Accepted risks of the ways out of landing zones: other regions, service tags, hosts that Azure names."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.connections import MLFLOW
from ringfence.blueprint.language.databricks import KEY as DATABRICKS
from ringfence.blueprint.language.mlops import AZURE_DEVOPS, GITHUB
from ringfence.blueprint.language.mlops import KEY as PIPELINES
from ringfence.blueprint.language.mlops.placed import agents_zone
from ringfence.catalog.read import purposes
from ringfence.catalog.tables import databricks_hosts
from ringfence.plan.context.blueprint_context import BlueprintContext
from ringfence.plan.context.placement import region
from ringfence.plan.model.package import Package
from ringfence.plan.model.registers import Risk
from ringfence.plan.review.risks.standing import because, risk
from ringfence.plan.rules.nsg_rules import platform_flows

PLATFORMS = {GITHUB: "GitHub", AZURE_DEVOPS: "Azure DevOps"}
SOURCES = {
    GITHUB: "github-docs actions/reference/runners/self-hosted-runners.md, communication",
    AZURE_DEVOPS: "azure-devops-docs organizations/security/allow-list-ip-url.md (2024-01)",
}


def egress(context: BlueprintContext, packages: tuple[Package, ...]) -> Iterator[Risk]:
    """Risks of what leaves each landing zone, by the firewall and past it."""
    yield from _other_regions(context)
    yield from _storage_tag(context)
    yield from _admitted_accounts(packages)
    yield from _platform_tags(context)
    yield from _databricks(context)
    yield from _mlflow(context)
    yield from _wide_flows(context)
    yield from _platform_of_pipelines(context)


def _other_regions(context: BlueprintContext) -> Iterator[Risk]:
    """Landing zones in another region than their hub: all egress crosses regions."""
    home = region(context.blueprint, None).name
    for index, zone in enumerate(context.blueprint.landing_zones):
        here = region(context.blueprint, zone.region).name
        if here != home:
            at = ("landingZones", index, "region")
            yield risk(context, "egress-of-another-region", zone.name, at, here=here, home=home, zone=zone.name)


def _storage_tag(context: BlueprintContext) -> Iterator[Risk]:
    """Landing zones without exfiltration prevention."""
    for index, zone in enumerate(context.blueprint.landing_zones):
        if zone.machine_learning and not zone.machine_learning.exfiltration_prevention:
            at = ("landingZones", index, zone.workload_key, "exfiltrationPrevention")
            yield risk(context, "storage-of-other-tenants", zone.name, at)


def _admitted_accounts(packages: tuple[Package, ...]) -> Iterator[Risk]:
    """Storage accounts of the blueprint that compute reaches past the firewall."""
    for package in packages:
        for policy in (policy for module in package.modules for policy in module.endpoint_policies):
            for account in policy.further:
                name = account.id.rsplit("/", 1)[-1]
                yield because("admitted-account", package.name, account.because, account=name)


def _platform_tags(context: BlueprintContext) -> Iterator[Risk]:
    """Service tags that Azure ML cannot do without: they cover each service for all its customers."""
    for index, zone in enumerate(context.blueprint.landing_zones):
        flows = list(platform_flows(context.blueprint, zone))
        tags = dict.fromkeys(
            flow.tag for flow in flows if flow.path == "firewall" and not flow.hosts and not flow.listed
        )
        if tags:
            yield risk(
                context,
                "service-tags",
                zone.name,
                ("landingZones", index),
                product=purposes()[zone.purpose].words.product,
                tags=", ".join(tags),
                more="; a private link scope would replace AzureMonitor" if "AzureMonitor" in tags else "",
                source=next(flow.source for flow in flows if flow.tag in tags),
            )


def _databricks(context: BlueprintContext) -> Iterator[Risk]:
    """Hosts of Databricks that stand in other regions than the workspace."""
    for index, zone in enumerate(context.blueprint.landing_zones):
        row = databricks_hosts().get(zone.region or context.blueprint.hub.region or context.blueprint.regions[0])
        if zone.purpose == DATABRICKS and row:
            at = ("landingZones", index, DATABRICKS)
            values = {"region": row.region, "elsewhere": row.elsewhere}
            yield risk(context, "databricks-other-regions", zone.name, at, **values)


def _mlflow(context: BlueprintContext) -> Iterator[Risk]:
    """Workspaces of Azure ML that Databricks clusters use: rules cannot name a host that Azure makes with them."""
    for index, row in enumerate(context.blueprint.connections):
        if row.use == MLFLOW and row.host is None:
            yield risk(context, "workspaces-of-other-customers", row.start, ("connections", index))


def _wide_flows(context: BlueprintContext) -> Iterator[Risk]:
    """Flows of the blueprint that go to more than named hosts and addresses."""
    for index, flow in enumerate(context.blueprint.egress):
        wide = [host for host in flow.to.fqdns or () if "*" in host] + list(filter(None, [flow.to.service_tag]))
        if wide:
            at = ("egress", index, "to")
            values = {"flow": flow.name, "wide": ", ".join(wide), "reason": flow.reason, "owner": flow.owner}
            yield risk(context, "wide-flow", "connectivity", at, **values)


def _platform_of_pipelines(context: BlueprintContext) -> Iterator[Risk]:
    """Agents that reach a platform which they share with every other customer."""
    wanted = context.blueprint.mlops
    if wanted is None or wanted.repository.elsewhere:
        return
    for stage in wanted.environments:
        zone = agents_zone(context.blueprint, stage)
        values = {"zone": zone, "platform": PLATFORMS[wanted.platform], "source": SOURCES[wanted.platform]}
        yield risk(context, "pipelines-platform", zone, (PIPELINES, "repository"), **values)
