"""`schema` prints what editors need, and `--check` finds a copy that is out of date."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from tests.cli.ringfence import ringfence

COMMITTED = Path(__file__).parents[2] / "blueprints" / "blueprint.schema.json"


def test_the_schema_is_a_schema_and_the_committed_one() -> None:
    result = ringfence("schema")
    assert (result.exit_code, result.stderr) == (0, "")
    Draft202012Validator.check_schema(json.loads(result.stdout))
    assert COMMITTED.read_text("utf-8") == result.stdout


def test_check_is_silent_about_a_fresh_copy() -> None:
    result = ringfence("schema", "--check", COMMITTED)
    assert (result.exit_code, result.output) == (0, "")


def test_check_finds_a_stale_copy_and_leaves_it(tmp_path: Path) -> None:
    copy = tmp_path / "schema.json"
    for content in (b"{}\n", b"\xff\xfe", COMMITTED.read_bytes() + b"\n"):
        copy.write_bytes(content)
        result = ringfence("schema", "--check", copy)
        assert result.exit_code == 1
        assert "out of date" in result.stderr
        assert copy.read_bytes() == content
