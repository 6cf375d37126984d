"""README.md of the repository: which settings of the platform it needs, and what each pipeline does as whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ringfence.catalog.known.pipelines import pipeline_facts
from ringfence.pack.mlops.jobs import RELEASE
from ringfence.pack.mlops.pipeline import PULL_REQUEST, Pipeline
from ringfence.pack.runbook.script import Script
from ringfence.pack.text.markdown import environment, span, table
from ringfence.plan.model.mlops import Mlops
from ringfence.plan.model.package import Plan
from ringfence.plan.model.values import Code


def readme(plan: Plan, mlops: Mlops, pipelines: Sequence[Pipeline], scripts: Sequence[Script], blueprint: str) -> str:
    """The page as Markdown; `scripts` are those of all packages, `blueprint` is the file name of the blueprint."""
    acting = {package for stage in mlops.stages for package in (zone.package for zone in stage.zones)}
    others = tuple(package.name for package in plan.packages if package.name not in acting)
    return (
        environment()
        .get_template("mlops.md.j2")
        .render(
            github=mlops.platform == "github",
            release=RELEASE,
            blueprint=span(f"blueprint/{blueprint}"),
            branch=span(mlops.branch),
            tenant=plan.institution.tenant,
            others=others,
            by_hand=[one for one in scripts if one.package in acting and not one.unattended],
            environments=_environments(mlops),
            pipelines=_pipelines(pipelines),
            unsure=_unsure(),
        )
    )


def _unsure() -> Iterator[dict[str, str]]:
    """The facts that no source confirms, with their checks; their texts are Markdown already."""
    return ({"text": Code(one.text), "check": one.check} for one in pipeline_facts().unsure)


def _environments(mlops: Mlops) -> Code:
    """The environments of the platform, one an identity: what a person must set for each."""
    rows = tuple(
        (
            one.environment,
            one.name,
            one.variable if mlops.platform == "github" else one.connection or one.name,
            ", ".join(stage.approvers) if one.approved else "none",
            one.does,
        )
        for stage in mlops.stages
        for one in stage.identities
    )
    fourth = "Variable with its client id" if mlops.platform == "github" else "Service connection"
    return table(("Environment", "Identity", fourth, "Approved by", "What it does"), rows)


def _pipelines(pipelines: Sequence[Pipeline]) -> Code:
    rows = tuple((one.file, _when(one), ", ".join(job.title for job in one.jobs)) for one in pipelines if one.jobs)
    return table(("File", "Runs", "Jobs"), rows)


def _when(pipeline: Pipeline) -> str:
    if pipeline.runs == PULL_REQUEST:
        return "on a pull request"
    return f"{', '.join(pipeline.crons)} (UTC), or when asked" if pipeline.crons else "when asked"
