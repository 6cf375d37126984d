"""DSG60, DSG61, DSG63 to DSG65, DSG73 and DSG85: storage serves those who use it, and lets nothing else in.

Unity Catalog reads a layer with user delegation tokens, signed with a key that it asks of the account, from outside the
lake's network. SQL pools of Synapse read from outside it too, as the identity that Azure makes with their workspace.
The account of a workspace has no keys: an instance mounts its file share as the owner, and pages of the studio call it
from the browser, which asks its CORS rules first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ringfence.catalog.read import facts
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.order import before
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.services import USER, Grant, Service
from ringfence.plan.model.values import Given, plain
from ringfence.plan.rules.endpoint_hosts import LAKE
from ringfence.rules.finding import finding

CONNECTOR, IDENTITY = "microsoft.databricks/accessconnectors", "identity.userAssignedIdentities"
LAYER, DELEGATOR = "/blobServices/default/containers/", "Storage Blob Delegator"
ACCOUNT_OF = "properties.defaultDataLakeStorage.resourceId"
CONTAINER_OF = "properties.defaultDataLakeStorage.filesystem"
SCANNER, READER = "purview", "Storage Blob Data Reader"
ACCOUNT, SERVED = "storage", ("storage-blobs", "storage-files")
ORIGINS = "properties.cors.corsRules[0].allowedOrigins"
ROLES = ("Storage Blob Data Contributor", "Storage File Data Privileged Contributor")


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every account of a lake or a workspace."""
    yield from _layers(plan)
    yield from _workspaces(plan)
    yield from _scanned(plan)


def _layers(plan: Plan) -> Iterator[Diagnostic]:
    """Every account whose layers an identity may use that comes from outside every network."""
    connectors = _connectors(plan)
    outside = {**connectors, **_by_themselves(plan)}
    grants = [(package, grant) for package, module in modules(plan) for grant in module.grants]
    signs = {(grant.scope_id, grant.principal.value) for _, grant in grants if grant.role == DELEGATOR}
    used: dict[str, set[str]] = {}
    for package, grant in grants:
        account, layer, _ = grant.scope_id.partition(LAYER)
        comes = outside.get(grant.principal.value)
        if layer and comes:
            used.setdefault(account, set()).add(comes)
            if grant.principal.value in connectors and (account, grant.principal.value) not in signs:
                yield _unsigned(package, grant, account)
    yield from _firewalls(plan, used)
    yield from _kept(plan)
    for package in plan.packages:
        yield from _datastores(package, [grant for _, grant in grants])


def _scanned(plan: Plan) -> Iterator[Diagnostic]:
    """Every role of the Purview account: a reader's, on one layer."""
    for package, module in modules(plan):
        for grant in module.grants:
            mine = isinstance(grant.principal, Given) and grant.principal.owner == SCANNER
            if mine and (grant.role != READER or LAYER not in grant.scope_id):
                message = f"the Purview account is {grant.role} on {grant.scope_id}, and not the reader of a layer"
                yield finding("DSG73", message, grant.resource.because, path=package.name, value=grant.scope_id)


def _connectors(plan: Plan) -> Mapping[str, str]:
    """The id of each access connector by that of the identity that it acts as."""
    return {
        service.links[IDENTITY].value: service.resource.id
        for _, module in modules(plan)
        for service in module.services
        if service.resource.type.lower() == CONNECTOR
    }


def _by_themselves(plan: Plan) -> Mapping[str, str]:
    """The ids of the resources that act as an identity made with them, of types that a lake may let in."""
    types = {type_.lower() for fact in facts(LAKE) for type_ in fact.admits}
    found = (
        service.resource for _, module in modules(plan) for service in module.services if IDENTITY not in service.links
    )
    return {resource.id: resource.id for resource in found if resource.type.lower() in types}


def _kept(plan: Plan) -> Iterator[Diagnostic]:
    """The default container of each workspace, which an account of the plan must make."""
    made = {service.resource.id for _, module in modules(plan) for service in module.services}
    for package, module in modules(plan):
        for service in module.services:
            account, container = service.values.get(ACCOUNT_OF), service.values.get(CONTAINER_OF)
            if account and container and f"{account.value}{LAYER}{container.value}" not in made:
                message = f"no lake of the plan makes the default container of {plain(service.resource.name)}"
                value = f"{container.value} in {str(account.value).rsplit('/', 1)[-1]}"
                yield finding("DSG85", message, service.resource.because, path=package.name, value=value)


def _unsigned(package: Package, grant: Grant, account: str) -> Diagnostic:
    message = f"{grant.principal_name} may use a layer of {account.rsplit('/', 1)[-1]} but is no {DELEGATOR} there"
    return finding("DSG60", message, grant.resource.because, path=f"{package.name}/{grant.resource.symbol}")


def _firewalls(plan: Plan, used: Mapping[str, set[str]]) -> Iterator[Diagnostic]:
    """What the firewall of each account lets in, against what uses its containers and resources listed for it."""
    used = {key: used.get(key, set()) | listed for key, listed in _listed(plan, used).items()}
    for package, module in modules(plan):
        for layers in module.layers:
            account = module.services[0].resource
            admitted = {one.id for one in layers.instances}
            for wrong in sorted(admitted ^ used.get(account.id, set())):
                does = "lets in" if wrong in admitted else "shuts out"
                message = f"the firewall of {account.id.rsplit('/', 1)[-1]} {does} {wrong.rsplit('/', 1)[-1]}"
                yield finding("DSG61", message, account.because, path=package.name, value=wrong)


def _listed(plan: Plan, accounts: Iterable[str]) -> Mapping[str, set[str]]:
    """The resources outside the plan that connections to layers of each account bring along, by the account's id."""
    found: dict[str, set[str]] = {account: set() for account in accounts}
    for package, module in modules(plan):
        for layers in module.layers:
            held = {layer.name for layer in layers.layers}
            starts = {c.start for c in plan.connections if c.end == package.name and held & set(c.layers)}
            mine = found.setdefault(module.services[0].resource.id, set())
            mine.update(one.id for one in plan.instances if one.landing_zone in starts)
    return found


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


def _workspaces(plan: Plan) -> Iterator[Diagnostic]:
    """Every instance, by the object id of its owner, and every account of a workspace."""
    for package, module in modules(plan):
        for service in module.services:
            if service.resource.kind in SERVED and not _opens(service):
                message = f"{service.resource.id.split('/')[-3]} has no CORS rule for the studio's pages alone"
                yield finding(
                    "DSG64", message, service.resource.because, path=package.name, value=service.resource.kind
                )
        if module.instances:
            earlier = before(package, module)
            for instance in module.instances:
                held = _held(package, instance.user, earlier)
                for role in (role for role in ROLES if role not in held):
                    name = str(instance.resource.name)
                    message = f"the owner of instance {name} is not {role} on the workspace's account before it is made"
                    yield finding("DSG63", message, instance.resource.because, path=package.name, value=role)


def _opens(service: Service) -> bool:
    """Whether pages of named hosts may call a service, and no others."""
    found = [origin for one in service.properties if one.path == ORIGINS for origin in _texts(one.value)]
    return bool(found) and all(re.fullmatch(r"https://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+", origin) for origin in found)


def _texts(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _held(package: Package, person: str, earlier: frozenset[str]) -> set[str]:
    """The roles of a person on the workspace's account that these modules assign."""
    accounts = {s.resource.id for m in package.modules for s in m.services if s.resource.kind == ACCOUNT}
    grants = (grant for module in package.modules if module.name in earlier for grant in module.grants)
    return {
        grant.role
        for grant in grants
        if grant.principal_type == USER and grant.principal.value == person and grant.scope_id in accounts
    }
