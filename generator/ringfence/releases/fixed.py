"""DSG43 and DSG44: what the ledger says is deployed stays where it is, and a firewall policy keeps its tier.

Azure moves no resource group, vault, registry or network, so the new place would be written over the old names. A
network under another id would ask for the prefix of the old one, which is still peered with the hub. What was planned
for an id of an example was never deployed, because `deploy` refuses these.
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.diagnostics import Diagnostic
from ringfence.example_ids import examples_in
from ringfence.plan.context.fixed_places import FixedPlace, fixed_places
from ringfence.plan.context.ledger import Ledger
from ringfence.plan.model.package import Package, Plan
from ringfence.rules.finding import finding, first_place

FORGET = "once its resource groups are gone from Azure, take its lines out of the ledger"


def check(plan: Plan, before: Ledger) -> Iterator[Diagnostic]:
    """Every package that the ledger knew before."""
    now = fixed_places(plan)
    for package in plan.packages:
        held = before.packages.get(package.name)
        if held is not None and not examples_in(held.subscription):
            yield from _moved(package, held, now[package.name])
            yield from _tier(package, held, now[package.name])


def _moved(package: Package, held: FixedPlace, now: FixedPlace) -> Iterator[Diagnostic]:
    """The first of what would move: one of them takes the others along."""
    rows = (("subscription", held.subscription, now.subscription), ("region", held.region, now.region))
    for what, old, new in (*rows, ("virtual network", held.network, now.network)):
        if old.lower() != new.lower():
            at = first_place(package.because) or package.name
            hint = f"put the old {what} back, or make a new landing zone under another name; {FORGET}"
            message = f"{package.name} has the {what} {old} in the ledger, and Azure does not move it to {new}"
            key = f"{at}.region" if what == "region" else at
            yield finding("DSG43", message, (), path=key, value=new, hint=hint)
            return


def _tier(package: Package, held: FixedPlace, now: FixedPlace) -> Iterator[Diagnostic]:
    """A policy of the same name, or of one that an older ledger did not keep, with another tier."""
    if not held.firewall or held.firewall == now.firewall or held.policy not in ("", now.policy):
        return
    at = first_place(package.because) or package.name
    name = f"{now.policy}-{now.firewall.lower()}"
    message = f"firewall policy {now.policy} is {held.firewall}, and Azure does not make it {now.firewall}"
    hint = f"write 'names: {{firewall-policy: {name}}}' under the hub; delete the old policy afterwards"
    yield finding("DSG44", message, (), path=f"{at}.firewall.tier", value=now.firewall, hint=hint)
