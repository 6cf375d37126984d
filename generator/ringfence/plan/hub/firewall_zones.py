"""The zones that the firewall and its public address stand in, and why."""

from __future__ import annotations

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.catalog.known.firewall_capacity import ZONES, open_zones, source
from ringfence.plan.context.blueprint_context import BLUEPRINT, Path
from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.model.values import Reason

AT: Path = (*HUB_AT, "firewall")
SAME = (
    "azure-docs firewall/firewall-faq.yml (2025-07-01): zones after deployment; Microsoft Learn"
    " firewall/deploy-availability-zone-powershell: addresses are in one zone or in all;"
    " Azure/terraform-azurerm-caf-enterprise-scale#447 (2022-09-01): an address in two zones is made in all"
)


def firewall_zones(package: PackageContext) -> tuple[str, ...]:
    """The zones of the blueprint, else those of the region that take a new firewall of the tier, in order."""
    wanted = package.context.blueprint.hub.firewall
    zones = wanted.zones or open_zones(package.location.value, wanted.tier)
    return tuple(str(zone) for zone in sorted(zones))


def why_these(package: PackageContext) -> tuple[Reason, ...]:
    """Why the firewall is in these zones; nothing to say where it is in all."""
    zones = firewall_zones(package)
    if len(zones) == len(ZONES):
        return ()
    if package.context.blueprint.hub.firewall.zones:
        return (package.context.because("The blueprint names its zones.", (*AT, "zones"), source=BLUEPRINT),)
    text = (
        f"It is planned in zones {' and '.join(zones)}: Azure takes no new one in the other. Each subscription numbers"
        " zones in its own way; DEPLOY.md has the command that compares."
    )
    return (package.context.because(text, AT, source=source()),)


def why_the_same(package: PackageContext) -> tuple[Reason, ...]:
    """Why the address is in the firewall's zones; nothing to say where these are all."""
    if len(firewall_zones(package)) == len(ZONES):
        return ()
    text = "An address has the zones of its firewall. Sources disagree on an address in two zones."
    return (package.context.because(text, AT, source=SAME, check="CNF03"),)
