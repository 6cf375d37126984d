"""Who may act as which identity, as personas, purposes and instances have it; DSG50 refuses every other way."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.features import role_given
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.catalog.custom_roles import custom_roles
from ringfence.catalog.pipelines import pipeline_purposes
from ringfence.catalog.read import personas, purposes
from ringfence.plan.context.blueprint_context import BlueprintContext
from ringfence.plan.identity.managed_identities import CLUSTER_IDENTITY
from ringfence.plan.model.package import Package
from ringfence.plan.model.registers import Acting, GivenRole

SOURCE = (
    "azure-ai-docs machine-learning/concept-enterprise-security.md; how-to-identity-based-service-authentication.md"
)


def acting(context: BlueprintContext, packages: tuple[Package, ...]) -> tuple[Acting, ...]:
    """Every pair of who acts and as what, in order of package, identity and holder."""
    made = {package.name: package for package in packages}
    found = [
        row
        for index, zone in enumerate(context.blueprint.landing_zones)
        for row in (
            *_identities(context, zone, made[zone.name], index),
            *_pipelines(context, zone, made[zone.name]),
            *_people(context, zone, made[zone.name]),
            *_owners(context, zone, made[zone.name], index),
        )
    ]
    return tuple(sorted(found, key=lambda row: (row.package, row.identity, row.holder)))


def _held(package: Package) -> dict[str, str]:
    """The identities of a package, ids by symbol."""
    return {one.resource.symbol: one.resource.id for module in package.modules for one in module.identities}


def _identities(context: BlueprintContext, zone: LandingZone, package: Package, index: int) -> Iterator[Acting]:
    held = _held(package)
    for symbol, spec in purposes()[zone.purpose].identities.items():
        for other in (symbol, *spec.acts):
            if symbol in held and other in held and symbol != other:
                why = context.because(spec.why, ("landingZones", index), source=SOURCE)
                yield Acting(
                    package=zone.name, holder=symbol, principal=held[symbol], identity=held[other], because=why
                )


def _pipelines(context: BlueprintContext, zone: LandingZone, package: Package) -> Iterator[Acting]:
    """Identities of pipelines whose jobs and deployments run as another identity."""
    held = _held(package)
    for spec in pipeline_purposes().values():
        for other in spec.acts:
            if spec.symbol in held and other in held:
                why = context.because(f"Pipelines: {spec.does}.", ("mlops",), source=SOURCE)
                yield Acting(
                    package=zone.name,
                    holder=spec.symbol,
                    principal=held[spec.symbol],
                    identity=held[other],
                    because=why,
                )


def _people(context: BlueprintContext, zone: LandingZone, package: Package) -> Iterator[Acting]:
    held = _held(package)
    for index, access in enumerate(context.blueprint.access):
        if access.landing_zones and zone.name not in access.landing_zones:
            continue
        chosen = [personas()[name] for name in sorted(access.personas)]
        for symbol in sorted({symbol for one in chosen for symbol in one.acts.get(zone.purpose, ())} & held.keys()):
            does = "; ".join(one.does for one in chosen if symbol in one.acts.get(zone.purpose, ()))
            yield Acting(
                package=zone.name,
                holder=access.group,
                principal=access.object_id.lower(),
                identity=held[symbol],
                because=context.because(f"Its members: {does}.", ("access", index), source=SOURCE),
            )


def _owners(context: BlueprintContext, zone: LandingZone, package: Package, index: int) -> Iterator[Acting]:
    """Owners of compute instances, who write the file share with the code of jobs."""
    held = _held(package)
    for at, spec in enumerate(zone.instances):
        why = context.because(
            "Owns a compute instance, which mounts the file share with the code of jobs.",
            ("landingZones", index, zone.workload_key, "instances", at),
            source=SOURCE,
        )
        yield Acting(
            package=zone.name,
            holder=spec.user,
            principal=spec.object_id.lower(),
            identity=held[CLUSTER_IDENTITY],
            because=why,
        )


def given_roles(context: BlueprintContext, packages: tuple[Package, ...]) -> tuple[GivenRole, ...]:
    """The roles that the blueprint names by id and a package assigns, with the operations that they should have."""
    used = {grant.role_id for package in packages for module in package.modules for grant in module.grants}
    return tuple(
        GivenRole(
            role=role,
            id=own,
            actions=spec.actions,
            data_actions=spec.data_actions,
            because=context.because(spec.does, ("roles", role), source=spec.source, check="HND10"),
        )
        for role, spec in custom_roles().items()
        if (own := role_given(context.blueprint.roles, role)) and own in used
    )
