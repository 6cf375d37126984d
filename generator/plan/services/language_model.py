"""The language models of a landing zone: the filter of its account, the models one after another, the connection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.blueprint.language_model import ContentFilter as Wanted
from generator.blueprint.language_model import LanguageModel
from generator.blueprint.language_model import ModelDeployment as Spec
from generator.catalog.read import services
from generator.catalog.tables import private_links
from generator.plan.brief import identifier
from generator.plan.frame import Frame, ref
from generator.plan.model import services as model
from generator.plan.model.language_model import ContentFilter, Filter, ModelDeployment
from generator.plan.model.package import Module
from generator.plan.model.values import Given, Resource
from generator.plan.services.service import Wiring, child

KIND, FILTER = "language-model", "ringfence"
SOURCE = "Microsoft Learn ai-foundry, content filtering: categories, severity levels"
SHIELDS = (
    ("Jailbreak", "Prompt", "Prompts that try to talk the model out of its rules."),
    ("Indirect Attack", "Prompt", "Orders that hide in documents which the model is given."),
    ("Protected Material Text", "Completion", "Known text of others, such as articles and lyrics."),
    ("Protected Material Code", "Completion", "Known code of others."),
)
"""Filters without degrees, which no blueprint switches off. Source: Microsoft.CognitiveServices types, raiPolicies."""


def subdomain(frame: Frame) -> Given[str]:
    """The host name of the account: its own name, without which there is neither Entra sign-in nor private endpoint."""
    return frame.given("languageModelSettings", "name", KIND)


def with_models(frame: Frame, account: Module, wanted: LanguageModel) -> Module:
    """The module of the account with its filter and its models, each after the one before.

    An account takes one change at a time. Source: Azure Verified Modules, cognitive-services/account (batch size one).
    """
    resource = account.services[0].resource
    policy = _policy(frame, resource, wanted.content_filter)
    models: list[ModelDeployment] = []
    for index, spec in enumerate(wanted.deployments):
        before = models[-1].resource.symbol if models else ""
        models.append(_deployment(frame, resource, policy, spec, index, before))
    return replace(account, content_filters=(policy,), model_deployments=tuple(models))


def _policy(frame: Frame, account: Resource, wanted: Wanted) -> ContentFilter:
    at = (*frame.at, "languageModel", "contentFilter")
    why = frame.brief.because("All models of the account answer through it.", at, source=SOURCE, confirmed=False)
    return ContentFilter(
        resource=frame.resource(
            "content-filter", account.module, "contentFilter", FILTER, account.id, why, location=""
        ),
        parent=account.symbol,
        filters=tuple(_filters(frame, wanted)),
    )


def _filters(frame: Frame, wanted: Wanted) -> Iterator[Filter]:
    """The four harms in both directions, from the severity of the blueprint on, then the shields."""
    harms = (("Hate", "hate"), ("Selfharm", "self_harm"), ("Sexual", "sexual"), ("Violence", "violence"))
    for source in ("Prompt", "Completion"):
        for category, field in harms:
            key = Wanted.model_fields[field].alias or field
            severity: str = getattr(wanted, field)
            text = f"Blocked from severity {severity} on."
            at = (*frame.at, "languageModel", "contentFilter", key)
            why = frame.brief.because(text, at, source=SOURCE, confirmed=False)
            yield Filter(category=category, source=source, severity=severity.capitalize(), because=why)
    for category, source, text in SHIELDS:
        why = frame.brief.because(text, (*frame.at, "languageModel"), source=SOURCE, confirmed=False)
        yield Filter(category=category, source=source, severity="", because=why)


def _deployment(
    frame: Frame, account: Resource, policy: ContentFilter, spec: Spec, index: int, before: str
) -> ModelDeployment:
    symbol = f"deployment_{identifier(spec.name)}"
    why = frame.brief.because(
        f"Model {spec.model}, version {spec.version}; prompts stay in the region ({spec.sku}).",
        (*frame.at, "languageModel", "deployments", index),
        source="Microsoft Learn foundry/foundry-models/concepts/deployment-types",
    )

    def given(field: str, value: str, text: str) -> Given[str]:
        return Given("models", f"{symbol}_{field}", value, text)

    name = given("name", spec.name, "Name of a model deployment.")
    return ModelDeployment(
        resource=frame.resource("model-deployment", account.module, symbol, name, account.id, why, location=""),
        parent=account.symbol,
        model=given("model", spec.model, "Model of the deployment."),
        version=given("version", spec.version, "Version of the model."),
        sku=given("sku", spec.sku, "Deployment type: where prompts are processed, and how it is paid for."),
        capacity=Given("models", f"{symbol}_capacity", spec.capacity, "Throughput of the deployment."),
        filter=policy.resource.symbol,
        after=before,
    )


def connection(frame: Frame, workspace: Resource, account: Resource) -> model.Service:
    """How the workspace knows the account: by host and id, without a key."""
    at = (*frame.at, "languageModel")
    why = frame.brief.because("The studio and jobs find the models through it.", at)
    host = Given("languageModelSettings", "host", f"https://{_host(frame)}/", "Address of the language models.")
    wiring = Wiring({"languageModel": ref(account)}, {"modelHost": host}, None)
    return child(
        frame, services()["machine-learning"], "model-connection", workspace, KIND, why, "modelConnection", wiring
    )


def _host(frame: Frame) -> str:
    """The account's host in the domain of Azure OpenAI, or in the one domain that the cloud has."""
    domains = private_links()[services()[KIND].type, "account"].public(frame.brief.blueprint.institution.cloud)
    domain = next((one for one in domains if one.startswith("openai.")), next(iter(domains), ""))
    return f"{subdomain(frame).value}.{domain}"
