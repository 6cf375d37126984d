"""DSG15 to DSG18: Databricks workspaces: one sign-in endpoint a region, equal node subnets, valid managed groups.

Databricks makes the managed resource group, so it must not exist before. The security rules that a workspace asks for
must fit the access of its clusters to the control plane.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from ringfence.catalog.purpose import ENDPOINTS
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.private_endpoint import Endpoint
from ringfence.plan.model.services import Service
from ringfence.plan.model.values import plain
from ringfence.rules.finding import finding

TYPE, SIGN_IN = "Microsoft.Databricks/workspaces", "browser_authentication"
GROUP = re.compile(r"/subscriptions/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/resourceGroups/[\w.()-]{0,89}[\w()-]")
CLOSED = {"properties.publicNetworkAccess": "Disabled", "properties.requiredNsgRules": "NoAzureDatabricksRules"}
"""What belongs together: with public access on, Databricks must write its own rules, and otherwise it must not."""


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every workspace, and all of a region together."""
    found = [(p, m.services[0]) for p, m in modules(plan) if m.services and m.services[0].resource.type == TYPE]
    yield from _sign_in([package for package, _ in found])
    groups = {group.resource.id.lower() for package in plan.packages for group in package.groups}
    for package, workspace in found:
        yield from _managed_group(package, workspace, groups)
        yield from _modes(package, workspace)
        yield from _subnets(package)


def _endpoints(package: Package) -> list[Endpoint]:
    return [endpoint for module in package.modules for endpoint in module.endpoints]


def _sign_in(packages: list[Package]) -> Iterator[Diagnostic]:
    """One endpoint for sign-in a region and zone, however many workspaces."""
    count: dict[tuple[str, str], int] = defaultdict(int)
    for package in packages:
        zones = {z.id for e in _endpoints(package) for z in e.zones if z.name.endswith("databricks.net")}
        for zone in zones:
            carried = sum(endpoint.group == SIGN_IN for endpoint in _endpoints(package))
            count[plain(package.location), zone] += carried
    for (region, zone), carried in sorted(count.items()):
        if carried != 1:
            message = f"{carried} private endpoints answer the sign-in of Databricks workspaces in {region}, not one"
            yield finding("DSG15", message, (), path=region, value=zone)


def _managed_group(package: Package, workspace: Service, taken: set[str]) -> Iterator[Diagnostic]:
    """The id of the group that Databricks makes: well-formed, in the package's subscription, not one of the plan."""
    group = str(workspace.values["properties.managedResourceGroupId"].value)
    home = f"/subscriptions/{package.subscription}/"
    if not GROUP.fullmatch(group) or not group.startswith(home) or group.lower() in taken:
        message = f"the managed resource group of {package.name} is no id of a group that Databricks could make"
        yield finding("DSG16", message, workspace.resource.because, path=package.name, value=group)
    taken.add(group.lower())


def _modes(package: Package, workspace: Service) -> Iterator[Diagnostic]:
    """Public access, security rules and the private endpoint of the workspace agree."""
    said = {item.path: item.value for item in workspace.properties}
    closed = [said.get(path) == value for path, value in CLOSED.items()]
    private = any(endpoint.group == "databricks_ui_api" for endpoint in _endpoints(package))
    if any(closed) and not (all(closed) and private):
        message = f"the workspace of {package.name} mixes private and public ways to its control plane"
        value = ", ".join(f"{path.removeprefix('properties.')} {said.get(path)}" for path in CLOSED)
        yield finding("DSG17", message, workspace.resource.because, path=package.name, value=value)


def _subnets(package: Package) -> Iterator[Diagnostic]:
    """Both subnets of the nodes belong to Databricks and are of one size."""
    subnets = [s for m in package.modules for n in m.networks for s in n.subnets if s.role != ENDPOINTS]
    sizes = {plain(subnet.prefix).prefixlen for subnet in subnets}
    foreign = [subnet.role for subnet in subnets if subnet.delegation != TYPE]
    if len(subnets) != 2 or len(sizes) != 1 or foreign:
        message = f"the node subnets of {package.name} are not two of one size that are delegated to Databricks"
        at = f"landingZones[name={package.name}].subnets"
        value = ", ".join(f"{s.role} {plain(s.prefix)}" for s in subnets)
        yield finding("DSG18", message, (), path=at, value=value, hint="give both one prefix length")
