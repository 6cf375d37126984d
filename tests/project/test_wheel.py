"""A wheel that is installed outside the checkout generates the same bytes, and carries nothing that is not needed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest

from ringfence import __version__
from ringfence.pipeline import decide, files

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
LITTER = ("__pycache__", ".pyc", ".pytest_cache", ".hypothesis", ".mypy_cache", ".venv", "/out/", "/build/", ".tools")


def run(*command: str | Path, cwd: Path, **environ: str) -> str:
    """The standard output of a command that must succeed."""
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=cwd, env={**os.environ, **environ}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout with the build backend of this environment."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    run(*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel in it and nothing else."""
    target = tmp_path_factory.mktemp("site")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    run(*pip, "install", "--no-deps", "--no-index", "--target", target, wheel, cwd=target)
    return target


@pytest.fixture
def elsewhere(tmp_path: Path, installed: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder far from the checkout, where Python finds Ringfence in the installed wheel only."""
    monkeypatch.setenv("PYTHONPATH", str(installed))
    found = run(sys.executable, "-c", "import ringfence; print(ringfence.__file__)", cwd=tmp_path)
    assert Path(found.strip()).is_relative_to(installed)
    return tmp_path


@pytest.mark.parametrize("name", ["quickstart", "insurer", "regional-bank", "universal-bank"])
def test_the_installed_wheel_generates_what_the_checkout_does(name: str, elsewhere: Path) -> None:
    blueprint = elsewhere / f"{name}.yaml"
    for source in (ROOT / "blueprints").glob(f"{name}.*"):  # its ledger and its decisions too
        shutil.copy(source, elsewhere)
    run(sys.executable, "-m", "ringfence", "generate", blueprint.name, "-o", "out", "--locked", cwd=elsewhere)
    out = elsewhere / "out"
    made = {path.relative_to(out).as_posix(): path.read_text("utf-8") for path in out.rglob("*") if path.is_file()}
    assert made == files(decide(ROOT / "blueprints" / blueprint.name, locked=True))


def test_the_command_of_the_wheel_runs(elsewhere: Path, installed: Path) -> None:
    assert run(installed / "bin" / "ringfence", "--version", cwd=elsewhere) == f"ringfence, version {__version__}\n"


def test_the_wheel_has_the_data_and_no_litter(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    for folder in ("templates", "blueprints"):
        wanted = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert {f"ringfence/_data/{name}" for name in wanted} <= names
    assert "ringfence/py.typed" in names
    assert {name.split("/")[0] for name in names} == {"ringfence", f"ringfence-{__version__}.dist-info"}
    assert [name for name in names if any(word in f"/{name}" for word in LITTER)] == []


def test_the_source_distribution_has_the_tests_and_no_litter(tmp_path: Path) -> None:
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", tmp_path, cwd=ROOT)
    (built,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(built) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"README.md", "LICENSE", "pyproject.toml", "tests/banks.py", "templates/facts/roles.json"} <= names
    assert [name for name in names if any(word in f"/{name}" for word in LITTER)] == []
