"""`verify` against somebody who knows the format and writes every hash anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ringfence.bundle.bundled import read_bundle
from ringfence.bundle.contents import Files
from ringfence.bundle.sbom import NAME as SBOM
from ringfence.bundle.sbom import sbom
from ringfence.diagnostics import Rejected
from tests.bundle.conftest import Sample, listed, verify

Change = Callable[[dict[str, Any]], object]


def by(change: Change) -> Callable[[Files], Files]:
    """The files of a bundle that names another maker, with a bill of materials and hashes that fit."""

    def made_by(files: Files) -> Files:
        data = json.loads(files["bundle.json"])
        change(data["maker"])
        stated = {**files, "bundle.json": json.dumps(data).encode()}
        try:
            return listed({**stated, SBOM: sbom(read_bundle(stated).maker)})
        except Rejected:
            return stated

    return made_by


def fourth(number: str) -> Change:
    """Another fourth number of the version of Bicep, which Bicep itself does not print."""
    return lambda maker: maker.update(bicep=f"{maker['bicep'].rpartition('.')[0]}.{number}")


def component(**more: str) -> Change:
    return lambda maker: maker["components"].append({**maker["components"][-1], **more})


def without(*tops: str) -> Callable[[Files], Files]:
    return lambda files: listed({path: text for path, text in files.items() if not path.startswith(tops)})


def more(path: str, content: bytes) -> Callable[[Files], Files]:
    return lambda files: listed({**files, path: content})


LIES: dict[str, tuple[str, Callable[[Files], Files]]] = {
    "a Bicep that has compiled nothing": ("BND11", by(fourth("666"))),
    "a command as the version of Bicep": ("BND11", by(fourth("\n##vso[task.complete result=Succeeded]"))),
    "words as the digest of Ringfence": ("BND06", by(lambda maker: maker.update(code="as reviewed"))),
    "words as the digest of Bicep": ("BND06", by(lambda maker: maker.update(bicep_sha256="\n::stop-commands::x"))),
    "a command as a distribution": ("BND06", by(component(name="x\n::error::"))),
    "no ledger": ("BND06", without("source/quickstart.ledger")),
    "no change record": ("BND12", without("CHANGE.md")),
    "no evidence": ("BND12", without("evidence/results.sarif")),
    "a file more": ("BND12", more("release/packages/credit-risk/run.sh", b"")),
    "a folder's name as a file": ("BND12", more("source", b"")),
    "a release before that is empty": ("REL01", more("against/manifest.json", b"{}")),
    "a release before that is deep": ("REL02", more("against/plan.json", b"[" * 100_000)),
    "a template that is deep": ("BND11", more("release/packages/credit-risk/main.json", b"[" * 100_000)),
    "decisions that are no text": ("LOD02", more("source/quickstart.decisions.yaml", b"\0")),
    "a blueprint that is no text": ("LOD01", more("source/quickstart.yaml", b"\xff")),
}


@pytest.mark.parametrize("name", LIES)
def test_a_lie_with_hashes_that_fit_is_one_finding_and_leaves_nothing(
    name: str, compiled: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, lie = LIES[name]
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    with pytest.raises(Rejected) as rejected:
        verify(tmp_path, lie(compiled.files))
    (found,) = rejected.value.report.findings
    assert found.code == code
    assert list(temporary.iterdir()) == []


def test_a_distribution_that_is_listed_twice_is_told(compiled: Sample, tmp_path: Path) -> None:
    found, example = verify(tmp_path, by(component())(compiled.files)).findings
    assert example.code == "AZU22"
    assert (found.code, "list of distributions" in found.message) == ("BND08", True)
