"""The YAML language server, in a folder with the schema. Without it these tests are skipped; in CI they fail."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ringfence.blueprint.schema.json_schema import schema_text
from tests.conftest import _absent
from tests.editor.server import Server

ROOT = Path(__file__).parents[2]
PLACE = ROOT / ".tools/yaml/node_modules/.bin/yaml-language-server"
HINT = (
    "Install it with `npm install --prefix .tools/yaml yaml-language-server@1`, "
    "or name the program in RINGFENCE_YAML_SERVER."
)


@pytest.fixture(scope="session")
def program() -> Path:
    """The program: RINGFENCE_YAML_SERVER, else the one in .tools/yaml."""
    path = Path(os.environ.get("RINGFENCE_YAML_SERVER") or PLACE)
    if not path.is_file():
        _absent(f"yaml-language-server ({path})", HINT)
    return path.absolute()


@pytest.fixture(scope="session")
def server(program: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests of a file: documents name the schema beside them on their first line."""
    folder = tmp_path_factory.mktemp("editor")
    (folder / "blueprint.schema.json").write_text(schema_text(), "utf-8")
    running = Server(program, folder)
    yield running
    running.close()
