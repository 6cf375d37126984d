"""Checks before a preview or deployment: versions, sign-in, tenant, subscriptions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ringfence.azure.az import Az, Done
from ringfence.azure.failing.failures import login
from ringfence.catalog.files import table
from ringfence.diagnostics import Diagnostic, Rejected, Report, ToolMissing
from ringfence.plan.model.package import Package, Plan

_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")
_CLOUDS = ("AzureCloud", "AzureUSGovernment", "AzureChinaCloud")
"""Clouds that a blueprint can name; one that somebody registered under another name is taken as it is."""
_SIGN_IN = "azure-docs cli/azure/authenticate-azure-cli"
_MOST = 200
"""Characters of an answer that cannot be read; the log has all of it."""


def tools_and_account(az: Az, plan: Plan, packages: Sequence[Package]) -> None:
    """Versions, sign-in, tenant, subscriptions. Raises ToolMissing (AZU01 to AZU03) and Rejected (AZU04 to AZU06)."""
    _tool("azure-cli", az.run("version", ("az", "version")), "AZU02", "Run `az upgrade`, or install a newer azure-cli.")
    _tool("bicep", az.run("bicep", ("az", "bicep", "version")), "AZU03", "Run `az bicep upgrade`.")
    account(az, plan, packages)


def account(az: Az, plan: Plan, packages: Sequence[Package]) -> None:
    """Sign-in, tenant, subscriptions of these packages. Raises Rejected (AZU04 to AZU06)."""
    if found := list(_account(az, plan, packages)):
        raise Rejected(Report.of(found))


def _tool(name: str, done: Done, code: str, hint: str) -> None:
    fact = table("azure-cli")["tools"][name]
    have = _VERSION.search(done.out) if done.ok else None
    if have is None:
        lack = "azure-cli does not say its version" if name == "azure-cli" else "azure-cli has no Bicep"
        how = "Run `az version` and repair the installation." if name == "azure-cli" else "Run `az bicep install`."
        wrong = " ".join(done.err.split())
        code = "AZU01" if name == "azure-cli" else code
        raise ToolMissing(Diagnostic(code=code, message=f"{lack}: {wrong}", hint=how, source=fact["source"]))
    if _number(have[0]) < _number(fact["minimum"]):
        message = f"{name} {have[0]} is too old; {fact['minimum']} is the first that will do"
        raise ToolMissing(Diagnostic(code=code, message=message, value=have[0], hint=hint, source=fact["source"]))


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _account(az: Az, plan: Plan, packages: Sequence[Package]) -> Iterator[Diagnostic]:
    done = az.run("accounts", ("az", "account", "list", "--all"))
    rows = done.json()
    if done.ok and not _readable(rows):
        message = f"azure-cli does not print its accounts as JSON: {' '.join(done.out.split())[:_MOST]}"
        how = f"Look at what `az account list --all` prints. {done.log}".rstrip()
        raise ToolMissing(Diagnostic(code="AZU01", message=message, hint=how, source=_SIGN_IN))
    if not done.ok or not isinstance(rows, list) or not rows:
        message = f"azure-cli is not signed in: {' '.join(done.err.split())}".rstrip(": ")
        yield Diagnostic(code="AZU04", message=message, hint=f"Run `{login(plan)}`.", source=_SIGN_IN)
        return
    tenant = plan.institution.tenant
    if tenant not in {str(row.get("tenantId", "")).lower() for row in rows}:
        message = f"azure-cli is signed in, but not to the tenant of the plan, {tenant}"
        yield Diagnostic(code="AZU05", message=message, value=tenant, hint=f"Run `{login(plan)}`.", source=_SIGN_IN)
        return
    known = {str(row.get("id", "")).lower(): row for row in rows}
    for subscription, names in _subscriptions(packages).items():
        yield from _subscription(plan, subscription, names, known.get(subscription.lower()))


def _readable(rows: Any) -> bool:
    """Whether an answer is JSON, and a list only of objects."""
    return rows is not None and (not isinstance(rows, list) or all(isinstance(row, dict) for row in rows))


def _subscriptions(packages: Sequence[Package]) -> dict[str, str]:
    """Which packages go to each subscription, as text."""
    found: dict[str, str] = {}
    for package in packages:
        found[package.subscription] = ", ".join(filter(None, (found.get(package.subscription), package.name)))
    return found


def _subscription(plan: Plan, subscription: str, names: str, row: dict[str, Any] | None) -> Iterator[Diagnostic]:
    again = f"Run `{login(plan)}` with an account that has the rights in DEPLOY.md, then `az account list --refresh`."
    if row is None:
        message = f"the account that is signed in does not see subscription {subscription} of {names}"
        yield Diagnostic(code="AZU06", message=message, value=subscription, hint=again, source=_SIGN_IN)
    elif str(row.get("tenantId", "")).lower() != plan.institution.tenant:
        message = f"subscription {subscription} of {names} belongs to tenant {row.get('tenantId')}, not to the plan's"
        hint = "Correct the id of the subscription or the tenant in the blueprint, and generate anew."
        yield Diagnostic(code="AZU06", message=message, value=subscription, hint=hint)
    elif row.get("state", "Enabled") != "Enabled":
        message = f"subscription {subscription} of {names} is {row.get('state')}, so nothing can be deployed to it"
        yield Diagnostic(code="AZU06", message=message, value=subscription, hint="Have it enabled, then run again.")
    elif (cloud := row.get("cloudName")) in _CLOUDS and cloud != plan.institution.cloud:
        wanted = plan.institution.cloud
        hint = f"Run `az cloud set --name {wanted}`, then `{login(plan)}`."
        message = f"subscription {subscription} of {names} is in {cloud}; the plan is for {wanted}"
        yield Diagnostic(code="AZU05", message=message, value=str(cloud), hint=hint)
