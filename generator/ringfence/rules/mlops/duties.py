"""MLO14, MLO20 and MLO21: production traffic has one writer, no identity has two duties, no token serves two purposes.

Who builds a model cannot put it before customers, and who puts it there cannot change it: model-risk teams ask for that
of people, and a pipeline acts for people.
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.catalog.pipelines import duties, pipeline_purposes
from ringfence.catalog.tables import Permissions
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.mlops import Mlops, PipelineIdentity
from ringfence.plan.model.package import Plan, modules
from ringfence.rules.acting import allows, permissions
from ringfence.rules.finding import finding

DEPLOY, RELEASE = "deploy", "release"
GUIDANCE = "Federal Reserve SR 26-2, model development apart from validation and use"
SUBJECTS = "github-docs actions/reference/security/oidc.md, subject of a job that names an environment"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Who deploys beside a model, every role assignment of the identities, and every token that one trusts."""
    if plan.mlops is not None:
        yield from _written(plan.mlops)
        yield from _apart(plan, plan.mlops)
        yield from _tokens(plan, plan.mlops)


def _written(pipelines: Mlops) -> Iterator[Diagnostic]:
    """MLO14: the package of an endpoint is deployed by the identity for release, and by no other."""
    deployers = {spec.purpose for spec in pipeline_purposes().values() if spec.deploys}
    for model in pipelines.models:
        if model.released is None:
            continue
        package = model.released.package
        there = sorted(one.purpose for one in pipelines.identities if one.package == package)
        found = [one for one in there if one in deployers]
        if found != [RELEASE]:
            message = f"{model.released.called} answers with {model.name}, and its package is deployed by: "
            message += " and ".join(found) or "no identity of the pipelines"
            hint = f"let the identity for {RELEASE} alone deploy {package}"
            yield finding(
                "MLO14", message, (model.because,), path=package, value=model.name, hint=hint, source=GUIDANCE
            )


def _allowed(pipelines: Mlops, mine: PipelineIdentity, duty: str, package: str) -> bool:
    """Whether a duty is that of an identity; where models are released, release also deploys its package."""
    answering = {one.released.package for one in pipelines.models if one.released}
    return duty == mine.purpose or (
        duty == DEPLOY and mine.purpose == RELEASE and package == mine.package and package in answering
    )


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
                if opens and not _allowed(pipelines, mine, duty.duty, package.name):
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
