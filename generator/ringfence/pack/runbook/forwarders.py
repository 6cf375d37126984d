"""FORWARDERS.md: what the DNS team on premises and the owners of VPN clients must set, ready to be copied."""

from __future__ import annotations

from ringfence.pack.text.markdown import environment
from ringfence.plan.model.dns.resolver import InboundEndpoint
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import Code

NAME = "FORWARDERS.md"


def forwarders(plan: Plan) -> dict[str, str]:
    """The file by its name; nothing without a resolver."""
    found = [endpoint for _, module in modules(plan) for endpoint in module.inbound_endpoints]
    users = any(gateway.clients for _, module in modules(plan) for gateway in module.vpn_gateways)
    return {NAME: _page(plan, found[0], users)} if found else {}  # one hub, one resolver, one place that answers


def _page(plan: Plan, endpoint: InboundEndpoint, users: bool) -> str:
    """The page for one endpoint; domains come from the catalogue and addresses from the plan, so they are code."""
    address = str(endpoint.address.value)
    commands = [
        f"Add-DnsServerConditionalForwarderZone -Name {each.domain} -MasterServers {address} -ReplicationScope Forest"
        for each in endpoint.forwarders
    ]
    template = environment().get_template("forwarders.md.j2")
    return template.render(
        plan=plan, endpoint=endpoint, address=Code(address), commands=Code("\n".join(commands)), users=users
    )
