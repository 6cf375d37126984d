"""A package is compared with the verdicts of its models before it is deployed: others may write to a registry."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pack.mlops.test_scripts import ENDED, REFUSED, SEEN, SETTINGS, Copy, judged

pytestmark = pytest.mark.slow


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


VERIFIED = {"ANSWERING": "scoring", "MODELS": "credit other", "REGISTRY": "mlr"}
TAG = "ml model show --registry-name mlr --name credit --version 41 --query tags."
"""The question for a tag of the version in the registry."""
_OTHER = dict(judged(SEEN, "0" * 64))
LENIENT = ((f"{TAG}verdict", _OTHER["ml model show"]), ("ml job download", _OTHER["ml job download"]))
"""A verdict by other thresholds than those of the commit that promoted."""


class Package:
    """A package that answers with versions of a registry, in a copy whose commits hold thresholds."""

    def __init__(self, copy: Copy, *versions: str) -> None:
        self.copy = copy
        home = copy.folder / "release" / "packages" / "scoring"
        home.mkdir(parents=True)
        lines = [f"model: 'azureml://registries/mlr/models/{one}'\n" for one in versions]
        (home / "main.bicepparam").write_text("".join(lines), "utf-8")
        self.git("init", "-q")
        self.promoted = self.committed()
        self.copy.folder.joinpath(SETTINGS).write_text("{}", "utf-8")
        self.committed()

    def git(self, *words: str) -> str:
        """What git says of the copy."""
        command = ["git", "-c", "user.name=a", "-c", "user.email=a", *words]
        done = subprocess.run(command, cwd=self.copy.folder, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def committed(self) -> str:
        """Commit the copy as it is; the name of the commit."""
        self.git("add", ".")
        self.git("commit", "-qm", "a")
        return self.git("rev-parse", "HEAD")

    def beside(self) -> str:
        """A commit of another branch with the settings of the first one."""
        self.git("checkout", "-q", "-b", "beside", self.promoted)
        (self.copy.folder / "more").write_text("", "utf-8")
        made = self.committed()
        self.git("checkout", "-q", "-")
        return made

    def verified(self, *answers: tuple[str, str]) -> subprocess.CompletedProcess[str]:
        """Compare it, with these answers before those about a version that its gate has judged."""
        usual = ((f"{TAG}promoted", self.promoted), *judged(SEEN))
        return self.copy.run("verify", *answers, *usual, **VERIFIED)


def test_a_package_answers_with_what_its_gate_has_judged_by_the_thresholds_of_then(copy: Copy) -> None:
    done = Package(copy, "credit/versions/41", "bought/versions/2", "credit/versions/41").verified()
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "bought 2: no gate of Azure ML judges this model",
        "credit 41 is what its gate let pass",
    ]
    (call,) = copy.calls("az ml model download")
    assert call[:8] == ["az", *["ml", "model", "download", "--registry-name", "mlr", "--name", "credit"]]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (((f"{TAG}verdict", ""),), "credit 41 has no verdict of a gate"),
        (((f"{TAG}job", ""),), "credit 41 has no job"),
        (((f"{TAG}verdict", "0" * 64),), "the verdict of another job"),
        (((f"{TAG}promoted", ""),), "promoted from no commit of this branch"),
        (((f"{TAG}promoted", "0" * 40),), "promoted from no commit of this branch"),
        (((f"{TAG}promoted", "HEAD"),), "promoted from no commit of this branch"),
        (((ENDED[0], "Failed"),), "is Failed"),
        ((("ml job show --query creation_context.created_by_type", "User"),), "a person started job"),
        ((("ml job show --query experiment_name", "credit-trial"),), "the verdict of another job"),
        ((("ml model download", "file credit/MLmodel flavors: {python_function: {}}"),), "MLmodel of the model is not"),
        (LENIENT, "the gate has read another model.json"),
        ((("ml job download", f"file verdict/verdict.json {REFUSED}"),), "auc is 0.7000, below 0.8"),
        ((("ml model show", "fails"),), ""),
    ],
)
def test_a_package_does_not_answer_with_what_others_wrote_into_the_registry(
    copy: Copy, answers: tuple[tuple[str, str], ...], said: str
) -> None:
    done = Package(copy, "credit/versions/41").verified(*answers)
    assert done.returncode != 0
    assert said in done.stderr
    assert "is what its gate let pass" not in done.stdout


def test_thresholds_of_a_commit_beside_the_branch_count_for_nothing(copy: Copy) -> None:
    package = Package(copy, "credit/versions/41")
    done = package.verified((f"{TAG}promoted", package.beside()))
    assert (done.returncode, "no commit of this branch" in done.stderr) == (1, True)


def test_a_package_without_models_of_the_registry_asks_nothing(copy: Copy) -> None:
    assert Package(copy).verified().returncode == 0
    assert copy.calls() == []


@pytest.mark.parametrize(("bank", "package"), [("universal-bank", "scoring"), ("insurer", "claims-scoring")])
def test_versions_are_told_from_a_package_as_generate_with_check_writes_it(copy: Copy, bank: str, package: str) -> None:
    release = Path(__file__).parents[3] / "out" / bank
    parameters = (release / "packages" / package / "main.bicepparam").read_text("utf-8")
    snapshot = json.loads((release / "packages" / package / "snapshot.json").read_text("utf-8"))
    (registry,) = {each.split("/")[0] for each in parameters.split("azureml://registries/")[1:]}
    words = '. scripts/answering.sh; answering "$@"'
    command = ["bash", "-c", words, "answering", str(release), package, registry]
    done = subprocess.run(command, cwd=copy.folder, capture_output=True, text=True, check=True)
    shelf = f"azureml://registries/{registry}/models/"
    assert {shelf + one.replace(" ", "/versions/") for one in done.stdout.splitlines()} == set(addresses(snapshot))


def addresses(value: object) -> Iterator[str]:
    """Every address of a model in a registry among the values of JSON."""
    if isinstance(value, str) and value.startswith("azureml://registries/") and "/models/" in value:
        yield value
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in below:
        yield from addresses(each)


def test_a_package_that_is_not_there_is_not_verified(copy: Copy) -> None:
    assert copy.run("verify", **VERIFIED).returncode != 0
