"""What scripts refuse before they act: texts of forms, runs that are done again, thresholds that were edited."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path

import pytest

from tests.pack.mlops.plans import AZURE_DEVOPS, GITHUB, files
from tests.pack.mlops.test_scripts import (
    ENDED,
    MODEL_FILES,
    PASSED,
    PROMOTED,
    READ,
    REFUSED,
    RELEASE,
    SEEN,
    SETTINGS,
    THERE,
    Copy,
)

pytestmark = pytest.mark.slow


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


HOSTILE = ["", "--help", "d1\n", "d1 d2", "##vso[task.complete]", "x" * 65]
"""Texts of a form that are no single word. A second line would be a second pattern to look for."""
GIVEN = {
    "deploy": ("APPROVED", "CHANGE"),
    "step": ("APPROVED", "CHANGE"),
    "rollback": ("DEPLOYMENT",),
    "promote": ("VERSION",),
    "watch": ("VERSION",),
}
"""What people give each script in a form."""


@pytest.mark.parametrize(("script", "name"), [(script, name) for script, names in GIVEN.items() for name in names])
def test_a_text_of_a_form_that_is_no_word_starts_nothing(copy: Copy, script: str, name: str) -> None:
    known = RELEASE | PROMOTED | {"SCRIPT": "acls.sh", "DEPLOYMENT": "blue", "JUDGED": "yes"}
    for text in HOSTILE:
        done = copy.run(script, **known | {name: text})
        assert (done.returncode, copy.calls(), "vso" in done.stdout + done.stderr) == (1, [], False), text


def test_a_digest_of_two_lines_does_not_pass_by_its_second(copy: Copy) -> None:
    package = copy.folder / "release" / "packages" / "fraud"
    package.mkdir(parents=True)
    (package / "acls.sh").write_text("echo ran\n", "utf-8")
    values = {"PACKAGE": "fraud", "SCRIPT": "acls.sh", "APPROVED": "d2\napproval digest: d1", "CHANGE": "CHG1"}
    done = copy.run("step", ("check", "approval digest: d1"), **values)
    assert (done.returncode, "ran" in done.stdout) == (1, False)


@pytest.mark.parametrize("script", ["deploy", "step", "train", "judge", "spark", "evaluate", "rollback"])
def test_an_earlier_run_is_not_done_again(copy: Copy, script: str) -> None:
    words = {"MODEL": "credit", "PIPELINE": "pipeline", "CANDIDATE": "c", "DEPLOYMENT": "blue", "ENDPOINT": "oep"}
    done = copy.run(script, THERE, **RELEASE | words | {"SCRIPT": "acls.sh", "ATTEMPT": "2"})
    assert (done.returncode, copy.calls(), "start a new run" in done.stderr) == (1, [], True)


@pytest.mark.parametrize("script", ["train", "judge", "evaluate", "watch", "register"])
def test_thresholds_that_the_blueprint_does_not_have_judge_nothing(copy: Copy, script: str) -> None:
    lowered = files(GITHUB)[SETTINGS].replace("0.8", "0.5")
    assert lowered != files(GITHUB)[SETTINGS]
    (copy.folder / SETTINGS).write_text(lowered, "utf-8")
    words = {"MODEL": "credit", "PIPELINE": "pipeline", "CANDIDATE": "c", "VERSION": "41", "JOB": "job1"}
    done = copy.run(script, **words)
    assert (done.returncode, copy.calls(), "change the blueprint" in done.stderr) == (1, [], True)


def test_a_verdict_by_other_settings_is_not_registered(copy: Copy) -> None:
    other = PASSED.replace(READ, "0" * 64)
    for verdict in (other, '{"passed": true}'):
        said = ("ml job download", f"file verdict/verdict.json {verdict}")
        done = copy.run("register", said, ENDED, ("ml job show", "credit"), MODEL="credit", JOB="job1")
        assert (done.returncode, copy.calls("az ml model")) == (1, [])
        assert "another model.json" in done.stderr


WHOLE = json.dumps({**json.loads(PASSED), "model": SEEN})
"""A verdict with the hashes of what is promoted."""


@pytest.mark.parametrize(
    ("verdict", "tag", "experiment", "code"),
    [
        (WHOLE, WHOLE, "credit", 0),
        (REFUSED, REFUSED, "credit", 1),
        (WHOLE, "other", "credit", 1),
        (WHOLE, WHOLE, "credit-trial", 1),
    ],
)
def test_a_version_is_promoted_by_the_verdict_of_its_job_and_not_by_its_tags(
    copy: Copy, verdict: str, tag: str, experiment: str, code: int
) -> None:
    answers = (
        ("ml job download", f"file verdict/verdict.json {verdict}"),
        ENDED,
        ("ml job show", experiment),
        ("ml model show", hashlib.sha256(tag.encode()).hexdigest()),
    )
    done = copy.run("promote", MODEL_FILES, *answers, JUDGED="yes", **PROMOTED)
    assert (done.returncode, len(copy.calls("az ml model create"))) == (code, 1 - code), done.stderr


def test_on_windows_scripts_keep_their_line_ends_and_the_release_its_bytes(copy: Copy) -> None:
    subprocess.run(["git", "init", "-q"], cwd=copy.folder, check=True)
    paths = ["scripts/deploy.sh", "release/plan.json", "release/packages/fraud/acls.sh"]
    asked = ["git", "-c", "core.autocrlf=true", "check-attr", "text", "eol", "--", *paths]
    said = subprocess.run(asked, cwd=copy.folder, check=True, capture_output=True, text=True).stdout.splitlines()
    assert said[:2] == ["scripts/deploy.sh: text: auto", "scripts/deploy.sh: eol: lf"]
    assert [line for line in said if ": text: " in line][1:] == [f"{path}: text: unset" for path in paths[1:]]


@pytest.mark.parametrize("platform", [GITHUB, AZURE_DEVOPS])
def test_the_page_of_the_repository_names_what_no_file_can_set(platform: str) -> None:
    page = files(platform)["README.md"]
    asked = {
        GITHUB: (
            "trusts that environment",
            "approve pull requests",
            "code owners",
            "pull requests of forks",
            "cancels the others",
            "HND47",
        ),
        AZURE_DEVOPS: (
            "trusts one service connection",
            "same approvals and the same branch",
            "can vote",
            "pull requests of forks",
            "HND46",
        ),
    }
    assert [text for text in asked[platform] if text not in " ".join(page.split())] == []
    assert "hidden files" in page
