"""A bundle of the smallest example, made once a session; spoiled copies of it are made from its files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from ringfence.bundle import of_folder, verified
from ringfence.bundle.archive import zipped
from ringfence.bundle.bundled import read_bundle
from ringfence.bundle.contents import Asked, Files, closed, contents
from ringfence.bundle.made import Made
from ringfence.bundle.maker import here, release
from ringfence.bundle.template_hashes import compiler
from ringfence.check.witness_report import AGREES, Heard, Record
from ringfence.check.witnesses import WITNESSES
from ringfence.diagnostics import Report
from ringfence.output import write_tree
from ringfence.pack.approval import PROOFS, proof
from ringfence.pack.tree import pack
from ringfence.pipeline import Decision, decide, origin
from ringfence.render.tree import render
from tests.marked import ROOT

BLUEPRINT = ROOT / "blueprints" / "quickstart.yaml"
_PROOFS = ROOT / "out" / "quickstart"


@dataclass(frozen=True, slots=True)
class Sample:
    """A bundle: its folder, archive and files, what was made for it, and the file that counts as Bicep."""

    folder: Path
    path: Path
    files: Files
    made: Made
    program: Path


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The bundle; for reading only. Bicep is not asked: proofs are those of the committed example, all agree."""
    top = tmp_path_factory.mktemp("bundle")
    program, path, folder = top / "bicep", top / "change.zip", top / "out"
    program.write_bytes(b"a program")
    decision = decide(BLUEPRINT)
    heard = tuple(Heard(one.codes, one.claim, AGREES, ()) for one in WITNESSES)
    records = tuple(Record(package.name, "0.0.0", heard, ()) for package in decision.plan.packages)
    names = [f"packages/{package.name}/{name}" for package in decision.plan.packages for name in PROOFS]
    made = Made(decision, {name: (_PROOFS / name).read_text("utf-8") for name in names}, Report(), records)
    made = recompiled(made, decision)
    write_tree(folder, made.files)
    files = contents(made, Asked(BLUEPRINT, "", folder), here(program, made.bicep))
    path.write_bytes(zipped(files))
    return Sample(folder, path, files, made, program)


def _version(_program: Path) -> str:
    """The version of the Bicep that has compiled the proofs."""
    return release(compiler((_PROOFS / "packages" / "connectivity" / "main.json").read_text("utf-8")))


@pytest.fixture
def compiled(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> Sample:
    """The bundle, where neither `bundle` nor `verify` compile: the proofs of the sample are taken for all sources."""
    for room in (of_folder, verified):
        monkeypatch.setattr(room, "locate", lambda: sample.program)
        monkeypatch.setattr(room, "made", lambda decision, _step: recompiled(sample.made, decision))
    monkeypatch.setattr(verified, "version_of", _version)
    return sample


def recompiled(made: Made, decision: Decision) -> Made:
    """What would be made of a decision, if Bicep made of its packages what it made of those of another one."""
    proofs = {path: text for path, text in made.files.items() if proof(path)}
    files = pack(decision.plan, {**render(decision.plan), **proofs}, origin(decision), decision.release)
    return replace(made, decision=decision, files=files)


def verify(folder: Path, files: Files) -> Report:
    """What is found in a bundle of these files."""
    path = folder / "spoiled.zip"
    path.write_bytes(zipped(files))
    return verified.verify(path, lambda _: None, lambda _: None).report


def listed(files: Files) -> Files:
    """The files with hashes and provenance that fit them: what somebody does who edits a file and knows the format."""
    said = read_bundle(files)
    return closed(files, said.maker, said.blueprint, said.approval)
