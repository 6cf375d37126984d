"""Accepted risks where people and networks come in, with their remedies."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.ways_in import ENTRA_SIGN_IN, ExpressRoute, PointToSite
from ringfence.catalog.tables import lines
from ringfence.plan.context.blueprint_context import BlueprintContext, Path
from ringfence.plan.model.services import Risk

AT: Path = (*HUB_AT, "gateway")
INSPECT = "azure-docs private-link/inspect-traffic-with-azure-firewall.md (2025-03-25)"
LINES = "azure-docs expressroute/expressroute-about-virtual-network-gateways.md (2025-11-10)"


def ways_in(context: BlueprintContext) -> Iterator[Risk]:
    """Risks of the gateways that the blueprint asks for."""
    gateway = context.blueprint.hub.gateway
    if gateway is None:
        return
    yield _risk(
        context,
        "endpoints see the firewall's address, not the user's",
        "A private endpoint answers past every route table. Unless the firewall puts its own address in place of the"
        " user's, replies would bypass it and the connection would break.",
        "Intended: without it routing is asymmetric. Who it was stands in the firewall's logs.",
        INSPECT,
        AT,
    )
    yield from _default_route(context)
    if gateway.express_route is not None:
        yield from _lines(context, gateway.express_route)
    if gateway.vpn is not None and gateway.vpn.point_to_site is not None:
        yield from _users(context, gateway.vpn.point_to_site)


def _default_route(context: BlueprintContext) -> Iterator[Risk]:
    yield _risk(
        context,
        "a default route learnt from on premises changes nothing: there is no forced tunnelling",
        "The firewall's subnet keeps 0.0.0.0/0 to the internet, and landing zones learn no routes. What leaves by the"
        " firewall leaves from its public address, not by networks on premises.",
        "Intended: the firewall's rules are the control on the way out.",
        "azure-docs firewall/firewall-faq.yml (2025-07-01), forced tunneling",
        AT,
    )
    if context.blueprint.hub.bastion is not None:
        yield _risk(
            context,
            "the bastion stops working if on premises advertises a default route",
            "AzureBastionSubnet takes a route for 0.0.0.0/0 that the gateway learns, and Azure allows no route table"
            " there that would replace it.",
            "Do not advertise 0.0.0.0/0 towards Azure, or leave the bastion out.",
            "azure-docs bastion/bastion-faq.md (2025-12-10), forced tunneling",
            (*HUB_AT, "bastion"),
        )


def _lines(context: BlueprintContext, line: ExpressRoute) -> Iterator[Risk]:
    yield _risk(
        context,
        "lines are not encrypted by Azure, and are slower to private endpoints",
        "ExpressRoute carries traffic as it is; towards private endpoints a gateway may do half of its throughput.",
        "Traffic to endpoints is TLS. MACsec on ExpressRoute Direct or VPN over the line would encrypt the rest.",
        LINES,
        (*AT, "expressRoute"),
    )
    if len(line.circuits) > lines().of_one_location:
        yield _risk(
            context,
            f"no more than {lines().of_one_location} circuits may end in one peering location",
            f"A gateway takes {lines().of_one_location} circuits of one peering location, whatever its size. Where"
            " a circuit ends stands in its own resource, which Ringfence does not read.",
            "Compare the peering locations of the circuits before the first deployment.",
            lines().source,
            (*AT, "expressRoute"),
        )


def _users(context: BlueprintContext, users: PointToSite) -> Iterator[Risk]:
    if users.authentication == "entra" and users.audience is None:
        yield _risk(
            context,
            "everybody in the Entra tenant can bring up the VPN",
            "Microsoft's VPN client application asks for no assignment of users. Rights on the workspace still decide"
            " what people can do.",
            "Restrict it by Conditional Access, or register an application with assigned users: audience.",
            ENTRA_SIGN_IN,
            (*AT, "vpn", "pointToSite"),
        )
    cloud = context.blueprint.institution.cloud
    if users.authentication == "entra" and cloud == "AzureChinaCloud":
        yield _risk(
            context,
            f"the issuer of VPN users' tokens in {cloud} is not confirmed",
            "Microsoft's page names where users of that cloud sign in, and gives one issuer as an example for every"
            " cloud: https://sts.windows.net/. Whether tokens there carry it is not confirmed.",
            "Compare it with the issuer of a token before users depend on it, or use certificates.",
            "azure-docs vpn-gateway/point-to-site-entra-gateway.md (2025-02-13)",
            (*AT, "vpn", "pointToSite"),
            check="HND07",
        )


def _risk(
    context: BlueprintContext, name: str, text: str, remedy: str, source: str, at: Path, *, check: str = ""
) -> Risk:
    why = context.because(text, at, source=source, check=check)
    return Risk(package="connectivity", name=name, remedy=remedy, because=why)
