"""A secret that was written into a blueprint by mistake is refused and not repeated."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.pipeline import examine
from ringfence.reporting import as_github, as_json, as_sarif, as_text
from tests.blueprint.blueprints import FULL

SITE = "prefixes: [10.1.0.0/16], "
HIDDEN = "Tr0ub4dor"
WRONG = (
    f"sharedKey: {HIDDEN}, old: {{keyVaultId",
    f"sharedKey: {{value: {HIDDEN}, keyVaultId",
    f"sharedKey: {{{HIDDEN}: , keyVaultId",
    f"sharedKey: [*{HIDDEN}], old: {{keyVaultId",
    f"password: {HIDDEN}, sharedKey: {{keyVaultId",
    f"admin-password: [{HIDDEN}], sharedKey: {{keyVaultId",
    f"connectionString: 'AccountKey={HIDDEN}', sharedKey: {{keyVaultId",
    f"note: 'AccountKey={HIDDEN}', sharedKey: {{keyVaultId",
    f"key: '-----BEGIN PRIVATE KEY----- {HIDDEN}', sharedKey: {{keyVaultId",
    f"sharedKey:\n          {HIDDEN}\n        , old: {{keyVaultId",
)


@pytest.mark.parametrize("wrong", WRONG)
def test_secret_in_a_wrong_place_is_found_and_not_shown(wrong: str, tmp_path: Path) -> None:
    good = f"{SITE}sharedKey: {{keyVaultId"
    assert good in FULL
    file = tmp_path / "bank.yaml"
    file.write_text(text := FULL.replace(good, SITE + wrong), "utf-8")
    report = examine(file)
    assert {found.code for found in report.findings} <= {"BLU01", "BLU02", "BLU03", "LOD04"}
    assert report.findings
    for told in (as_text(report, {str(file): text}, color=False), as_json(report), as_sarif(report), as_github(report)):
        assert HIDDEN not in told


def test_what_is_no_secret_is_shown(tmp_path: Path) -> None:
    file = tmp_path / "bank.yaml"
    file.write_text(text := FULL.replace("tier: Premium", "tier: Secret"), "utf-8")
    assert "tier: Secret" in as_text(examine(file), {str(file): text}, color=False)
