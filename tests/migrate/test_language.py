"""What migration makes is version 2: each file that was version 1 is read by the new models, and plans as before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from ringfence.blueprint.parse import parsed
from ringfence.load.document import read
from ringfence.migrate import migrated, migrated_ledger
from ringfence.pipeline import decided, files
from tests.marked import ROOT

FOLDER = Path(__file__).parent / "v1"
FILES = sorted(file for file in FOLDER.glob("*.yaml") if "." not in file.stem)
EXAMPLES = ("quickstart", "regional-bank")
"""Examples that still say what they said in version 1; the universal bank has grown since."""


def new_text(file: Path) -> str:
    """The blueprint in version 2, with what version 1 does not say."""
    return migrated(
        file.read_text("utf-8-sig"),
        owner="data-platform@lakesidebank.example",
        review_by=date(2027, 6, 30),
        reason="Models come from the registry in which they were approved.",
    ).text


BEYOND = ("inference-networks",)
"""Keys that no block of version 2 has: they stay where `validate` finds them."""


@pytest.mark.parametrize("file", [file for file in FILES if file.stem not in BEYOND], ids=lambda file: file.stem)
def test_the_models_of_version_2_read_it(file: Path) -> None:
    try:
        parsed(read("new.yaml", new_text(file)))
    except ValidationError as error:
        wrong = [(each["loc"], each["msg"]) for each in error.errors(include_url=False)]
        raise AssertionError(wrong) from None


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_plan_to_the_same_bicep_byte_for_byte(name: str, tmp_path: Path) -> None:
    ledger = tmp_path / "bank.ledger.yaml"
    ledger.write_text(migrated_ledger((FOLDER / f"{name}.ledger.yaml").read_text("utf-8")), "utf-8")
    decision = decided(read(f"{name}.yaml", new_text(FOLDER / f"{name}.yaml")), ledger)
    made = {path: text for path, text in files(decision).items() if path.endswith((".bicep", ".bicepparam", ".json"))}
    shipped = ROOT / "out" / name
    assert [
        p for p, text in made.items() if p.startswith("packages/") and text != (shipped / p).read_text("utf-8")
    ] == []
    assert (ROOT / "blueprints" / f"{name}.yaml").read_text("utf-8") == decision.document.text
