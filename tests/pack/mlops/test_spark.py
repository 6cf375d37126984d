"""The start of a job of Databricks: whose token, which host, when it ends, and that an unfilled file starts nothing."""

from __future__ import annotations

import json
import os
import runpy
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.pack.mlops.test_scripts import Copy

SCRIPT = Path(__file__).parents[3] / "templates" / "mlops" / "files" / "scripts" / "spark.py"
HOST = "adb-1234567890123456.7.azuredatabricks.net"


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    """The functions of the script."""
    return runpy.run_path(str(SCRIPT))


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


class Workspace:
    """A pretended workspace whose run has these states in turn."""

    def __init__(self, *states: dict[str, str]) -> None:
        self.states = list(states)
        self.asked: list[tuple[str, str, dict[str, Any] | None]] = []
        self.waited: list[int] = []

    def ask(self, host: str, call: str, content: dict[str, Any] | None = None) -> dict[str, Any]:
        """What the workspace answers."""
        self.asked.append((host, call, content))
        return {"run_id": 77} if call == "run-now" else {"state": self.states.pop(0)}


def test_a_run_is_followed_to_its_end(script: dict[str, Any]) -> None:
    running, done = {"life_cycle_state": "RUNNING"}, {"life_cycle_state": "TERMINATED", "result_state": "SUCCESS"}
    there = Workspace(running, running, done)
    assert script["run"](HOST, 5, {"commit": "c0ffee", "run": "41"}, there.ask, there.waited.append) == done
    assert there.asked[0] == (HOST, "run-now", {"job_id": 5, "job_parameters": {"commit": "c0ffee", "run": "41"}})
    assert [call for _, call, _ in there.asked[1:]] == ["runs/get?run_id=77"] * 3
    assert len(there.waited) == 2


@pytest.mark.parametrize(("failures", "ends"), [(9, True), (10, False)])
def test_a_network_that_fails_for_a_while_does_not_end_the_pipeline(
    script: dict[str, Any], failures: int, ends: bool
) -> None:
    done = {"life_cycle_state": "TERMINATED", "result_state": "SUCCESS"}
    there, left = Workspace(done), iter([True] * failures)

    def ask(host: str, call: str, content: dict[str, Any] | None = None) -> dict[str, Any]:
        if call != "run-now" and next(left, False):
            raise TimeoutError
        return there.ask(host, call, content)

    if ends:
        assert script["run"](HOST, 5, {}, ask, there.waited.append) == done
    else:
        with pytest.raises(TimeoutError):
            script["run"](HOST, 5, {}, ask, there.waited.append)
    assert len(there.waited) == 9


def test_a_job_is_not_started_twice(script: dict[str, Any]) -> None:
    def fails(_host: str, call: str, _content: object = None) -> dict[str, Any]:
        asked.append(call)
        raise TimeoutError

    asked: list[str] = []
    with pytest.raises(TimeoutError):
        script["run"](HOST, 5, {}, fails)
    assert asked == ["run-now"]


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ({"life_cycle_state": "TERMINATED", "result_state": "SUCCESS"}, 0),
        ({"life_cycle_state": "TERMINATED", "result_state": "FAILED"}, 1),
        ({"life_cycle_state": "SKIPPED"}, 1),
        ({"life_cycle_state": "INTERNAL_ERROR", "result_state": "FAILED"}, 1),
    ],
)
def test_the_pipeline_ends_as_the_run_ends(
    script: dict[str, Any], tmp_path: Path, state: dict[str, str], code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = Workspace(state)
    path = tmp_path / "databricks.json"
    path.write_text(json.dumps({"host": HOST, "job": 5}), "utf-8")
    run = script["run"]
    monkeypatch.setitem(script["main"].__globals__, "run", lambda *words: run(*words, ask=there.ask))
    assert script["main"](path, "c0ffee", "41") == code
    assert there.asked[0][2] == {"job_id": 5, "job_parameters": {"commit": "c0ffee", "run": "41"}}


@pytest.mark.parametrize(
    "said",
    [
        {"host": "", "job": 0},
        {"host": HOST, "job": 0},
        {"host": HOST, "job": "5"},
        {"host": HOST, "job": True},
        {"host": "evil.example", "job": 5},
        {"host": f"{HOST}.evil.example", "job": 5},
        {"host": f"evil.example/{HOST}", "job": 5},
    ],
)
def test_a_token_goes_to_no_other_host_and_an_unfilled_file_starts_nothing(copy: Copy, said: dict[str, Any]) -> None:
    home = copy.folder / "ml" / "credit"
    (home / "databricks.json").write_text(json.dumps(said), "utf-8")
    done = copy.run("spark", MODEL="credit")
    assert (done.returncode, "names no job" in done.stderr, copy.calls()) == (1, True, [])


def test_the_token_is_one_of_databricks_for_the_signed_in_identity(
    script: dict[str, Any], copy: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    (copy.home / "answers").write_text(json.dumps([["account get-access-token", "secret-token"]]), "utf-8")
    (copy.home / "calls").write_text("", "utf-8")
    monkeypatch.setenv("PATH", f"{copy.home}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PRETEND", str(copy.home))
    assert script["token"]() == "secret-token"
    (call,) = copy.calls("az account get-access-token")
    assert call[call.index("--resource") + 1] == "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d"


def test_without_a_sign_in_nothing_is_asked(
    script: dict[str, Any], copy: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    (copy.home / "answers").write_text(json.dumps([["account", "fails"]]), "utf-8")
    monkeypatch.setenv("PATH", f"{copy.home}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PRETEND", str(copy.home))
    with pytest.raises(subprocess.CalledProcessError):
        script["answer"](HOST, "run-now", {})
