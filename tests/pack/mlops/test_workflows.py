"""Workflows of GitHub and pipelines of Azure DevOps: approvals, pins, permissions, order; and sabotage of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from ringfence.pack.mlops.models import cron
from ringfence.pack.review.mlops.pipelines import approvals
from ringfence.plan.model.mlops.judging import RetrainAt
from tests.pack.mlops.plans import AZURE_DEVOPS, CREDIT, GITHUB, SPARKED, files, files_of, pipelines, planned_with
from tests.pack.mlops.walks import devops_faults, loaded, workflow_faults

NAMES = {
    *("preview", "drift", "deploy-prod"),
    *("credit-train", "credit-drift", "credit-promote", "credit-release", "credit-roll-back"),
    "case-answers-evaluate",
}
HUB = re.compile(r"\.github/workflows/(.*)\.yml")
DEVOPS = re.compile(r"azure-pipelines/(.*)\.yml")


def of(platform: str, pattern: re.Pattern[str]) -> dict[str, str]:
    """The pipelines of a platform by name."""
    return {found[1]: text for path, text in files(platform).items() if (found := pattern.fullmatch(path))}


@pytest.fixture
def workflows() -> dict[str, str]:
    """The workflows of GitHub by name."""
    return of(GITHUB, HUB)


@pytest.fixture
def pipelines_there() -> dict[str, str]:
    """The pipelines of Azure DevOps by name."""
    return of(AZURE_DEVOPS, DEVOPS)


def test_a_platform_has_all_pipelines_and_none_of_the_other(
    workflows: dict[str, str], pipelines_there: dict[str, str]
) -> None:
    assert (set(workflows), set(pipelines_there)) == (NAMES, NAMES)
    assert of(GITHUB, DEVOPS) == of(AZURE_DEVOPS, HUB) == {}


def test_no_workflow_and_no_pipeline_has_a_fault(workflows: dict[str, str], pipelines_there: dict[str, str]) -> None:
    assert {name: found for name, text in workflows.items() if (found := list(workflow_faults(text)))} == {}
    assert {name: found for name, text in pipelines_there.items() if (found := list(devops_faults(text)))} == {}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r"actions/checkout@[0-9a-f]{40}", "actions/checkout@v4"),
        (r"azure/login@[0-9a-f]{40}", "azure/login@main"),
        (r"  workflow_dispatch:", "  pull_request_target:\n  workflow_dispatch:"),
        (r"permissions: \{\}", "permissions: write-all"),
        (r"contents: read", "contents: write"),
        (r"id-token: write", "id-token: write\n      pull-requests: write"),
        (r"\n    environment: \S+", ""),
        (r"runs-on: .*", "runs-on: ubuntu-latest"),
        (r"cancel-in-progress: false", "cancel-in-progress: true"),
        (r"\n    timeout-minutes: .*", ""),
        (r"github\.ref == 'refs/heads/main'", "always()"),
        (r'run: "bash ', 'run: "echo ${{ github.event.inputs.change }}; bash '),
        (r"vars\.CLIENT", "secrets.CLIENT"),
    ],
)
def test_sabotage_of_a_workflow_is_found(workflows: dict[str, str], old: str, new: str) -> None:
    text = workflows["credit-train"]
    spoiled = re.sub(old, new, text, count=1)
    assert spoiled != text
    assert list(workflow_faults(spoiled))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r"trigger: none", "trigger: [main]"),
        (r"pr: none", "pr: [main]"),
        (r"\n    environment: .*", ""),
        (r"name: agents-prod", "vmImage: ubuntu-latest"),
        (r"AzureCLI@2", "AzureCLI"),
        (r"\n    timeoutInMinutes: .*", ""),
        (r"scriptLocation: scriptPath", "inlineScript: az account clear"),
    ],
)
def test_sabotage_of_a_pipeline_is_found(old: str, new: str, pipelines_there: dict[str, str]) -> None:
    text = pipelines_there["credit-train"]
    spoiled = re.sub(old, new, text, count=1)
    assert spoiled != text
    assert list(devops_faults(spoiled))


def environments(text: str) -> dict[str, str]:
    """The environment of each job of a workflow."""
    return {name: job["environment"] for name, job in loaded(text)["jobs"].items()}


def test_each_job_acts_as_the_identity_of_its_purpose(workflows: dict[str, str]) -> None:
    assert environments(workflows["credit-train"]) == {
        "train": "prod-fraud-train",
        "register": "prod-fraud-register",
    }
    assert environments(workflows["credit-drift"]) == {"watch": "prod-fraud-train"}
    assert environments(workflows["case-answers-evaluate"]) == {"evaluate": "prod-fraud-train"}
    assert environments(workflows["credit-promote"]) == {"promote": "prod-fraud-promote"}
    assert environments(workflows["credit-release"]) == {
        "verify-scoring": "prod-fraud-promote",
        "deploy-scoring": "prod-scoring-release",
        "try": "prod-scoring-release",
    }
    assert environments(workflows["credit-roll-back"]) == {"roll-back": "prod-scoring-release"}
    assert set(environments(workflows["preview"]).values()) == {"prod-fraud-preview", "prod-scoring-preview"}
    assert set(environments(workflows["drift"]).values()) == {"prod-fraud-preview", "prod-scoring-preview"}


def jobs_of(text: str) -> dict[str, Any]:
    """The jobs of a workflow by name."""
    jobs: dict[str, Any] = loaded(text)["jobs"]
    return jobs


def test_packages_are_deployed_in_order_and_each_script_is_a_job_after_its_package() -> None:
    unreleased = pipelines(GITHUB, replace(CREDIT, released=None))
    jobs = jobs_of(files_of(unreleased)[".github/workflows/deploy-prod.yml"])
    assert list(jobs) == ["deploy-fraud", "script-fraud-1", "verify-scoring", "deploy-scoring"]
    assert [job.get("needs", []) for job in jobs.values()] == [
        [],
        ["deploy-fraud"],
        ["script-fraud-1"],
        ["verify-scoring"],
    ]
    said = jobs["script-fraud-1"]["steps"][-1]["env"]
    assert (said["SCRIPT"], said["PACKAGE"]) == ("registry-endpoints.sh", "fraud")
    assert jobs["deploy-fraud"]["steps"][-1]["env"]["APPROVED"] == "${{ inputs.digest }}"


def test_one_pipeline_alone_deploys_the_package_that_a_model_is_released_to(workflows: dict[str, str]) -> None:
    deploying = {name for name, text in workflows.items() if "deploy-scoring" in jobs_of(text)}
    assert deploying == {"credit-release"}
    release = jobs_of(workflows["credit-release"])
    assert release["deploy-scoring"]["needs"] == ["verify-scoring"]
    assert release["try"]["needs"] == ["deploy-scoring"]
    assert release["deploy-scoring"]["steps"][-1]["env"]["ENDPOINTS"] == "oep-credit"
    assert release["deploy-scoring"]["steps"][-1]["env"]["AFTER_ROLL_BACK"] == "${{ inputs.afterRollBack || 'no' }}"
    assert jobs_of(workflows["deploy-prod"])["deploy-fraud"]["steps"][-1]["env"]["ENDPOINTS"] == ""


def test_what_a_package_answers_with_is_verified_where_its_models_were_judged(workflows: dict[str, str]) -> None:
    said = jobs_of(workflows["credit-release"])["verify-scoring"]["steps"][-1]["env"]
    wanted = {"ANSWERING": "scoring", "MODELS": "credit", "REGISTRY": "mlr-fraud", "WORKSPACE": "mlw-fraud"}
    assert wanted.items() <= said.items()
    unseen = replace(CREDIT, trained_in="databricks")
    assert "verify-scoring" not in files_of(pipelines(GITHUB, unseen))[".github/workflows/credit-release.yml"]


def test_the_job_that_registers_takes_the_job_that_trained(
    workflows: dict[str, str], pipelines_there: dict[str, str]
) -> None:
    jobs = loaded(workflows["credit-train"])["jobs"]
    assert jobs["register"]["needs"] == ["train"]
    assert jobs["register"]["steps"][-1]["env"]["JOB"] == "${{ needs.train.outputs.job }}"
    assert jobs["train"]["outputs"] == {"job": "${{ steps.run.outputs.job }}"}
    there = {job["deployment"]: job for job in loaded(pipelines_there["credit-train"])["jobs"]}
    assert there["register"]["variables"] == {"JOB": "$[ dependencies.train.outputs['train.run.job'] ]"}


def test_both_platforms_give_a_script_the_same_values(
    workflows: dict[str, str], pipelines_there: dict[str, str]
) -> None:
    for name, text in workflows.items():
        hub = {key.replace("-", "_"): job["steps"][-1]["env"] for key, job in loaded(text)["jobs"].items()}
        for job in loaded(pipelines_there[name])["jobs"]:
            steps = job["strategy"]["runOnce"]["deploy"]["steps"]
            there = steps[-1]["env"] | job.get("variables", {})
            tokens = {"GITHUB_TOKEN", "SYSTEM_ACCESSTOKEN"}
            assert set(hub[job["deployment"]]) - tokens == set(there) - tokens
            texts = {key: value for key, value in hub[job["deployment"]].items() if "$" not in value}
            assert {key: there[key] for key in texts} == texts


def read_by(script: str) -> set[str]:
    """The environment variables that a script reads, and those of scripts that it runs."""
    text = files(GITHUB)[script]
    own = set(re.findall(r"\$\{?([A-Z_]+)\b", text)) - set(re.findall(r"^([A-Z_]+)=", text, re.MULTILINE))
    return own.union(*(read_by(each) for each in re.findall(r"^bash (\S+)$", text, re.MULTILINE)), set())


def test_each_script_is_given_what_it_reads(workflows: dict[str, str]) -> None:
    seen = set()
    for text in workflows.values():
        for job in loaded(text)["jobs"].values():
            step = job["steps"][-1]
            script = step["run"].removeprefix("bash ")
            seen.add(script)
            assert read_by(script) <= set(step["env"]), script
    assert len(seen) == 12


def test_a_clock_gives_the_default_and_its_days_are_those_of_the_blueprint(workflows: dict[str, str]) -> None:
    assert loaded(workflows["credit-train"])["on"]["schedule"] == [{"cron": "15 3 * * 0,3"}]
    assert loaded(workflows["credit-drift"])["on"]["schedule"] == [{"cron": "0 5 * * 1"}]
    watch = loaded(workflows["credit-drift"])["jobs"]["watch"]["steps"][-1]["env"]
    assert watch["VERSION"] == "${{ inputs.version || 'answering' }}"
    unreleased = files_of(pipelines(GITHUB, replace(CREDIT, released=None)))[".github/workflows/credit-drift.yml"]
    assert "inputs.version || 'newest'" in unreleased
    job = loaded(workflows["credit-train"])["jobs"]["train"]
    assert job["steps"][-1]["env"]["PIPELINE"] == "${{ inputs.pipeline || 'pipeline' }}"
    assert cron(RetrainAt(days=("Saturday",), hour=0, minute=5)) == "5 0 * * 6"
    asked = files_of(pipelines(GITHUB, replace(CREDIT, retrain=None)))[".github/workflows/credit-train.yml"]
    assert "schedule" not in loaded(asked)["on"]


@pytest.mark.parametrize("platform", [GITHUB, AZURE_DEVOPS])
def test_what_databricks_trains_is_started_as_the_identity_for_training(platform: str) -> None:
    made = files_of(pipelines(platform, replace(CREDIT, trained_in="databricks")))
    pattern = HUB if platform == GITHUB else DEVOPS
    texts = {found[1]: text for path, text in made.items() if (found := pattern.fullmatch(path))}
    assert set(texts) == NAMES - {"credit-drift"}
    text = texts["credit-train"]
    assert list((workflow_faults if platform == GITHUB else devops_faults)(text)) == []
    jobs = loaded(text)["jobs"]
    (job,) = jobs.values() if platform == GITHUB else jobs
    steps = job["steps"] if platform == GITHUB else job["strategy"]["runOnce"]["deploy"]["steps"]
    assert "scripts/spark.sh" in str(steps[-1])
    assert job["environment"] == "prod-fraud-train"
    assert {"MODEL", "COMMIT"} <= set(steps[-1]["env"])


@pytest.mark.parametrize("platform", [GITHUB, AZURE_DEVOPS])
def test_what_databricks_trains_is_judged_and_registered_by_two_identities(platform: str) -> None:
    made = files_of(pipelines(platform, SPARKED))
    pattern = HUB if platform == GITHUB else DEVOPS
    texts = {found[1]: text for path, text in made.items() if (found := pattern.fullmatch(path))}
    assert set(texts) == NAMES
    text = texts["credit-train"]
    assert list((workflow_faults if platform == GITHUB else devops_faults)(text)) == []
    jobs = loaded(text)["jobs"]
    done = list(jobs.values() if platform == GITHUB else jobs)
    assert [job["environment"] for job in done] == ["prod-fraud-train"] * 2 + ["prod-fraud-register"]
    assert re.findall(r"scripts/(\w+)\.sh", text) == ["spark", "judge", "register"]
    needs = [job.get("needs" if platform == GITHUB else "dependsOn") for job in done]
    assert needs[0] in (None, [])
    assert [str(one) for one in needs[1:]] == [str(["train"]), str(["judge"])]


def test_what_has_no_registry_is_not_promoted_and_what_has_no_endpoint_is_not_released() -> None:
    alone = files_of(pipelines(GITHUB, replace(CREDIT, registry="", released=None)))
    names = {found[1] for path in alone if (found := HUB.fullmatch(path))}
    assert names == NAMES - {"credit-promote", "credit-release", "credit-roll-back"}


def expressions(value: object) -> Iterator[str]:
    """Every text in plain data that a platform would evaluate."""
    if isinstance(value, dict):
        for each in (*value.keys(), *value.values()):
            yield from expressions(each)
    elif isinstance(value, list):
        for each in value:
            yield from expressions(each)
    elif isinstance(value, str) and "$" in value:
        yield value


def test_no_two_jobs_wait_in_one_group_where_github_would_drop_one(workflows: dict[str, str]) -> None:
    for text in workflows.values():
        jobs = jobs_of(text)
        waiting = [job["concurrency"]["group"] for job in jobs.values() if "needs" not in job]
        assert len(set(waiting)) == len(waiting)
    waiting = [job["concurrency"]["group"] for job in jobs_of(workflows["preview"]).values()]
    assert all(group.endswith("-${{ github.ref }}") for group in waiting), "pull requests would drop each other's"
    turns = {
        jobs_of(workflows[name])[job]["concurrency"]["group"]
        for name, job in (("credit-release", "deploy-scoring"), ("credit-roll-back", "roll-back"))
    }
    assert turns == {"deploy-scoring"}
    looks = jobs_of(workflows["credit-release"])["verify-scoring"]["concurrency"]["group"]
    assert looks == "credit-release-verify-scoring", "a job that changes nothing must not take a turn from a roll-back"


KNOWN = re.compile(
    r"(preview-preview-[a-z-]+-)?"
    r"\$\{\{ (vars\.CLIENT_ID_\w+|inputs\.\w+( \|\| '\w+')?|parameters\.\w+|needs\.train\.outputs\.job"
    r"|github\.(sha|ref|run_id|run_attempt|token|event\.pull_request\.number)|steps\.run\.outputs\.\w+) \}\}"
    r"|\$\((Build\.(SourceVersion|BuildId)|System\.(AccessToken|JobAttempt|PullRequest\.PullRequestId))\)"
    r"|\$\[ dependencies\.train\.outputs\['train\.run\.job'\] \]"
)


def test_expressions_read_only_what_is_known(workflows: dict[str, str], pipelines_there: dict[str, str]) -> None:
    texts = (*workflows.values(), *pipelines_there.values())
    found = [one for text in texts for one in expressions(loaded(text))]
    assert len(found) > 40
    assert [one for one in found if not KNOWN.fullmatch(one)] == []


def test_the_review_lets_previews_run_on_pull_requests_and_all_else_on_one_branch() -> None:
    table = approvals(planned_with(pipelines(GITHUB)))
    name, branch = (table.columns.index(one) for one in ("Environment", "From branch"))
    found = {row[name]: row[branch] for row in table.rows}
    assert {key for key, value in found.items() if "pull requests" in value} == {
        key for key in found if "preview" in key
    }
    assert {value for key, value in found.items() if "preview" not in key} == {"main"}
