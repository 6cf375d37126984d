"""The folder `mlops/` of the output: what a team copies into its repository, and keeps as its own from then on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ringfence.pack.mlops import azure_devops, github
from ringfence.pack.mlops.answers import answer_files, evaluating
from ringfence.pack.mlops.infrastructure import infrastructure
from ringfence.pack.mlops.jobs import RELEASE
from ringfence.pack.mlops.learning import learning_files
from ringfence.pack.mlops.models import of_model
from ringfence.pack.mlops.pipeline import Pipeline
from ringfence.pack.mlops.readme import readme
from ringfence.pack.mlops.spelling import folder
from ringfence.pack.runbook.script import Script
from ringfence.plan.model.mlops import Mlops
from ringfence.plan.model.package import Plan

HOME = "mlops"
"""The folder. No file in it is deployed from there, so none is in the approval digest."""
_GITHUB = "github"
_ATTRIBUTES = f"* text=auto eol=lf\n{RELEASE}/** -text\n"
"""`.gitattributes`: scripts keep their line ends on Windows, and the release the bytes that were approved.

Source: git, gitattributes, `text` and `eol`.
"""


def repository(plan: Plan, scripts: Sequence[Script], blueprint: str) -> Mapping[str, str]:
    """Every file of the repository by its path below `mlops/`; none where the plan has no pipelines.

    `scripts` are those of the packages, `blueprint` is the file name of the blueprint. Raises ValueError for a value
    that a platform would evaluate, which no blueprint gives.
    """
    mlops = plan.mlops
    if mlops is None:
        return {}
    pipelines = tuple(_pipelines(plan, mlops, scripts, blueprint))
    files = {
        **_as_they_stand(),
        **{path: text for model in mlops.models for path, text in learning_files(model)},
        **{path: text for model in mlops.language_models for path, text in answer_files(model)},
        **dict(_spelled(plan, mlops, pipelines)),
        ".gitattributes": _ATTRIBUTES,
        "README.md": readme(plan, mlops, pipelines, scripts, blueprint),
    }
    return {f"{HOME}/{path}": text for path, text in sorted(files.items())}


def _pipelines(plan: Plan, mlops: Mlops, scripts: Sequence[Script], blueprint: str) -> Iterator[Pipeline]:
    yield from infrastructure(plan, mlops, scripts, blueprint)
    for model in mlops.models:
        yield from of_model(plan, mlops, model, scripts)
    for asked in mlops.language_models:
        yield from evaluating(mlops, asked)


def _spelled(plan: Plan, mlops: Mlops, pipelines: Sequence[Pipeline]) -> Iterator[tuple[str, str]]:
    """The pipelines in the words of the platform."""
    filled = [one for one in pipelines if one.jobs]
    if mlops.platform != _GITHUB:
        for one in filled:
            yield f"{azure_devops.FOLDER}/{one.file}.yml", azure_devops.pipeline_text(one, mlops.branch)
        return
    tenant, cloud = plan.institution.tenant, plan.institution.cloud
    for one in filled:
        yield f"{github.FOLDER}/{one.file}.yml", github.workflow(one, mlops.branch, tenant, cloud)
    names = {label for one in filled for job in one.jobs for label in job.labels}
    yield ".github/actionlint.yaml", github.labels(tuple(sorted(names)))


@cache
def _as_they_stand() -> Mapping[str, str]:
    """Scripts and steps that hold no value of a plan, by path."""
    home = folder() / "files"
    found = (file for file in sorted(home.rglob("*")) if file.suffix in {".py", ".sh", ".txt"})
    return {file.relative_to(home).as_posix(): file.read_text("utf-8") for file in found}
