"""Rule MLO37: no two things of pipelines have one name in the repository or in the workspace."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.mlops import KEY, Mlops
from ringfence.blueprint.language.model import Blueprint
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

RESERVED = {
    "deploy": "pipelines that deploy packages begin so",
    "src": "the steps of all models are in the folder of that name",
}
"""Names that the repository of pipelines uses itself, with what for."""


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Every name of a model and of an evaluation."""
    if blueprint.mlops is None:
        return
    made = dict(_registered_besides(blueprint.mlops))
    trained = {model.name for model in blueprint.mlops.models}
    for index, model in enumerate(blueprint.mlops.models):
        if reason := RESERVED.get(model.name) or made.get(model.name):
            message = f"'{model.name}' is taken: {reason}"
            yield document.finding("MLO37", _at("models", index), message, hint="give the model another name")
    for index, asked in enumerate(blueprint.mlops.language_models):
        reason = RESERVED.get(asked.name)
        if asked.name in trained:
            reason = "a model of pipelines is called so, too, and both would be one folder"
        if reason:
            message = f"'{asked.name}' is taken: {reason}"
            yield document.finding(
                "MLO37", _at("languageModels", index), message, hint="give the evaluation another name"
            )


def _at(key: str, index: int) -> Path:
    return (KEY, key, index, "name")


def _registered_besides(mlops: Mlops) -> Iterator[tuple[str, str]]:
    """Names under which pipelines register versions that no pipeline promotes, with what they are."""
    for model in mlops.models:
        yield f"{model.name}-trial", f"a trial of {model.name} is registered so, from made rows"
        if model.judged:
            yield f"{model.name}-candidate", f"{model.name} is registered so before Azure ML judges it"
