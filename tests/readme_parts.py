"""Writes the made parts of README.md: outputs of three commands and the services: `python -m tests.readme_parts`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from ringfence.catalog.read import services
from ringfence.example_ids import examples_in
from tests.cli.ringfence import ringfence
from tests.marked import ROOT, rewrite

PAGE = "README.md"
QUICKSTART = ROOT / "blueprints" / "quickstart.yaml"
MISTAKES = {
    "onPremises: [10.0.0.0/14]": "onPremises: [10.40.8.0/21]",
    "    instances:\n": "    clusters: [{name: cpu, maxnodes: 8}]\n    instances:\n",
}
"""What makes `bank.yaml` of the quickstart, so that `validate` has something to say."""
OWN_ID = "c2b7a9d4-6e15-4f83-b0a2-91d3e8f5a7{:02}"
"""In place of an id of the example, which `generate` would note."""
DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
"""An approval digest, which each change of a template changes."""
COMMANDS = (
    ("validate", "bank.yaml"),
    ("generate", "quickstart.yaml", "--output", "build"),
    ("explain", "quickstart.yaml", "snet-compute"),
)


def parts() -> dict[str, str]:
    """The made parts by the names of their marks."""
    return {"three commands": _block(COMMANDS), "services": _services()}


def _block(commands: tuple[tuple[str, ...], ...]) -> str:
    with TemporaryDirectory() as folder, chdir(folder):
        text = QUICKSTART.read_text("utf-8")
        for number, example in enumerate(examples_in(text)):
            text = text.replace(example, OWN_ID.format(number))
        Path("quickstart.yaml").write_text(text, "utf-8")
        for right, wrong in MISTAKES.items():
            text = text.replace(right, wrong)
        Path("bank.yaml").write_text(text, "utf-8")
        told = "\n\n".join(f"$ ringfence {' '.join(words)}\n{_printed(words)}" for words in commands)
    return f"```text\n{told}\n```\n"


def _printed(words: tuple[str, ...]) -> str:
    result = ringfence(*words)
    return DIGEST.sub("<64 digits>", result.stdout + result.stderr).strip()


def _services() -> str:
    rows = "".join(f"| {package} | {', '.join(titles)} |\n" for package, titles in _by_package().items())
    return f"| Package | Services |\n| --- | --- |\n{rows}"


def _by_package() -> Mapping[str, list[str]]:
    """Titles of services by the package that has them always; the others come when the blueprint asks for them."""
    found: dict[str, list[str]] = {}
    for package, title in sorted(_pairs(), key=lambda pair: (pair[0] == ON_REQUEST, pair)):
        found.setdefault(package, []).append(title)
    return found


ON_REQUEST = "on request"


def _pairs() -> Iterator[tuple[str, str]]:
    for service in services().values():
        for package in () if service.asked else service.purposes:
            yield f"`{package}`", service.title
        if service.asked or not service.purposes:
            yield ON_REQUEST, service.title


if __name__ == "__main__":
    for mark, text in parts().items():
        rewrite(PAGE, mark, text)
