"""A landing zone says with one block what it is for, in version 2 of the language."""

from __future__ import annotations

import json
from itertools import combinations

import pytest

from ringfence.blueprint.language.features import lead, workloads
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.catalog.read import purposes
from tests.banks import Tree, bank, zone
from tests.blueprint.blueprints import MINIMAL, findings, found
from tests.feature_examples import workload

BARE: Tree = {"name": "fraud", "environment": "prod"}


@pytest.mark.parametrize(("key", "purpose"), list(workloads().items()))
def test_the_block_of_a_landing_zone_is_its_purpose(key: str, purpose: str) -> None:
    one = LandingZone.model_validate_json(json.dumps(zone("fraud", key, **workload(purpose))))
    assert (one.workload_key, one.purpose) == (key, purpose)
    led = lead(purposes()[purpose])
    assert led is None or one.block(led) == one.workload


def test_a_landing_zone_without_a_workload_is_told_which_there_are() -> None:
    (one,) = found(bank(BARE))
    assert (one.code, one.path) == ("BLU13", "landingZones[name=fraud].name")
    assert all(key in one.hint for key in workloads())


@pytest.mark.parametrize("keys", list(combinations(("machineLearning", "inference", "databricks", "dataLake"), 2)))
def test_a_second_workload_is_found_at_its_key_and_sent_to_another_landing_zone(keys: tuple[str, str]) -> None:
    first, second = keys
    for written in (BARE | {first: {}, second: {}}, BARE | {second: {}, first: {}}):
        (one,) = found(bank(written))
        assert one.code == "BLU13"
        assert one.path in {f"landingZones[name=fraud].{key}" for key in keys}
        assert all(key in one.message for key in keys)
        assert "a separate landing zone" in one.hint


@pytest.mark.parametrize(
    ("key", "more"),
    [("databricks", {"clusters": [{"name": "cpu"}]}), ("machineLearning", {"nodes": 8}), ("dataLake", {"agents": {}})],
)
def test_a_key_of_another_workload_is_unknown(key: str, more: Tree) -> None:
    (name,) = more
    (one,) = found(bank(zone("fraud", key, **more)))
    assert (one.code, one.path) == ("BLU01", f"landingZones[name=fraud].{key}.{name}")


@pytest.mark.parametrize(
    ("key", "service"), [("dataLake", "modelRegistry"), ("databricks", "languageModel"), ("inference", "modelRegistry")]
)
def test_a_service_stands_beside_its_own_workloads_only(key: str, service: str) -> None:
    models = [{"name": "chat", "model": "gpt-5-mini", "version": "1"}]
    block = {"deployments": models} if service == "languageModel" else {}
    (one,) = found(bank(zone("fraud", key, services={service: block})))
    assert (one.code, one.path) == ("BLU08", f"landingZones[name=fraud].services.{service}")
    assert "machineLearning" in one.hint


def test_a_blueprint_of_version_one_gets_one_finding_with_the_command_that_migrates_it() -> None:
    old = MINIMAL.replace("ringfence/v2", "ringfence/v1").replace("machineLearning: {}", "purpose: machine-learning")
    (one,) = findings(old)
    assert (one.code, one.path, one.place.line) == ("BLU14", "apiVersion", 1)
    assert "ringfence migrate bank.yaml -o" in one.hint


def test_a_version_that_there_is_not_is_no_old_one() -> None:
    assert {one.code for one in findings(MINIMAL.replace("ringfence/v2", "ringfence/v3"))} == {"BLU03"}
