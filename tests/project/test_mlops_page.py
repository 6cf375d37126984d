"""The page about pipelines: what it adds to the quickstart is a blueprint without findings, with the jobs it tells."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from ringfence.pipeline import decide

ROOT = Path(__file__).parents[2]
ADDED = re.compile(r"^```yaml\n(landingZones:\n.*?)^```$", re.MULTILINE | re.DOTALL)


def added() -> dict[str, Any]:
    """What the page adds, as data."""
    (block,) = ADDED.findall((ROOT / "docs" / "mlops.md").read_text("utf-8"))
    found: dict[str, Any] = YAML().load(block)
    return found


def test_what_the_page_adds_to_the_quickstart_trains_and_registers_a_model(tmp_path: Path) -> None:
    whole = YAML().load((ROOT / "blueprints" / "quickstart.yaml").read_text("utf-8"))
    for key, value in added().items():
        whole[key] = [*whole[key], *value] if key in whole else value
    text = StringIO()
    YAML().dump(whole, text)
    (tmp_path / "bank.yaml").write_text(text.getvalue(), "utf-8")
    plan = decide(tmp_path / "bank.yaml").plan
    assert plan.mlops is not None
    (model,) = plan.mlops.models
    assert (model.evidence, {"train", "register"} <= {one.purpose for one in plan.mlops.identities}) == (
        ("lake_evidence",),
        True,
    )
