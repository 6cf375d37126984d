"""What a deployment answers with, as addresses: the model, what it runs in, its code; and what endpoints share."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.blueprint.language.inference import Asset, Deployment, ModelEnvironment
from ringfence.plan.context.naming import fingerprint
from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.model.identifiers import identifier
from ringfence.plan.model.inference import Served
from ringfence.plan.model.values import Given, Resource

_APART = "endpoint_"
CURATED = "azureml"
"""Microsoft's own registry of environments."""


@dataclass(frozen=True, slots=True)
class AssetSource:
    """Where assets are: the name of the registry of models ('' when there is none), and the workspace."""

    registry: str
    workspace: Resource


def served(shelf: AssetSource, spec: Deployment, owner: str, symbol: str) -> Served:
    """The addresses of what a deployment answers with, as fields of the parameter `owner`."""

    def given(what: str, value: str, text: str) -> Given[str]:
        return Given(owner, field(symbol, what), value, text)

    code = spec.code
    return Served(
        model=given("model", _registered(shelf.registry, "models", spec.model), "Address of the model's version."),
        environment=given("environment", _environment(shelf, spec.environment), "Address of what the model runs in.")
        if spec.environment
        else None,
        code=given("code", _registered(shelf.registry, "codes", code), "Address of the code.") if code else None,
        script=given("script", code.script, "File of the code that answers.") if code else None,
    )


def _registered(registry: str, kind: str, asset: Asset) -> str:
    """Source: azure-ai-docs machine-learning/how-to-share-models-pipelines-across-workspaces-with-registries.md."""
    return f"azureml://registries/{registry}/{kind}/{asset.name}/versions/{asset.version}"


def _environment(shelf: AssetSource, wanted: ModelEnvironment) -> str:
    if wanted.source == "workspace":
        return f"{shelf.workspace.id}/environments/{wanted.name}/versions/{wanted.version}"
    return _registered(CURATED if wanted.source == "curated" else shelf.registry, "environments", wanted)


def endpoint_name(package: PackageContext, name: str, owner: str, symbol: str) -> Given[str]:
    """The full name of an endpoint: the blueprint's with five characters, because a region's customers share names.

    Source: azure-ai-docs machine-learning, endpoint names; Azure/mlops-project-template issue 29.
    """
    text = f"{name}-{fingerprint(f'{package.namer.seed}/{owner}/{name}')}"
    return Given(owner, field(symbol, "name"), text, "Name of an endpoint; part of its address.")


def endpoint_symbol(name: str) -> str:
    """The symbol of an endpoint, apart from those of everything else in its module."""
    return f"{_APART}{identifier(name)}"


def deployment_symbol(endpoint: str, name: str) -> str:
    """The symbol of a deployment of an endpoint."""
    return f"{endpoint}_{identifier(name)}"


def field(symbol: str, *words: str) -> str:
    """A field of a parameter, about what has this symbol; fields need not be apart from symbols, and are many."""
    return "_".join((symbol.removeprefix(_APART), *words))
