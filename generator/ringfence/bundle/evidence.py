"""Evidence that the witnesses have run: what `check --report` writes, and the findings for scanners (SARIF)."""

from __future__ import annotations

import json

from ringfence.bundle.made import Made
from ringfence.pack.evidence import Checked
from ringfence.pack.evidence import evidence as of_check
from ringfence.reporting import as_sarif
from ringfence.start.finding_texts import codes, described

FOLDER = "evidence"
_CHECK = f"{FOLDER}/check.json"


def evidence(of: Made, approval: str, *, since: bool) -> dict[str, bytes]:
    """Files by path below the bundle, of a run that ended without errors; `since` says that a release before is named.

    The compiler in them is the one that the witnesses have asked.
    """
    checked = Checked(
        packages=tuple(package.name for package in of.decision.plan.packages),
        records=of.records,
        report=of.told,
        approval=approval,
        blueprint=True,
        since=since,
        found_by={code: each.rules for code, each in codes().items()},
    )
    files = {f"{FOLDER}/{name}": text.encode() for name, text in of_check(checked).items()}
    return {**files, f"{FOLDER}/results.sarif": as_sarif(of.told, described()).encode()}


def passed(files: dict[str, bytes]) -> int:
    """How many checks have passed, by the evidence among the files of a bundle."""
    return int(json.loads(files[_CHECK])["passed"])
