"""Rule GTW06: users from outside resolve private names, and domains on premises have reachable DNS servers."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.model import Blueprint
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """VPN users and domains on premises need the resolver; DNS servers stand in networks on premises."""
    hub = blueprint.hub
    users = hub.gateway.vpn.point_to_site if hub.gateway and hub.gateway.vpn else None
    if users is not None and hub.resolver is None:
        path = (*HUB_AT, "gateway", "vpn", "pointToSite")
        message = "VPN users would get public addresses of private endpoints"
        yield document.finding("GTW06", path, message, hint="add 'resolver: {}' to the hub")
    for index, domain in enumerate(blueprint.on_premises.domains):
        if hub.resolver is None:
            message = f"no resolver would forward {domain.name}"
            yield document.finding(
                "GTW06", ("onPremises", "domains", index), message, hint="add 'resolver: {}' to the hub"
            )
        for at, server in enumerate(domain.servers):
            if not any(server in prefix for prefix in blueprint.premises):
                message = f"{server} is in none of the networks on premises"
                here = ("onPremises", "domains", index, "servers", at)
                yield document.finding("GTW06", here, message, hint="list its network in 'onPremises.prefixes'")
