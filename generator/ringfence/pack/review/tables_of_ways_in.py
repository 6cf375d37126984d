"""The tables of gateways, VPN users, and VPN and ExpressRoute connections."""

from __future__ import annotations

from ringfence.pack.review.tables import Builder, Table
from ringfence.pack.text.cells import WHY, row, text
from ringfence.plan.model.gateway import Cryptography, VpnSite
from ringfence.plan.model.package import Plan, modules


def gateways(plan: Plan) -> Table:
    """Every gateway with its size, its BGP number and its public addresses."""
    vpn = [
        row(
            g.resource.because,
            package.name,
            g.resource.name,
            f"VPN, active-active, {g.generation}",
            g.sku,
            g.asn,
            tuple(front.public_ip for front in g.fronts),
        )
        for package, module in modules(plan)
        for g in module.vpn_gateways
    ]
    private = [
        row(g.resource.because, package.name, g.resource.name, "ExpressRoute", g.sku, "-", "Microsoft's own")
        for package, module in modules(plan)
        for g in module.expressroute_gateways
    ]
    columns = ("Package", "Gateway", "Kind", "Size", "ASN", "Public addresses", *WHY)
    return Table("Gateways", "Zone-redundant; what they let in goes to the firewall.", columns, (*vpn, *private))


def users(plan: Plan) -> Table:
    """VPN users: address pool and sign-in."""
    rows = tuple(
        row(
            g.resource.because,
            g.resource.name,
            g.clients.pool,
            "OpenVPN",
            "Entra ID" if g.clients.entra else "certificates",
            g.clients.entra.audience if g.clients.entra else tuple(root.name for root in g.clients.roots),
            tuple(one.name for one in g.clients.revoked),
        )
        for _, module in modules(plan)
        for g in module.vpn_gateways
        if g.clients
    )
    columns = ("Gateway", "Addresses", "Protocol", "Sign-in", "Application or roots", "Revoked", *WHY)
    return Table("VPN users", "Their machines get these addresses; one way to sign in, never two.", columns, rows)


def connections(plan: Plan) -> Table:
    """Every VPN and ExpressRoute connection. Secrets are shown by key vault and name."""
    tunnels = [
        row(
            site.link.because,
            site.link.name,
            f"tunnel to {text(site.address)}",
            _behind(site),
            _words(site.cryptography),
            f"{site.key.vault.rsplit('/', 1)[-1]}/{site.key.name}",
        )
        for _, module in modules(plan)
        for site in module.vpn_sites
    ]
    lines = [
        row(
            c.resource.because,
            c.resource.name,
            f"line to circuit {text(c.circuit).rsplit('/', 1)[-1]}",
            "BGP",
            "not encrypted by Azure",
            f"{c.key.vault.rsplit('/', 1)[-1]}/{c.key.name}" if c.key else "-",
        )
        for _, module in modules(plan)
        for c in module.circuit_connections
    ]
    columns = ("Connection", "What", "Networks", "Cryptography", "Secret", *WHY)
    about = "Azure reads each secret from its key vault; no file holds one. FastPath is off."
    return Table("VPN connections and ExpressRoute circuits", about, columns, (*tunnels, *lines))


def _behind(site: VpnSite) -> str:
    if site.peer is not None:
        return f"BGP, AS {site.peer.asn} at {site.peer.address}"
    return text(site.prefixes)


def _words(c: Cryptography) -> str:
    first = f"IKEv2 {c.ike_encryption}/{c.ike_integrity}/{c.dh_group}"
    second = f"IPsec {c.encryption}/{c.integrity}/{c.pfs_group}"
    return f"{first}, {second}, {c.lifetime_seconds} s, {c.lifetime_kilobytes} kB"


def conditional_forwarders(plan: Plan) -> Table:
    """Conditional forwarders that DNS servers on premises need."""
    rows = tuple(
        row([f.because], f.domain, e.address, f.zones)
        for _, module in modules(plan)
        for e in module.inbound_endpoints
        for f in e.forwarders
    )
    about = "For the DNS team on premises; FORWARDERS.md has them as commands."
    return Table("Conditional forwarders", about, ("Domain", "Forward to", "Private zones", *WHY), rows)


def domains(plan: Plan) -> Table:
    """Domains that the resolver forwards to DNS servers on premises."""
    rows = tuple(
        row(r.resource.because, r.domain, r.servers) for _, module in modules(plan) for r in module.forwarding_rules
    )
    return Table("Domains on premises", "Asked of these servers.", ("Domain", "Servers", *WHY), rows)


WAYS_IN: tuple[Builder, ...] = (gateways, users, connections, conditional_forwarders, domains)
