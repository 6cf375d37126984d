"""README's two commands are the ones that CI runs; what the README names exists."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

from ringfence.cli import main

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


def test_every_file_that_the_readme_links_to_exists() -> None:
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
    assert links
    assert [link for link in links if link and not (ROOT / link).exists()] == []
