"""The scripts of the pipelines with an `az` and a `ringfence` that write down how they were called."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.pack.mlops.plans import GITHUB, files, written

pytestmark = pytest.mark.slow

PRETEND = r"""#!/usr/bin/env python3
'''Writes down its words and answers from a file: the answer of the first beginning that fits, and its exit code.'''
import json, os, pathlib, sys

words = sys.argv[1:]
home = pathlib.Path(os.environ["PRETEND"])
with (home / "calls").open("a") as calls:
    calls.write(json.dumps([pathlib.Path(sys.argv[0]).name, *words]) + "\n")
for beginning, answer in json.loads((home / "answers").read_text()):
    if " ".join(words).startswith(beginning):
        if answer == "fails":
            sys.exit(3)
        if answer.startswith("file "):
            where = pathlib.Path(words[words.index("--download-path") + 1], answer.split()[1])
            where.parent.mkdir(parents=True, exist_ok=True)
            where.write_text(answer.split(" ", 2)[2])
        else:
            print(answer)
        break
"""
PLACE = {"SUBSCRIPTION": "s", "RESOURCE_GROUP": "rg", "WORKSPACE": "mlw", "COMMIT": "c0ffee", "RUN": "41"}
FIRST = {"ATTEMPT": "1", "RELEASE": "release"}
KEPT = "azureml://datastores/lake_evidence/paths/models/credit"
"""The folder of evidence that the scripts are given."""
NONE = "no evidence container"
ENDED = ("ml job show --query status", "Completed")
SETTINGS = "ml/credit/model.json"
READ = hashlib.sha256(files(GITHUB)[SETTINGS].encode()).hexdigest()
PASSED = json.dumps({"passed": True, "settings": READ})
REFUSED = '{"passed": false, "reasons": ["auc is 0.7000, below 0.8"]}'


class Copy:
    """A team's copy of the repository, with pretended programs."""

    def __init__(self, folder: Path) -> None:
        made = files(GITHUB)
        self.folder = written(folder / "copy", made)
        written(self.folder / "release" / "mlops", made)
        self.home = folder / "pretend"
        self.home.mkdir()
        for name in ("az", "ringfence"):
            (self.home / name).write_text(PRETEND, "utf-8")
            (self.home / name).chmod(0o755)

    def run(self, script: str, *answers: tuple[str, str], **values: str) -> subprocess.CompletedProcess[str]:
        """Run a script with these environment variables; `answers` go to calls that begin so."""
        (self.home / "answers").write_text(json.dumps(answers), "utf-8")
        (self.home / "calls").write_text("", "utf-8")
        path = f"{self.home}{os.pathsep}{os.environ['PATH']}"
        given = {"PATH": path, "PRETEND": str(self.home), "TMPDIR": str(self.home), "EVIDENCE": KEPT}
        given |= PLACE | FIRST | values
        command = ["bash", f"scripts/{script}.sh"]
        return subprocess.run(command, cwd=self.folder, env=given, capture_output=True, text=True, check=False)

    def calls(self, beginning: str = "") -> list[list[str]]:
        """The calls that begin so, without the place that most of them name."""
        made = [json.loads(line) for line in (self.home / "calls").read_text("utf-8").splitlines()]
        place = ["--subscription", "s", "--resource-group", "rg", "--workspace-name", "mlw"]
        return [
            [word for word in call if word not in {*place}] for call in made if " ".join(call).startswith(beginning)
        ]


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


def test_a_model_that_its_gate_refuses_is_not_registered(copy: Copy) -> None:
    verdict = ("ml job download", f"file verdict/verdict.json {REFUSED}")
    done = copy.run("register", verdict, ENDED, ("ml job show", "credit"), MODEL="credit", JOB="job1")
    assert done.returncode == 1
    assert "auc is 0.7000, below 0.8" in done.stderr
    assert copy.calls("az ml model") == []


def test_a_job_without_a_verdict_is_not_registered(copy: Copy) -> None:
    done = copy.run("register", ENDED, ("ml job show", "credit"), MODEL="credit", JOB="job1")
    assert done.returncode != 0
    assert "has no verdict of a gate" in done.stderr
    assert copy.calls("az ml model") == []


@pytest.mark.parametrize("status", ["Failed", "Canceled", "Running", ""])
def test_a_job_that_has_not_ended_well_is_not_registered_though_its_gate_passed(copy: Copy, status: str) -> None:
    answers = (("ml job download", f"file verdict/verdict.json {PASSED}"), ("ml job show --query status", status))
    done = copy.run("register", *answers, ("ml job show", "credit"), MODEL="credit", JOB="job1")
    assert (done.returncode, f"job job1 is {status}" in done.stderr) == (1, True)
    assert copy.calls("az ml model") == []


@pytest.mark.parametrize("experiment", ["credit", "credit-trial"])
def test_a_model_is_registered_under_the_name_of_its_experiment(copy: Copy, experiment: str) -> None:
    verdict = ("ml job download", f"file verdict/verdict.json {PASSED}")
    done = copy.run("register", verdict, ENDED, ("ml job show", experiment), MODEL="credit", JOB="job1")
    assert done.returncode == 0, done.stderr
    (call,) = copy.calls("az ml model create")
    assert call[call.index("--name") + 1] == experiment
    assert call[call.index("--path") + 1] == "azureml://jobs/job1/outputs/learnt"
    kept = f"{KEPT}/41/" if experiment == "credit" else NONE
    assert {"tags.job=job1", "tags.commit=c0ffee", f"tags.evidence={kept}"} <= set(call)
    assert "##vso[task.setvariable variable=version;isOutput=true]41" in done.stdout


def test_without_a_container_the_tags_of_a_version_say_so(copy: Copy) -> None:
    answers = (("ml job download", f"file verdict/verdict.json {PASSED}"), ENDED, ("ml job show", "credit"))
    assert copy.run("register", *answers, MODEL="credit", JOB="job1", EVIDENCE="").returncode == 0
    assert f"tags.evidence={NONE}" in copy.calls("az ml model create")[0]


@pytest.mark.parametrize(("evidence", "kept"), [(f"{KEPT}", [f"outputs.evidence.path={KEPT}/41/"]), ("", [])])
def test_an_evaluation_ends_as_its_gate_does_and_keeps_evidence_by_run(
    copy: Copy, evidence: str, kept: list[str]
) -> None:
    words = {"MODEL": "case-answers", "EVIDENCE": evidence}
    assert copy.run("evaluate", ("ml job create", "job1"), ("ml job show", "Completed"), **words).returncode == 0
    call = copy.calls("az ml job create")[0]
    assert call[call.index("--file") + 1] == "ml/case-answers/evaluation.yml"
    assert [word for word in call if word.startswith("outputs.")] == kept
    done = copy.run("evaluate", ("ml job create", "job1"), ("ml job show", "Failed"), **words)
    assert (done.returncode, "the step 'gate' says what was refused" in done.stderr) == (1, True)


def test_the_candidate_of_this_run_is_judged_and_no_other(copy: Copy) -> None:
    known = "ml model list --name credit-candidate"
    words = {"MODEL": "credit", "CANDIDATE": "credit-candidate"}
    answers = ((known, "9\n10"), ("ml job create", "job1"), ("ml job show", "Completed"))
    done = copy.run("judge", *answers, **words)
    assert done.returncode == 0, done.stderr
    (asked,) = copy.calls("az ml model list")
    assert asked[asked.index("--query") + 1] == "[?tags.run=='41'].version"
    (made,) = copy.calls("az ml job create")
    assert made[made.index("--file") + 1] == "ml/credit/judge.yml"
    assert {"inputs.learnt.path=azureml:credit-candidate:10", f"outputs.evidence.path={KEPT}/41/"} <= set(made)
    assert "##vso[task.setvariable variable=job;isOutput=true]job1" in done.stdout
    refused = copy.run("judge", answers[0], answers[1], ("ml job show", "Failed"), **words)
    assert (refused.returncode, "the step 'gate' says what was refused" in refused.stderr) == (1, True)


def test_without_a_candidate_of_this_run_nothing_is_judged(copy: Copy) -> None:
    done = copy.run("judge", MODEL="credit", CANDIDATE="credit-candidate")
    assert (done.returncode, "credit-candidate has no version of run 41" in done.stderr) == (1, True)
    assert copy.calls("az ml job") == []


@pytest.mark.parametrize(
    ("pipeline", "evidence", "kept"), [("pipeline", None, 1), ("trial", None, 0), ("pipeline", "", 0)]
)
def test_evidence_of_a_version_goes_to_the_folder_of_its_number(
    copy: Copy, pipeline: str, evidence: str | None, kept: int
) -> None:
    answers = (("ml job create", "job1"), ("ml job show", "Completed"))
    more = {} if evidence is None else {"EVIDENCE": evidence}
    assert copy.run("train", *answers, MODEL="credit", PIPELINE=pipeline, **more).returncode == 0
    (made,) = copy.calls("az ml job create")
    folder = f"outputs.evidence.path={KEPT}/41/"
    assert [word for word in made if word.startswith("outputs.")] == [folder] * kept


@pytest.mark.parametrize(("version", "taken"), [("newest", "100"), ("41", "41")])
def test_rows_are_compared_with_one_version(copy: Copy, version: str, taken: str) -> None:
    answers = (("ml model list", "99\n100\n9"), ("ml job create", "job1"), ("ml job show", "Completed"))
    done = copy.run("watch", *answers, MODEL="credit", VERSION=version, ANSWERING="", REGISTRY="")
    assert done.returncode == 0, done.stderr
    (made,) = copy.calls("az ml job create")
    assert {f"inputs.learnt.path=azureml:credit:{taken}", f"tags.version={taken}"} <= set(made)


def test_rows_are_not_compared_without_a_version(copy: Copy) -> None:
    done = copy.run("watch", MODEL="credit", VERSION="newest", ANSWERING="", REGISTRY="")
    assert (done.returncode, "has no version" in done.stderr) == (1, True)
    assert copy.calls("az ml job create") == []


def test_a_comparison_ends_as_its_job_ends(copy: Copy) -> None:
    words = {"MODEL": "credit", "VERSION": "41", "ANSWERING": "", "REGISTRY": ""}
    done = copy.run("watch", ("ml job create", "job1"), ("ml job show", "Failed"), **words)
    assert (done.returncode, "the step 'drift' says" in done.stderr) == (1, True)


@pytest.mark.parametrize(
    ("answered", "compared"),
    [(("credit/versions/12", "credit/versions/13", "credits/versions/1"), ["12", "13"]), ((), ["100"])],
    ids=["those that answer", "newest before one answers"],
)
def test_rows_are_compared_with_the_versions_that_score_them(
    copy: Copy, answered: tuple[str, ...], compared: list[str]
) -> None:
    home = copy.folder / "release" / "packages" / "scoring"
    home.mkdir(parents=True)
    lines = [f"model: 'azureml://registries/mlr/models/{one}'\n" for one in (*answered, *answered)]
    (home / "main.bicepparam").write_text("".join(lines), "utf-8")
    words = {"MODEL": "credit", "VERSION": "answering", "ANSWERING": "scoring", "REGISTRY": "mlr"}
    answers = (("ml model list", "99\n100"), ("ml job create", "job1"), ("ml job show", "Failed"))
    done = copy.run("watch", *answers, **words)
    made = [[word for word in call if word.startswith("tags.version=")] for call in copy.calls("az ml job create")]
    assert made == [[f"tags.version={one}"] for one in compared], "one that moved hides no other"
    assert (done.returncode, f"those of version {' '.join(compared)}" in done.stderr) == (1, True)
    assert copy.run("watch", *answers[:2], ENDED, **words).returncode == 0


def test_a_job_of_another_experiment_is_not_registered(copy: Copy) -> None:
    verdict = ("ml job download", f"file verdict/verdict.json {PASSED}")
    done = copy.run("register", verdict, ENDED, ("ml job show", "other"), MODEL="credit", JOB="job1")
    assert (done.returncode, copy.calls("az ml model")) == (1, [])
    assert "is of experiment 'other'" in done.stderr


@pytest.mark.parametrize(("status", "code"), [("Completed", 0), ("Failed", 1), ("Canceled", 1)])
def test_training_ends_as_its_job_ends(copy: Copy, status: str, code: int) -> None:
    answers = (("ml job create", "brave_pear_1"), ("ml job show", status))
    done = copy.run("train", *answers, MODEL="credit", PIPELINE="trial")
    assert done.returncode == code
    (made,) = copy.calls("az ml job create")
    assert made[made.index("--file") + 1] == "ml/credit/trial.yml"


def test_a_name_that_a_platform_would_read_as_a_command_is_not_handed_on(copy: Copy) -> None:
    done = copy.run(
        "train", ("ml job create", "x]##vso[task.setvariable variable=PATH]y"), MODEL="credit", PIPELINE="trial"
    )
    assert (done.returncode, "vso" in done.stdout) == (1, False)


def test_values_for_later_jobs_go_into_the_file_of_github(copy: Copy, tmp_path: Path) -> None:
    answers = (("ml job create", "job1"), ("ml job show", "Completed"))
    output = tmp_path / "output"
    assert copy.run("train", *answers, MODEL="credit", PIPELINE="trial", GITHUB_OUTPUT=str(output)).returncode == 0
    assert output.read_text("utf-8") == "job=job1\n"


def test_a_version_without_a_verdict_is_not_promoted(copy: Copy) -> None:
    done = copy.run("promote", JUDGED="yes", **PROMOTED)
    assert done.returncode != 0
    assert copy.calls("az ml model create") == []


MODEL_FILES = ("ml model download", "file credit/learnt/MLmodel flavors: {}")
PROMOTED = {"MODEL": "credit", "VERSION": "41", "REGISTRY": "mlr"}


def test_a_version_goes_to_the_registry_as_files_with_its_verdict(copy: Copy) -> None:
    done = copy.run("promote", MODEL_FILES, ("ml model show", "abc"), JUDGED="no", **PROMOTED)
    assert done.returncode == 0, done.stderr
    (call,) = copy.calls("az ml model create")
    assert call[call.index("--registry-name") + 1] == "mlr"
    assert call[call.index("--path") + 1].endswith("credit/learnt")
    assert {"tags.verdict=abc", "tags.evidence=abc", "tags.workspace=mlw"} <= set(call)


def judged(model: dict[str, str], settings: str = READ) -> tuple[tuple[str, str], ...]:
    """What Azure answers about a version whose gate has seen these files of the model, and read these settings."""
    verdict = json.dumps({"passed": True, "settings": settings, "model": model})
    tag = hashlib.sha256(verdict.encode()).hexdigest()
    return (
        MODEL_FILES,
        ("ml model show", tag),
        ENDED,
        ("ml job show", "credit"),
        ("ml job download", f"file verdict/verdict.json {verdict}"),
    )


SEEN = {"MLmodel": hashlib.sha256(b"flavors: {}").hexdigest()}
"""The hashes of the files that the pretended registration has."""


def test_the_bytes_that_the_gate_has_judged_are_promoted(copy: Copy) -> None:
    done = copy.run("promote", *judged(SEEN), JUDGED="yes", **PROMOTED)
    assert done.returncode == 0, done.stderr
    assert len(copy.calls("az ml model create")) == 1


@pytest.mark.parametrize(
    ("model", "settings", "said"),
    [
        ({"MLmodel": "0" * 64}, READ, "MLmodel of the model is not what the gate has judged"),
        (SEEN | {"model.pkl": "0" * 64}, READ, "model.pkl of the model is not"),
        ({"model.pkl": "0" * 64}, READ, "MLmodel of the model is not"),
        ({}, READ, "the verdict has no hashes of the model"),
        (SEEN, "0" * 64, "the gate has read another model.json"),
    ],
    ids=["changed", "taken away", "added", "never seen", "by thresholds of before"],
)
def test_what_the_gate_has_not_judged_is_not_promoted(
    copy: Copy, model: dict[str, str], settings: str, said: str
) -> None:
    done = copy.run("promote", *judged(model, settings), JUDGED="yes", **PROMOTED)
    assert done.returncode != 0
    assert said in done.stderr
    assert copy.calls("az ml model create") == []


@pytest.mark.parametrize(
    ("asked", "answer", "said"),
    [("status", "Failed", "is Failed"), ("creation_context.created_by_type", "User", "a person started job")],
)
def test_a_model_of_a_job_that_failed_or_that_a_person_started_is_not_promoted(
    copy: Copy, asked: str, answer: str, said: str
) -> None:
    done = copy.run("promote", (f"ml job show --query {asked}", answer), *judged(SEEN), JUDGED="yes", **PROMOTED)
    assert (done.returncode, said in done.stderr) == (1, True)
    assert copy.calls("az ml model create") == []


RELEASE = {
    "PACKAGE": "scoring",
    "APPROVED": "d1",
    "CHANGE": "CHG1",
    "BEFORE": "scoring/before",
    "ENDPOINTS": "oep other",
    "AFTER_ROLL_BACK": "no",
}
DEPLOYED = "ringfence deploy release --only scoring --approved d1 --yes"
THERE = ("ml online-deployment list", "blue\ngreen")


@pytest.mark.parametrize("endpoint", ["oep", "other"])
def test_a_release_does_not_undo_a_roll_back_silently(copy: Copy, endpoint: str) -> None:
    rolled = ("ml online-endpoint list", f"another\t39\n{endpoint}\t40")
    done = copy.run("deploy", rolled, **RELEASE)
    assert (done.returncode, copy.calls("ringfence")) == (1, [])
    assert f"{endpoint} was rolled back by run 40" in done.stderr
    done = copy.run("deploy", rolled, **RELEASE | {"AFTER_ROLL_BACK": f"x,{endpoint}"})
    assert (done.returncode, len(copy.calls("ringfence"))) == (0, 1)


@pytest.mark.parametrize("named", ["yes", "oep", "other-2", "*", "oep other", "oep,*"])
def test_who_undoes_a_roll_back_names_its_endpoint(copy: Copy, named: str) -> None:
    done = copy.run("deploy", ("ml online-endpoint list", "other\t40"), **RELEASE | {"AFTER_ROLL_BACK": named})
    assert done.returncode != 0
    assert copy.calls("ringfence") == []


@pytest.mark.parametrize("rolled", ["", "another\t39", "oe\t40"])
def test_a_release_deploys_what_was_approved(copy: Copy, rolled: str) -> None:
    done = copy.run("deploy", ("ml online-endpoint list", rolled), **RELEASE)
    assert done.returncode == 0, done.stderr
    assert [" ".join(call) for call in copy.calls("ringfence")] == [f"{DEPLOYED} --done scoring/before"]


def test_a_package_without_models_asks_nothing_of_azure_ml(copy: Copy) -> None:
    done = copy.run("deploy", **RELEASE | {"BEFORE": "", "ENDPOINTS": ""})
    assert done.returncode == 0, done.stderr
    assert [" ".join(call) for call in copy.calls()] == [DEPLOYED]


def test_after_a_release_each_deployment_is_asked_by_name(copy: Copy) -> None:
    assert copy.run("try", THERE, MODEL="credit", ENDPOINT="oep").returncode == 0
    asked = copy.calls("az ml online-endpoint invoke")
    assert [call[call.index("--deployment-name") + 1] for call in asked] == ["blue", "green"]
    done = copy.run("try", MODEL="credit", ENDPOINT="oep")
    assert (done.returncode, "nothing answers" in done.stdout) == (0, True)


@pytest.mark.parametrize("script", ["try", "rollback"])
def test_a_question_that_azure_does_not_answer_ends_the_script(copy: Copy, script: str) -> None:
    done = copy.run(script, ("ml online-deployment list", "fails"), MODEL="m", ENDPOINT="oep", DEPLOYMENT="blue")
    assert (done.returncode, len(copy.calls())) == (3, 1)


def test_a_roll_back_leaves_a_tag_before_it_moves_all_traffic(copy: Copy) -> None:
    done = copy.run("rollback", THERE, ENDPOINT="oep", DEPLOYMENT="blue")
    assert done.returncode == 0, done.stderr
    tag, traffic = copy.calls("az ml online-endpoint update")
    assert tag[tag.index("--set") + 1] == "tags.rolledBack=41"
    assert traffic[traffic.index("--traffic") + 1] == "blue=100 green=0"


def test_a_roll_back_ends_copies_of_requests_before_it_moves_traffic(copy: Copy) -> None:
    mirrored = ("ml online-endpoint show", "green")
    done = copy.run("rollback", THERE, mirrored, ENDPOINT="oep", DEPLOYMENT="green")
    assert done.returncode == 0, done.stderr
    (asked,) = copy.calls("az ml online-endpoint show")
    assert asked[asked.index("--query") + 1] == "keys(mirror_traffic || `{}`)"
    _, mirror, traffic = copy.calls("az ml online-endpoint update")
    assert mirror[mirror.index("--mirror-traffic") + 1] == "green=0"
    assert traffic[traffic.index("--traffic") + 1] == "blue=0 green=100"


def test_a_roll_back_to_what_is_not_there_changes_nothing(copy: Copy) -> None:
    done = copy.run("rollback", THERE, ENDPOINT="oep", DEPLOYMENT="blu")
    assert (done.returncode, copy.calls("az ml online-endpoint update")) == (1, [])


@pytest.mark.parametrize(("digest", "ran"), [("d1", True), ("d2", False), ("d", False)])
def test_a_script_of_a_package_runs_only_under_the_approved_digest(copy: Copy, digest: str, ran: bool) -> None:
    package = copy.folder / "release" / "packages" / "fraud"
    package.mkdir(parents=True)
    (package / "acls.sh").write_text("echo ran\n", "utf-8")
    values = {"RELEASE": "release", "PACKAGE": "fraud", "SCRIPT": "acls.sh", "APPROVED": digest, "CHANGE": "CHG1"}
    done = copy.run("step", ("check", "approval digest: d1"), **values)
    assert (done.returncode == 0) is ran
    assert ("ran" in done.stdout.splitlines()) is ran


def test_a_preview_compares_a_folder_that_is_what_its_blueprint_gives(copy: Copy) -> None:
    release = copy.folder / "release"
    (release / "plan.json").write_text("{}", "utf-8")
    for words in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a", "commit", "-qm", "a"]):
        subprocess.run(["git", *words], cwd=copy.folder, check=True)
    values = {"BLUEPRINT": "blueprint/bank.yaml", "RELEASE": "release", "PACKAGE": "fraud", "BASE": "main"}
    assert copy.run("preview", ("what-if", "nothing changes"), **values).stdout == "nothing changes\n"
    made = [" ".join(call[1:]) for call in copy.calls("ringfence")]
    assert made == [
        "generate blueprint/bank.yaml --output release --locked --check",
        "diff origin/main:release release --package fraud --format markdown",
        "what-if release --only fraud --markdown",
    ]
    (copy.folder / SETTINGS).write_text("{}", "utf-8")
    done = copy.run("preview", **values)
    assert (done.returncode, "change the blueprint" in done.stderr) == (1, True)
    assert copy.calls("ringfence what-if") == []
    (release / "plan.json").write_text("{ }", "utf-8")
    assert copy.run("preview", **values).returncode == 1
    assert copy.calls("ringfence what-if") == []


def test_a_value_of_a_form_stays_one_word(copy: Copy, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    hostile = f'$(touch {mark}); touch {mark} "`touch {mark}`"'
    copy.run("rollback", THERE, ENDPOINT=hostile, DEPLOYMENT="blue")
    copy.run(
        "deploy",
        RELEASE=hostile,
        PACKAGE=hostile,
        APPROVED="d1",
        CHANGE="CHG1",
        BEFORE=hostile,
        ENDPOINTS="",
        AFTER_ROLL_BACK="no",
    )
    assert not mark.exists()
    assert [call[2] for call in copy.calls("ringfence")] == [hostile]
