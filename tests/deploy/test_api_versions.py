"""Before the first deployment Azure is asked for the API versions that it serves, and what it lacks is one finding."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ringfence.catalog.read import kinds
from ringfence.plan.model.package import Plan
from tests.cli.ringfence import ringfence
from tests.deploy.conftest import provider
from tests.deploy.fake import Fake
from tests.deploy.test_bad_states import refused

VAULT, STORAGE = "Microsoft.KeyVault", "Microsoft.Storage"
PINNED = kinds()["key-vault"].api.version("AzureCloud")


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_each_namespace_is_asked_for_once_in_each_subscription(out: Path, az: Fake, plan: Plan) -> None:
    assert ringfence("deploy", out, "--yes").exit_code == 0
    calls = az.calls("provider show")
    assert len(calls) == len(set(calls))
    for package in plan.packages:
        for namespace in (*package.providers, "Microsoft.Resources"):
            assert len(az.calls(f"--subscription {package.subscription} --namespace {namespace} ")) == 1


def test_a_version_that_is_not_served_is_told_with_those_that_are(out: Path, az: Fake, plan: Plan) -> None:
    served = [f"20{year}-01-01" for year in (19, 25, 24, 23, 22, 21, 20)]
    az.answers(f"provider show --namespace {VAULT}", provider(VAULT, vaults=served))
    said = one_line(refused(out, "AZU23"))
    assert f"Azure does not serve API version {PINNED} of Microsoft.KeyVault/vaults in subscription" in said
    assert "it serves 2025-01-01, 2024-01-01, 2023-01-01, 2022-01-01, 2021-01-01 and 2 older" in said
    assert "Give the kind 'key-vault' a version that is served" in said
    assert said.count("error[AZU23]") == 1
    assert plan.packages[1].subscription in said
    assert az.calls("deployment") == []


def test_a_preview_asks_before_it_looks(out: Path, az: Fake, plan: Plan) -> None:
    az.answers(f"provider show --namespace {VAULT}", provider(VAULT, vaults=["2019-01-01"]))
    result = ringfence("what-if", out)
    assert result.exit_code == 1
    said = one_line(result.stderr)
    assert f"Azure does not serve API version {PINNED} of Microsoft.KeyVault/vaults in subscription" in said
    assert said.count("error[AZU23]") == 1
    assert az.calls("deployment") == az.calls("provider register") == []
    calls = az.calls("provider show")
    assert len(calls) == len(set(calls))


def test_a_preview_does_not_ask_for_registration(out: Path, az: Fake) -> None:
    az.answers(f"provider show --namespace {VAULT}", provider(VAULT, "NotRegistered"))
    assert ringfence("what-if", out).exit_code == 0
    assert az.calls("feature show") == []


def test_a_version_that_two_subscriptions_lack_is_one_finding(out: Path, az: Fake, plan: Plan) -> None:
    az.answers("provider show --namespace Microsoft.Authorization", provider("Microsoft.Authorization", locks=["x"]))
    said = one_line(refused(out, "AZU23"))
    assert said.count("error[AZU23]") == 1
    assert all(package.subscription in said for package in plan.packages)


def test_a_child_that_azure_does_not_list_has_the_versions_of_its_parent(out: Path, az: Fake) -> None:
    whole = provider(STORAGE)
    less = whole | {"types": [row for row in whole["types"] if "/" not in row["name"]]}
    az.answers(f"provider show --namespace {STORAGE}", less | {"types": [{"name": "tasks", "versions": ["x"]}]})
    assert "Microsoft.Storage/storageAccounts/blobServices in subscription" in one_line(refused(out, "AZU23"))
    az.answers(f"provider show --namespace {STORAGE}", less)
    assert ringfence("deploy", out, "--yes").exit_code == 0


@pytest.mark.parametrize(
    "answer",
    [None, "Registered", {"state": "Registered"}, {"state": "Registered", "types": []}],
    ids=["nothing", "another shape", "no types", "empty"],
)
def test_an_answer_that_cannot_be_read_does_not_pass(answer: Any, out: Path, az: Fake) -> None:
    az.answers("provider show --namespace Microsoft.Resources", answer)
    said = one_line(refused(out, "AZU23"))
    assert "the API versions of Microsoft.Resources in subscription" in said
    assert "could not be read: az names no types" in said
    assert az.calls("deployment") == []


def test_a_call_that_fails_is_told_once(out: Path, az: Fake) -> None:
    az.answers("provider show --namespace Microsoft.Resources", err="ERROR: no network")
    assert "could not be read: ERROR: no network" in one_line(refused(out, "AZU23"))
    az.answers("provider show", err="ERROR: no network")
    said = one_line(refused(out, "AZU07"))
    assert "resource provider Microsoft.KeyVault could not be asked for: ERROR: no network" in said
    assert "API versions of Microsoft.KeyVault" not in said


def test_a_provider_that_is_registered_on_the_way_is_looked_at_too(out: Path, az: Fake) -> None:
    az.answers(f"provider show --namespace {VAULT}", provider(VAULT, "NotRegistered", vaults=["2020-01-01"]))
    az.answers("provider register")
    refused(out, "AZU23", 1, "--register")
    assert len(az.calls("provider register")) == 1


def test_only_packages_that_are_not_done_are_asked_about(out: Path, az: Fake) -> None:
    assert ringfence("deploy", out, "--yes").exit_code == 0
    before = len(az.calls("provider show"))
    az.answers("provider show", err="ERROR: not asked")
    assert ringfence("deploy", out, "--yes").exit_code == 0
    assert len(az.calls("provider show")) == before
