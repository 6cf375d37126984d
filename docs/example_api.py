"""Plans a blueprint, writes what it becomes into a new folder, and checks it: `example_api.py BLUEPRINT FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from ringfence import api


def main(blueprint: Path, folder: Path) -> int:
    """Write the folder and say what is wrong; 0 when nothing is."""
    try:
        document = api.load(blueprint)
        decision = api.plan(document, blueprint.with_suffix(".ledger.yaml"))
    except api.Rejected as rejected:
        return told(rejected.report)
    for path, text in api.render(decision).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")
    blueprint.with_suffix(".ledger.yaml").write_text(decision.ledger_text, "utf-8", newline="\n")
    print(f"{len(decision.plan.packages)} packages in {folder}")
    return told(api.check(folder))


def told(report: api.Report) -> int:
    """Print findings; 0 when none of them is an error."""
    for finding in report.findings:
        print(f"{finding.place}: {finding.code} {finding.message}")
    return 0 if report.ok else 1


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), Path(sys.argv[2])))
