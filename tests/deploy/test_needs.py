"""What a package with endpoints names must be there before anything of it is changed, and not knowing is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ringfence.output import write_tree
from ringfence.pipeline import files
from ringfence.plan.model.package import Plan
from ringfence.plan.model.written.inventory import resources
from tests.banks import bank, planned, zone
from tests.cli.ringfence import ringfence
from tests.deploy.conftest import changes
from tests.deploy.fake import Fake
from tests.variants import INFERENCE, PEOPLE, SUPPLIED, inference

ABSENT = "ERROR: (ResourceNotFound) The Resource was not found.\nCode: ResourceNotFound"
MODELS = "/models/payments/versions/"
CURATED = "azureml://registries/azureml/environments/image/versions/1"


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a bank with endpoints, what they answer with, and who gets their requests."""
    folder = tmp_path_factory.mktemp("endpoints")
    fraud = zone("fraud", services={"modelRegistry": {}})
    tree = bank(fraud, inference("scoring", **INFERENCE), connections=[SUPPLIED], access=PEOPLE)
    write_tree(folder / "out", files(planned(folder, tree)))
    return folder / "out"


@pytest.fixture
def az(az: Fake, plan: Plan) -> Fake:
    """An `az` that finds whatever it is asked for, so that only Microsoft's own registry cannot be asked."""
    firewall = next(one for module in plan.packages[0].modules for one in module.firewalls)
    az.answers("resource show", "/it/is/there")
    az.answers(f"resource show --ids {firewall.resource.id}", str(firewall.address))
    return az


def said(out: Path, *options: str, verb: str = "deploy") -> tuple[int, list[dict[str, str]]]:
    """The exit code, and every finding."""
    yes = ["--yes"] if verb == "deploy" else []
    result = ringfence(verb, out, *yes, "--json", *options)
    text = result.stdout or result.stderr
    return result.exit_code, json.loads(text[text.index("{") :])["findings"]


def test_all_is_there(out: Path, az: Fake) -> None:
    code, [warning] = said(out)
    assert (code, warning["code"], warning["severity"]) == (0, "AZU21", "warning")
    assert CURATED in warning["message"]
    assert "no package of the plan makes the registry azureml" in warning["message"]


def test_deployments_models_environments_and_code_are_each_asked_for_once(out: Path, az: Fake, plan: Plan) -> None:
    said(out)
    asked = [call.split("--ids ")[1].split()[0] for call in az.calls("resource show", "--api-version")]
    assert len(asked) == len(set(asked))
    registry = next(r.id for r in resources(plan.packages[1]) if r.kind == "model-registry")
    deployments = {r.id for r in resources(plan.packages[2]) if r.kind in ("online-deployment", "batch-deployment")}
    workspace = next(r.id for r in resources(plan.packages[2]) if r.kind == "inference-workspace")
    assert set(asked) == {
        *deployments,
        *(f"{registry}{MODELS}{version}" for version in (1, 2, 3)),
        f"{registry}/environments/image/versions/2",
        f"{workspace}/environments/image/versions/4",
        f"{workspace}/codes/answer/versions/7",
    }


def test_everything_that_lacks_is_said_at_once_and_nothing_is_deployed(out: Path, az: Fake) -> None:
    az.answers("resource show --api-version", err=ABSENT, code=3)
    code, found = said(out)
    assert (code, az.calls("deployment sub")) == (1, [])
    missing = [row for row in found if row["code"] == "AZU20"]
    assert {row["file"] for row in found} == {"plan.json"}
    assert sorted(row["value"] for row in missing if "sends requests" in row["message"]) == [
        "blue",
        "dark-green",
        "one",
        "red",
    ]
    unseen = [row for row in found if row not in missing]
    assert {(row["code"], row["severity"]) for row in unseen} == {("AZU21", "warning")}
    assert len([row for row in unseen if "Azure does not find it, or does not show it" in row["message"]]) == 7
    assert len(unseen) == 8


@pytest.mark.parametrize(
    ("thing", "path", "hint"),
    [
        ("/deployments/blue", "landingZones[name=scoring].inference.online[name=score]", "no `traffic` and `mirror`"),
        ("/deployments/one", "landingZones[name=scoring].inference.batch[name=nightly]", "no `default`"),
        (
            f"{MODELS}2",
            "landingZones[name=scoring].inference.online[name=score].deployments[name=dark-green]",
            "register it first",
        ),
    ],
)
def test_the_hint_names_the_release_that_comes_first(thing: str, path: str, hint: str, out: Path, az: Fake) -> None:
    az.answers(f"{thing} --api-version", err=ABSENT, code=3)
    _, found = said(out)
    [row] = [row for row in found if CURATED not in row["message"]]
    assert row["code"] == ("AZU21" if MODELS in thing else "AZU20")
    assert row["path"] == path
    assert hint in row["hint"]


@pytest.mark.parametrize(
    ("err", "code"),
    [
        ("ERROR: (AuthorizationFailed) The client does not have authorization to perform action", 1),
        ("ERROR: (PublicNetworkAccessDisabled) Public network access is disabled.", 1),
        ("ERROR: (InvalidResourceType) The resource type could not be found in the namespace", 3),
        ("ERROR: (SubscriptionNotFound) The subscription could not be found.", 3),
        ("", 2),
    ],
)
def test_an_answer_that_says_neither_is_a_warning_and_no_silence(err: str, code: int, out: Path, az: Fake) -> None:
    az.answers("resource show --api-version", text=" ", err=err, code=code)
    result = ringfence("deploy", out, "--yes", "--only", "scoring")
    assert result.exit_code == 0
    assert result.stderr.count("warning[AZU21]") == 12
    assert "not known whether that is there" in result.stderr.split("done")[0]


def test_a_preview_says_it_of_its_package(out: Path, az: Fake, plan: Plan) -> None:
    az.answers("resource show --api-version", err=ABSENT, code=3)
    code, found = said(out, verb="what-if")
    assert code == 1
    assert len(found) == 12
    assert said(out, "--only", "fraud", verb="what-if") == (0, [])


def test_packages_that_name_nothing_are_not_asked_about(out: Path, az: Fake) -> None:
    assert said(out, "--only", "connectivity", "--only", "fraud") == (0, [])
    assert az.calls("resource show", "--api-version") == []


def test_what_is_done_is_not_asked_about_again(out: Path, az: Fake) -> None:
    said(out)
    az.answers("resource show --api-version", err=ABSENT, code=3)
    assert said(out) == (0, [])


def test_a_warning_does_not_keep_a_wave_from_being_asked_for(
    out: Path, az: Fake, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def yes(question: str, **_: object) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr("ringfence.commands.azure.asking", lambda: True)
    monkeypatch.setattr("click.confirm", yes)
    beside = {"resourceId": "/subscriptions/s/resourceGroups/g/providers/x/y/left-over", "changeType": "Ignore"}
    rows = [*changes(plan, "connectivity"), beside]
    az.answers("what-if --name ringfence-connectivity", {"status": "Succeeded", "changes": rows})
    assert ringfence("deploy", out).exit_code == 0
    assert len(asked) == len({package.purpose for package in plan.packages}) == 3
