"""The lifecycle of a lake's files by layer: in the place of the one rule that a lake has without it.

Sources: azure-docs storage/blobs/lifecycle-management-policy-structure.md (2025-06-13): a prefix begins with a
container, names of rules are alphanumeric, a policy has at least one rule; Microsoft.Storage types,
storageAccounts/managementPolicies.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ringfence.blueprint.language.data.ageing import COOL, ageing_of
from ringfence.blueprint.language.lake import KEY, DataLake, layers_of
from ringfence.blueprint.language.lakes.layers import Layer
from ringfence.catalog.read import services
from ringfence.plan.context.blueprint_context import BLUEPRINT
from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.model.lake import Ageing
from ringfence.plan.model.services import Property, Service
from ringfence.plan.model.values import Given
from ringfence.plan.rules.endpoint_hosts import LAKE
from ringfence.plan.services.service import child

FIXED, BY_LAYER = "lake-lifecycle", "lake-ageing"
SOURCE = "azure-docs storage/blobs/lifecycle-management-policy-structure.md (2025-06-13)"
ACTIONS = {"coolDays": "tierToCool", "coldDays": "tierToCold", "deleteDays": "delete"}
"""What Azure calls that which happens after so many days."""


def ageing(package: PackageContext, lake: DataLake, word: str) -> tuple[Ageing, ...]:
    """How files of the layers in an account get colder; empty where the blueprint says nothing of lifecycles."""
    return tuple(_ageing(package, lake, layer) for layer in layers_of(lake, word)) if lake.lifecycle else ()


def _ageing(package: PackageContext, lake: DataLake, layer: Layer) -> Ageing:
    said = ageing_of(lake.lifecycle, layer) if lake.lifecycle else None
    at = (*package.at, KEY, "lifecycle")
    if said is None:
        return Ageing(
            layer=layer, cool=COOL, because=package.context.because("Costs less; the default of a layer.", at)
        )
    why = package.context.because(said.reason, (*at, layer), source=BLUEPRINT)
    return Ageing(layer=layer, cool=said.cool, cold=said.cold, delete=said.delete, because=why)


def aged(package: PackageContext, made: tuple[Service, ...], rows: tuple[Ageing, ...]) -> Iterator[Service]:
    """The services of an account; with rows the lifecycle has a rule for each layer in the place of the fixed one."""
    account = made[0].resource
    for service in made:
        if rows and service.resource.kind == FIXED:
            why = replace(rows[0].because, text="Files of each layer get colder, or go, as the blueprint says.")
            policy = child(package, services()[LAKE], BY_LAYER, account, "default", why, service.resource.symbol)
            said = tuple(one for row in rows for one in _rule(row))
            values = {path: days for row in rows for path, days in _days(row)}
            yield replace(policy, properties=said, values=values)
        else:
            yield service


def _rule(row: Ageing) -> Iterator[Property]:
    """What a rule says beside its days."""
    why = replace(row.because, source=SOURCE)
    for key, value in (
        ("enabled", True),
        ("type", "Lifecycle"),
        ("definition.filters.blobTypes", ("blockBlob",)),
        ("definition.filters.prefixMatch", (f"{row.layer}/",)),
    ):
        yield Property(path=f"{_at(row)}.{key}", value=value, security=False, because=why)


def _days(row: Ageing) -> Iterator[tuple[str, Given[int]]]:
    for column, days in row.days.items():
        path = f"{_at(row)}.definition.actions.baseBlob.{ACTIONS[column]}.daysAfterModificationGreaterThan"
        yield path, Given("", "", days, "Days from the last change.")


def _at(row: Ageing) -> str:
    return f"properties.policy.rules[name={row.layer}]"
