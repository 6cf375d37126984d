"""What a deployment answers with, as addresses: the model, what it runs in, its code; and what endpoints share."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.blueprint.language.inference import Asset, Deployment, ModelEnvironment, ScoringCode
from ringfence.plan.model.inference.endpoints import Served
from ringfence.plan.model.values import Resource

CURATED = "azureml"
"""Microsoft's own registry of environments."""


@dataclass(frozen=True, slots=True)
class AssetSource:
    """Where assets are: the name of the registry of models ('' when there is none), and the workspace."""

    registry: str
    workspace: Resource


def served(shelf: AssetSource, spec: Deployment) -> Served:
    """The addresses of what a deployment answers with."""
    code = spec.code
    return Served(
        model=_registered(shelf.registry, "models", spec.model),
        environment=_environment(shelf, spec.environment) if spec.environment else None,
        code=code_id(shelf.workspace, code) if code else None,
        script=code.script if code else None,
    )


def code_id(workspace: Resource, code: ScoringCode) -> str:
    """The id of a version of scoring code, which the package itself makes in the workspace."""
    return f"{workspace.id}/codes/{code.name}/versions/{code.version}"


def _registered(registry: str, kind: str, asset: Asset) -> str:
    """Source: azure-ai-docs machine-learning/how-to-share-models-pipelines-across-workspaces-with-registries.md."""
    return f"azureml://registries/{registry}/{kind}/{asset.name}/versions/{asset.version}"


def _environment(shelf: AssetSource, wanted: ModelEnvironment) -> str:
    if wanted.source == "workspace":
        return f"{shelf.workspace.id}/environments/{wanted.name}/versions/{wanted.version}"
    return _registered(CURATED if wanted.source == "curated" else shelf.registry, "environments", wanted)
