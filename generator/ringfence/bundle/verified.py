"""`ringfence verify`: everything that a bundle says is found out again, offline, from what lies in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from ringfence.azure.folder import with_examples
from ringfence.bundle import bundled, provenance, sbom, template_hashes
from ringfence.bundle.archive import unzipped
from ringfence.bundle.bundled import AGAINST, SOURCE, Bundle, read_bundle
from ringfence.bundle.change.summary import RELEASE
from ringfence.bundle.contents import Asked, Files, closed, contents
from ringfence.bundle.evidence import passed
from ringfence.bundle.fault import few, finding, refused
from ringfence.bundle.made import made
from ringfence.bundle.maker import here, other
from ringfence.bundle.written import sha256
from ringfence.check import locate
from ringfence.check.bicep import version_of
from ringfence.diagnostics import Diagnostic, Rejected, Report, Severity
from ringfence.output import replace_all
from ringfence.releases.diff.source import PLAN
from ringfence.releases.release import NAME as STATED
from ringfence.releases.release import read_release

Step = Callable[[str], None]
_SENT = "ask for the file again, as `ringfence bundle` wrote it; deploy nothing of this one"
_NAMES = ("plan.json", "manifest.json", "release.json")


@dataclass(frozen=True, slots=True)
class Verified:
    """What holds of a bundle, and warnings: what runs here as another file, and ids of an example (AZU22).

    `before` is the approval digest of the release that the bundle was compared with, '' for a first release.
    """

    approval: str
    before: str
    report: Report


def verify(path: Path, on_step: Step, on_done: Step) -> Verified:
    """Check a bundle; writes into a temporary folder only. `on_done` gets a line for each step that holds.

    Raises Rejected with what is wrong (BND03 to BND12, or what its blueprint is refused for),
    and ToolMissing without Bicep.
    """
    files = unzipped(path)
    on_done(f"archive: {len(files)} files, stored, none outside of the folder")
    said = read_bundle(files)
    _raise(_listed(files, said))
    on_done(f"{bundled.NAME}: hashes and sizes of all files")
    _raise(_inputs(files, said))
    _raise(_stated(files, said))
    on_done("provenance, bill of materials and template hashes agree with the files")
    program = locate()
    found = Report.of(other(said.maker, here(program, _whole(version_of(program), said.maker.bicep))))
    _raise(found.findings)
    _raise(_compiled(files, said))
    on_done(f"made by Ringfence {said.maker.ringfence} with Bicep {said.maker.bicep}, as here")
    count = _rebuilt(files, said, on_step)
    on_done(f"made anew from {said.blueprint}: {len(files)} files, the same to the byte")
    on_done(f"witnesses: {count} statements hold")
    examples = with_examples(files[f"{RELEASE}/{PLAN}"].decode(), "FOLDER", Severity.WARNING)
    since = read_release(files[f"{RELEASE}/{STATED}"]).since
    return Verified(said.approval, since.approval if since else "", Report.of([*found.findings, *examples]))


def _raise(found: Iterator[Diagnostic] | tuple[Diagnostic, ...]) -> None:
    report = Report.of(found)
    if not report.ok:
        raise Rejected(report)


def _listed(files: Files, said: Bundle) -> Iterator[Diagnostic]:
    """BND07 where files are not those that bundle.json lists."""
    here_too = {*files} - {bundled.NAME}
    missing, added = sorted({*said.files} - here_too), sorted(here_too - {*said.files})
    edited = [path for path, one in said.files.items() if path in files and _other(files[path], one)]
    for names, what in ((missing, "missing"), (added, "in no list"), (edited, "not as the hash says")):
        if names:
            yield finding("BND07", names[0], f"{few(names)}: {what}, by {bundled.NAME}", _SENT)


def _other(content: bytes, listed: bundled.Listed) -> bool:
    return len(content) != listed.size or sha256(content) != listed.sha256


def _inputs(files: Files, said: Bundle) -> Iterator[Diagnostic]:
    """BND06 where the blueprint is not below source/, or more lies there and below against/ than a bundle has."""
    blueprint = PurePosixPath(said.blueprint)
    known = {said.blueprint, *(f"{SOURCE}/{blueprint.stem}.{kind}.yaml" for kind in ("ledger", "decisions"))}
    known |= {f"{AGAINST}/{name}" for name in _NAMES}
    ledger = f"{SOURCE}/{blueprint.stem}.ledger.yaml"
    strange = sorted(path for path in files if path.startswith((f"{SOURCE}/", f"{AGAINST}/")) and path not in known)
    if said.blueprint != f"{SOURCE}/{blueprint.name}" or said.blueprint not in files:
        yield finding("BND06", said.blueprint, f"{bundled.NAME} names no blueprint below {SOURCE}/", _SENT)
    elif ledger not in files:
        yield finding(
            "BND06", ledger, f"{ledger} is missing: without it addresses and names cannot be made anew", _SENT
        )
    elif strange:
        yield finding("BND06", strange[0], f"{few(strange)}: no input of a bundle", _SENT)


def _stated(files: Files, said: Bundle) -> Iterator[Diagnostic]:
    """BND10 and BND11 where what is said about the files is not what the files give."""
    again = closed(files, said.maker, said.blueprint, said.approval)
    wanted = {sbom.NAME: sbom.sbom(said.maker), provenance.NAME: again[provenance.NAME]}
    if wrong := [name for name, content in wanted.items() if files.get(name) != content]:
        message = f"{few(wrong)}: not what the files and {bundled.NAME} give"
        yield finding("BND10", wrong[0], message, _SENT)
    elif files[bundled.NAME] != again[bundled.NAME]:
        yield finding("BND06", bundled.NAME, f"{bundled.NAME} says more or less than `ringfence bundle` writes", _SENT)
    try:
        hashes = template_hashes.template_hashes(files, RELEASE)
    except (ValueError, RecursionError):
        hashes = b""
    if files.get(template_hashes.NAME) != hashes:
        message = f"{template_hashes.NAME} does not have the hashes of the compiled templates"
        yield finding("BND11", template_hashes.NAME, message, _SENT)


def _compiled(files: Files, said: Bundle) -> Iterator[Diagnostic]:
    """BND11 where a template was compiled by another Bicep than `bundle.json` names; its templates can be read."""
    versions = {
        path: template_hashes.compiler(files[path].decode()) for path in files if template_hashes.proof(path, RELEASE)
    }
    if wrong := sorted(path for path, version in versions.items() if version != said.maker.bicep):
        message = f"{few(wrong)}: compiled by Bicep {versions[wrong[0]]}; {bundled.NAME} says {said.maker.bicep}"
        yield finding("BND11", wrong[0], message, _SENT)


def _whole(version: str, stated: str) -> str:
    """The version of Bicep here as templates name it: theirs has a fourth number, which its other answer leaves out."""
    return stated if stated.startswith(f"{version}.") else version


def _rebuilt(files: Files, said: Bundle, on_step: Step) -> int:
    """Make the bundle anew from its inputs and compare every byte; gives the number of statements that hold.

    Raises Rejected (BND12) for files that differ.
    """
    with TemporaryDirectory(prefix="ringfence-") as name:
        folder = Path(name).resolve()
        given = {folder / path: files[path] for path in files if path.startswith((f"{SOURCE}/", f"{AGAINST}/"))}
        replace_all(given, ())
        before = str(folder / AGAINST) if (folder / AGAINST).is_dir() else ""
        asked = Asked(folder / said.blueprint, before, folder / RELEASE)
        try:
            again = made(asked.decide(), on_step)
            wanted = contents(again, asked, said.maker)
        except Rejected as rejected:
            raise Rejected(_placed(rejected.report, f"{folder.as_posix()}/")) from None
    names = [path for path in sorted({*files, *wanted} - set(_SAID), key=_first) if files.get(path) != wanted.get(path)]
    names = names or [path for path in _SAID if files[path] != wanted[path]]
    if names:
        message = f"{few(names)}: not what {said.blueprint} gives with its ledger and Bicep {again.bicep}"
        raise refused("BND12", names[0], message, _SENT)
    return passed(wanted)


def _first(path: str) -> tuple[bool, str]:
    """The order in which files are told: what is deployed comes first."""
    return not path.startswith(f"{RELEASE}/"), path


_SAID = (provenance.NAME, bundled.NAME)
"""Files that list the others, and differ where one of those does."""


def _placed(report: Report, folder: str) -> Report:
    """The same findings by the paths of the bundle."""

    def told(text: str) -> str:
        return text.replace(folder, "").replace(folder.removesuffix("/"), "the bundle")

    return replace(
        report,
        findings=tuple(
            replace(
                one,
                place=replace(one.place, file=told(one.place.file)),
                message=told(one.message),
                path=told(one.path),
                hint=told(one.hint),
            )
            for one in report.findings
        ),
    )
