"""What a deployment of a package is told by: its files, and those that it calls of what all packages share."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ringfence.azure.journal import keys
from ringfence.output import MANIFEST
from ringfence.plan.model.package import Plan


@pytest.mark.parametrize(
    ("file", "again"),
    [
        ("modules/dns-link.bicep", {"connectivity", "fraud", "pricing"}),
        ("modules/key-vault.bicep", {"fraud", "pricing"}),
        ("modules/log-storage.bicep", {"connectivity"}),
        ("packages/fraud/main.bicepparam", {"fraud"}),
        ("packages/fraud/snapshot.json", set()),
        ("REVIEW.md", set()),
    ],
)
def test_a_file_deploys_those_again_that_are_made_of_it(file: str, again: set[str], out: Path, plan: Plan) -> None:
    before = keys(out, plan)
    content = json.loads((out / MANIFEST).read_text("utf-8"))
    content["files"][file] = "0" * 64
    (out / MANIFEST).write_text(json.dumps(content), "utf-8")
    after = keys(out, plan)
    assert {name for name in before if before[name] != after[name]} == again
