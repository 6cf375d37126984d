"""MLO14 and MLO20 to MLO23: traffic and registry have one writer, no identity two duties, no token two purposes.

Who builds a model cannot put it before customers, and who puts it there cannot change it: model-risk teams ask for that
of people, and a pipeline acts for people.
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.catalog.pipelines import duties, pipeline_purposes
from ringfence.catalog.tables import Permissions
from ringfence.diagnostics import Diagnostic
from ringfence.plan.identity.scopes import upwards
from ringfence.plan.model.mlops import Mlops, PipelineIdentity
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import plain
from ringfence.rules.acting import allows, permissions
from ringfence.rules.finding import finding

DEPLOY, PROMOTE, RELEASE = "deploy", "promote", "release"
REGISTRY = "Microsoft.MachineLearningServices/registries"
WORKSPACE = "Microsoft.MachineLearningServices/workspaces"
PEOPLE = {"Group", "User"}
GUIDANCE = "Federal Reserve SR 26-2, model development apart from validation and use"
SUBJECTS = "github-docs actions/reference/security/oidc.md, subject of a job that names an environment"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Who deploys beside a model, every role assignment of the identities and on registries, and every token."""
    if plan.mlops is not None:
        yield from _written(plan.mlops)
        yield from _apart(plan, plan.mlops)
        yield from _written_past_gates(plan, plan.mlops)
        yield from _answered_past_releases(plan, plan.mlops)
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


def _written_past_gates(plan: Plan, pipelines: Mlops) -> Iterator[Diagnostic]:
    """MLO22: where pipelines promote models, the identity for promotion alone writes the registry."""
    roles = permissions(plan)
    promotion = next(one for one in duties() if one.duty == PROMOTE)
    promoted = {(one.package, one.registry) for one in pipelines.models if one.registry}
    shelves = {
        scope.lower()
        for package, module in modules(plan)
        for one in module.services
        if one.resource.type == REGISTRY and (package.name, plain(one.resource.name)) in promoted
        for scope in upwards(one.resource.id)
    }
    for package, module in modules(plan):
        for grant in module.grants:
            mine = pipelines.by_id.get(grant.principal.value.lower())
            role = roles.get(grant.role_id, Permissions())
            opens = any(allows(role, one) for one in promotion.actions)
            if opens and grant.scope_id.lower() in shelves and (mine is None or mine.purpose != PROMOTE):
                message = f"{grant.principal_name} could write a version into the registry that no gate has judged"
                path = f"{package.name}/{grant.resource.symbol}"
                hint = f"give {grant.role} to the identity for {PROMOTE} alone, and Reader to others"
                why = grant.resource.because
                yield finding("MLO22", message, why, path=path, value=grant.role, hint=hint, source=GUIDANCE)


def _answered_past_releases(plan: Plan, pipelines: Mlops) -> Iterator[Diagnostic]:
    """MLO23: where pipelines release models, people hold no role that changes what answers. MLO20 walks identities."""
    roles = permissions(plan)
    release = next(one for one in duties() if one.duty == RELEASE)
    released = {one.released.package for one in pipelines.models if one.released}
    desks = {
        one.resource.id.lower()
        for package, module in modules(plan)
        for one in module.services
        if one.resource.type == WORKSPACE and package.name in released
    }
    for package, module in modules(plan):
        for grant in module.grants:
            role, scope = roles.get(grant.role_id, Permissions()), grant.scope_id.lower()
            there = any(scope in upwards(desk) or desk in upwards(scope) for desk in desks)
            if grant.principal_type in PEOPLE and there and any(allows(role, one) for one in release.actions):
                message = f"{grant.principal_name} could change what answers customers, past the release"
                path = f"{package.name}/{grant.resource.symbol}"
                hint = f"give Reader in place of {grant.role}; the identity for {RELEASE} alone changes endpoints"
                why = grant.resource.because
                yield finding("MLO23", message, why, path=path, value=grant.role, hint=hint, source=GUIDANCE)


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
