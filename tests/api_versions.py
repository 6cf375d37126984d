"""Writes `templates/facts/api-versions.json` from what Bicep knows: `python -m tests.api_versions --as-of DATE`.

The linter rule use-recent-api-versions lists the stable versions of a type, and previews that are newer than these.
Its settings `test-today` and `test-warn-not-found` make it say so without a clock, for any type. Source: Azure/bicep
UseRecentApiVersionRule.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from ringfence.catalog.api_versions import ApiVersions, api_versions
from ringfence.catalog.read import kinds
from ringfence.check.bicep import Bicep, locate

FILE = Path(__file__).parents[1] / "templates" / "facts" / "api-versions.json"
_SOURCE = (
    "Bicep CLI {version}, the types in it, as its linter rule use-recent-api-versions lists them: every stable "
    "version, and previews that are newer. `asOf` is the date from which ages are counted."
)
_RULE = "use-recent-api-versions"
_FOUND = re.compile(r"Could not find apiVersion \S+ for (\S+)\. Acceptable versions: (.+?)(?: \[|$)")
_ANY_AGE = 36500
"""Days: a hundred years."""


def types_in_use() -> list[str]:
    """Every resource type of the catalogue that a template may declare, sorted."""
    return sorted({kind.type for kind in kinds().values() if kind.deployed or "-" in kind.api.version("AzureCloud")})


def versions(bicep: Bicep, types: Iterable[str], as_of: date) -> dict[str, tuple[str, ...]]:
    """What Bicep knows of each type, newest first; a type that it does not know is left out."""
    settings = {
        "level": "warning",
        "maxAgeInDays": _ANY_AGE,
        "gracePeriodInDays": 0,
        "test-today": as_of.isoformat(),
        "test-warn-not-found": True,
    }
    lines = [f"resource r{n} '{name}@1900-01-01' existing = {{ name: 'x' }}" for n, name in enumerate(types)]
    with TemporaryDirectory(prefix="ringfence-") as name:
        folder = Path(name).resolve()
        config = {"analyzers": {"core": {"rules": {_RULE: settings}}}}
        (folder / "bicepconfig.json").write_text(json.dumps(config), "utf-8")
        (folder / "main.bicep").write_text("\n".join(lines), "utf-8")
        messages = bicep.compile(folder / "main.bicep").messages
    found = [_FOUND.match(message.text) for message in messages if message.code == _RULE]
    return {row[1]: tuple(row[2].split(", ")) for row in found if row}


def text(known: ApiVersions) -> str:
    """The table as its file has it: a line a type."""
    rows = [f"    {json.dumps(name)}: {json.dumps(list(row))}" for name, row in sorted(known.types.items())]
    head = {"source": known.source, "asOf": known.asOf.isoformat(), "months": known.months}
    start = "".join(f"  {json.dumps(key)}: {json.dumps(value)},\n" for key, value in head.items())
    return "{\n" + start + '  "types": {\n' + ",\n".join(rows) + "\n  }\n}\n"


def main() -> None:
    """Write the file, with the date that is given or the one that it has."""
    parser = argparse.ArgumentParser(description="Writes templates/facts/api-versions.json.")
    parser.add_argument("--as-of", type=date.fromisoformat, default=api_versions().asOf, help="YYYY-MM-DD")
    as_of: date = parser.parse_args().as_of
    with Bicep(locate()) as bicep:
        source = _SOURCE.format(version=bicep.version())
        known = ApiVersions(source=source, asOf=as_of, months=6, types=versions(bicep, types_in_use(), as_of))
    FILE.write_text(text(known), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
