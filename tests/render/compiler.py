"""Asks Bicep what a text means: compiled without a diagnostic, then evaluated by its snapshot engine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.assets import root
from generator.check import Bicep
from generator.check.bicep import Scope

NOBODY = "00000000-0000-0000-0000-000000000000"
SCOPE = Scope(tenant=NOBODY, subscription=NOBODY, location="westeurope", deployment="test")


@dataclass(frozen=True)
class Meaning:
    """What a template says as it is compiled, and the values of its outputs once evaluated."""

    template: Mapping[str, Any]
    outputs: Mapping[str, Any]


def meaning(bicep: Bicep, folder: Path, main: str, values: str = "") -> Meaning:
    """The meaning of a `main.bicep` with the values of a `main.bicepparam`, under the lint rules of our packages."""
    (folder / "bicepconfig.json").write_text((root() / "templates/deployment/bicepconfig.json").read_text("utf-8"))
    (folder / "main.bicep").write_text(main, "utf-8")
    (folder / "main.bicepparam").write_text(f"using './main.bicep'\n{values}", "utf-8")
    compiled = bicep.compile(folder / "main.bicep")
    assert compiled.messages == ()
    assert compiled.template is not None
    snapshot = bicep.snapshot(folder / "main.bicepparam", SCOPE)
    assert snapshot["diagnostics"] == []
    assert snapshot["predictedResources"] == []
    return Meaning(json.loads(compiled.template), snapshot["outputs"])
