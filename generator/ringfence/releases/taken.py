"""LED04: no network is given the addresses of one that left the blueprint and is still in the ledger."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.diagnostics import Diagnostic
from ringfence.plan.context.ledger import Ledger
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import plain
from ringfence.rules.finding import finding

HUB = "hub"
"""What the ledger calls the network of the connectivity package."""


def check(plan: Plan, before: Ledger) -> Iterator[Diagnostic]:
    """Every network of the plan against the networks of the ledger that the plan does not have."""
    owners = {package.name for package in plan.packages} | {HUB}
    left = {o: prefix for o, prefix in before.addresses.items() if "/" not in o and o not in owners}
    for package, module in modules(plan):
        for network in module.networks:
            for owner, prefix in left.items():
                wanted = plain(network.prefix)
                if wanted.overlaps(prefix):
                    message = f"{package.name} asks for {wanted}, and the ledger holds {prefix} for {owner}"
                    hint = f"choose another prefix, or take the lines of {owner} out of the ledger once it is gone"
                    path = next((reason.at for reason in network.resource.because if reason.at), package.name)
                    yield finding("LED04", message, (), path=path, value=wanted, hint=hint)
