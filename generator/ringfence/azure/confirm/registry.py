"""CNF08: the storage account and the container registry that Azure makes with a registry of models are closed."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.azure.confirm.asking import Answer
from ringfence.azure.confirm.outcome import Result, confirmed, refuted, together, unchecked
from ringfence.azure.confirm.trial import Trial
from ringfence.catalog.read import kinds
from ringfence.pack.text.cells import text
from ringfence.plan.model.package import modules
from ringfence.plan.model.services import Service

_MADE = {"storageAccountName": "storage", "acrAccountName": "container-registry"}
"""The kind of what has its name at the end of a path of the registry."""


def closed(trial: Trial) -> Result:
    """Whether public networks reach what Azure made with each registry of models."""
    found = [_judged(trial, service) for service in _registries(trial)]
    return together(found, "The plan has no registry of models.")


def _registries(trial: Trial) -> Iterator[Service]:
    for _, module in modules(trial.plan):
        yield from (each for each in module.services if each.resource.kind == "model-registry")


def _judged(trial: Trial, registry: Service) -> Result:
    ask = trial.asker("CNF08")
    shown = ask.show(registry.resource.id, registry.resource.api)
    if not shown.ok:
        return unchecked("Azure does not show the registry.", shown.codes)
    group = shown.at("properties.managedResourceGroup.resourceId")
    if not isinstance(group, str) or not group:
        return refuted("The registry does not say in which resource group its accounts are.")
    made = [ask.show(*place) for place in _accounts(group, registry, trial.plan.institution.cloud)]
    return together([_open(answer) for answer in made], "The registry names no accounts.")


def _accounts(group: str, registry: Service, cloud: str) -> Iterator[tuple[str, str]]:
    """The id of each account, and an API version of its type."""
    for path, value in registry.values.items():
        if kind := _MADE.get(path.rpartition(".")[2]):
            spec = kinds()[kind]
            yield f"{group}/providers/{spec.type}/{text(value)}", spec.api.version(cloud)


def _open(answer: Answer) -> Result:
    if not answer.ok:
        return unchecked("Azure does not show an account of the registry.", answer.codes)
    if answer.at("properties.publicNetworkAccess") == "Disabled":
        return confirmed()
    kind = str(answer.at("type") or "").lower()
    seen = [spec.type for spec in (kinds()[name] for name in _MADE.values()) if spec.type.lower() == kind]
    return refuted("Public networks reach an account of the registry.", seen=seen)
