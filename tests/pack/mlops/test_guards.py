"""Each guard of the scripts and of the gate is what refuses: without its line the same scenario passes, wrongly."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.pack.mlops.test_scripts import (
    ENDED,
    MODEL_FILES,
    PASSED,
    PROMOTED,
    REFUSED,
    RELEASE,
    SEEN,
    SETTINGS,
    THERE,
    Copy,
    judged,
)
from tests.pack.mlops.test_verify import LENIENT, TAG, Package

pytestmark = pytest.mark.slow
Answers = tuple[tuple[str, str], ...]
WITHOUT = ":"
"""What stands in place of a command that is taken away."""
STARTED = (("ml job create", "job1"), ENDED)
TRAINED = {"MODEL": "credit", "PIPELINE": "trial"}
REGISTERED = {"MODEL": "credit", "JOB": "job1"}
EDITED = hashlib.sha256(b"{}").hexdigest()
"""The hash of the settings of a copy that a team has edited."""


def let_pass(verdict: str = PASSED) -> Answers:
    """What Azure answers about a job whose gate gave this verdict."""
    return (("ml job download", f"file verdict/verdict.json {verdict}"), ENDED, ("ml job show", "credit"))


FAILED = ("ml job show --query status", "Failed")
GUARDED = {"JUDGED": "yes", **PROMOTED}
OTHER_FILES = ("ml model download", "file credit/learnt/MLmodel flavors: {python_function: {}}")


@dataclass(frozen=True)
class Guard:
    """A scenario that a script refuses, and the line of a file that does: `line` is replaced by `instead`."""

    script: str
    file: str
    line: str
    instead: str = WITHOUT
    answers: Answers = ()
    values: dict[str, str] = field(default_factory=dict)
    edited: bool = False

    def __str__(self) -> str:
        return f"{self.script}: {self.line}"


AGAIN = {"ATTEMPT": "2"}
SECOND = 'if [[ "$1" != 1 ]]'
GUARDS = (
    Guard(
        "promote", "promote.sh", 'one_word version "$VERSION"', answers=judged(SEEN), values=GUARDED | {"VERSION": "-"}
    ),
    Guard(
        "promote",
        "promote.sh",
        'as_generated "$MODEL" "$RELEASE"',
        answers=judged(SEEN, EDITED),
        values=GUARDED,
        edited=True,
    ),
    Guard("promote", "judged.sh", 'completed "$job" gate "$@"', answers=(FAILED, *judged(SEEN)), values=GUARDED),
    Guard(
        "promote",
        "judged.sh",
        'if [[ "$made" == User ]]',
        "if false",
        (("ml job show --query creation_context", "User"), *judged(SEEN)),
        GUARDED,
    ),
    Guard(
        "promote",
        "judged.sh",
        'python3 scripts/passed.py "${file:?job $job has no verdict of a gate}" "$settings"',
        answers=judged(SEEN, "0" * 64),
        values=GUARDED,
    ),
    Guard(
        "promote",
        "judged.sh",
        '"$name" != "$called" || ',
        "",
        (("ml job show --query experiment_name", "credit-trial"), *judged(SEEN)),
        GUARDED,
    ),
    Guard(
        "promote",
        "judged.sh",
        ' || "$(sha256sum "$file" | cut -c1-64)" != "$verdict"',
        "",
        (("ml model show", "0" * 64), *judged(SEEN)),
        GUARDED,
    ),
    Guard(
        "promote",
        "judged.sh",
        'python3 scripts/same_model.py "$file" "$folder"',
        answers=(OTHER_FILES, *judged(SEEN)),
        values=GUARDED,
    ),
    Guard(
        "promote",
        "promote.sh",
        ': "${verdict:?version $VERSION has no verdict of a gate}" "${job:?version $VERSION has no job}"',
        answers=(MODEL_FILES,),
        values=GUARDED | {"JUDGED": "no"},
    ),
    Guard(
        "register",
        "register.sh",
        'completed "$JOB" gate "${place[@]}"',
        answers=(FAILED, *let_pass()),
        values=REGISTERED,
    ),
    Guard(
        "register",
        "register.sh",
        'python3 scripts/passed.py "${verdict:?job $JOB has no verdict of a gate}" "ml/$MODEL/model.json"',
        answers=let_pass(REFUSED),
        values=REGISTERED,
    ),
    Guard(
        "register",
        "register.sh",
        """if [[ "$name" != "$MODEL" && "$name" != "$MODEL-trial" ]]""",
        "if false",
        (("ml job show --query experiment_name", "other"), *let_pass()),
        REGISTERED,
    ),
    Guard(
        "register",
        "register.sh",
        'as_generated "$MODEL" "$RELEASE"',
        answers=let_pass(json.dumps({"passed": True, "settings": EDITED})),
        values=REGISTERED,
        edited=True,
    ),
    Guard("train", "finished.sh", 'completed "$job" "$step" "$@"', answers=(FAILED, *STARTED), values=TRAINED),
    Guard("train", "finished.sh", '"$status" != Completed', '"$status" == Failed', (*STARTED[:1],), TRAINED),
    Guard("train", "given.sh", "! cmp --silent", "false && cmp --silent", STARTED, TRAINED, edited=True),
    Guard("train", "given.sh", SECOND, "if false", STARTED, TRAINED | AGAIN),
    Guard("deploy", "given.sh", SECOND, "if false", values=RELEASE | AGAIN),
    Guard("deploy", "deploy.sh", 'first_attempt "$ATTEMPT"', values=RELEASE | AGAIN),
    Guard("deploy", "deploy.sh", 'one_word digest "$APPROVED"', values=RELEASE | {"APPROVED": "--only"}),
    Guard("deploy", "deploy.sh", 'one_word change "$CHANGE"', values=RELEASE | {"CHANGE": "a\n##vso[task.complete]"}),
    Guard(
        "deploy",
        "deploy.sh",
        'one_word afterRollBack "${AFTER_ROLL_BACK//,/-}"',
        answers=(("ml online-endpoint list", "oep\t40"),),
        values=RELEASE | {"AFTER_ROLL_BACK": "*,oep,*"},
    ),
    Guard(
        "deploy", "deploy.sh", "    exit 1\n", f"    {WITHOUT}\n", (("ml online-endpoint list", "oep\t40"),), RELEASE
    ),
    Guard(
        "deploy",
        "given.sh",
        "    return 1\n  fi\n}\n\n# first",
        "  fi\n}\n\n# first",
        values=RELEASE | {"CHANGE": "a b"},
    ),
    Guard(
        "rollback",
        "rollback.sh",
        'if [[ -z "$found" ]]',
        "if false",
        (THERE,),
        {"ENDPOINT": "oep", "DEPLOYMENT": "other"},
    ),
)


def spoilt(file: Path, line: str, instead: str) -> None:
    """Take a guard out of a file, in which its line stands once."""
    text = file.read_text("utf-8")
    assert text.count(line) == 1, f"{file.name} has no such line, or several"
    file.write_text(text.replace(line, instead), "utf-8")


@pytest.mark.parametrize("guard", GUARDS, ids=str)
def test_without_its_guard_a_script_does_what_it_refused(guard: Guard, tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    if guard.edited:
        copy.folder.joinpath(SETTINGS).write_text("{}", "utf-8")
    assert copy.run(guard.script, *guard.answers, **guard.values).returncode != 0
    spoilt(copy.folder / "scripts" / guard.file, guard.line, guard.instead)
    done = copy.run(guard.script, *guard.answers, **guard.values)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("file", "line", "instead", "answers"),
    [
        (
            "judged.sh",
            'python3 scripts/passed.py "${file:?job $job has no verdict of a gate}" "$settings"',
            WITHOUT,
            LENIENT,
        ),
        ("judged.sh", 'python3 scripts/same_model.py "$file" "$folder"', WITHOUT, (OTHER_FILES,)),
        ("judged.sh", 'completed "$job" gate "$@"', WITHOUT, (FAILED,)),
    ],
)
def test_without_its_guard_a_package_would_answer_with_what_was_refused(
    file: str, line: str, instead: str, answers: Answers, tmp_path: Path
) -> None:
    copy = Copy(tmp_path)
    package = Package(copy, "credit/versions/41")
    assert package.verified(*answers).returncode != 0
    spoilt(copy.folder / "scripts" / file, line, instead)
    done = package.verified(*answers)
    assert done.returncode == 0, done.stderr


def test_without_its_guard_thresholds_of_a_commit_beside_the_branch_count(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    package = Package(copy, "credit/versions/41")
    promoted = (f"{TAG}promoted", package.beside())
    assert package.verified(promoted).returncode != 0
    spoilt(copy.folder / "scripts" / "verify.sh", ' || ! git merge-base --is-ancestor "$promoted" HEAD', "")
    assert package.verified(promoted).returncode == 0


STEPS = Path(__file__).parents[3] / "templates" / "mlops" / "files" / "ml" / "src"
FIGURES = {"metrics": {"auc": 0.9, "selectionRate": 0.4}, "fairness": {"age": {"difference": 0.1}}, "model": {}}
RULES = {
    "thresholds": [{"metric": "auc", "atLeast": 0.8}],
    "fairness": [{"sensitive": "age", "metric": "difference", "atMost": 0.2}],
}


def gate(folder: Path, figures: Any, rules: Any) -> int:
    """The exit code of a copy of the gate."""
    for name, content in (("figures.json", figures), ("model.json", rules)):
        folder.joinpath(name).write_text(json.dumps(content), "utf-8")
    words = ["--model=model.json", "--figures=figures.json", "--output=verdict.json"]
    return subprocess.run([sys.executable, "gate.py", *words], cwd=folder, capture_output=True, check=False).returncode


@pytest.mark.parametrize(
    ("line", "instead", "figures", "rules"),
    [
        ('if not model["thresholds"]', "if False", {}, {"thresholds": []}),
        ("if same else []", "if False else []", {"metrics": {"auc": 0.9, "selectionRate": 1}}, {}),
        ('if value < rule.get("atLeast", -math.inf)', "if False", {"metrics": {"auc": 0.7}}, {}),
        ('if value > rule.get("atMost", math.inf)', "if False", {"fairness": {"age": {"difference": 0.3}}}, {}),
        ("not math.isfinite(value)", "False", {"metrics": {"auc": float("nan")}}, {}),
        ('return f"{name} was not measured"', "return None", {"fairness": {}}, {}),
        ('model["fairness"]', "[]", {"fairness": {"age": {"difference": 0.3}}}, {}),
        ("[each for each in found if each]", "[]", {"metrics": {"auc": 0.1}}, {}),
        ("sys.exit(1 if reasons else 0)", "sys.exit(0)", {"metrics": {"auc": 0.1}}, {}),
    ],
)
def test_without_its_guard_the_gate_lets_pass_what_it_refused(
    line: str, instead: str, figures: dict[str, Any], rules: dict[str, Any], tmp_path: Path
) -> None:
    for name in ("gate.py", "settings.py"):
        tmp_path.joinpath(name).write_text(STEPS.joinpath(name).read_text("utf-8"), "utf-8")
    assert gate(tmp_path, FIGURES, RULES) == 0
    assert gate(tmp_path, FIGURES | figures, RULES | rules) == 1
    spoilt(tmp_path / "gate.py", line, instead)
    assert gate(tmp_path, FIGURES | figures, RULES | rules) == 0
