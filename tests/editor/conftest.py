"""The YAML language server, in a folder with the schema. Without it these tests are skipped; in CI they fail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ringfence.blueprint.schema.json_schema import schema_text
from tests.editor.server import Server
from tests.optional_tools import program


@pytest.fixture(scope="session")
def yaml_server() -> Path:
    """The program: RINGFENCE_YAML_SERVER, else the one in .tools/yaml."""
    install = "Install it with `npm install --prefix .tools/yaml yaml-language-server@1`"
    place = "yaml/node_modules/.bin/yaml-language-server"
    return program("yaml-language-server", "RINGFENCE_YAML_SERVER", place, install)


@pytest.fixture(scope="session")
def server(yaml_server: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests of a file: documents name the schema beside them on their first line."""
    folder = tmp_path_factory.mktemp("editor")
    (folder / "blueprint.schema.json").write_text(schema_text(), "utf-8")
    running = Server(yaml_server, folder)
    yield running
    running.close()
