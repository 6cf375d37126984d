"""A bundle of a generated folder: the folder is made anew and must be the same, so a bundle holds nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from ringfence.bundle.archive import zipped
from ringfence.bundle.contents import Asked, contents
from ringfence.bundle.fault import few, finding, refused
from ringfence.bundle.made import Made, made
from ringfence.bundle.maker import here
from ringfence.check import locate, manifest
from ringfence.diagnostics import Diagnostic, Rejected, Report
from ringfence.pack.again import told
from ringfence.pack.approval import PROOFS
from ringfence.pipeline import Decision, ledger_path
from ringfence.plan.model.package import Plan
from ringfence.releases.asked import unasked
from ringfence.releases.recorded import unrecorded
from ringfence.releases.release import NAME as RELEASE
from ringfence.releases.release import read_release
from ringfence.releases.since.since import Since

_AGAIN = "run `ringfence generate --check` with this blueprint, its ledger and this Bicep, then bundle the folder"


def bundle_of(folder: Path, asked: Asked, on_step: Callable[[str], None]) -> tuple[bytes, Made]:
    """The bundle of a folder as a zip archive, and what was made anew for it. Runs Bicep once for each package.

    Raises Rejected for a folder without proofs (BND01), one that was edited (MAN01) or is not what blueprint and
    release before give (MAN08, MAN09, RSK07, BND02), and ToolMissing without Bicep.
    """
    program = locate()
    plan = manifest.plan_of(folder)
    if unproven := _unproven(folder, plan):
        message = f"{few(unproven)} {'is' if len(unproven) == 1 else 'are'} missing: the folder was not generated with"
        raise refused("BND01", unproven[0], f"{message} --check", _AGAIN)
    _raise([*manifest.untouched(folder), *manifest.version(folder)])
    _raise(_without_ledger(asked))
    decision = asked.decide()
    _raise(_decided_otherwise(folder, plan, decision, asked))
    again = made(decision, on_step)
    _raise(_differing(folder, again, asked))
    return zipped(contents(again, asked, here(program, again.bicep))), again


def _raise(found: Iterator[Diagnostic] | list[Diagnostic]) -> None:
    report = Report.of(found)
    if not report.ok:
        raise Rejected(report)


def _unproven(folder: Path, plan: Plan) -> list[str]:
    """The proofs that a folder lacks, by path."""
    paths = [f"packages/{package.name}/{name}" for package in plan.packages for name in PROOFS]
    return [path for path in paths if not (folder / path).is_file()]


def _without_ledger(asked: Asked) -> Iterator[Diagnostic]:
    """BND02 where no ledger lies beside the blueprint: each address would be a finding."""
    ledger = ledger_path(asked.blueprint)
    if not ledger.is_file():
        message = f"there is no {ledger.name} beside {asked.blueprint.name}, so addresses and names are not those"
        yield finding("BND02", ledger.name, f"{message} of the folder", "put the ledger there that `generate` wrote")


def _decided_otherwise(folder: Path, plan: Plan, decision: Decision, asked: Asked) -> Iterator[Diagnostic]:
    """What the plan and the release of a folder say that blueprint, decisions and release before do not; no Bicep."""
    yield from unasked(plan, decision.plan)
    yield from unrecorded(folder, decision.release)
    if asked.against:
        yield from told(folder, plan, asked.against).findings
    elif _since(folder):
        message = "the folder was generated with --since, and no release before is named here"
        yield finding("BND02", RELEASE, message, "name the same release with --against")


def _since(folder: Path) -> Since | None:
    """What a folder says of the release before; None for nothing, and for what cannot be read: its bytes differ."""
    try:
        return read_release((folder / RELEASE).read_bytes()).since
    except (OSError, ValueError):
        return None


def _differing(folder: Path, again: Made, asked: Asked) -> Iterator[Diagnostic]:
    """BND02 where bytes of a folder are not those that are made anew."""
    names = [name for name, text in again.files.items() if not _same(folder / name, text)]
    if names:
        message = f"{few(names)}: not what {asked.blueprint.name} gives with its ledger and Bicep {again.bicep}"
        yield finding("BND02", names[0], message, _AGAIN)


def _same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()
