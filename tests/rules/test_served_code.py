"""Code that answers: made by the package itself, of files in its own account, and in no registry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from ringfence.plan.model.inference.endpoints import Served
from ringfence.plan.model.inference.scoring_code import CodeVersion
from ringfence.plan.model.package import Plan
from ringfence.rules.managed_networks import check
from tests.banks import planned
from tests.rules.edits import edited, put
from tests.variants import VARIANTS

REGISTERED = "azureml://registries/mlr-tb-fraud/codes/answer/versions/7"
"""How deployments named their code before: Azure has no such asset."""
Spoil = Callable[[Plan], Plan]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return planned(tmp_path_factory.mktemp("plan"), VARIANTS["everything"]).plan


def registered(plan: Plan) -> Plan:
    return edited(plan, Served, put(code=REGISTERED), lambda one: one.code is not None)


CASES: dict[str, tuple[Spoil, list[str]]] = {
    "as planned": (lambda plan: plan, []),
    "in the registry, as it was": (registered, [REGISTERED]),
    "of another account": (
        lambda plan: edited(plan, CodeVersion, put(uri="https://evil.blob.core.windows.net/scoring-code/answer/7")),
        ["https://evil.blob.core.windows.net/scoring-code/answer/7"],
    ),
    "of a host that begins alike": (
        lambda plan: edited(
            plan, CodeVersion, lambda one: replace(one, uri=one.uri.replace(".windows.net/", ".windows.net.evil/"))
        ),
        ["evil"],
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_code_from_elsewhere_is_refused(plan: Plan, case: tuple[Spoil, list[str]]) -> None:
    spoil, values = case
    found = list(check(spoil(plan)))
    assert [one.code for one in found] == ["DSG70"] * len(values)
    assert all(value in one.value for one, value in zip(found, values, strict=True))
