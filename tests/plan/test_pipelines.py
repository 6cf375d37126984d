"""Pipelines in a plan: subjects of each platform, names of the identities, what each may do."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.blueprint.language.mlops import Repository
from ringfence.pipeline import decide
from ringfence.plan.identity.federation import issuer, repository_claim
from ringfence.plan.model.package import Plan, modules

FOLDER = Path(__file__).parents[1] / "noted"


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        (None, "https://token.actions.githubusercontent.com"),
        ("bank.ghe.com", "https://token.actions.bank.ghe.com"),
        ("git.bank.example", "https://git.bank.example/_services/token"),
    ],
)
def test_tokens_are_signed_by_the_host_of_the_repository(host: str | None, expected: str) -> None:
    assert issuer(Repository(organization="bank", name="ml", host=host)) == expected


def test_a_repository_with_ids_is_named_with_them() -> None:
    new = Repository(organization="bank", name="ml", organizationId=7, id=9)
    assert repository_claim(new) == "repo:bank@7/ml@9"
    assert repository_claim(Repository(organization="bank", name="ml")) == "repo:bank/ml"


def held(plan: Plan, symbol: str) -> set[tuple[str, str]]:
    return {(g.role, g.scope_kind) for _, m in modules(plan) for g in m.grants if g.principal_name == symbol}


def test_each_identity_of_github_trusts_one_environment_and_holds_its_roles() -> None:
    plan = decide(FOLDER / "pipelines-of-names.yaml").plan
    subjects = [one.subject for _, module in modules(plan) for one in module.credentials]
    assert subjects == [f"repo:bank/ml:environment:prod-{each}" for each in ("preview", "deploy", "train", "register")]
    assert held(plan, "previewIdentity") == {("Reader", "subscription"), ("tst-pipeline-previewer", "subscription")}
    assert held(plan, "trainIdentity") == {("tst-model-trainer", "workspace"), ("tst-mlflow-artifacts", "storage")}
    assert held(plan, "registerIdentity") == {("tst-model-registrar", "workspace")}
    assert held(plan, "deployIdentity") == set()


def test_the_pipelines_of_a_plan_are_the_identities_of_its_packages() -> None:
    plan = decide(FOLDER / "pipelines-of-names.yaml").plan
    made = {one.resource.id for _, module in modules(plan) for one in module.identities if module.name == "pipelines"}
    assert plan.mlops is not None
    assert {one.id for one in plan.mlops.identities} == made


def test_before_drafts_identities_of_azure_devops_trust_nothing() -> None:
    plan = decide(FOLDER / "pipelines-undrafted.yaml").plan
    assert [one for _, module in modules(plan) for one in module.credentials] == []
    assert [len(module.trusts) for _, module in modules(plan) if module.trusts] == [4]
    assert plan.mlops is not None
    assert {one.connection for one in plan.mlops.identities} == {
        f"fraud-{each}" for each in ("preview", "deploy", "train", "register")
    }
