"""README's two commands are the ones that CI runs; what the README shows is what Ringfence prints and writes."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from ringfence.cli import main
from tests.marked import between
from tests.readme_parts import PAGE, parts

MOST_LINES = 130
ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_the_first_two_blocks_are_the_two_commands() -> None:
    use, gate = BLOCKS[:2]
    assert "pip install" in use
    assert "ringfence generate blueprints/quickstart.yaml" in use
    assert gate.rstrip().endswith("python -m tests")


def test_ci_takes_these_blocks_and_nothing_else_from_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    function = re.search(r"^command_of_readme\(\) \{.*?^\}", script, re.MULTILINE | re.DOTALL)
    assert function is not None
    for number, block in enumerate(BLOCKS[:2], 1):
        run = ["/bin/sh", "-euc", f"{function[0]}\ncommand_of_readme {number}"]
        assert subprocess.run(run, cwd=ROOT, check=True, capture_output=True, text=True).stdout == block
    assert re.search(r"^for block in 1 2; do$", script, re.MULTILINE)
    assert "pytest" not in script


def test_every_ringfence_command_in_the_readme_exists_with_its_options() -> None:
    found = [shlex.split(line, comments=True) for line in re.findall(r"ringfence [a-z].*", "\n".join(BLOCKS))]
    assert found
    for _, verb, *words in found:
        known = {option for parameter in main.commands[verb].params for option in parameter.opts}
        assert {word for word in words if word.startswith("-")} <= known


@pytest.mark.parametrize("mark", parts())
def test_the_made_parts_are_current(mark: str) -> None:
    assert between(PAGE, mark) == parts()[mark], "run `python -m tests.readme_parts`"


def test_the_tree_is_that_of_an_output_folder() -> None:
    tree = README.partition("```text\nbuild/\n")[2].partition("```")[0]
    names = {name.rstrip("/") for name in re.findall(r"[\w-]+\.\w+|[\w-]+/", re.sub(r"(?m)  +[a-z].*$", "", tree))}
    out = ROOT / "out" / "quickstart"
    written = {path.name for path in out.rglob("*") if not {"modules", "review"} & {*path.relative_to(out).parts[:-1]}}
    assert names == written - {".gitattributes"}


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= MOST_LINES


def test_the_number_of_files_that_the_first_command_writes_is_right() -> None:
    said = re.search(r"writes (\d+) files to `build/quickstart`", README)
    assert said is not None
    example = [path for path in (ROOT / "out" / "quickstart").rglob("*") if path.is_file()]
    assert int(said[1]) == len([path for path in example if path.name not in ("main.json", "snapshot.json")])
