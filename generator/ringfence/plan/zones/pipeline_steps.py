"""What people do by hand for the pipelines of a landing zone: settings of the platform, rights outside the package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ringfence.blueprint.language.connections import DATABRICKS
from ringfence.blueprint.language.mlops import KEY, Mlops
from ringfence.blueprint.language.mlops.placed import registered_at, stage_of, trained_at
from ringfence.blueprint.language.mlops.stages import Stage
from ringfence.catalog.custom_roles import custom_roles
from ringfence.catalog.pipelines import PipelinePurpose
from ringfence.plan.context.blueprint_context import Path
from ringfence.plan.cross_zone.model_supplier import supplier
from ringfence.plan.model.module import Module
from ringfence.plan.model.package import HandoverStep
from ringfence.plan.model.services import Elsewhere
from ringfence.plan.zones.pipelines import purposes_of
from ringfence.plan.zones.zone_context import ZoneContext

RUN = "azure-databricks-docs security/auth/access-control, job permissions: Can Manage Run"
PREVIEWER = "pipelinePreviewer"
PREVIEWS = "azure-docs azure-resource-manager/templates/deploy-what-if.md, permissions"
REGISTRIES = "azure-ai-docs machine-learning/how-to-registry-network-isolation.md (2025-04-04)"


def pipeline_steps(zone: ZoneContext, modules: Iterable[Module]) -> tuple[HandoverStep, ...]:
    """The steps of a landing zone whose package has these modules; none where no pipelines act."""
    blueprint = zone.package.context.blueprint
    stage = stage_of(blueprint, zone.spec.name)
    if blueprint.mlops is None or stage is None:
        return ()
    at: Path = (KEY, "environments", blueprint.mlops.environments.index(stage))
    (deployer,) = (spec for spec in purposes_of(zone) if spec.deploys)
    return (
        *_spark(zone, blueprint.mlops),
        _deployer(zone, at, deployer),
        *_registry(zone, at, deployer),
        *_preview(zone, at, modules),
        _platform(zone, at, stage),
    )


def _deployer(zone: ZoneContext, at: Path, deployer: PipelinePurpose) -> HandoverStep:
    """The rights of the deployer go to the one identity that deploys the package."""
    why = zone.package.context.because("What a deployer needs to change its package, no package gives to it.", at)
    step = f"Give the identity {_identity(zone, deployer.purpose)} the rights that this step lists for the deployer"
    return HandoverStep(step=f"{step}, and no others. Give them to no other identity of the pipelines.", because=why)


def _registry(zone: ZoneContext, at: Path, deployer: PipelinePurpose) -> Iterator[HandoverStep]:
    """Models from the registry of another landing zone are found by who deploys them."""
    shelf = supplier(zone.package)
    if deployer.answers and shelf is not None:
        text = "Azure may look up the models of a deployment as the identity that deploys them."
        why = zone.package.context.because(text, at, source=REGISTRIES, check="HND56")
        step = f"Give the identity {_identity(zone, deployer.purpose)} Reader on the registry {shelf.id.value}."
        yield HandoverStep(step=step, because=why)


def _preview(zone: ZoneContext, at: Path, modules: Iterable[Module]) -> Iterator[HandoverStep]:
    """Modules in resource groups of other subscriptions, such as the hub's half of the peering, are previewed there."""
    found = {
        f"/subscriptions/{one.subscription.value}/resourceGroups/{one.group.value}"
        for one in (module.scope for module in modules)
        if isinstance(one, Elsewhere) and one.subscription.value != zone.package.subscription
    }
    if found:
        text = "A preview covers every resource group in which the package deploys; these belong to other packages."
        why = zone.package.context.because(text, at, source=PREVIEWS, check="HND43")
        operations = ", ".join(custom_roles()[PREVIEWER].actions)
        step = f"Give the identity {_identity(zone, 'preview')} Reader, and a role with {operations}, on"
        yield HandoverStep(step=f"{step} {' and '.join(sorted(found))}.", because=why)


def _spark(zone: ZoneContext, wanted: Mlops) -> Iterator[HandoverStep]:
    """What lets the identity for training start jobs of Databricks: rights there, which no package gives."""
    blueprint = zone.package.context.blueprint
    for index, model in enumerate(wanted.models):
        if model.trained_in != DATABRICKS or registered_at(blueprint, model) != zone.spec.name:
            continue
        trained, name = trained_at(blueprint, model), _identity(zone, "train")
        at: Path = (KEY, "models", index, "trainedIn")
        because = zone.package.context.because(
            "Databricks gives rights on its jobs itself.", at, source=RUN, check="HND58"
        )
        yield HandoverStep(
            step=f"In the Databricks workspace of {trained} add the identity {name} by its client id. Give it"
            f" Can Manage Run on the job of {model.name}. Write host and job into ml/{model.name}/databricks.json.",
            because=because,
        )


def _platform(zone: ZoneContext, at: Path, stage: Stage) -> HandoverStep:
    approvers = ", ".join(stage.approvers) or "no approver"
    return HandoverStep(
        step=f"On the platform make the environments that begin with {stage.name}, as the table *Approvals of"
        f" pipelines* of REVIEW.md has them ({approvers}).",
        because=zone.package.context.because("These settings are in no file.", at),
    )


def _identity(zone: ZoneContext, purpose: str) -> str:
    return zone.package.namer.name("managed-identity", purpose)
