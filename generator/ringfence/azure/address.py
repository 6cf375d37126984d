"""The firewall's private address: planned, not promised by Azure, so it is compared before a landing zone uses it."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.azure.az import Az
from ringfence.azure.failing.printed import causes
from ringfence.diagnostics import Diagnostic
from ringfence.pack.runbook import commands
from ringfence.plan.model.package import Plan


def address(az: Az, plan: Plan) -> Iterator[Diagnostic]:
    """AZU15 when the address is another than the plan's, or cannot be read."""
    firewall = commands.firewall_of(plan)
    planned = str(firewall.address)
    done = az.run("firewall-address", commands.probe(firewall))
    found = done.json() if done.ok else None
    if found == planned:
        return
    if isinstance(found, str) and found:
        message = f"the firewall has the address {found}, and the plan says {planned}"
        hint = "Deploy no landing zone: its routes would lead nowhere. Give the hub other prefixes and generate anew."
    else:
        said = "; ".join(str(cause) for cause in causes(done.err)) or "Azure names none"
        message = f"the firewall's address cannot be read: {said}"
        hint = "Deploy the connectivity package first, with rights to read it; then run the same command again."
    yield Diagnostic(code="AZU15", message=message, path=firewall.resource.id, value=planned, hint=hint)
