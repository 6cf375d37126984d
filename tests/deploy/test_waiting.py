"""A deployment waits where DEPLOY.md has a script or a step by hand, says what and by whom, and goes on when told."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from ringfence.output import write_tree
from ringfence.pack.runbook.stops import stops
from ringfence.pack.tree import scripts
from ringfence.pipeline import files
from ringfence.plan.model.package import Plan
from tests.banks import bank, planned, zone
from tests.cli.ringfence import ringfence
from tests.deploy.fake import Fake
from tests.variants import FRAUD, lake_of

SCRIPT = "fraud/registry-endpoints.sh"
NAMES = ["connectivity", "fraud", "pricing", "lake"]


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank whose first landing zone has a script that the next one waits for, and a lake with one at the end."""
    folder = tmp_path_factory.mktemp("waiting")
    tree = bank(FRAUD, zone("pricing"), lake_of("lake", "one"))
    write_tree(folder / "out", files(planned(folder, tree)))
    return folder / "out"


@pytest.fixture
def out(generated: Path, tmp_path: Path) -> Path:
    """A copy for which nothing is done yet."""
    return Path(shutil.copytree(generated, tmp_path / "out"))


def created(az: Fake) -> list[str]:
    return [re.findall(r"ringfence-(\w+)", call)[0] for call in az.calls("deployment sub create")]


def waited(out: Path, *options: str) -> list[str]:
    """What a run waits for in the end."""
    found = json.loads(ringfence("deploy", out, "--yes", "--json", *options).stdout)["findings"]
    return [each["value"] for each in found if each["code"] == "AZU49"]


def test_the_order_is_that_of_the_runbook(out: Path, plan: Plan) -> None:
    text = (out / "DEPLOY.md").read_text("utf-8")
    for stop in stops(plan, scripts(plan)):
        title = next(package.title for package in plan.packages if package.name == stop.package)
        step = re.split(r"^## ", text, flags=re.MULTILINE)
        (section,) = (each for each in step if each.startswith("Step") and each.splitlines()[0].endswith(title))
        for line in stop.what:
            assert line.removeprefix("Run ").split(" in the folder")[0][:40] in section.replace("\\", "")


def test_it_stops_before_each_package_and_after_each_script_and_goes_on_when_told(out: Path, az: Fake) -> None:
    assert waited(out)[0].endswith("/before")
    assert waited(out, "--done", "*/before") == [SCRIPT]
    assert "pricing" not in created(az)
    assert waited(out) == [SCRIPT]
    assert waited(out, "--done", SCRIPT) == []
    assert sorted(created(az)) == sorted(NAMES)


def test_what_is_told_says_what_to_run_and_by_whom(out: Path, az: Fake) -> None:
    result = ringfence("deploy", out, "--yes", "--done", "*/before")
    assert "Run `sh registry-endpoints.sh` in the folder packages/fraud." in result.stderr
    said = " ".join(result.stderr.split())
    assert "from an administrators' machine that reaches Azure Resource Manager" in said
    assert f"--done {SCRIPT}" in said


def test_a_script_at_the_end_is_left_open_until_it_is_told(out: Path, az: Fake) -> None:
    first = ringfence("deploy", out, "--yes", "--done", "*/before", "--done", SCRIPT)
    assert first.exit_code == 0
    assert "note[NTE92] lake/acls.sh is still to be done" in first.stderr
    second = ringfence("deploy", out, "--yes", "--done", "lake/acls.sh")
    assert "NTE92" not in second.stderr


def test_a_step_that_changed_is_to_be_done_again(out: Path, az: Fake) -> None:
    ringfence("deploy", out, "--yes", "--done", "*")
    record = out.with_name("out.deploy") / "steps" / f"{SCRIPT}.json"
    record.write_text(record.read_text("utf-8").replace('"key": "', '"key": "0'), "utf-8")
    assert waited(out, "--again") == [SCRIPT]


def test_a_landing_zone_alone_waits_for_the_script_of_one_that_is_there(out: Path, az: Fake) -> None:
    ringfence("deploy", out, "--yes", "--done", "*/before", "--only", "connectivity", "--only", "fraud")
    assert waited(out, "--only", "pricing") == [SCRIPT]
    assert "pricing" not in created(az)


def test_a_step_that_there_is_not_is_refused(out: Path, az: Fake) -> None:
    result = ringfence("deploy", out, "--yes", "--done", "fraud/nothing.sh")
    assert result.exit_code == 1
    assert "error[AZU52]" in result.stderr
    assert SCRIPT in result.stderr
    assert created(az) == []


@pytest.mark.parametrize("answer", [True, False])
def test_on_a_terminal_it_asks(answer: bool, out: Path, az: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    questions: list[str] = []

    def asked(question: str, **_: object) -> bool:
        questions.append(question)
        return answer or question == "Deploy this?"

    monkeypatch.setattr("ringfence.commands.azure.asking", lambda: True)
    monkeypatch.setattr("click.confirm", asked)
    result = ringfence("deploy", out)
    assert (result.exit_code == 0) is answer
    assert "Is this done?" in questions
    assert (sorted(created(az)) == sorted(NAMES)) is answer
