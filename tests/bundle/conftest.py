"""A bundle of the smallest example, made once a session; spoiled copies of it are made from its files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from ringfence.bundle import verified
from ringfence.bundle.archive import unzipped, zipped
from ringfence.bundle.bundled import read_bundle
from ringfence.bundle.contents import Asked, Files, Made, closed
from ringfence.bundle.of_folder import bundle_of
from ringfence.diagnostics import Report
from ringfence.pack.approval import proof
from ringfence.pack.tree import pack
from ringfence.pipeline import Decision, origin
from ringfence.render.tree import render
from tests.marked import ROOT

FOLDER, BLUEPRINT = ROOT / "out" / "quickstart", ROOT / "blueprints" / "quickstart.yaml"


@dataclass(frozen=True, slots=True)
class Sample:
    """A bundle: its archive, its files, and the release that it was made of."""

    path: Path
    files: Files
    made: Made


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, bicep_cli: Path) -> Sample:
    """The bundle; for reading only."""
    content, made = bundle_of(FOLDER, Asked(BLUEPRINT, "", FOLDER), lambda _: None)
    path = tmp_path_factory.mktemp("bundle") / "change.zip"
    path.write_bytes(content)
    return Sample(path, unzipped(path), made)


class Quick:
    """A Bicep that knows its version only."""

    def __init__(self, _program: Path) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        pass

    def version(self) -> str:
        return "0.49.2"


@pytest.fixture
def compiled(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> Sample:
    """The bundle, whose release is compiled already: `verify` compiles nothing while it is made of this source."""
    monkeypatch.setattr(verified, "Bicep", Quick)
    monkeypatch.setattr(verified, "made", lambda _decision, _step: sample.made)
    return sample


def recompiled(sample: Sample, decision: Decision) -> Made:
    """What would be made of a decision, if Bicep made of its packages what it makes of those of the sample."""
    proofs = {path: text for path, text in sample.made.files.items() if proof(path)}
    files = pack(decision.plan, {**render(decision.plan), **proofs}, origin(decision), decision.release)
    return replace(sample.made, decision=decision, files=files)


def verify(folder: Path, files: Files) -> Report:
    """What is found in a bundle of these files."""
    path = folder / "spoiled.zip"
    path.write_bytes(zipped(files))
    return verified.verify(path, lambda _: None, lambda _: None).report


def listed(files: Files) -> Files:
    """The files with hashes and provenance that fit them: what somebody does who edits a file and knows the format."""
    said = read_bundle(files)
    return closed(files, said.maker, said.blueprint, said.approval)
