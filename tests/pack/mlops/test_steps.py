"""The steps of a pipeline run as they stand, with the versions that the repository names."""

from __future__ import annotations

import ast
import csv
import hashlib
import json
import math
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ringfence.pack.mlops.learning import settings
from ringfence.plan.model.mlops import PipelineModel
from ringfence.plan.model.mlops.judging import MetricBound
from tests.optional_tools import program
from tests.pack.mlops.plans import CREDIT
from tests.pack.mlops.walks import loaded

ROOT = Path(__file__).parents[3]
HEAD = "income,debtRatio,latePayments,years,purpose,ageBand"
STEPS = ROOT / "templates" / "mlops" / "files" / "ml" / "src"
REGRESSION = replace(
    CREDIT,
    name="loss",
    task="regression",
    target="loss",
    fairness=None,
    thresholds=(MetricBound(metric="r2", value=0.5, less=False), MetricBound(metric="rmse", value=900.0, less=True)),
)


NEW = {"UTC", "StrEnum", "tomllib", "Self", "ExceptionGroup"}
"""Names that Python has had since 3.11. Source: Python documentation, what's new in Python 3.11."""


@pytest.mark.parametrize("step", sorted(STEPS.glob("*.py")), ids=lambda step: step.stem)
def test_a_step_runs_in_python_3_10_as_images_of_banks_have_it(step: Path) -> None:
    tree = ast.parse(step.read_text("utf-8"), feature_version=(3, 10))
    imported = (one for one in ast.walk(tree) if isinstance(one, ast.Import | ast.ImportFrom))
    assert {each.name for one in imported for each in one.names} & NEW == set()


@pytest.fixture(scope="module")
def python() -> Path:
    """A Python with the packages of `requirements.txt` of the steps."""
    requirements = (STEPS / "requirements.txt").relative_to(ROOT)
    install = f"Install it with `python3 -m venv .tools/steps && .tools/steps/bin/pip install -r {requirements}`"
    # absolute() keeps the link: a resolved one would be the Python without the packages
    return program("python of the steps", "RINGFENCE_STEPS", "steps/bin/python", install)


TODAY = "2026-11-21"
"""The date of the newest row that is scored."""
STRICT = replace(CREDIT, thresholds=(MetricBound(metric="auc", value=0.9999, less=False),))
CHAIN = """
import json, runpy, sys
codes = []
for step, words in json.load(sys.stdin):
    sys.argv = [step, *words]
    try:
        runpy.run_path(step, run_name="__main__")
        codes.append(0)
    except SystemExit as ended:
        codes.append(ended.code if isinstance(ended.code, int) else 1)
        print(ended.code, file=sys.stderr)
print("codes", json.dumps(codes))
"""
"""Runs steps in one process: each on its own would import the same packages anew."""


class Run:
    """The steps of one model in one folder."""

    def __init__(self, python: Path, folder: Path, model: PipelineModel) -> None:
        self.python, self.folder = python, folder
        self.model = folder / "model.json"
        self.model.write_text(settings(model), "utf-8")

    def call(self, name: str, **words: str | Path) -> tuple[str, list[str]]:
        """The script of a step and its options; paths are those of the folder."""
        given = {"model": self.model, **words}
        places = {
            key: value if key in {"rows", "commit", "run", "today"} else self.folder / value
            for key, value in given.items()
        }
        return str(STEPS / f"{name}.py"), [f"--{key}={value}" for key, value in places.items()]

    def before_the_gate(self) -> list[tuple[str, list[str]]]:
        """Every step from made rows to figures."""
        return [
            self.call("sample", output="data", rows="600"),
            self.call("prepare", data="data", train="train", test="test"),
            self.call("train", train="train", output="learnt"),
            self.call("evaluate", learnt="learnt", test="test", output="figures.json"),
        ]

    def step(self, name: str, **words: str | Path) -> tuple[int, str]:
        """Run one step; its exit code and what it says of a failure."""
        codes, said = chain(self.python, [self.call(name, **words)])
        return codes[0], said

    def gate(self, figures: Any = None, model: PipelineModel | None = None) -> tuple[int, dict[str, Any]]:
        """The exit code and the verdict of the gate, with changed figures or settings."""
        path = self.folder / ("figures.json" if figures is None else "changed.json")
        if figures is not None:
            path.write_text(json.dumps(figures), "utf-8")
        words: dict[str, str | Path] = {"figures": path, "evidence": path, "output": "verdict.json"}
        if model is not None:
            words["model"] = self.folder / "other.json"
            Path(words["model"]).write_text(settings(model), "utf-8")
        code, _ = self.step("gate", **words)
        verdict: dict[str, Any] = json.loads((self.folder / "verdict.json").read_text("utf-8"))
        return code, verdict

    @property
    def figures(self) -> dict[str, Any]:
        """What the model was measured to be."""
        found: dict[str, Any] = json.loads((self.folder / "figures.json").read_text("utf-8"))
        return found


def chain(python: Path, calls: list[tuple[str, list[str]]], **more: str) -> tuple[list[int], str]:
    """Run steps one after another, with further environment variables; their exit codes and what they say of failures.

    `-c` puts the current folder on the path, as running a script puts the folder of that script.
    """
    env = {**os.environ, **more}
    command: list[str | Path] = [python, "-B", "-c", CHAIN]
    given = json.dumps(calls)
    done = subprocess.run(command, cwd=STEPS, env=env, input=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.rpartition("codes ")[2]), done.stderr


@pytest.fixture(scope="module")
def runs(python: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Run]:
    """A model that decides on made applications for credit, and one that predicts a loss; both before their gates.

    The first is trained once more as a job of Databricks, which registers by MLflow, once with a threshold too high.
    """
    credit, loss = (Run(python, tmp_path_factory.mktemp(model.name), model) for model in (CREDIT, REGRESSION))
    (credit.folder / "strict.json").write_text(settings(STRICT), "utf-8")
    jobs = [
        credit.call("spark_job", model=model, data="data", commit="c0ffee", run="41")
        for model in ("strict.json", "model.json")
    ]
    store = {"MLFLOW_TRACKING_URI": (credit.folder / "mlflow").as_uri(), "GIT_PYTHON_REFRESH": "quiet"}
    calls = [*credit.before_the_gate(), *loss.before_the_gate(), *jobs]
    codes, said = chain(python, calls, **store)
    assert codes == [*[0] * 8, 1, 0], said
    assert "refused: auc is " in said
    return credit, loss


@pytest.fixture(scope="module")
def credit(runs: tuple[Run, Run]) -> Run:
    """The model that decides on made applications for credit."""
    return runs[0]


@pytest.mark.slow
def test_the_model_passes_and_its_verdict_has_the_hash_of_its_figures(credit: Run) -> None:
    code, verdict = credit.gate()
    digest = hashlib.sha256((credit.folder / "figures.json").read_bytes()).hexdigest()
    assert (code, verdict["passed"], verdict["reasons"]) == (0, True, [])
    assert verdict["evidence"]["figures.json"] == digest


@pytest.mark.slow
def test_the_verdict_has_the_bytes_of_the_model_and_promotion_knows_them(credit: Run, tmp_path: Path) -> None:
    (tmp_path / "verdict.json").write_text(json.dumps(credit.gate()[1]), "utf-8")
    copied = Path(shutil.copytree(credit.folder / "learnt", tmp_path / "learnt"))
    same = [credit.python, STEPS.parents[1] / "scripts" / "same_model.py", tmp_path / "verdict.json", copied]
    assert subprocess.run(same, check=False).returncode == 0
    (copied / "model.pkl").write_bytes(b"another model")
    changed = subprocess.run(same, check=False, capture_output=True, text=True)
    assert (changed.returncode, "model.pkl of the model is not" in changed.stderr) == (1, True)


@pytest.mark.slow
def test_figures_are_there_for_the_whole_and_for_each_group(credit: Run) -> None:
    figures = credit.figures
    groups = figures["groups"]["ageBand"]
    assert set(figures["metrics"]) == {"accuracy", "auc", "f1", "logLoss", "precision", "recall", "selectionRate"}
    assert sum(group["rows"] for group in groups.values()) == figures["rows"] == 120
    rates = [group["selectionRate"] for group in groups.values()]
    distance = figures["fairness"]["ageBand"]["selectionRateDifference"]
    assert len(groups) == 3
    assert distance == pytest.approx(max(rates) - min(rates))


@pytest.mark.slow
def test_the_gate_refuses_for_a_reason(credit: Run) -> None:
    code, verdict = credit.gate(model=STRICT)
    assert (code, verdict["passed"]) == (1, False)
    assert [reason.split(" is ")[0] for reason in verdict["reasons"]] == ["auc"]

    unfair = credit.figures
    unfair["fairness"]["ageBand"]["selectionRateDifference"] = 0.4
    assert credit.gate(unfair)[1]["reasons"] == ["selectionRateDifference by ageBand is 0.4000, above 0.2"]

    unmeasured = credit.figures
    unmeasured["fairness"]["ageBand"]["selectionRateDifference"] = None
    unmeasured["metrics"]["auc"] = float("nan")
    del unmeasured["metrics"]["logLoss"]
    code, verdict = credit.gate(unmeasured)
    assert (code, len(verdict["reasons"])) == (1, 3)
    assert all(reason.endswith("was not measured") for reason in verdict["reasons"])

    assert credit.gate(model=replace(CREDIT, thresholds=()))[0] == 1


@pytest.mark.slow
def test_the_model_reads_its_inputs_alone_and_the_same_seed_gives_the_same_rows(credit: Run, tmp_path: Path) -> None:
    assert credit.step("sample", output=tmp_path, rows="600")[0] == 0
    rows = (tmp_path / "data.csv").read_text("utf-8")
    assert rows == (credit.folder / "data" / "data.csv").read_text("utf-8")
    assert rows.splitlines()[0] == f"{HEAD},repaid"
    learnt = (credit.folder / "learnt" / "model.pkl").read_bytes()
    assert b"debtRatio" in learnt
    table = loaded((credit.folder / "train" / "MLTable").read_text("utf-8"))
    turned = {"columns": ["purpose", "ageBand"], "column_type": "string"}
    assert {"convert_column_types": [turned]} in table["transformations"]


@pytest.mark.slow
def test_the_card_says_who_answers_and_how_good_the_model_is(credit: Run) -> None:
    assert credit.step("card", figures="figures.json", output="card.md")[0] == 0
    card = (credit.folder / "card.md").read_text("utf-8")
    assert "- Owner: Retail risk" in card
    assert "| selectionRateDifference |" in card
    assert hashlib.sha256((credit.folder / "figures.json").read_bytes()).hexdigest() in card


@pytest.mark.slow
def test_data_without_a_column_is_refused_with_its_name(credit: Run, tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text(
        "income,debtRatio,years,purpose,ageBand,repaid\n1,0.1,2,car,over-60,1\n", "utf-8"
    )
    code, said = credit.step("prepare", data=tmp_path, train="none", test="none")
    assert (code, "no column latePayments" in said) == (1, True)


@pytest.mark.slow
def test_a_job_of_databricks_registers_what_passes_with_its_verdict_and_nothing_else(credit: Run) -> None:
    versions = sorted((credit.folder / "mlflow" / "models" / "credit").glob("version-*"))
    assert [version.name for version in versions] == ["version-1"]
    tags = {tag.name: tag.read_text("utf-8") for tag in (versions[0] / "tags").iterdir()}
    assert (set(tags), tags["commit"], len(tags["verdict"])) == (
        {"commit", "evidence", "job", "run", "verdict"},
        "c0ffee",
        64,
    )
    assert tags["run"] == "41"


@pytest.mark.slow
def test_azure_ml_takes_a_candidate_as_it_is_and_no_model_without_the_shares_of_its_training(
    credit: Run, tmp_path: Path
) -> None:
    (found,) = (path.parent for path in (credit.folder / "mlflow").rglob("MLmodel"))
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "MLmodel").write_text("flavors: {}\n", "utf-8")
    calls = [
        (str(STEPS / "take.py"), [f"--learnt={source}", f"--output={tmp_path / target}"])
        for source, target in ((found.parent, "taken"), (tmp_path / "bare", "none"), (credit.folder / "train", "none"))
    ]
    codes, said = chain(
        credit.python, [*calls, credit.call("evaluate", learnt=tmp_path / "taken", test="test", output="again.json")]
    )
    assert codes == [0, 1, 1, 0]
    assert "the model has no baseline.json" in said
    assert "has 0 models" in said
    assert not (tmp_path / "none").exists()
    assert {path.name for path in found.iterdir()} == {path.name for path in (tmp_path / "taken").iterdir()}
    again = json.loads((credit.folder / "again.json").read_text("utf-8"))
    assert {**again, "model": credit.figures["model"]} == credit.figures


def scored(run: Run, name: str, change: Callable[[dict[str, str], int], dict[str, str]]) -> str:
    """A folder with the rows of training, each with a date and changed; the oldest third is outside the window."""
    with (run.folder / "data" / "data.csv").open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file))
    made = [change({**row, "scoredOn": f"2026-11-{1 + at * 21 // len(read):02}"}, at) for at, row in enumerate(read)]
    (run.folder / name).mkdir()
    with (run.folder / name / "rows.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, sorted(made[0]))
        rows.writeheader()
        rows.writerows(made)
    return name


@pytest.mark.slow
def test_rows_that_moved_fail_with_a_reason_and_rows_that_are_alike_do_not(credit: Run) -> None:
    def dearer(row: dict[str, str], at: int) -> dict[str, str]:
        return {**row, "income": str(float(row["income"]) * (2 if at >= 400 else 1))}

    def older(row: dict[str, str], at: int) -> dict[str, str]:
        return {**row, "income": str(float(row["income"]) * (2 if at < 400 else 1))}

    folders = [
        scored(credit, "alike", lambda row, _: row),
        scored(credit, "dearer", dearer),
        scored(credit, "older", older),
        scored(credit, "garbled", lambda row, _: {**row, "years": "unknown"}),
        scored(credit, "lacking", lambda row, _: {key: value for key, value in row.items() if key != "years"}),
        scored(credit, "undated", lambda row, at: {**row, "scoredOn": "" if at == 5 else row["scoredOn"]}),
        scored(credit, "few", lambda row, at: {**row, "scoredOn": TODAY if at < 20 else "2026-10-01"}),
        scored(credit, "tomorrow", lambda row, at: {**row, "scoredOn": "2026-11-22" if at > 590 else row["scoredOn"]}),
        scored(credit, "to come", lambda row, at: {**row, "scoredOn": "2026-11-23" if at > 590 else row["scoredOn"]}),
    ]
    (credit.folder / "lines").mkdir()
    with (credit.folder / "alike" / "rows.csv").open(encoding="utf-8", newline="") as file:
        read = [
            {name: value if name in {"ageBand", "purpose", "scoredOn"} else float(value) for name, value in row.items()}
            for row in csv.DictReader(file)
        ]
    collected = [json.dumps({"id": "one", "data": read[:300]}), *(json.dumps(row) for row in read[300:])]
    (credit.folder / "lines" / "rows.jsonl").write_text("\n".join(collected) + "\n", "utf-8")
    names = [*folders, "lines"]
    calls = [credit.call("drift", learnt="learnt", window=name, output=f"{name}.json", today=TODAY) for name in names]
    calls += [
        credit.call("drift", learnt="learnt", window="alike", output="late.json", today=today)
        for today in ("2026-11-28", "2026-11-29")
    ]
    codes, said = chain(credit.python, [*calls, credit.call("drift", learnt="data", window="alike", output="no.json")])
    assert dict(zip([*names, "a week old", "stopped", "no baseline"], codes, strict=True)) == {
        "alike": 0,
        "dearer": 1,
        "older": 0,
        "garbled": 1,
        "lacking": 1,
        "undated": 1,
        "few": 1,
        "tomorrow": 0,
        "to come": 1,
        "lines": 0,
        "a week old": 0,
        "stopped": 1,
        "no baseline": 1,
    }
    figures = {name: json.loads((credit.folder / f"{name}.json").read_text("utf-8")) for name in ("alike", "dearer")}
    assert figures["alike"]["rows"] == 200, "the last seven of twenty-one days"
    assert (figures["alike"]["drifted"], figures["alike"]["reasons"]) == (False, [])
    assert (credit.folder / "lines.json").read_bytes() == (credit.folder / "alike.json").read_bytes()
    assert figures["dearer"]["inputs"]["income"] > 0.25 > figures["dearer"]["inputs"]["years"]
    assert any(reason.startswith("income moved: ") for reason in figures["dearer"]["reasons"])
    for words in (
        "drift: years moved",
        "no column years",
        "1 rows have no date",
        "20 rows are too few",
        "train a new",
        "no row is of the 7 days",
        "9 rows are of a day to come",
    ):
        assert words in said


@pytest.mark.slow
def test_the_index_is_that_of_the_shares_by_hand(python: Path) -> None:
    code = """
import json, pandas as pd
from shift import index, profile, shares
words = profile(pd.Series(["a"] * 6 + ["b"] * 4))
none = profile(pd.Series([None, None], dtype=float))
print(json.dumps([words, shares(pd.Series(["b", "c", None, "a"]), words), index([0.5, 0.5], [0.25, 0.75]),
      index([1, 0], [1, 0]), none, shares(pd.Series([1.0, None]), none)]))
"""
    done = subprocess.run([python, "-B", "-c", code], cwd=STEPS, capture_output=True, text=True, check=True)
    words, moved, index, same, none, some = json.loads(done.stdout)
    assert words == {"words": ["a", "b"], "shares": [0.6, 0.4, 0, 0]}
    assert moved == [0.25, 0.25, 0.25, 0.25]
    assert index == pytest.approx(-0.25 * math.log(0.5) + 0.25 * math.log(1.5))
    assert same == 0
    assert (none, some) == ({"edges": [], "shares": [0, 1]}, [0.5, 0.5])


@pytest.mark.slow
def test_all_that_moves_elsewhere_is_above_the_usual_bound(python: Path) -> None:
    code = """
import json, numpy as np, pandas as pd
from shift import index, profile, shares
random = np.random.default_rng(7)
learnt = {
    "flag": np.r_[np.ones(950), np.zeros(50)],
    "constant": np.full(1000, 3.0),
    "spiked": np.r_[np.zeros(900), random.lognormal(10, 1, 100)],
    "normal": random.normal(0, 1, 1000),
    "counts": random.poisson(40, 1000),
    "cents": random.choice([0.1, 0.2, 0.3], 1000),
}
found = {}
for name, numbers in learnt.items():
    bins = profile(pd.Series(numbers))
    places = {*np.unique(numbers)[:: max(1, len(np.unique(numbers)) // 50)].tolist(), -100.0, 0.5, 1e9}
    if name == "constant": places -= {3.0}
    if name == "flag": places -= {1.0}
    if name == "spiked": places -= {0.0}
    moved = [index(bins["shares"], shares(pd.Series(np.full(500, place)), bins)) for place in places]
    found[name] = [index(bins["shares"], shares(pd.Series(numbers), bins)), min(moved)]
print(json.dumps(found))
"""
    done = subprocess.run([python, "-B", "-c", code], cwd=STEPS, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert {name: same for name, (same, _) in found.items()} == dict.fromkeys(found, 0)
    assert {name: moved for name, (_, moved) in found.items() if moved <= 0.25} == {}


@pytest.mark.slow
def test_classes_other_than_0_and_1_are_refused(credit: Run, tmp_path: Path) -> None:
    head = f"{HEAD},repaid"
    for first, second in ((1, 2), (1, 1), ("no", "yes")):
        rows = [f"1,0.1,0,2,car,over-60,{each}" for each in (first, second) * 10]
        (tmp_path / "data.csv").write_text("\n".join([head, *rows]) + "\n", "utf-8")
        code, said = credit.step("prepare", data=tmp_path, train="none", test="none")
        assert (code, "'repaid' has other values than 0 and 1" in said) == (1, True)


@pytest.mark.slow
def test_a_word_is_the_same_word_in_every_file(python: Path, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("code,band,income\n0742,1,5\n,,6\n", "utf-8")
    lines = ({"code": "0742", "band": 1, "income": 5}, {"code": None, "income": 6}, {"code": True, "band": "1"})
    (tmp_path / "b.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    code = f"""
from columns import rows
table = rows({str(tmp_path)!r}, {{"categories": ["code"], "sensitive": ["band"]}})
print(table.astype(object).where(table.notna(), None).values.tolist())
"""
    done = subprocess.run([python, "-B", "-c", code], cwd=STEPS, capture_output=True, text=True, check=True)
    same, none = ["0742", "1", 5.0], [None, None, 6.0]
    assert ast.literal_eval(done.stdout) == [same, none, same, none, ["true", "1", None]]


@pytest.mark.slow
def test_a_word_that_other_tools_read_as_missing_is_a_word_and_files_of_other_tools_are_read(
    python: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.CSV").write_bytes("\ufeffcode,band,income\nNA,None,\n".encode())
    (tmp_path / "b.csv").write_bytes(b"")
    (tmp_path / "c.jsonl").write_bytes("\ufeff".encode() + json.dumps({"code": "NA", "band": "null"}).encode())
    code = f"""
from columns import rows
print(rows({str(tmp_path)!r}, {{"categories": ["code"], "sensitive": ["band"]}})[["code", "band"]].values.tolist())
"""
    done = subprocess.run([python, "-B", "-c", code], cwd=STEPS, capture_output=True, text=True, check=True)
    assert ast.literal_eval(done.stdout) == [["NA", "None"], ["NA", "null"]]


@pytest.mark.slow
def test_a_file_that_cannot_be_read_is_named(credit: Run, tmp_path: Path) -> None:
    for name, content in (("latin.csv", "café\n".encode("latin-1")), ("half.jsonl", b'{"income": ')):
        folder = tmp_path / name.partition(".")[0]
        folder.mkdir()
        (folder / name).write_bytes(content)
        code, said = credit.step("prepare", data=folder, train="none", test="none")
        assert (code, f"{name} cannot be read" in said) == (1, True)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], "no row with a value of 'loss'"),
        (["1,0.1,0,2,car,,", "1,0.1,0,2,car,,"], "no row with a value of 'loss'"),
        (["1,0.1,0,2,car,,much", "1,0.1,0,2,car,,1"] * 5, "'loss' has values that are no numbers"),
        (["1,0.1,inf,2,car,,1", "1,0.1,0,2,car,,2"] * 5, "latePayments has infinite values"),
        (["1,0.1,0,2,car,,1"] * 9, "1 rows judge it"),
    ],
)
def test_rows_that_no_regression_learns_from_are_refused_before_training(
    python: Path, tmp_path: Path, rows: list[str], reason: str
) -> None:
    (tmp_path / "data.csv").write_text("\n".join([f"{HEAD},loss", *rows]) + "\n", "utf-8")
    code, said = Run(python, tmp_path, REGRESSION).step("prepare", data="", train="none", test="none")
    assert (code, reason in said) == (1, True)
    assert not (tmp_path / "none").exists()


@pytest.mark.slow
def test_rows_of_one_class_judge_no_model(python: Path, tmp_path: Path) -> None:
    rows = [f"1,0.1,0,2,car,over-60,{int(number == 7)}" for number in range(100)]
    (tmp_path / "data.csv").write_text("\n".join([f"{HEAD},repaid", *rows]) + "\n", "utf-8")
    run = Run(python, tmp_path, replace(CREDIT, fairness=None))
    code, said = run.step("prepare", data="", train="none", test="none")
    assert (code, "20 rows judge it: they are too few, or of one class" in said) == (1, True)


@pytest.mark.slow
def test_a_model_answers_a_missing_word_and_a_number_for_a_word_alike_from_each_source(python: Path) -> None:
    code = """
import json, pandas as pd
from train import trained
model = {"task": "classification", "target": "y", "inputs": ["a", "c"], "categories": ["c"]}
given = [None, "7", "b"] * 30
table = pd.DataFrame({"a": range(90), "c": given, "y": [int(each != "7") for each in given]})
for column in (table["c"], table["c"].fillna(float("nan"))):
    learnt = trained(table.assign(c=column), model)
    asked = ([None], [float("nan")], ["7"], [7])
    frames = [pd.DataFrame({"a": [1], "c": each}) for each in asked]
    print(json.dumps([float(learnt.predict_proba(frame)[0, 1]) for frame in frames]))
"""
    done = subprocess.run([python, "-B", "-c", code], cwd=STEPS, capture_output=True, text=True, check=True)
    for said in map(json.loads, done.stdout.splitlines()):
        assert said == [said[0], said[0], said[2], said[2]]
        assert said[0] > 0.5 > said[2]


@pytest.mark.slow
def test_words_that_the_blueprint_does_not_name_are_refused(credit: Run, tmp_path: Path) -> None:
    run = Run(credit.python, tmp_path, replace(CREDIT, categories=()))
    code, said = run.step("prepare", data=credit.folder / "data", train="none", test="none")
    assert (code, "purpose has values that are no numbers" in said) == (1, True)


@pytest.mark.slow
def test_a_group_with_few_rows_is_refused_and_one_that_only_training_has(credit: Run, tmp_path: Path) -> None:
    assert CREDIT.fairness
    made = (credit.folder / "data" / "data.csv").read_text("utf-8")
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "data.csv").write_text(f"{made}1,0.1,0,2,car,over-100,1\n1,0.1,0,2,car,,1\n", "utf-8")
    groups = credit.figures["groups"]["ageBand"]
    smallest = min(groups, key=lambda name: groups[name]["rows"])
    more = int(groups[smallest]["rows"]) + 1
    for data, least, small in (("made", 2, "over-100"), (credit.folder / "data", more, smallest)):
        run = Run(credit.python, tmp_path, replace(CREDIT, fairness=replace(CREDIT.fairness, rows=least)))
        code, said = run.step("prepare", data=data, train="none", test="none")
        refused = said.partition(f"groups with fewer than {least} rows that judge it: ")[2]
        assert (code, re.findall(r"ageBand ([\w-]+): \d+", refused)) == (1, [small])
    assert not (tmp_path / "none").exists()


@pytest.mark.slow
def test_a_trial_makes_enough_rows_for_groups_that_must_be_large(python: Path, tmp_path: Path) -> None:
    assert CREDIT.fairness
    run = Run(python, tmp_path, replace(CREDIT, fairness=replace(CREDIT.fairness, rows=300)))
    assert run.step("sample", output="data")[0] == 0
    assert run.step("prepare", data="data", train="train", test="test")[0] == 0


@pytest.mark.slow
def test_few_rows_that_name_no_group_are_shown_and_not_compared(python: Path) -> None:
    code = """
import json
from evaluate import fairness
found = {"not given": (4, 0.1), "a": (40, 0.5), "b": (40, 0.7)}
groups = {name: {"rows": rows, "accuracy": accuracy} for name, (rows, accuracy) in found.items()}
print(json.dumps([fairness(groups, least)["accuracyDifference"] for least in (5, 4)]))
"""
    done = subprocess.run([python, "-B", "-c", code], cwd=STEPS, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [pytest.approx(0.2), pytest.approx(0.6)]


@pytest.mark.slow
def test_what_has_learnt_elsewhere_is_judged_by_every_row(credit: Run) -> None:
    name, words = credit.call("prepare", data="data", train="whole", test="judging")
    assert chain(credit.python, [(name, [*words, "--judged"])])[0] == [0]
    found = [(credit.folder / each / "data.csv").read_text("utf-8").splitlines() for each in ("whole", "judging")]
    assert [len(each) for each in found] == [601, 601]


@pytest.mark.slow
@pytest.mark.parametrize("rate", [0.0, 1.0])
def test_a_model_that_answers_all_alike_is_refused(credit: Run, rate: float) -> None:
    figures = credit.figures
    figures["metrics"]["selectionRate"] = rate
    assert credit.gate(figures)[1]["reasons"] == ["every answer is the same: the model tells nothing apart"]


@pytest.mark.slow
def test_evidence_is_what_the_gate_has_seen_and_nothing_else(credit: Run, tmp_path: Path) -> None:
    assert credit.step("card", figures="figures.json", output=tmp_path / "card")[0] == 0
    (tmp_path / "scorecard").mkdir()
    (tmp_path / "scorecard" / "credit.pdf").write_bytes(b"%PDF")
    seen = [tmp_path / "card", tmp_path / "scorecard"]
    name, words = credit.call("gate", figures="figures.json", output=tmp_path / "verdict.json")
    assert chain(credit.python, [(name, [*words, "--evidence", *map(str, seen)])])[0] == [0]
    given: dict[str, str | Path] = {
        "figures": "figures.json",
        "card": seen[0],
        "scorecard": seen[1],
        "verdict": tmp_path / "verdict.json",
    }

    def kept() -> tuple[int, str]:
        name, words = credit.call("evidence", output=tmp_path / "kept", kept="c", **given)
        there = [word for word in words if not word.startswith("--kept=")]
        codes, said = chain(credit.python, [(name, [*there, "--kept=lake_evidence, immutable"])])
        return codes[0], said

    assert kept()[0] == 0
    found = {
        path.relative_to(tmp_path / "kept").as_posix() for path in (tmp_path / "kept").rglob("*") if path.is_file()
    }
    assert found == {"metrics.json", "model-card.md", "model.json", "scorecard.pdf", "verdict.json"}
    verdict = json.loads((tmp_path / "verdict.json").read_text("utf-8"))
    hashes = {*verdict["evidence"].values(), verdict["settings"]}
    copied = [tmp_path / "kept" / each for each in sorted(found - {"verdict.json"})]
    assert {hashlib.sha256(each.read_bytes()).hexdigest() for each in copied} == hashes
    (tmp_path / "card").write_text("better\n", "utf-8")
    code, said = kept()
    assert (code, "model-card.md is not what the gate has seen" in said) == (1, True)


@pytest.mark.slow
def test_a_regression_goes_the_same_way(runs: tuple[Run, Run]) -> None:
    assert set(runs[1].figures["metrics"]) == {"mae", "r2", "rmse"}
    assert runs[1].gate()[0] == 0
