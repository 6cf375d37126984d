"""The tables of the bastion and of the jump host: source prefixes, account, key."""

from __future__ import annotations

from ringfence.pack.review.tables import Builder, Table
from ringfence.pack.text.cells import WHY, row
from ringfence.plan.model.bastion import JumpHost
from ringfence.plan.model.network import SecurityGroup
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import Secret


def bastions(plan: Plan) -> Table:
    """Every bastion, with the prefixes that people come from."""
    groups = [g for _, module in modules(plan) for g in module.security_groups if g.subnet == "bastion"]
    rows = tuple(
        row(
            b.resource.because,
            package.name,
            b.resource.name,
            b.sku,
            b.zones or "-",
            b.public_ip,
            tuple(source for group in groups for source in _trusted(group)),
            b.native_client,
        )
        for package, module in modules(plan)
        for b in module.bastions
    )
    columns = ("Package", "Bastion", "Tier", "Zones", "Public address", "People come from", "Native client", *WHY)
    about = "Sign-in with Entra ID; copy and paste, file transfer, links and connections by address are off."
    return Table("Bastion", about, columns, rows)


def _trusted(group: SecurityGroup) -> tuple[object, ...]:
    return next((rule.sources for rule in group.rules if rule.use == "people"), ())


def jump_hosts(plan: Plan) -> Table:
    """Every jump host, with its account and its key; a key in a key vault is shown by its vault and name."""
    rows = tuple(
        row(h.resource.because, package.name, h.resource.name, h.size, h.user, _key(h), "ssh from the bastion only")
        for package, module in modules(plan)
        for h in module.jump_hosts
    )
    columns = ("Package", "Machine", "Size", "Account", "Key", "Reached by", *WHY)
    return Table("Jump host", "No public address and no password; what it reaches passes the firewall.", columns, rows)


def _key(host: JumpHost) -> str:
    if isinstance(host.key, Secret):
        return f"{host.key.vault.rsplit('/', 1)[-1]}/{host.key.name}"
    return host.fingerprint


BASTION: tuple[Builder, ...] = (bastions, jump_hosts)
