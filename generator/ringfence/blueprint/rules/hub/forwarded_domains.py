"""Rule GTW07: no domain that is forwarded on premises holds names of Azure that the platform needs."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.domains import within
from ringfence.blueprint.language.model import Blueprint
from ringfence.catalog.part import Cloud
from ringfence.catalog.read import services
from ringfence.catalog.tables import private_links
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

SOURCE = "azure-docs dns/private-resolver-endpoints-rulesets.md"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Fault each domain on premises that holds, is, or lies in a domain that Azure must answer."""
    if not blueprint.on_premises.domains:
        return
    cloud = blueprint.institution.cloud
    needed, zones = sorted({*_hosts(cloud), *_zones(cloud)}), sorted(_zones(cloud))
    for index, domain in enumerate(blueprint.on_premises.domains):
        held = [name for name in needed if within(name, domain.name)]
        held += [zone for zone in zones if within(domain.name, zone)]
        if held:
            yield document.finding(
                "GTW07",
                ("onPremises", "domains", index, "name"),
                f"servers on premises would be asked for names of {held[0]}, which Azure must answer",
                hint="forward domains of the institution's own only, for example corp.bank.example",
                source=SOURCE,
            )


def _zones(cloud: Cloud) -> Iterator[str]:
    """Private DNS zones of the cloud and the public domains behind them, whether or not a service is in use yet."""
    for link in private_links().values():
        yield from (*link.zones.get(cloud, ()), *link.public(cloud), *link.forwarders.get(cloud, ()))


def _hosts(cloud: Cloud) -> Iterator[str]:
    """Public hosts that services reach through the firewall."""
    for service in services().values():
        for flow in service.flows:
            yield from (host.removeprefix("*.") for host in flow.hosts.get(cloud, ()))
