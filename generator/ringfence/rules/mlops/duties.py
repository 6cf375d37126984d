"""MLO20 and MLO21: no identity of the pipelines has two duties, and no token is one for two purposes.

Who builds a model cannot put it before customers, and who puts it there cannot change it: model-risk teams ask for that
of people, and a pipeline acts for people.
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.catalog.pipelines import duties
from ringfence.catalog.tables import Permissions
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.mlops import Mlops
from ringfence.plan.model.package import Plan, modules
from ringfence.rules.acting import allows, permissions
from ringfence.rules.finding import finding

GUIDANCE = "Federal Reserve SR 26-2, model development apart from validation and use"
SUBJECTS = "github-docs actions/reference/security/oidc.md, subject of a job that names an environment"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every role assignment of every identity of the pipelines, and every token that one trusts."""
    if plan.mlops is not None:
        yield from _apart(plan, plan.mlops)
        yield from _tokens(plan, plan.mlops)


def _apart(plan: Plan, pipelines: Mlops) -> Iterator[Diagnostic]:
    """MLO20: an identity does what its purpose says and nothing that is the duty of another."""
    roles = permissions(plan)
    for package, module in modules(plan):
        for grant in module.grants:
            mine = pipelines.by_id.get(grant.principal.value.lower())
            if mine is None:
                continue
            for duty in duties():
                opens = [one for one in duty.actions if allows(roles.get(grant.role_id, Permissions()), one)]
                if opens and duty.duty != mine.purpose:
                    message = (
                        f"the identity for {mine.purpose} could do what {duty.duty} does: {duty.does} ({opens[0]})"
                    )
                    path = f"{package.name}/{grant.resource.symbol}"
                    hint = f"give {grant.role} to an identity for {duty.duty} alone"
                    yield finding(
                        "MLO20",
                        message,
                        grant.resource.because,
                        path=path,
                        value=grant.role,
                        hint=hint,
                        source=GUIDANCE,
                    )


def _tokens(plan: Plan, pipelines: Mlops) -> Iterator[Diagnostic]:
    """MLO21: a token names an environment, whose approvers guard it, and serves one purpose."""
    purposes: dict[tuple[str, str], str] = {}
    for package, module in modules(plan):
        for one in module.credentials:
            mine = pipelines.by_id.get(one.resource.id.rsplit("/", 2)[0].lower())
            path = f"{package.name}/{one.resource.symbol}"
            if mine is None:
                message = f"{one.resource.symbol} trusts tokens, and its identity is none of the pipelines"
                yield finding("MLO21", message, one.resource.because, path=path, value=one.subject, source=SUBJECTS)
                continue
            if pipelines.platform == "github" and not one.subject.endswith(f":environment:{mine.environment}"):
                message = f"the identity for {mine.purpose} trusts jobs that name no environment of its purpose"
                yield finding("MLO21", message, one.resource.because, path=path, value=one.subject, source=SUBJECTS)
            first = purposes.setdefault((one.issuer, one.subject), mine.purpose)
            if first != mine.purpose:
                message = f"one token serves both {first} and {mine.purpose}"
                yield finding("MLO21", message, one.resource.because, path=path, value=one.subject, source=SUBJECTS)
