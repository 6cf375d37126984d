"""DSG70: code that answers is made by the package of its deployment, of files in an account of that package."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.catalog.tables import private_links
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.values import plain
from ringfence.rules.finding import finding

ACCOUNT = "Microsoft.Storage/storageAccounts"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every deployment with code, and every version of code."""
    hosts = private_links()[ACCOUNT, "blob"].public(plan.institution.cloud)
    for package in plan.packages:
        made = {one.resource.id.lower() for module in package.modules for one in module.code_versions}
        yield from _served(package, made)
        begins = tuple(f"https://{account}.{host}/" for account in _accounts(package) for host in hosts)
        for module in package.modules:
            for one in module.code_versions:
                if not one.uri.startswith(begins):
                    message = f"scoring code {one.code} of {package.name} comes from outside its package: {one.uri}"
                    path = f"{package.name}/{one.code}"
                    yield finding("DSG70", message, one.resource.because, path=path, value=one.uri)


def _served(package: Package, made: set[str]) -> Iterator[Diagnostic]:
    for module in package.modules:
        online = [(one.resource, one.served.code) for one in module.online_deployments]
        batch = [(one.resource, one.served.code) for one in module.batch_deployments]
        for resource, code in online + batch:
            if code and code.lower() not in made:
                name = plain(resource.name)
                message = f"deployment {name} of {package.name} answers with code that its package does not make"
                yield finding("DSG70", message, resource.because, path=f"{package.name}/{name}", value=code)


def _accounts(package: Package) -> Iterator[str]:
    """The names of the storage accounts that a package makes."""
    for module in package.modules:
        yield from (plain(one.resource.name) for one in module.services if one.resource.type == ACCOUNT)
