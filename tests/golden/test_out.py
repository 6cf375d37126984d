"""`out/` is byte for byte what `generate --check` writes: the goldens, and what a reviewer would be handed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytest_snapshot.plugin import Snapshot

from ringfence.pipeline import certified, decide, files, ledger_path

ROOT = Path(__file__).parent.parent.parent
BLUEPRINTS = sorted(p for p in (ROOT / "blueprints").glob("*.yaml") if "." not in p.stem)
PROOFS = ("main.json", "snapshot.json", "manifest.json")


def nested(tree: dict[str, str]) -> dict[str, Any]:
    """A file tree as pytest-snapshot wants it."""
    result: dict[str, Any] = {}
    for path, text in tree.items():
        *folders, name = path.split("/")
        place = result
        for folder in folders:
            place = place.setdefault(folder, {})
        place[name] = text
    return result


@pytest.mark.bicep
@pytest.mark.parametrize("blueprint", BLUEPRINTS, ids=lambda path: path.stem)
def test_out_is_what_generate_check_writes(blueprint: Path, snapshot: Snapshot, bicep_cli: Path) -> None:
    tree, report = certified(decide(blueprint, locked=True), lambda _: None)
    assert report.findings == (), "an example keeps every budget"
    snapshot.snapshot_dir = ROOT / "out"
    snapshot.assert_match_dir(nested(dict(tree)), blueprint.stem)


@pytest.mark.parametrize("blueprint", BLUEPRINTS, ids=lambda path: path.stem)
def test_generate_without_bicep_writes_the_same_files(blueprint: Path) -> None:
    folder = ROOT / "out" / blueprint.stem
    written = {path: text for path, text in files(decide(blueprint, locked=True)).items() if path not in PROOFS}
    kept = {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*") if p.is_file()}
    assert written == {path: text for path, text in kept.items() if Path(path).name not in PROOFS}


@pytest.mark.parametrize("blueprint", BLUEPRINTS, ids=lambda path: path.stem)
def test_the_committed_ledger_is_complete(blueprint: Path) -> None:
    assert ledger_path(blueprint).read_text("utf-8") == decide(blueprint).ledger_text


def test_equal_structure_gives_equal_bicep() -> None:
    packages = ROOT / "out" / "regional-bank" / "packages"
    dev, prod = packages / "credit-risk-dev", packages / "credit-risk-prod"
    names = sorted(path.relative_to(dev) for path in dev.rglob("*.bicep"))
    assert names == sorted(path.relative_to(prod) for path in prod.rglob("*.bicep"))
    assert all((dev / name).read_bytes() == (prod / name).read_bytes() for name in names)
    assert (dev / "main.bicepparam").read_bytes() != (prod / "main.bicepparam").read_bytes()
