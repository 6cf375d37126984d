"""Accepted risks where people and networks come in."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.ways_in import ENTRA_SIGN_IN, ExpressRoute, PointToSite
from ringfence.catalog.tables import lines
from ringfence.plan.context.blueprint_context import BlueprintContext, Path
from ringfence.plan.model.registers import Risk
from ringfence.plan.review.risks.standing import risk

AT: Path = (*HUB_AT, "gateway")


def ways_in(context: BlueprintContext) -> Iterator[Risk]:
    """Risks of the gateways that the blueprint asks for."""
    gateway = context.blueprint.hub.gateway
    if gateway is None:
        return
    yield risk(context, "users-behind-firewall", "connectivity", AT)
    yield risk(context, "forced-tunnelling", "connectivity", AT)
    if context.blueprint.hub.bastion is not None:
        yield risk(context, "bastion-default-route", "connectivity", (*HUB_AT, "bastion"))
    if gateway.express_route is not None:
        yield from _circuits(context, gateway.express_route)
    if gateway.vpn is not None and gateway.vpn.point_to_site is not None:
        yield from _users(context, gateway.vpn.point_to_site)


def _circuits(context: BlueprintContext, wanted: ExpressRoute) -> Iterator[Risk]:
    at, most = (*AT, "expressRoute"), lines().of_one_location
    yield risk(context, "circuit-encryption", "connectivity", at)
    if len(wanted.circuits) > most:
        yield risk(context, "circuits-of-one-location", "connectivity", at, most=most, source=lines().source)


def _users(context: BlueprintContext, users: PointToSite) -> Iterator[Risk]:
    at, cloud = (*AT, "vpn", "pointToSite"), context.blueprint.institution.cloud
    if users.authentication == "entra" and users.audience is None:
        yield risk(context, "vpn-whole-tenant", "connectivity", at, source=ENTRA_SIGN_IN)
    if users.authentication == "entra" and cloud == "AzureChinaCloud":
        yield risk(context, "vpn-issuer", "connectivity", at, cloud=cloud)
