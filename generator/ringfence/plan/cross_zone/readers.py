"""Who uses a lake for a landing zone without an identity for that: a principal that its workload block names."""

from __future__ import annotations

from ringfence.blueprint.language.options import inner, text
from ringfence.catalog.read import purposes
from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.identity.role_assignments import Holder
from ringfence.plan.model.values import Given

GROUP = "Group"
KINDS = {"group": GROUP, "servicePrincipal": "ServicePrincipal"}
"""The types of principals of role assignments, by the words of the language."""


def principal(package: PackageContext, name: str) -> Holder | None:
    """The principal that the landing zone `name` names as its reader; None where an identity of its package reads."""
    zones = enumerate(package.context.blueprint.landing_zones)
    index, zone = next((i, one) for i, one in zones if one.name == name)
    spec = purposes()[zone.purpose].reader
    if spec is None:
        return None
    said = inner(zone.workload, spec.key)
    called, own = text(said, "name"), text(said, "objectId").lower()
    at = ("landingZones", index, zone.workload_key, spec.key)
    given = Given("readers", name, own, f"Object id of {called}, which reads for {name}.")
    return Holder(called, given, KINDS[text(said, "kind")], own, at)
