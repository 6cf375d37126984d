"""The pipelines of a plan: environments, identities and agents, read from the packages that were planned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.mlops import AZURE_DEVOPS, GITHUB_HOST, KEY
from ringfence.blueprint.language.mlops import Mlops as Wanted
from ringfence.blueprint.language.mlops import Repository as RepositorySpec
from ringfence.blueprint.language.mlops.placed import agents_zone, answers
from ringfence.blueprint.language.mlops.stages import Stage
from ringfence.catalog.pipelines import pipeline_purposes
from ringfence.plan.context.blueprint_context import BLUEPRINT, BlueprintContext, Path
from ringfence.plan.context.naming import Namer
from ringfence.plan.context.package_context import WORKLOAD, resource_id
from ringfence.plan.context.placement import zone_namer
from ringfence.plan.context.services_in_use import options
from ringfence.plan.identity.federation import Trust, trust
from ringfence.plan.model.mlops import AgentPool, Mlops, PipelineIdentity, PipelineStage, Repository
from ringfence.plan.model.package import Package
from ringfence.plan.model.values import Reason
from ringfence.plan.review.mlops.evaluations import evaluations
from ringfence.plan.review.mlops.models import models
from ringfence.plan.review.mlops.zones import pipeline_zone

IDENTITY_TYPE = "Microsoft.ManagedIdentity/userAssignedIdentities"
ENVIRONMENTS = "github-docs actions/reference/security/oidc.md, subject of a job that names an environment"
SERVICE_CONNECTIONS = "azure-devops-docs pipelines/release/configure-workload-identity.md (2024-10-16)"


def pipelines(context: BlueprintContext, packages: Iterable[Package]) -> Mlops | None:
    """The pipelines that the blueprint asks for, over these packages; None where it asks for none."""
    wanted = context.blueprint.mlops
    if wanted is None:
        return None
    known = {package.name: package for package in packages}
    stages = tuple(_stage(context, wanted, at, known) for at in range(len(wanted.environments)))
    return Mlops(
        platform=wanted.platform,
        repository=_repository(context, wanted),
        branch=wanted.branch,
        stages=stages,
        models=models(context, stages),
        language_models=evaluations(context, stages, known),
    )


def _repository(context: BlueprintContext, wanted: Wanted) -> Repository:
    of = wanted.repository
    why = context.because("Its pipelines act in Azure.", (KEY, "repository"), source=BLUEPRINT)
    return Repository(
        organization=of.organization,
        project=of.project or "",
        name=of.name,
        organization_id=of.organization_id or 0,
        id=of.id or 0,
        host=of.host or ("dev.azure.com" if wanted.platform == AZURE_DEVOPS else GITHUB_HOST),
        url=_url(wanted, of),
        because=why,
    )


def _url(wanted: Wanted, of: RepositorySpec) -> str:
    if wanted.platform == AZURE_DEVOPS:
        return f"https://dev.azure.com/{of.organization}/{(of.project or '').replace(' ', '%20')}/_git/{of.name}"
    return f"https://{of.host or GITHUB_HOST}/{of.organization}/{of.name}"


def _stage(context: BlueprintContext, wanted: Wanted, index: int, known: Mapping[str, Package]) -> PipelineStage:
    stage, at = wanted.environments[index], (KEY, "environments", index)
    packages = [package for name, package in known.items() if name in stage.landing_zones]
    text = f"Pipelines of environment {stage.name} act in these landing zones and in no others."
    return PipelineStage(
        name=stage.name,
        production=stage.production,
        approvers=tuple(stage.approvers),
        zones=tuple(pipeline_zone(context, package, known) for package in packages),
        identities=tuple(one for package in packages for one in _identities(context, wanted, stage, package, at)),
        pool=_pool(context, wanted, stage, known, at),
        because=context.because(text, at, source=BLUEPRINT),
    )


def _identities(
    context: BlueprintContext, wanted: Wanted, stage: Stage, package: Package, at: Path
) -> Iterator[PipelineIdentity]:
    """The identities of an environment in one package, in the order of their work."""
    zone, namer = _landing_zone(context, package.name)
    asked = options(context.blueprint, zone)
    group = next(one.resource.id for one in package.groups if one.resource.symbol == WORKLOAD)
    for purpose, spec in pipeline_purposes().items():
        if spec.serves(zone.purpose, asked, answers(context.blueprint, zone.name)):
            environment = f"{stage.name}-{spec.environment}"
            name = namer.name("managed-identity", purpose)
            trusted = trust(wanted, stage, zone.name, purpose, environment)
            yield PipelineIdentity(
                purpose=purpose,
                package=package.name,
                name=name,
                id=resource_id(group, IDENTITY_TYPE, name),
                environment=environment,
                variable=f"{zone.name}_{purpose}_client_id".replace("-", "_").upper(),
                connection=trusted.connection,
                issuer=trusted.issuer,
                subject=trusted.subject,
                approved=spec.approved and stage.production,
                does=spec.does,
                because=_trusted(context, trusted, at),
            )


def _trusted(context: BlueprintContext, trusted: Trust, at: Path) -> Reason:
    if trusted.connection:
        return context.because("A service connection signs in as it.", at, source=SERVICE_CONNECTIONS)
    text = "Jobs of one environment get its tokens, so that the protection of that environment guards it."
    if "@" in trusted.subject:
        return context.because(text, at, source=ENVIRONMENTS, check="HND44")
    return context.because(text, at, source=ENVIRONMENTS)


def _landing_zone(context: BlueprintContext, name: str) -> tuple[LandingZone, Namer]:
    index, zone = next((at, one) for at, one in enumerate(context.blueprint.landing_zones) if one.name == name)
    return zone, zone_namer(context, zone, ("landingZones", index))


def _pool(context: BlueprintContext, wanted: Wanted, stage: Stage, known: Mapping[str, Package], at: Path) -> AgentPool:
    """The machines that run jobs of an environment; jobs of other environments never run there."""
    home = agents_zone(context.blueprint, stage)
    zone, namer = _landing_zone(context, home)
    why = context.because(
        "Jobs run inside the network, where private endpoints answer.", (*at, "agents"), source=BLUEPRINT
    )
    return AgentPool(
        package=known[home].name,
        name="-".join(["mdp" if wanted.platform == AZURE_DEVOPS else "vmss", *namer.words]),
        labels=("self-hosted", "linux", f"ringfence-{stage.name}"),
        count=zone.machine_learning.agents.count if zone.machine_learning else 0,
        size=wanted.agents.size,
        image=wanted.agents.image,
        packages=wanted.agents.packages,
        because=why,
    )
