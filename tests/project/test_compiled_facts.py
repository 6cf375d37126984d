"""`templates/compiled.json` says what the YAML files say, and an edited file is read anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from ringfence import compiled_facts
from ringfence.compiled_facts import FILE, compiled, facts_of
from tests.compiled_facts import TEMPLATES

KEY_VAULT = TEMPLATES / "services" / "key-vault" / "service.yaml"


def test_the_compiled_file_is_current() -> None:
    current = (TEMPLATES / FILE).read_text("utf-8") == compiled(TEMPLATES)
    assert current, "run `python -m tests.compiled_facts`"


def test_a_text_as_it_was_compiled_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    text = KEY_VAULT.read_text("utf-8")
    expected = YAML(typ="safe", pure=True).load(text)
    monkeypatch.setattr(compiled_facts, "_parsed", lambda _: pytest.fail("parsed"))
    assert facts_of(text) == expected


def test_an_edited_text_is_parsed() -> None:
    text = KEY_VAULT.read_text("utf-8").replace("title: ", "title: Edited ", 1)
    assert facts_of(text)["title"].startswith("Edited ")


@pytest.mark.parametrize("text", ["api: 2025-05-01\n", "ports: {443: https}\n"])
def test_what_json_would_change_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "services").mkdir()
    (tmp_path / "services" / "service.yaml").write_text(text, "utf-8")
    with pytest.raises(ValueError, match=r"^services/service.yaml holds what JSON cannot"):
        compiled(tmp_path)
