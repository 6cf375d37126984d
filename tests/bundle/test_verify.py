"""`verify`: a bundle as it was written passes; each class of file that is spoiled is one finding."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ringfence.bundle.contents import Files
from ringfence.diagnostics import Rejected, Severity
from tests.bundle.conftest import Sample, listed, verify
from tests.cli.ringfence import ringfence

HASHES = "template-hashes.json"


def edited(files: Files, path: str, old: str = "", new: str = "") -> Files:
    """The files with one text of one file replaced, or a line added to it."""
    text = files[path].decode()
    assert old in text
    return {**files, path: (text.replace(old, new, 1) if old else f"{text}\n").encode()}


def said(files: Files, change: Callable[[Any], None]) -> Files:
    """The files with another bundle.json."""
    data = json.loads(files["bundle.json"])
    change(data)
    return {**files, "bundle.json": (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()}


def only(files: Files, *tops: str) -> Files:
    return {path: content for path, content in files.items() if path.startswith(tops)}


def without(files: Files, path: str) -> Files:
    return {name: content for name, content in files.items() if name != path}


@pytest.mark.parametrize(
    "path",
    [
        "release/DEPLOY.md",
        "release/packages/credit-risk/main.bicepparam",
        "release/packages/credit-risk/main.json",
        "release/manifest.json",
        "source/quickstart.yaml",
        "source/quickstart.ledger.yaml",
        "evidence/junit.xml",
        "sbom.cdx.json",
        "provenance.intoto.json",
        "CHANGE.md",
    ],
)
def test_a_file_that_is_edited_or_missing_is_found_by_its_hash(path: str, sample: Sample, tmp_path: Path) -> None:
    for files in (edited(sample.files, path), without(sample.files, path)):
        with pytest.raises(Rejected) as rejected:
            verify(tmp_path, files)
        assert [(one.code, one.path) for one in rejected.value.report.findings] == [("BND07", path)]


SPOILED: dict[str, tuple[str, Callable[[Files], Files]]] = {
    "a part without its list": ("BND06", lambda files: only(files, "release/", "source/")),
    "the list alone": ("BND07", lambda files: only(files, "bundle.json")),
    "the list is no JSON": ("BND06", lambda files: {**files, "bundle.json": b"{"}),
    "the list is deep": ("BND06", lambda files: {**files, "bundle.json": b"[" * 100_000}),
    "the list lacks its maker": ("BND06", lambda files: said(files, lambda data: data.pop("maker"))),
    "the list says more": ("BND06", lambda files: said(files, lambda data: data.update(note="trust me"))),
    "the list names another blueprint": ("BND06", lambda files: said(files, lambda data: data.update(blueprint="x"))),
    "a path that leads out": ("BND06", lambda files: said(files, lambda data: data.update(blueprint="source/../x"))),
    "a file more": ("BND07", lambda files: {**files, "release/more.sh": b"rm -rf /\n"}),
    "another input": ("BND06", lambda files: listed({**files, "source/other.yaml": b""})),
    "another format": ("BND08", lambda files: said(files, lambda data: data.update(format=2))),
    "another Ringfence": ("BND08", lambda files: said(files, lambda data: data["maker"].update(ringfence="0.0.9"))),
    "provenance": (
        "BND10",
        lambda files: _restated(edited(files, "provenance.intoto.json", "slsa.dev", "slsa.example")),
    ),
    "bill of materials": ("BND10", lambda files: listed(edited(files, "sbom.cdx.json", "click", "clack"))),
    "template hash": ("BND11", lambda files: listed(edited(files, HASHES, '"main": "', '"main": "1'))),
    "document": ("BND12", lambda files: listed(edited(files, "release/DEPLOY.md"))),
    "parameter": ("BND12", lambda files: listed(edited(files, "release/packages/credit-risk/main.bicepparam"))),
    "evidence": ("BND12", lambda files: listed(edited(files, "evidence/check.json"))),
    "risk": ("BND12", lambda files: listed(edited(files, "change.json", '"risk": "high"', '"risk": "low"'))),
    "approval digest": ("BND12", lambda files: listed(said(files, lambda data: data.update(approval="0" * 64)))),
    "release before": ("REL01", lambda files: listed({**files, "against/release.json": b"{}"})),
    "ledger": ("LED05", lambda files: listed(edited(files, "source/quickstart.ledger.yaml", "hscu", "abcd"))),
}


def _restated(files: Files) -> Files:
    """A list that has the hash of a provenance that was edited."""
    from ringfence.bundle.bundled import bundle_json, read_bundle  # noqa: PLC0415

    about = read_bundle(files)
    return {
        **files,
        "bundle.json": bundle_json(without(files, "bundle.json"), about.maker, about.blueprint, about.approval),
    }


@pytest.mark.parametrize("name", SPOILED)
def test_what_was_edited_with_its_hashes_is_one_finding(name: str, compiled: Sample, tmp_path: Path) -> None:
    code, spoil = SPOILED[name]
    with pytest.raises(Rejected) as rejected:
        verify(tmp_path, spoil(compiled.files))
    (found,) = rejected.value.report.findings
    assert found.code == code
    assert found.hint
    assert str(Path(tmp_path.anchor) / "tmp") not in f"{found.message} {found.place} {found.path} {found.hint}"


def test_a_source_that_was_edited_with_its_hashes_gives_other_files(compiled: Sample, tmp_path: Path) -> None:
    files = listed(edited(compiled.files, "source/quickstart.yaml", "Approved Python", "Any Python"))
    with pytest.raises(Rejected) as rejected:
        verify(tmp_path, files)
    (found,) = rejected.value.report.findings
    assert (found.code, found.path) == ("BND12", "release/DEPLOY.md")
    assert "source/quickstart.yaml" in found.message


def test_another_bicep_is_refused_and_another_file_of_it_is_a_warning(compiled: Sample, tmp_path: Path) -> None:
    older = listed(said(compiled.files, lambda data: data["maker"].update(bicep="0.30.3.12046")))
    with pytest.raises(Rejected) as rejected:
        verify(tmp_path, _with_its_sbom(older))
    (found,) = rejected.value.report.findings
    assert (found.code, "0.30.3" in found.hint) == ("BND09", True)
    elsewhere = said(compiled.files, lambda data: data["maker"].update(bicep_sha256="0" * 64, code="1" * 64))
    report = verify(tmp_path, _with_its_sbom(elsewhere))
    assert [(one.code, one.severity) for one in report.findings] == [
        ("BND08", Severity.WARNING),
        ("BND09", Severity.WARNING),
        ("AZU22", Severity.WARNING),
    ]


def _with_its_sbom(files: Files) -> Files:
    from ringfence.bundle.bundled import read_bundle  # noqa: PLC0415
    from ringfence.bundle.sbom import NAME, sbom  # noqa: PLC0415

    return listed({**files, NAME: sbom(read_bundle(files).maker)})


def test_without_bicep_the_command_ends_with_3(sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("PATH", ""), ("RINGFENCE_BICEP", ""), ("AZURE_CONFIG_DIR", str(tmp_path))):
        monkeypatch.setenv(name, value)
    result = ringfence("verify", sample.path)
    assert result.exit_code == 3
    assert "TOL01" in result.stderr
    assert "hashes and sizes of all files" in result.stdout
