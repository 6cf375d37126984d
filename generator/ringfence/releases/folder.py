"""DSG45, NTE30 and NTE99: subnets that leave a network, and what leaves the plan and stays in Azure.

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


def lost(last: Plan, new: Plan) -> Iterator[tuple[Package, Package, Subnet]]:
    """Each subnet that a network of both plans no longer lists, with the package before and the one now."""
    networks = {net.resource.id.lower(): (package, net) for package, module in modules(new) for net in module.networks}
    kept = {subnet.id.lower() for _, network in networks.values() for subnet in network.subnets}
    for package, module in modules(last):
        for network in module.networks:
            now = networks.get(network.resource.id.lower())
            for subnet in network.subnets if now else ():
                if now and subnet.id.lower() not in kept:
                    yield package, now[0], subnet


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
