"""Prerequisites of a package with endpoints: assets and deployments that it refers to and does not make.

An endpoint sends requests only to deployments that an earlier release made, and a deployment answers with a model, an
environment and code that people registered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ringfence.azure.az import Az
from ringfence.azure.failing.printed import causes
from ringfence.azure.providers import AT_ONCE
from ringfence.diagnostics import Diagnostic, Place, Severity
from ringfence.pack.runbook.rollout import BATCH, addresses, receivers
from ringfence.pack.text.cells import text
from ringfence.plan.cross_zone.model_supplier import KIND
from ringfence.plan.model.inference.scoring_code import CodeVersion
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.values import Resource

_ABSENT = 3
"""The exit code of az for a 404."""
_NO_ANSWER = frozenset(
    (
        "InvalidResourceType",
        "InvalidResourceNamespace",
        "NoRegisteredProviderFound",
        "SubscriptionNotFound",
        "InvalidApiVersion",
    )
)
"""Codes of a 404, or what may come as one, that is about the question. Source: azure-docs
azure-resource-manager/templates/common-deployment-errors.md; that Azure answers so here is not confirmed."""
_IN_REGISTRY = re.compile(r"azureml://registries/([^/]+)(/.+)")
UNSEEN = "Azure does not find it, or does not show it from here"
_ROLLOUT = "azure-ai-docs machine-learning/how-to-safely-rollout-online-endpoints.md"
_ASSETS = (
    "Microsoft.MachineLearningServices types, registries/models/versions, registries/environments/versions, "
    "workspaces/environments/versions"
)
_CODE = "Microsoft.MachineLearningServices types, workspaces/codes/versions, codeUri"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Something that must be in Azure before a package is deployed.

    `what` says who names it. `id` is where Azure is asked for it, '' when there is no place to ask. `certain` says
    whether Azure's no can be trusted. `at` is the keyed path of the blueprint that names it.
    """

    what: str
    certain: bool
    at: str
    value: str
    id: str
    api: str
    hint: str
    source: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether something is in Azure; None when that cannot be told, and then `why` says why."""

    there: bool | None
    why: str = ""


def lacking(az: Az, plan: Plan, packages: Sequence[Package]) -> Mapping[str, tuple[Diagnostic, ...]]:
    """By package what is not in Azure (AZU20), and a warning for what cannot be told (AZU21). Asks each thing once.

    az is not called for packages that name nothing.
    """
    wanted = {package.name: tuple(needs(plan, package)) for package in packages}
    places = list(dict.fromkeys((need.id, need.api) for rows in wanted.values() for need in rows if need.id))
    answers = dict(zip(places, az.each(AT_ONCE, lambda place: _ask(az, *place), places), strict=True))

    def told(need: Need) -> Answer:
        return answers[need.id, need.api] if need.id else _nowhere(need)

    return {
        name: tuple(_finding(name, need, told(need)) for need in rows if told(need).there is not True)
        for name, rows in wanted.items()
    }


def needs(plan: Plan, package: Package) -> Iterator[Need]:
    """Everything that a package names and that must be there: deployments first, then what they answer with."""
    registries = {
        text(service.resource.name): service.resource.id
        for _, module in modules(plan)
        for service in module.services
        if service.resource.kind == KIND
    }
    for module in package.modules:
        for endpoint, names in receivers(module):
            yield from (_deployment(endpoint, name) for name in names)
        for deployment, address in addresses(module):
            yield _asset(deployment, address, registries)
        yield from map(_files, module.code_versions)


def _deployment(endpoint: Resource, name: str) -> Need:
    keys = "`default`" if endpoint.kind == BATCH else "`traffic` and `mirror`"
    return Need(
        what=f"endpoint {text(endpoint.name)} sends requests to {name}",
        certain=True,
        at=_at(endpoint),
        value=name,
        id=f"{endpoint.id}/deployments/{name}",
        api=endpoint.api,
        hint=f"First deploy a release with {name} under `deployments` of the endpoint and no {keys}, then this.",
        source=_ROLLOUT,
    )


def _asset(deployment: Resource, address: str, registries: Mapping[str, str]) -> Need:
    return Need(
        what=f"deployment {text(deployment.name)} answers with {address}",
        certain=False,  # a registry that is closed to public networks may say no instead of not telling
        at=_at(deployment),
        value=address,
        id=_id(address, registries),
        api=deployment.api,
        hint="Look, and register it first; without a place to register, deploy a release without the deployment.",
        source=_ASSETS,
    )


def _files(version: CodeVersion) -> Need:
    """Files of scoring code: a version that is in Azure was made of them; of new files nothing can be asked."""
    return Need(
        what=f"scoring code {version.code} {text(version.resource.name)} is made of {version.uri}",
        certain=False,
        at=_at(version.resource),
        value=version.uri,
        id=version.resource.id,
        api=version.resource.api,
        hint="Look, and upload them first as DEPLOY.md says.",
        source=_CODE,
    )


def _id(address: str, registries: Mapping[str, str]) -> str:
    """Where Resource Manager has an asset; '' for one in a registry that no package makes, such as Microsoft's own.

    That Azure answers this for a registry or a workspace without public access is not confirmed.
    """
    found = _IN_REGISTRY.fullmatch(address)
    if found is None:
        return address
    return registries[found[1]] + found[2] if found[1] in registries else ""


def _at(resource: Resource) -> str:
    return next((reason.at for reason in resource.because), "")


def _ask(az: Az, resource_id: str, api: str) -> Answer:
    words = ("az", "resource", "show", "--ids", resource_id, "--api-version", api, "--query", "id")
    done = az.run("need", words)
    if done.ok:
        return Answer(True)
    said = causes(done.err)
    why = "; ".join(str(cause) for cause in said) or f"az ended with exit code {done.code}"
    unsure = any(code in _NO_ANSWER for cause in said for code in cause.codes)
    return Answer(None, why) if done.code != _ABSENT or unsure else Answer(False)


def _nowhere(need: Need) -> Answer:
    found = _IN_REGISTRY.fullmatch(need.value)
    return Answer(None, f"no package of the plan makes the registry {found[1] if found else ''}")


def _finding(package: str, need: Need, answer: Answer) -> Diagnostic:
    where = Place("plan.json")
    if answer.there is False and need.certain:
        message = f"{package}: {need.what}, which is not in Azure yet"
        return Diagnostic(
            code="AZU20",
            message=message,
            place=where,
            path=need.at,
            value=need.value,
            hint=need.hint,
            source=need.source,
        )
    return Diagnostic(
        code="AZU21",
        message=f"{package}: {need.what}; not known whether that is there: {answer.why or UNSEEN}",
        place=where,
        path=need.at,
        value=need.value,
        hint=need.hint
        if need.id
        else "Look yourself before you deploy: Azure refuses the package when it is not there.",
        source=need.source,
        severity=Severity.WARNING,
    )
