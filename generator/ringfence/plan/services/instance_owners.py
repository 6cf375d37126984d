"""What owners of compute instances may do with the workspace's storage account, which has no keys.

An instance mounts the account's file share as its owner, so the owner needs the roles before the instance is made; a
group with a persona gives them only to its members. Sources: azure-ai-docs
machine-learning/how-to-disable-local-auth-storage.md (2024-08-08), scenarios for role assignments;
microsoft/AzureTRE#5029 (2026-08), which assigns both roles before the instance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.catalog.grants import OWNER
from ringfence.plan.context.blueprint_context import Path
from ringfence.plan.context.package_context import WORKLOAD, PackageContext, existing
from ringfence.plan.identity import role_assignments
from ringfence.plan.identity.role_assignments import Holder, Scope
from ringfence.plan.model.identifiers import camel
from ringfence.plan.model.module import Module
from ringfence.plan.model.services import USER, Grant
from ringfence.plan.model.values import Given, Resource

MODULE = "owner-access"


def owner_rights(package: PackageContext, zone: LandingZone, storage: Resource) -> Iterator[Module]:
    """The module of the roles on the workspace's account; none without an instance."""
    if zone.instances:
        yield Module(
            name=MODULE,
            title="Rights of owners of compute instances",
            scope=WORKLOAD,
            after=(storage.module,),
            gives="rights are there before they are needed",
            existing=(existing(storage),),
            grants=tuple(_grants(package, zone, storage)),
        )


def _grants(package: PackageContext, zone: LandingZone, storage: Resource) -> Iterator[Grant]:
    """Each role, for each owner in order of the blueprint."""
    scope = Scope(WORKLOAD, storage)
    for row in (spec for spec in role_assignments.specs("owner", OWNER) if spec.on == storage.kind):
        for index, spec in enumerate(zone.instances):
            at: Path = (*package.at, zone.workload_key, "instances", index)
            own = spec.object_id.lower()
            holder = Holder(spec.user, Given("", "", own, "Object id of a person."), USER, own, at)
            made = role_assignments.grant(package, MODULE, holder, row, scope)
            yield replace(made, resource=replace(made.resource, symbol=camel("owners", row.role)))
