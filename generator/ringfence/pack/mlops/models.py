"""The pipelines of one model: train and register, promote, release, roll back. Each job is one identity's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ringfence.pack.mlops.jobs import Act, act_of, job, value
from ringfence.pack.mlops.learning import AZURE_ML, evidence_folder
from ringfence.pack.mlops.packages import AFTER, APPROVED, CHANGE, chained, deploying, has_verdict, in_turn
from ringfence.pack.mlops.pipeline import ASKED, TIMED, Given, Job, Pipeline, Taken, Value
from ringfence.pack.runbook.script import Script
from ringfence.plan.model.mlops import Mlops, PipelineModel, ReleasedTo
from ringfence.plan.model.mlops.judging import DriftBound, RetrainAt
from ringfence.plan.model.package import Plan

_PIPELINE = Given(
    "pipeline",
    "PIPELINE",
    "trial makes rows of no real person; pipeline reads the data",
    default="pipeline",
    choices=("pipeline", "trial"),
)
_NEWEST = Given("version", "VERSION", "Version of the model in the workspace, or newest", default="newest")
_ANSWERING = Given(
    "version",
    "VERSION",
    "Version of the model in the workspace, newest, or answering: those that the endpoint's package names",
    default="answering",
)
_VERSION = Given("version", "VERSION", "Version of the model in the workspace")
_DEPLOYMENT = Given("deployment", "DEPLOYMENT", "The deployment that takes all requests")
_DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
"""Days of a week by their number in cron."""


def of_model(plan: Plan, mlops: Mlops, model: PipelineModel, scripts: Sequence[Script]) -> Iterator[Pipeline]:
    """Every pipeline of a model for which the plan has identities; `scripts` are those of all packages."""
    trains, registers = (act_of(mlops, model.package, purpose) for purpose in ("train", "register"))
    if trains and registers and model.trained_in == AZURE_ML:
        yield _training(model, trains, registers)
    if trains and model.trained_in != AZURE_ML:
        yield _spark(model, trains, registers if model.judged else None)
    if trains and model.drift and has_verdict(model):
        yield _watching(model, model.drift, trains)
    promotes = act_of(mlops, model.package, "promote")
    if promotes and model.registry:
        yield _promotion(model, promotes)
    if model.released and (releases := act_of(mlops, model.released.package, "release")):
        yield _release(plan, mlops, model, model.released, releases, scripts)
        yield _roll_back(model, model.released, releases)


def cron(retrain: RetrainAt) -> str:
    """Days of a week and a time as cron has them, in UTC."""
    days = ",".join(str(_DAYS.index(day)) for day in retrain.days)
    return f"{retrain.minute} {retrain.hour} * * {days}"


def _training(model: PipelineModel, trains: Act, registers: Act) -> Pipeline:
    where = (*_in_workspace(model), value("EVIDENCE", evidence_folder(model)))
    train = replace(job(trains, "train", f"Train {model.name}", "train", where, (_PIPELINE,)), hands_on=("job",))
    return Pipeline(
        file=f"{model.name}-train",
        title=f"Train and register {model.name}",
        runs=TIMED if model.retrain else ASKED,
        crons=(cron(model.retrain),) if model.retrain else (),
        given=(_PIPELINE,),
        jobs=(train, _registration(model, registers, train)),
    )


def _registration(model: PipelineModel, registers: Act, judged: Job) -> Job:
    """Registers the model of a job of Azure ML, as another identity than that which started the job."""
    where = (*_in_workspace(model), value("EVIDENCE", evidence_folder(model)))
    return replace(
        job(registers, "register", f"Register {model.name}", "register", where),
        needs=(judged.id,),
        taken=(Taken("JOB", judged.id, "job"),),
        hands_on=("version",),
    )


def _spark(model: PipelineModel, trains: Act, registers: Act | None) -> Pipeline:
    """Starts the job of Databricks, which registers what passes its gate by itself.

    With `registers` it registers a candidate alone. Azure ML judges that, and what passes is registered as the model.
    """
    started = job(trains, "train", f"Train {model.name} in Databricks", "spark", (value("MODEL", model.name),))
    jobs: tuple[Job, ...] = (started,)
    if model.judged and registers:
        candidate = value("CANDIDATE", model.judged.candidate)
        where = (*_in_workspace(model), candidate, value("EVIDENCE", evidence_folder(model)))
        judge = replace(
            job(trains, "judge", f"Judge {model.name}", "judge", where), needs=(started.id,), hands_on=("job",)
        )
        jobs = (started, judge, _registration(model, registers, judge))
    return Pipeline(
        file=f"{model.name}-train",
        title=f"Train {model.name} in Databricks",
        runs=TIMED if model.retrain else ASKED,
        crons=(cron(model.retrain),) if model.retrain else (),
        jobs=jobs,
    )


def _watching(model: PipelineModel, drift: DriftBound, trains: Act) -> Pipeline:
    """Starts the comparison of scored rows by its clock; it fails where they moved, so that people are told.

    Rows are compared with the versions that answer; with the newest where no endpoint answers with the model.
    """
    to, version = model.released, _ANSWERING if model.released else _NEWEST
    there = (value("ANSWERING", to.package if to else ""), value("REGISTRY", to.registry if to else ""))
    values = (*_in_workspace(model), *there)
    return Pipeline(
        file=f"{model.name}-drift",
        title=f"Drift of {model.name}",
        runs=TIMED,
        crons=(cron(drift.starts),),
        given=(version,),
        jobs=(job(trains, "watch", f"Compare rows of {model.name}", "watch", values, (version,)),),
    )


def _promotion(model: PipelineModel, promotes: Act) -> Pipeline:
    judged = "yes" if has_verdict(model) else "no"
    values = (*_in_workspace(model), value("REGISTRY", model.registry), value("JUDGED", judged))
    return Pipeline(
        file=f"{model.name}-promote",
        title=f"Promote {model.name} to the registry",
        runs=ASKED,
        given=(_VERSION,),
        jobs=(job(promotes, "promote", f"Promote {model.name}", "promote", values, (_VERSION,)),),
    )


def _release(
    plan: Plan, mlops: Mlops, model: PipelineModel, to: ReleasedTo, releases: Act, scripts: Sequence[Script]
) -> Pipeline:
    """The package of the endpoint is deployed as a whole, once its models are those that were judged; then each
    deployment is asked.
    """
    asks = job(releases, "try", f"Ask {to.called}", "try", _at_endpoint(model, to))
    return Pipeline(
        file=f"{model.name}-release",
        title=f"Release {model.name}",
        runs=ASKED,
        given=(APPROVED, CHANGE, AFTER),
        jobs=chained((*deploying(plan, mlops, releases, scripts), asks)),
    )


def _roll_back(model: PipelineModel, to: ReleasedTo, releases: Act) -> Pipeline:
    """The traffic goes to another deployment; it waits while the package is deployed, which would undo it."""
    rolls: Job = job(
        releases, "roll-back", f"Roll back {model.name}", "rollback", _at_endpoint(model, to), (_DEPLOYMENT,)
    )
    return Pipeline(
        file=f"{model.name}-roll-back",
        title=f"Roll back {model.name}",
        runs=ASKED,
        given=(_DEPLOYMENT,),
        jobs=(in_turn(rolls, to.package),),
    )


def _in_workspace(model: PipelineModel) -> tuple[Value, ...]:
    return (
        value("MODEL", model.name),
        value("SUBSCRIPTION", model.subscription),
        value("RESOURCE_GROUP", model.group),
        value("WORKSPACE", model.workspace),
    )


def _at_endpoint(model: PipelineModel, to: ReleasedTo) -> tuple[Value, ...]:
    return (
        value("MODEL", model.name),
        value("ENDPOINT", to.endpoint),
        value("SUBSCRIPTION", to.subscription),
        value("RESOURCE_GROUP", to.group),
        value("WORKSPACE", to.workspace),
    )
