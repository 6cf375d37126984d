"""A call of az that failed, as a finding with the command to run next."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass

from ringfence.azure.az import Done
from ringfence.azure.errors import Cause, causes
from ringfence.diagnostics import Diagnostic, Place
from ringfence.pack.runbook import commands
from ringfence.plan.model.package import Package, Plan

_ARM = "azure-docs azure-resource-manager/templates/common-deployment-errors.md"


_SHOWN = 3
"""Errors in a message; the log has all of them."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A failure that is known by what Azure or az says; `hint` may use {show}, {delete}, {cancel}, {login}."""

    code: str
    pattern: re.Pattern[str]
    message: str
    hint: str
    source: str = _ARM


def _says(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


_SIGNS = (
    Sign(
        "AZU03",
        _says(r"Bicep CLI not found|error while attempting to (download|retrieve).*Bicep"),
        "azure-cli has no Bicep to compile the package with",
        "Run `az bicep install`, or put `bicep` on PATH and run `az config set bicep.use_binary_from_path=true`.",
        "azure-cli resource/_bicep.py",
    ),
    Sign(
        "AZU04",
        _says(r"az login|AADSTS\d+|InvalidAuthenticationToken|ExpiredAuthenticationToken|no subscription found"),
        "the sign-in of azure-cli has ended or is not accepted",
        "Run `{login}`, then the same command again.",
        "azure-docs cli/azure/authenticate-azure-cli",
    ),
    Sign(
        "AZU07",
        _says(r"MissingSubscriptionRegistration|SubscriptionNotRegistered|not registered to use namespace"),
        "a resource provider is not registered in the subscription",
        "Register it as DEPLOY.md says; one of the package's own subscription also with `--register`. Then run again.",
    ),
    Sign(
        "AZU23",
        _says(r"NoRegisteredProviderFound"),
        "the cloud or the region does not serve an API version of the package",
        "Give the kind a version that Azure names, as `api` for this cloud: docs/contributor.md, API versions.",
        "Azure/azure-powershell#27549",
    ),
    Sign(
        "AZU08",
        _says(r"InvalidDeploymentLocation|already exists in location|change location of an already existing stack"),
        "a deployment of this name exists in another location",
        "Look with `{show}`. `{delete}` removes that entry of the history and no resource; then run again.",
        "azure-docs azure-resource-manager/templates/deploy-to-subscription.md, deployment location and name",
    ),
    Sign(
        "AZU09",
        _says(r"TooManyRequests|SubscriptionRequestsThrottled|\b429\b|RetryableErrorDueToAnotherOperation"),
        "Azure turned requests away because there were too many, and azure-cli gave up waiting",
        "Wait some minutes and run the same command again; what is done is skipped. Use a smaller `--jobs`.",
        "azure-docs azure-resource-manager/management/request-limits-and-throttling.md",
    ),
    Sign(
        "AZU17",
        _says(r"DeploymentActive|DeploymentStackInNonTerminalState"),
        "an earlier deployment of this name is still running in Azure",
        "Wait until `{show}` says that it has ended, or end it with `{cancel}`; then run again.",
    ),
    Sign(
        "AZU18",
        _says(r"AuthorizationFailed|LinkedAuthorizationFailed|does not have (permission|authorization)"),
        "the account that is signed in lacks a right",
        "Compare with the rights that DEPLOY.md lists for the step. A role assignment needs some minutes to count.",
    ),
)


def failure(code: str, plan: Plan, package: Package, done: Done, found: tuple[Cause, ...] = ()) -> Diagnostic:
    """The finding of a failed call: by a known sign, else `code` with Azure's own words.

    `found` are causes that were asked for separately; without them they are read from what az printed.
    """
    said = found or causes(done.err) or causes(done.out)
    more = f"; and {len(said) - _SHOWN} more" if len(said) > _SHOWN else ""
    text = ("; ".join(str(cause) for cause in said[:_SHOWN]) or f"az ended with exit code {done.code}") + more
    sign = next((sign for sign in _SIGNS if sign.pattern.search(f"{text}\n{done.err}")), None)
    hints = _next(plan, package)
    place = Place(f"packages/{package.name}/main.bicepparam")
    kept = f" All of it: {done.log}" if done.log else ""
    if sign is None:
        message = f"{package.name}: {text}"
        hint = f"Correct what Azure names, then run the same command again; what is done is skipped.{kept}"
        return Diagnostic(code=code, message=message, place=place, path=package.name, hint=hint, source=_ARM)
    message = f"{package.name}: {sign.message}: {text}"
    hint = sign.hint.format(**hints) + kept
    return Diagnostic(code=sign.code, message=message, place=place, path=package.name, hint=hint, source=sign.source)


def _next(plan: Plan, package: Package) -> dict[str, str]:
    kind = "stack" if plan.deployment.mode == commands.STACK else "deployment"
    what = ("--subscription", package.subscription, "--name", commands.name(package))
    keeps = ("--action-on-unmanage", "detachAll") if kind == "stack" else ()
    return {
        "login": login(plan),
        "show": shlex.join(("az", kind, "sub", "show", *what)),
        "delete": shlex.join(("az", kind, "sub", "delete", *what, *keeps)),
        "cancel": shlex.join(("az", "deployment", "sub", "cancel", *what)),
    }


def login(plan: Plan) -> str:
    """The sign-in that the plan needs."""
    return shlex.join(("az", "login", "--tenant", plan.institution.tenant))


def cancel(plan: Plan, package: Package) -> str:
    """The command that ends a deployment which Azure has accepted."""
    return _next(plan, package)["cancel"]
