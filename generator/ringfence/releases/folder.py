"""DSG45, REL14, NTE30 and NTE99: what the last plan of a folder has and the new one has not, and what stays in Azure.

What was planned for an id of an example was never deployed, because `deploy` refuses these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ringfence.diagnostics import Diagnostic, Place, Severity
from ringfence.example_ids import examples_in
from ringfence.plan.model.network import Subnet
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.values import plain
from ringfence.plan.model.written.inventory import resources
from ringfence.releases.since.since import Leaving
from ringfence.rules.finding import finding

SHOWN = 5
"""How many resources a note names."""


def leaving(last: Plan, new: Plan) -> Iterator[Diagnostic]:
    """DSG45 for each subnet that a network had and no longer lists: Azure refuses the network while it is in use."""
    for package, now, subnet in lost(last, new):
        if examples_in(package.subscription):
            continue
        name = plain(subnet.name)
        yield finding(
            "DSG45",
            f"network {package.name} would lose {name}, which Azure refuses while it is in use",
            now.because,
            path=f"{package.name}/{subnet.role}",
            value=plain(subnet.prefix),
            hint=f"delete what stands in {name} (locks first), then run generate with --force",
        )


def bared(last: Plan, new: Plan) -> Iterator[Diagnostic]:
    """REL14 for each subnet that stays and would lose its route table or security group.

    A gateway that leaves the plan stays in Azure with its connections, and its traffic would pass the firewall by.
    """
    for package, now, subnet, new_subnet in _subnets(last, new):
        if new_subnet is None or examples_in(package.subscription):
            continue
        for what, had, has in (
            ("route table", subnet.route_table, new_subnet.route_table),
            ("security group", subnet.security_group, new_subnet.security_group),
        ):
            if had is not None and has is None:
                name = plain(subnet.name)
                yield finding(
                    "REL14",
                    f"{name} of {package.name} would lose the {what} {had.value.rsplit('/', 1)[-1]} at once, and what"
                    " leaves the plan stays in Azure until people delete it",
                    now.because,
                    path=f"{package.name}/{subnet.role}",
                    value=name,
                    hint="delete first what leaves the plan (a gateway: its connections and lock first), then run"
                    " generate with --force",
                    source="azure-docs azure-resource-manager/templates/deployment-modes.md; azure-docs"
                    " virtual-network/virtual-networks-udr-overview.md",
                )


def lost(last: Plan, new: Plan) -> Iterator[tuple[Package, Package, Subnet]]:
    """Each subnet that a network of both plans no longer lists, with the package before and the one now."""
    yield from ((package, now, subnet) for package, now, subnet, kept in _subnets(last, new) if kept is None)


def _subnets(last: Plan, new: Plan) -> Iterator[tuple[Package, Package, Subnet, Subnet | None]]:
    """Each subnet of a network of both plans, with the package before and now, and the subnet of its id now, if any."""
    networks = {net.resource.id.lower(): (package, net) for package, module in modules(new) for net in module.networks}
    kept = {subnet.id.lower(): subnet for _, network in networks.values() for subnet in network.subnets}
    for package, module in modules(last):
        for network in module.networks:
            if now := networks.get(network.resource.id.lower()):
                yield from ((package, now[0], subnet, kept.get(subnet.id.lower())) for subnet in network.subnets)


def staying(last: Plan, new: Plan) -> Iterator[Diagnostic]:
    """NTE30 for each package with resources that the new plan no longer has: deployments delete none of them."""
    kept = {resource.id.lower() for package in new.packages for resource in resources(package)}
    names = {package.name for package in new.packages}
    for package in (one for one in last.packages if not examples_in(one.subscription)):
        gone = [resource.id for resource in resources(package) if resource.id.lower() not in kept]
        if gone:
            yield Diagnostic(
                code="NTE30",
                message=_told(package, gone, whole=package.name not in names),
                place=Place("plan.json"),
                severity=Severity.NOTE,
                path=package.name,
                value=str(len(gone)),
                hint="name the release that is deployed with --since: REMOVAL.md then has the commands, in order",
            )


def listed(rows: Sequence[Leaving]) -> Iterator[Diagnostic]:
    """NTE99 for each package of which REMOVAL.md lists what leaves: deployments delete none of it."""
    counts = Counter(row.package for row in rows if not row.again)
    for package, count in counts.items():
        yield Diagnostic(
            code="NTE99",
            message=f"{count} resources of {package} leave, role assignments among them, and stay in Azure",
            place=Place("REMOVAL.md"),
            severity=Severity.NOTE,
            path=package,
            value=str(count),
            hint="once this release is deployed, follow REMOVAL.md; BACKOUT.md tells what cannot be undone then",
        )


def _told(package: Package, gone: list[str], *, whole: bool) -> str:
    """What stays of a package, or the groups of one that left the plan as a whole."""
    if whole:
        groups = ", ".join(plain(group.resource.name) for group in package.groups)
        return f"{package.name} leaves the plan, and all that it has ({len(gone)}) stays in Azure, in {groups}"
    names = ["/".join(resource_id.rsplit("/", 2)[1:]) for resource_id in gone]
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"what leaves {package.name} stays in Azure: {', '.join(names[:SHOWN])}{more}"
