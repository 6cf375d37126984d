"""Private DNS: which zones the services in use need, and which zones a private endpoint writes to."""

from __future__ import annotations

from collections.abc import Iterable

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.model import Blueprint
from ringfence.catalog.known.clouds import with_zones
from ringfence.catalog.part import Cloud
from ringfence.catalog.tables import PrivateLink, private_links
from ringfence.plan.context.blueprint_context import BlueprintContext
from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.context.services_in_use import zone_services
from ringfence.plan.model.network import Zone
from ringfence.plan.model.values import Given, Ref

MODULE = "dns"
SOURCE = "azure-docs private-link/private-endpoint-dns.md (2025-08-04)"


def links_in_use(blueprint: Blueprint) -> dict[tuple[str, str], PrivateLink]:
    """The private-link sub-resources of every service in landing zones of a blueprint."""
    return {
        (service.target_type(spec), spec.group): private_links()[service.target_type(spec), spec.group]
        for zone in blueprint.landing_zones
        for service in zone_services(blueprint, zone)
        for spec in service.endpoints
    }


def zone_names(context: BlueprintContext) -> tuple[str, ...]:
    """The private DNS zones that the blueprint needs in its cloud; faults what no source lists for that cloud."""
    cloud: Cloud = context.blueprint.institution.cloud
    names: set[str] = set()
    for (type_, group), link in sorted(links_in_use(context.blueprint).items()):
        if cloud not in link.zones:
            context.fault(
                "DNS01",
                f"no source lists a private DNS zone for {type_} ({group}) in {cloud}",
                ("institution", "cloud"),
                value=cloud,
                hint=_elsewhere(cloud),
                source=SOURCE,
            )
        names.update(link.zones.get(cloud, ()))
    return tuple(sorted(names))


def _elsewhere(cloud: Cloud) -> str:
    possible = ", ".join(with_zones(cloud))
    return f"Ringfence does not guess zones; in {cloud} plan {possible} only, or take a cloud that documents the zone"


def zones(package: PackageContext, group: str, network: Ref, names: Iterable[str]) -> tuple[Zone, ...]:
    """One zone and one link each, to the hub: landing zones resolve through the firewall there."""
    return tuple(_zone(package, group, network, name) for name in names)


def _zone(package: PackageContext, group: str, network: Ref, name: str) -> Zone:
    why = package.context.because(
        "Services in the landing zones have private endpoints in it.", ("landingZones",), source=SOURCE
    )
    link_why = package.context.because(
        "Linked to the hub only: spokes ask the firewall, which asks Azure from the hub.",
        HUB_AT,
        source="azure-docs firewall/dns-details.md",
    )
    given = Given("", "", name, "Name of a private DNS zone.")
    resource = package.resource("private-dns-zone", MODULE, "zones", given, group, why, location="global")
    link = package.resource("zone-link", MODULE, "links", "link-hub", resource.id, link_why, location="global")
    return Zone(resource=resource, link=link, network=network)
