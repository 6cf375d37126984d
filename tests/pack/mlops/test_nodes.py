"""Training over several nodes, with nodes that are threads: equal to training on one, whatever part each node has."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ringfence.pack.mlops.learning import settings
from tests.pack.mlops.plans import CREDIT
from tests.pack.mlops.test_steps import REGRESSION, STEPS, python

__all__ = ["python"]
MODELS = {"classification": CREDIT, "regression": REGRESSION}
TOGETHER = """
import json, pathlib, sys, threading, types
import mlflow.sklearn, numpy as np, pandas
from evaluate import evaluated
from prepare import split
from sample import sample
from settings import settings
from spread import share
from together import run, taught
from train import trained

class Adding:
    def __init__(self, size):
        self.parts, self.calls, self.barrier = [None] * size, [0] * size, threading.Barrier(size)

class Node:
    library = np
    def __init__(self, rank, size, adding):
        self.rank, self.size, self.adding = rank, size, adding
    def taken(self, numbers):
        return np.asarray(numbers, dtype=float)
    def given(self, numbers):
        return numbers
    def summed(self, numbers):
        if self.adding is None:
            return numbers
        self.adding.calls[self.rank] += 1
        self.adding.parts[self.rank] = numbers
        self.adding.barrier.wait()
        whole = sum(self.adding.parts)
        self.adding.barrier.wait()
        return whole

def weights(learnt):
    return [*np.ravel(learnt[-1].coef_).tolist(), *np.ravel(learnt[-1].intercept_).tolist()]

def together(table, model, size, folder, adding):
    found = {}
    def node(rank):
        found[rank] = weights(run(table, model, Node(rank, size, adding), folder / str(rank)))
    threads = [threading.Thread(target=node, args=[rank]) for rank in range(size)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return [found[rank] for rank in range(size)]

def refused(rows, value):
    table, model = pandas.DataFrame({"x": [1.0] * rows, "y": [value] * rows}), {"task": "classification", "target": "y"}
    try:
        taught(table, {**model, "inputs": ["x"]}, types.SimpleNamespace(size=2, rank=0))
    except SystemExit as why:
        return str(why)

found = {"shares": [share(7, rank, 3) for rank in range(3)], "refused": [refused(1, 1), refused(4, 2)]}
for home in map(pathlib.Path, sys.argv[1:]):
    model, adding = settings(home / "model.json"), Adding(3)
    train, test = split(sample(model, 600, 7), model, 7)
    found[model["task"]] = {
        "three": together(train, model, 3, home / "three", adding),
        "one": together(train, model, 1, home / "one", None)[0],
        "apart": together(train, model, 3, home / "apart", None),
        "alone": weights(trained(train, model)),
        "calls": adding.calls,
        "saved": sorted(path.name for path in (home / "three").iterdir()),
        "baseline": (home / "three" / "0" / "baseline.json").is_file(),
        "metrics": evaluated(mlflow.sklearn.load_model(home / "three" / "0"), test, model)["metrics"],
    }
print("found", json.dumps(found))
"""
"""Both models on three threads that add up as nodes do, on one, and on three that do not add up."""


@pytest.fixture(scope="module")
def found(python: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    homes = []
    for name, model in MODELS.items():
        home = tmp_path_factory.mktemp(name)
        (home / "model.json").write_text(settings(replace(model, nodes=3)), "utf-8")
        homes.append(home)
    command: list[str | Path] = [python, "-B", "-c", TOGETHER, *homes]
    done = subprocess.run(command, cwd=STEPS, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout.rpartition("found ")[2])
    return said


@pytest.mark.parametrize("task", MODELS)
def test_nodes_learn_together_what_one_learns_alone(found: dict[str, Any], task: str) -> None:
    learnt = found[task]
    assert learnt["three"][0] == learnt["three"][1] == learnt["three"][2]
    assert learnt["three"][0] == pytest.approx(learnt["one"], rel=1e-5, abs=1e-6)
    assert learnt["three"][0] == pytest.approx(learnt["alone"], rel=1e-2, abs=1e-3)
    assert len(set(learnt["calls"])) == 1


@pytest.mark.parametrize("task", MODELS)
def test_the_first_node_alone_saves_a_model_that_the_next_step_reads(found: dict[str, Any], task: str) -> None:
    assert found[task]["saved"] == ["0"]
    assert found[task]["baseline"]
    best = {"classification": "auc", "regression": "r2"}[task]
    assert found[task]["metrics"][best] > 0.5


@pytest.mark.parametrize("task", MODELS)
def test_nodes_that_do_not_add_up_learn_something_else(found: dict[str, Any], task: str) -> None:
    apart = found[task]["apart"]
    assert apart[0] != pytest.approx(apart[1], rel=1e-2)
    assert apart[0] != pytest.approx(found[task]["alone"], rel=1e-2, abs=1e-3)


def test_each_row_is_learnt_from_once(found: dict[str, Any]) -> None:
    assert found["shares"] == [[0, 3, 6], [1, 4], [2, 5]]


def test_rows_that_nodes_cannot_share_are_refused(found: dict[str, Any]) -> None:
    assert found["refused"] == [
        "1 rows are too few for 2 nodes",
        "'y' has other values than 0 and 1, or one of them alone",
    ]
