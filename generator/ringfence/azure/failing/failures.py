"""A call of az that failed, as a finding with the command to run next."""

from __future__ import annotations

import shlex

from ringfence.azure.az import Done
from ringfence.azure.failing.errors import Cause
from ringfence.azure.failing.known import Known, foremost, known
from ringfence.azure.failing.printed import causes
from ringfence.diagnostics import Diagnostic, Place
from ringfence.pack.runbook import commands
from ringfence.plan.model.package import Package, Plan

_ARM = "azure-docs azure-resource-manager/troubleshooting/common-deployment-errors.md"
_OF_THE_CALL = "AZU10"
"""Codes that the table leads here lead to the finding of the call: AZU11 in a preview."""
_SHOWN = 3
"""Errors in a message; the log has all of them."""
_LONGEST = 1500
"""Characters of an error in a message."""
_HINT = "Correct what Azure names, then run the same command again; what is done is skipped."


def said(done: Done) -> tuple[Cause, ...]:
    """What az printed of a failed call."""
    return causes(done.err) or causes(done.out)


def failure(
    code: str, plan: Plan, package: Package, done: Done, found: tuple[Cause, ...] = (), tries: int = 1
) -> Diagnostic:
    """The finding of a failed call: that of the foremost known code of Azure, else `code` with Azure's own words.

    `found` are causes that were asked for separately; without them they are read from what az printed. `tries` is how
    often the call was made.
    """
    order = foremost(found or said(done))
    row = known(order[0]) if order else None
    meaning = f"{row.meaning}: " if row else ""
    times = f"; tried {tries} times" if tries > 1 else ""
    kept = f" All of it: {done.log}" if done.log else ""
    return Diagnostic(
        code=code if row is None or row.finding == _OF_THE_CALL else row.finding,
        message=f"{package.name}: {meaning}{_text(order, done)}{times}",
        place=Place(f"packages/{package.name}/main.bicepparam"),
        path=package.name,
        hint=(_hint(row, order[0], plan, package) if row else _HINT) + kept,
        source=row.source if row else _ARM,
    )


def _text(order: tuple[Cause, ...], done: Done) -> str:
    more = f"; and {len(order) - _SHOWN} more" if len(order) > _SHOWN else ""
    return ("; ".join(_cut(str(cause)) for cause in order[:_SHOWN]) or f"az ended with exit code {done.code}") + more


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} ..."


def _hint(row: Known, cause: Cause, plan: Plan, package: Package) -> str:
    policy = cause.policies[0] if cause.policies else None
    return row.hint.format(
        **_next(plan, package),
        target=cause.target or "<id of the resource>",
        assignment=shlex.quote(policy.name) if policy else "<name>",
        scope=shlex.quote(policy.scope) if policy else "<scope>",
    )


def _next(plan: Plan, package: Package) -> dict[str, str]:
    kind = "stack" if plan.deployment.mode == commands.STACK else "deployment"
    what = ("--subscription", package.subscription, "--name", package.deployed_as)
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
