"""Asks Bicep what a text means: compiled without a diagnostic, then evaluated by its snapshot engine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings

from ringfence.check import Bicep
from ringfence.check.bicep import Scope

NOBODY = "00000000-0000-0000-0000-000000000000"
RULES = {
    "prefer-unquoted-property-names": {"level": "error"},
    "no-hardcoded-env-urls": {"level": "off"},  # a text may happen to be a host of Azure
}
CONFIG = {"analyzers": {"core": {"rules": RULES}}}
SCOPE = Scope(tenant=NOBODY, subscription=NOBODY, location="westeurope", deployment="test")

BATCHES = settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
"""Few examples, each a long list: a call of the compiler costs more than what is in it."""


@dataclass(frozen=True)
class Meaning:
    """What a template says as it is compiled, and the values of its outputs once evaluated."""

    template: Mapping[str, Any]
    outputs: Mapping[str, Any]


def meaning(bicep: Bicep, folder: Path, main: str, values: str = "") -> Meaning:
    """The meaning of a `main.bicep` with the values of a `main.bicepparam`. Quotes without need count as faults."""
    (folder / "bicepconfig.json").write_text(json.dumps(CONFIG), "utf-8")
    (folder / "main.bicep").write_text(main, "utf-8")
    (folder / "main.bicepparam").write_text(f"using './main.bicep'\n{values}", "utf-8")
    compiled = bicep.compile(folder / "main.bicep")
    assert [message.text for message in compiled.messages] == []
    assert compiled.template is not None
    snapshot = bicep.snapshot(folder / "main.bicepparam", SCOPE)
    assert snapshot["diagnostics"] == []
    assert snapshot["predictedResources"] == []
    return Meaning(json.loads(compiled.template), snapshot["outputs"])
