"""Where environments of pipelines act: their landing zones, the one with the agents, those that answer."""

from ringfence.blueprint.language.connections import DATABRICKS, MLFLOW
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.mlops.models import TrackedModel
from ringfence.blueprint.language.mlops.stages import Stage
from ringfence.blueprint.language.model import Blueprint
from ringfence.catalog.pipelines import PipelinePurpose


def stage_of(blueprint: Blueprint, zone: str) -> Stage | None:
    """The environment whose pipelines act in a landing zone; None where none does."""
    stages = blueprint.mlops.environments if blueprint.mlops else []
    return next((stage for stage in stages if zone in stage.landing_zones), None)


def workshops(blueprint: Blueprint, stage: Stage) -> list[str]:
    """The landing zones of an environment that have a workspace for training, and so a subnet for agents."""
    return [zone.name for zone in blueprint.landing_zones if zone.name in stage.landing_zones and zone.machine_learning]


def agents_zone(blueprint: Blueprint, stage: Stage) -> str:
    """The landing zone in which the agents of an environment stand; '' where it cannot be told."""
    known = workshops(blueprint, stage)
    if stage.agents is not None:
        return stage.agents if stage.agents in known else ""
    return known[0] if len(known) == 1 else ""


def answers(blueprint: Blueprint, zone: str) -> bool:
    """Whether an endpoint of a landing zone answers with a model of the pipelines."""
    models = blueprint.mlops.models if blueprint.mlops else []
    return any(one.serve is not None and one.serve.landing_zone == zone for one in models)


def acts_there(blueprint: Blueprint, zone: LandingZone, spec: PipelinePurpose) -> bool:
    """Whether a landing zone has the identity of a purpose."""
    asked = [spec.asked] if zone.services.block(spec.asked) else []
    return spec.serves(zone.purpose, asked, answers(blueprint, zone.name))


def promotes(blueprint: Blueprint, zone: str) -> bool:
    """Whether pipelines act in a landing zone and promote models of its workspace to a registry, where it has one."""
    models = blueprint.mlops.models if blueprint.mlops else []
    return stage_of(blueprint, zone) is not None and any(registered_at(blueprint, one) == zone for one in models)


def releases(blueprint: Blueprint, zone: str) -> bool:
    """Whether pipelines act in a landing zone and release models to its endpoints."""
    return stage_of(blueprint, zone) is not None and answers(blueprint, zone)


def zone_of(blueprint: Blueprint, name: str) -> LandingZone | None:
    """A landing zone by name; None where the blueprint has none of that name."""
    return next((zone for zone in blueprint.landing_zones if zone.name == name), None)


def trained_at(blueprint: Blueprint, model: TrackedModel) -> str:
    """The landing zone that trains a model: where the connection of its data starts."""
    return next(one.start for one in blueprint.connections if one.name == model.data.connection)


def registered_at(blueprint: Blueprint, model: TrackedModel) -> str:
    """The landing zone whose workspace has the model: where it is trained, or where MLflow of Databricks leads.

    '' for a model of Databricks without such a connection, which is MLO10.
    """
    trained = trained_at(blueprint, model)
    if model.trained_in != DATABRICKS:
        return trained
    return next((one.end for one in blueprint.connections if one.use == MLFLOW and one.start == trained), "")
