"""The language models of a landing zone: the filter of its account, the models, the connection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.options import day, inner, nodes, number, said, text
from ringfence.blueprint.language.types import Node
from ringfence.catalog.read import services
from ringfence.catalog.tables import private_links
from ringfence.plan.context.package_context import PackageContext, ref
from ringfence.plan.model import services as model
from ringfence.plan.model.language_model import ContentFilter, Filter, ModelDeployment
from ringfence.plan.model.module import Module
from ringfence.plan.model.values import SERVICES, Given, Resource, length
from ringfence.plan.services.hooks import ServiceHooks
from ringfence.plan.services.models.foundry_project import with_project
from ringfence.plan.services.service import Links, Values, Wiring, child

KIND, FILTER = "language-model", "ringfence"
KEY, FILTERS = "languageModel", "contentFilter"
SOURCE = "Microsoft Learn ai-foundry, content filtering: categories, severity levels"
SHIELDS = (
    ("Jailbreak", "Prompt", "Prompts that try to talk the model out of its rules."),
    ("Indirect Attack", "Prompt", "Orders that hide in documents which the model is given."),
    ("Protected Material Text", "Completion", "Known text of others, such as articles and lyrics."),
    ("Protected Material Code", "Completion", "Known code of others."),
)
"""Filters without degrees, which no blueprint switches off. Source: Microsoft.CognitiveServices types, raiPolicies."""


def subdomain(package: PackageContext) -> Given[str]:
    """The host name of the account: its own name, without which there is neither Entra sign-in nor private endpoint."""
    return package.given(SERVICES, "languageModel.name", KIND)


def _values(package: PackageContext, _zone: LandingZone) -> Values:
    return {"subdomain": subdomain(package)}


def _complete(package: PackageContext, zone: LandingZone, account: Module, _links: Links, _word: str) -> Module:
    """The module of the account with its filter, its models, and what its project has.

    An account takes one change at a time. Source: Azure Verified Modules, cognitive-services/account (batch size one).
    """
    wanted = zone.services.block(KEY)
    if wanted is None:
        return account
    resource = account.services[0].resource
    policy = _policy(package, resource, inner(wanted, FILTERS))
    models = tuple(
        _deployment(package, resource, policy, spec, index) for index, spec in enumerate(nodes(wanted, "deployments"))
    )
    made = replace(account, content_filters=(policy,), model_deployments=models)
    return with_project(package, zone, made)


def _policy(package: PackageContext, account: Resource, wanted: Node) -> ContentFilter:
    at = (*package.at, "services", KEY, FILTERS)
    why = package.context.because("All models of the account answer through it.", at, source=SOURCE, check="HND05")
    return ContentFilter(
        resource=package.resource(
            "content-filter", account.module, "contentFilter", FILTER, account.id, why, location=""
        ),
        parent=account.symbol,
        filters=tuple(_filters(package, wanted)),
    )


def _filters(package: PackageContext, wanted: Node) -> Iterator[Filter]:
    """The four harms in both directions, from the severity of the blueprint on, then the shields."""
    harms = (("Hate", "hate"), ("Selfharm", "selfHarm"), ("Sexual", "sexual"), ("Violence", "violence"))
    for source in ("Prompt", "Completion"):
        for category, key in harms:
            severity = text(wanted, key)
            said = f"Blocked from severity {severity} on."
            at = (*package.at, "services", KEY, FILTERS, key)
            why = package.context.because(said, at, source=SOURCE, check="HND05")
            yield Filter(category=category, source=source, severity=severity.capitalize(), because=why)
    for category, source, said in SHIELDS:
        why = package.context.because(said, (*package.at, "services", KEY), source=SOURCE, check="HND05")
        yield Filter(category=category, source=source, severity="", because=why)


def _deployment(
    package: PackageContext, account: Resource, policy: ContentFilter, spec: Node, index: int
) -> ModelDeployment:
    why = package.context.because(
        f"Model {text(spec, 'model')}, version {text(spec, 'version')}; "
        f"prompts stay in the region ({text(spec, 'sku')}).",
        (*package.at, "services", KEY, "deployments", index),
        source="Microsoft Learn foundry/foundry-models/concepts/deployment-types",
    )
    name, until, judged = text(spec, "name"), day(spec, "retires"), day(spec, "evaluatedOn")
    return ModelDeployment(
        resource=package.resource(
            "model-deployment", account.module, "modelDeployments", name, account.id, why, location=""
        ),
        parent=account.symbol,
        model=text(spec, "model"),
        version=text(spec, "version"),
        sku=text(spec, "sku"),
        capacity=number(spec, "capacity"),
        filter=policy.resource.symbol,
        retires=until.isoformat() if until else "",
        owner=said(spec, "owner"),
        materiality=said(spec, "materiality"),
        use=said(spec, "use"),
        evaluation_set=said(spec, "evaluationSet"),
        evaluated_on=judged.isoformat() if judged else "",
    )


def _on_lead(
    package: PackageContext, _zone: LandingZone, lead: Resource, account: Resource
) -> tuple[model.Service, ...]:
    """How the workspace knows the account: by host and id, without a key."""
    at = (*package.at, "services", KEY)
    why = package.context.because("The studio and jobs find the models through it.", at)
    address, bounds = f"https://{_host(package)}/", length(12, 253)
    host = Given(SERVICES, "languageModel.host", address, "Address of the language models.", bounds=bounds)
    wiring = Wiring({KEY: ref(account)}, {"modelHost": host}, None)
    return (child(package, services()[lead.kind], "model-connection", lead, KIND, why, "modelConnection", wiring),)


def domain(cloud: str) -> str:
    """The domain of the accounts of a cloud: that of Azure OpenAI, or the one domain that the cloud has."""
    domains = private_links()[services()[KIND].type, "account"].public(cloud)
    return next((one for one in domains if one.startswith("openai.")), next(iter(domains), ""))


def _host(package: PackageContext) -> str:
    """The account's host."""
    return f"{subdomain(package).value}.{domain(package.context.blueprint.institution.cloud)}"


HOOKS = ServiceHooks(values=_values, complete=_complete, on_lead=_on_lead)
