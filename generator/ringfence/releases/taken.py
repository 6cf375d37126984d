"""LED04, REL13 and NTE94: networks of the plan against the addresses of those that the ledger or the last plan has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from ipaddress import IPv4Network

from ringfence.catalog.names import HUB as CONNECTIVITY
from ringfence.diagnostics import Diagnostic, Severity
from ringfence.example_ids import examples_in
from ringfence.plan.context.ledger import Ledger
from ringfence.plan.model.network import VirtualNetwork
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.values import plain
from ringfence.rules.finding import finding

HUB = "hub"
"""What the ledger calls the network of the connectivity package."""
LATER = "a later release may give it these, once the other network has left them in Azure"
FORCED = "`generate --force` writes it all the same, once the other network is gone from Azure"
_SOURCE = "microsoft/AzureTRE#4641 (VnetAddressSpaceOverlapsWithAlreadyPeeredVnet)"


def check(plan: Plan, before: Ledger) -> Iterator[Diagnostic]:
    """Every network of the plan against those of the ledger: of what left the blueprint (LED04), and of what moves."""
    owners = {_owner(package) for package in plan.packages}
    left = {o: prefix for o, prefix in before.addresses.items() if "/" not in o and o not in {*owners, HUB}}
    for package, network in _networks(plan):
        for owner, prefix in left.items():
            wanted = plain(network.prefix)
            if wanted.overlaps(prefix):
                message = f"{package.name} asks for {wanted}, and the ledger holds {prefix} for {owner}"
                hint = f"choose another prefix, or take the lines of {owner} out of the ledger once it is gone"
                yield finding("LED04", message, (), path=_at(package, network), value=wanted, hint=hint)
    there = {o: prefix for o, prefix in before.addresses.items() if o in owners and _deployed(before, o)}
    yield from _exchanged(
        plan, there, "a later release may give it these, once the other network has left them in Azure"
    )


def by_last(last: Plan, plan: Plan) -> Iterator[Diagnostic]:
    """REL13 for each network that would get addresses that another network has in the last plan of the folder."""
    networks = ((package, network) for package, network in _networks(last) if not examples_in(package.subscription))
    there = {_owner(package): plain(network.prefix) for package, network in networks}
    yield from _exchanged(plan, there, "if the ledger is older than the folder, restore it; " + FORCED)


def moved(plan: Plan, before: Ledger) -> Iterator[Diagnostic]:
    """NTE94 for each network and subnet of the ledger that the plan moves or leaves out; for folders without a plan."""
    now = {_owner(package): network for package, network in _networks(plan) if _deployed(before, _owner(package))}
    at = {_owner(package): _at(package, network) for package, network in _networks(plan)}
    for name, prefix in before.addresses.items():
        owner, _, role = name.partition("/")
        if owner not in now:
            continue
        prefixes = {subnet.role: plain(subnet.prefix) for subnet in now[owner].subnets}
        wanted = prefixes.get(role) if role else plain(now[owner].prefix)
        if wanted == prefix:
            continue
        change = f"would move from {prefix} to {wanted}" if wanted else f"({prefix}) would leave its network"
        found = finding(
            "NTE94",
            f"{name} {change}; Azure refuses that while anything uses the addresses",
            (),
            path=at[owner],
            value=wanted or prefix,
            hint="empty it in Azure first; once it is gone from there, take its line out of the ledger",
            source="azure-docs virtual-network/manage-virtual-network.md and virtual-network-manage-subnet.md",
        )
        yield replace(found, severity=Severity.NOTE)


def _exchanged(plan: Plan, there: Mapping[str, IPv4Network], way: str) -> Iterator[Diagnostic]:
    """REL13 for each network whose addresses overlap those that another has until the release is deployed."""
    for package, network in _networks(plan):
        wanted = plain(network.prefix)
        for owner, prefix in there.items():
            if owner != _owner(package) and wanted.overlaps(prefix):
                yield finding(
                    "REL13",
                    f"{package.name} would get {wanted} while {owner} still has {prefix}, peered with the same hub",
                    (),
                    path=_at(package, network),
                    value=wanted,
                    hint=f"give {package.name} addresses that no network has; {way}",
                    source=_SOURCE,
                )


def _deployed(before: Ledger, owner: str) -> bool:
    """False for what was planned for an id of an example, which `deploy` refuses."""
    held = before.packages.get(CONNECTIVITY if owner == HUB else owner)
    return held is None or not examples_in(held.subscription)


def _networks(plan: Plan) -> Iterator[tuple[Package, VirtualNetwork]]:
    yield from ((package, network) for package, module in modules(plan) for network in module.networks)


def _owner(package: Package) -> str:
    """What the ledger calls the network of a package."""
    return HUB if package.name == CONNECTIVITY else package.name


def _at(package: Package, network: VirtualNetwork) -> str:
    return next((reason.at for reason in network.resource.because if reason.at), package.name)
