"""Same blueprint, same bytes: no hash seed, time zone, locale, encoding or place on the disk shows in the output."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.banks import Tree, write
from tests.cli.ringfence import listing
from tests.variants import VARIANTS

MACHINES: Mapping[str, Mapping[str, str]] = {
    "plain": {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    "other seed, zone and locale": {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "tr_TR.UTF-8"},
    "ascii": {"PYTHONHASHSEED": "2", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "verbose": {"PYTHONHASHSEED": "3", "PYTHONOPTIMIZE": "1", "COLUMNS": "20", "NO_COLOR": "1", "USER": "x"},
}


def blueprint() -> Tree:
    """A bank with everything, and with characters that not every encoding has."""
    tree = VARIANTS["everything"]
    return tree | {"institution": tree["institution"] | {"name": "Bänk İı 漢", "tags": {"b": "é", "A": "ß"}}}


def generated(folder: Path, machine: Mapping[str, str]) -> dict[str, str]:
    """Blueprint, ledger and output of a run on such a machine, started inside a folder of this name."""
    folder.mkdir()
    write(folder, blueprint())
    own = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "LC_", "LANG"))}
    own |= {"PYTHONPATH": os.environ.get("PYTHONPATH", ""), **machine}
    command = [sys.executable, "-m", "ringfence", "generate", "bank.yaml", "-o", "out"]
    subprocess.run(command, cwd=folder, env=own, check=True, capture_output=True)
    return listing(folder)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the plain machine makes."""
    return generated(tmp_path_factory.mktemp("first") / "here", MACHINES["plain"])


@pytest.mark.slow
@pytest.mark.parametrize("machine", [name for name in MACHINES if name != "plain"])
def test_every_machine_makes_the_same_bytes(machine: str, first: dict[str, str], tmp_path: Path) -> None:
    assert len(first) > 50
    assert generated(tmp_path / "some where-else", MACHINES[machine]) == first


@pytest.mark.slow
def test_the_order_in_which_a_blueprint_lists_its_parts_does_not_show_in_the_bicep(tmp_path: Path) -> None:
    texts = []
    for name in ("one", "two"):
        tree = blueprint()
        if name == "two":
            tree = {key: value[::-1] if key in ("landingZones", "egress") else value for key, value in tree.items()}
        (tmp_path / name).mkdir()
        path = write(tmp_path / name, tree)
        command = [sys.executable, "-m", "ringfence", "generate", str(path), "-o", str(tmp_path / name / "out")]
        subprocess.run(command, check=True, capture_output=True)
        texts.append(listing(tmp_path / name / "out" / "packages"))
    assert texts[0] == texts[1]
