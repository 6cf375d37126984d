"""The language models of a landing zone: the filter of its account, the models one after another, the connection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ringfence.blueprint.language.language_model import ContentFilter as Wanted
from ringfence.blueprint.language.language_model import LanguageModel
from ringfence.blueprint.language.language_model import ModelDeployment as Spec
from ringfence.catalog.read import services
from ringfence.catalog.tables import private_links
from ringfence.plan.context.identifiers import identifier
from ringfence.plan.context.package_context import PackageContext, ref
from ringfence.plan.model import services as model
from ringfence.plan.model.language_model import ContentFilter, Filter, ModelDeployment
from ringfence.plan.model.package import Module
from ringfence.plan.model.values import Given, Resource
from ringfence.plan.services.service import Wiring, child

KIND, FILTER = "language-model", "ringfence"
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
    return package.given("languageModelSettings", "name", KIND)


def with_models(package: PackageContext, account: Module, wanted: LanguageModel) -> Module:
    """The module of the account with its filter and its models, each after the one before.

    An account takes one change at a time. Source: Azure Verified Modules, cognitive-services/account (batch size one).
    """
    resource = account.services[0].resource
    policy = _policy(package, resource, wanted.content_filter)
    models: list[ModelDeployment] = []
    for index, spec in enumerate(wanted.deployments):
        before = models[-1].resource.symbol if models else ""
        models.append(_deployment(package, resource, policy, spec, index, before))
    return replace(account, content_filters=(policy,), model_deployments=tuple(models))


def _policy(package: PackageContext, account: Resource, wanted: Wanted) -> ContentFilter:
    at = (*package.at, "languageModel", "contentFilter")
    why = package.context.because("All models of the account answer through it.", at, source=SOURCE, confirmed=False)
    return ContentFilter(
        resource=package.resource(
            "content-filter", account.module, "contentFilter", FILTER, account.id, why, location=""
        ),
        parent=account.symbol,
        filters=tuple(_filters(package, wanted)),
    )


def _filters(package: PackageContext, wanted: Wanted) -> Iterator[Filter]:
    """The four harms in both directions, from the severity of the blueprint on, then the shields."""
    harms = (("Hate", "hate"), ("Selfharm", "self_harm"), ("Sexual", "sexual"), ("Violence", "violence"))
    for source in ("Prompt", "Completion"):
        for category, field in harms:
            key = Wanted.model_fields[field].alias or field
            severity: str = getattr(wanted, field)
            text = f"Blocked from severity {severity} on."
            at = (*package.at, "languageModel", "contentFilter", key)
            why = package.context.because(text, at, source=SOURCE, confirmed=False)
            yield Filter(category=category, source=source, severity=severity.capitalize(), because=why)
    for category, source, text in SHIELDS:
        why = package.context.because(text, (*package.at, "languageModel"), source=SOURCE, confirmed=False)
        yield Filter(category=category, source=source, severity="", because=why)


def _deployment(
    package: PackageContext, account: Resource, policy: ContentFilter, spec: Spec, index: int, before: str
) -> ModelDeployment:
    symbol = f"deployment_{identifier(spec.name)}"
    why = package.context.because(
        f"Model {spec.model}, version {spec.version}; prompts stay in the region ({spec.sku}).",
        (*package.at, "languageModel", "deployments", index),
        source="Microsoft Learn foundry/foundry-models/concepts/deployment-types",
    )

    def given(field: str, value: str, text: str) -> Given[str]:
        return Given("models", f"{symbol}_{field}", value, text)

    name = given("name", spec.name, "Name of a model deployment.")
    return ModelDeployment(
        resource=package.resource("model-deployment", account.module, symbol, name, account.id, why, location=""),
        parent=account.symbol,
        model=given("model", spec.model, "Model of the deployment."),
        version=given("version", spec.version, "Version of the model."),
        sku=given("sku", spec.sku, "Deployment type: where prompts are processed, and how it is paid for."),
        capacity=Given("models", f"{symbol}_capacity", spec.capacity, "Throughput of the deployment."),
        filter=policy.resource.symbol,
        after=before,
    )


def connection(package: PackageContext, workspace: Resource, account: Resource) -> model.Service:
    """How the workspace knows the account: by host and id, without a key."""
    at = (*package.at, "languageModel")
    why = package.context.because("The studio and jobs find the models through it.", at)
    host = Given("languageModelSettings", "host", f"https://{_host(package)}/", "Address of the language models.")
    wiring = Wiring({"languageModel": ref(account)}, {"modelHost": host}, None)
    return child(
        package, services()["machine-learning"], "model-connection", workspace, KIND, why, "modelConnection", wiring
    )


def _host(package: PackageContext) -> str:
    """The account's host in the domain of Azure OpenAI, or in the one domain that the cloud has."""
    domains = private_links()[services()[KIND].type, "account"].public(package.context.blueprint.institution.cloud)
    domain = next((one for one in domains if one.startswith("openai.")), next(iter(domains), ""))
    return f"{subdomain(package).value}.{domain}"
