"""Identities of pipelines in a landing zone: one a purpose, what each trusts, and what each may do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ringfence.blueprint.language.mlops import KEY, Mlops
from ringfence.blueprint.language.mlops.placed import agents_zone, answers, stage_of
from ringfence.blueprint.language.mlops.stages import Stage
from ringfence.catalog.pipelines import PipelinePurpose, pipeline_purposes
from ringfence.catalog.read import services
from ringfence.catalog.spec import Service
from ringfence.plan.context.blueprint_context import Path
from ringfence.plan.context.package_context import NETWORK, WORKLOAD
from ringfence.plan.identity import managed_identities, role_assignments
from ringfence.plan.identity.federation import trust
from ringfence.plan.identity.role_assignments import Holder, Placed, Scope
from ringfence.plan.model.identifiers import camel
from ringfence.plan.model.lake import Loop
from ringfence.plan.model.mlops.federation import OWNER, FederatedCredential, Trusted
from ringfence.plan.model.module import SUBSCRIPTION, Module
from ringfence.plan.model.services import Identity
from ringfence.plan.model.values import Given
from ringfence.plan.services.mlops.agents import SUBNET, kinds_of, plan_agents
from ringfence.plan.zones.prerequisites import PlacedService, Prerequisites, scopes
from ringfence.plan.zones.zone_context import ZoneContext

MODULE, CREDENTIAL = "pipelines", "federated-credential"
POOLED = "pipelines.azureDevOps"
"""The option of a landing zone with agents of Azure DevOps."""
SUBJECTS = "github-docs actions/reference/security/oidc.md, subject of a job that names an environment"


def pipelines(zone: ZoneContext, parts: Prerequisites, placed: Iterable[PlacedService]) -> Iterator[Module]:
    """The module of the identities, those of their role assignments on these services, those of agents; none without
    pipelines.
    """
    blueprint = zone.package.context.blueprint
    stage = stage_of(blueprint, zone.spec.name)
    if blueprint.mlops is None or stage is None:
        return
    chosen = purposes_of(zone)
    identities = tuple(
        managed_identities.identity(
            zone.package, WORKLOAD, spec.symbol, spec.purpose, f"Pipelines: {spec.does}.", module=MODULE
        )
        for spec in chosen
    )
    trusts = tuple(
        _trusted(zone, blueprint.mlops, stage, spec, one) for spec, one in zip(chosen, identities, strict=True)
    )
    yield Module(
        name=MODULE,
        title="Identities of pipelines",
        scope=WORKLOAD,
        identities=identities,
        credentials=tuple(one for each in trusts for one in each.credentials),
        trusts=trusts,
    )
    on = {**scopes(placed), "workload-group": (Scope(WORKLOAD),), "subscription": (Scope(SUBSCRIPTION),)}
    held = [(role_assignments.identity_holder(one), one) for one in identities]
    rows = [(holder, row) for holder, one in held for row in role_assignments.specs("pipeline", one.resource.symbol)]
    wanted = [*role_assignments.placed(rows, on), *_pool_rights(zone, parts)]
    rights = role_assignments.access_modules(zone.package, "pipeline", wanted, WORKLOAD, identities)
    yield from rights
    if agents_zone(blueprint, stage) == zone.spec.name and zone.spec.machine_learning:
        count = zone.spec.machine_learning.agents.count
        before = (parts.route, *(module.name for module in rights if module.scope == NETWORK))
        yield from plan_agents(zone.package, blueprint.mlops, count, parts.links[SUBNET], zone.sink, before)


def purposes_of(zone: ZoneContext) -> list[PipelinePurpose]:
    """The purposes of the identities of a landing zone, in the order of their work; one of them deploys its package."""
    answering = answers(zone.package.context.blueprint, zone.spec.name)
    return [spec for spec in pipeline_purposes().values() if spec.serves(zone.spec.purpose, zone.asked, answering)]


def _pool_rights(zone: ZoneContext, parts: Prerequisites) -> list[Placed]:
    """The role of Microsoft's own principal, which puts agents of Azure DevOps into the subnet; none elsewhere."""
    wanted = zone.package.context.blueprint.mlops
    if wanted is None or wanted.agents.dev_ops_infrastructure is None or POOLED not in zone.asked:
        return []
    own, at = wanted.agents.dev_ops_infrastructure.lower(), (KEY, "agents", "devOpsInfrastructure")
    given = Given(OWNER, "devOpsInfrastructure", own, "Object id of Microsoft's DevOpsInfrastructure in this tenant.")
    holder = Holder("devOpsInfrastructure", given, "ServicePrincipal", own, at)
    network = Scope(NETWORK, parts.virtual_network.resource)
    return [(holder, row, network) for row in role_assignments.specs("pipeline", holder.name)]


def _trusted(zone: ZoneContext, wanted: Mlops, stage: Stage, spec: PipelinePurpose, identity: Identity) -> Trusted:
    """What the identity of a purpose trusts: one token, or none before its service connection is drafted."""
    package = zone.package
    environment = f"{stage.name}-{spec.environment}"
    trusted = trust(wanted, stage, zone.spec.name, spec.purpose, environment)
    at: Path = (KEY, "environments", wanted.environments.index(stage))
    why = package.context.because(
        f"Jobs of {trusted.connection or environment} sign in without a secret.", at, source=SUBJECTS
    )
    symbol = camel(spec.purpose, "trust")
    own = package.resource(CREDENTIAL, MODULE, symbol, environment, identity.resource.id, why, location="")
    credential = FederatedCredential(resource=own, issuer=trusted.issuer, subject=trusted.subject)
    return Trusted(
        loop=Loop(symbol=symbol, type=own.type, api=own.api),
        parent=identity.resource.symbol,
        purpose=spec.purpose,
        credentials=(credential,) if trusted.subject else (),
    )


def pipeline_services(zone: ZoneContext) -> tuple[Service, ...]:
    """The services that agents in a landing zone are made of; none where none stand."""
    blueprint = zone.package.context.blueprint
    stage = stage_of(blueprint, zone.spec.name)
    if blueprint.mlops is None or stage is None or agents_zone(blueprint, stage) != zone.spec.name:
        return ()
    return tuple(services()[kind] for kind in kinds_of(blueprint.mlops))
