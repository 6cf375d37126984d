"""A bank that is deployed as stacks: their state is asked for, not that of deployments."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.azure.journal import Journal, keys
from ringfence.output import write_tree
from ringfence.pipeline import files
from ringfence.plan.model.package import Plan
from tests.banks import planned
from tests.deploy.confirm.conftest import rows
from tests.deploy.fake import Fake
from tests.variants import VARIANTS


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a bank with stacks."""
    folder = tmp_path_factory.mktemp("stacks")
    write_tree(folder / "out", files(planned(folder, VARIANTS["stacks"])))
    return folder / "out"


@pytest.mark.parametrize(
    ("state", "outcome", "codes"), [("succeeded", "confirmed", []), ("failed", "refuted", ["ScopeLocked"])]
)
def test_the_state_of_each_stack_is_asked_for(
    state: str, outcome: str, codes: list[str], out: Path, az: Fake, plan: Plan
) -> None:
    error = {"code": "ScopeLocked", "message": "x"}
    az.answers("stack sub show --query {state", {"state": state, "at": "2026-11-29T1", "error": error})
    for package in plan.packages * 2:
        Journal(out).record(package, plan, keys(out, plan)[package.name])
    row = rows(out, "--only", "CNF03")["CNF03"]
    assert (row["outcome"], row["codes"], row["asked"]) == (outcome, codes, len(plan.packages))
