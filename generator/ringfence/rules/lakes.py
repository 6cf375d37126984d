"""DSG60, DSG61 and DSG65: who uses layers of a lake has what that takes: tokens, a way past the firewall, a datastore.

Unity Catalog reads a layer with user delegation tokens, signed with a key that it asks of the account. It asks from
outside the lake's network.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.services import Grant
from ringfence.rules.finding import finding

CONNECTOR, IDENTITY = "microsoft.databricks/accessconnectors", "identity.userAssignedIdentities"
LAYER, DELEGATOR = "/blobServices/default/containers/", "Storage Blob Delegator"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every account whose layers a connector's identity may use."""
    connectors = _connectors(plan)
    grants = [(package, grant) for package, module in modules(plan) for grant in module.grants]
    signs = {(grant.scope_id, grant.principal.value) for _, grant in grants if grant.role == DELEGATOR}
    used: dict[str, set[str]] = {}
    for package, grant in grants:
        account, layer, _ = grant.scope_id.partition(LAYER)
        connector = connectors.get(grant.principal.value)
        if layer and connector:
            used.setdefault(account, set()).add(connector)
            if (account, grant.principal.value) not in signs:
                yield _unsigned(package, grant, account)
    yield from _firewalls(plan, used)
    for package in plan.packages:
        yield from _datastores(package, [grant for _, grant in grants])


def _connectors(plan: Plan) -> Mapping[str, str]:
    """The id of each access connector by that of the identity that it acts as."""
    return {
        service.links[IDENTITY].value: service.resource.id
        for _, module in modules(plan)
        for service in module.services
        if service.resource.type.lower() == CONNECTOR
    }


def _unsigned(package: Package, grant: Grant, account: str) -> Diagnostic:
    message = f"{grant.principal_name} may use a layer of {account.rsplit('/', 1)[-1]} but is no {DELEGATOR} there"
    return finding("DSG60", message, grant.resource.because, path=f"{package.name}/{grant.resource.symbol}")


def _firewalls(plan: Plan, used: Mapping[str, set[str]]) -> Iterator[Diagnostic]:
    """The connectors that the firewall of each account lets in, against those that use its layers."""
    for package, module in modules(plan):
        for layers in module.layers:
            account = module.services[0].resource
            admitted = set(layers.connectors)
            for wrong in sorted(admitted ^ used.get(account.id, set())):
                does = "lets in" if wrong in admitted else "shuts out"
                message = f"the firewall of {account.id.rsplit('/', 1)[-1]} {does} {wrong.rsplit('/', 1)[-1]}"
                yield finding("DSG61", message, account.because, path=package.name, value=wrong)


def _datastores(package: Package, grants: list[Grant]) -> Iterator[Diagnostic]:
    """The layers that jobs of a workspace may use, against its datastores."""
    jobs = {cluster.identity.value for module in package.modules for cluster in module.clusters}
    mine = [grant.scope_id.partition(LAYER) for grant in grants if grant.principal.value in jobs]
    wanted = {(account.rsplit("/", 1)[-1], layer) for account, _, layer in mine if layer}
    found = {(one.account, one.layer) for module in package.modules for one in module.datastores}
    for account, layer in sorted(wanted ^ found):
        has = "has a datastore that its jobs may not use" if (account, layer) in found else "has no datastore"
        message = f"the workspace of {package.name} {has}: {layer} of {account}"
        yield finding("DSG65", message, package.because, path=package.name, value=layer)
