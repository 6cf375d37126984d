"""MAN04, MAN06 and MAN07: a folder is, byte for byte, what its plan renders and packs to.

The manifest stands beside the files, so who edits a file can write its hash too. Scripts, documents and whatever Bicep
decides later than its prediction are seen here, because nothing but the plan gives them. Proofs are left to MAN03.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from jinja2 import TemplateError

from ringfence.check import manifest
from ringfence.diagnostics import Diagnostic, Place, Report
from ringfence.pack.approval import approval, proof, used
from ringfence.pack.manifest import Origin
from ringfence.pack.tree import pack
from ringfence.plan.model.package import Plan
from ringfence.releases.release import NAME as RELEASE
from ringfence.releases.release import Release, read_release
from ringfence.releases.since.previous import otherwise
from ringfence.render.tree import render

_NO_PLAN = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    StopIteration,
    TemplateError,
    TypeError,
    ValueError,
)
"""What rendering ends with when a plan was edited into one that no blueprint gives."""
_SOURCE = "rule of the house: every file of the folder follows from its plan"
_HINT = "Change the blueprint and run `ringfence generate`; what its plan does not give was not planned."


def digest_of(folder: Path, plan: Plan) -> str:
    """The approval digest of what lies in a folder now; files that are no text count as they can be read."""
    return approval(plan, {path: text for path, text in _texts(folder).items() if used(path)})


def held(folder: Path, plan: Plan) -> Report:
    """What is wrong with the files of a folder: against its manifest (MAN01, MAN02, MAN05), then against its plan.

    Of another version of Ringfence every file may differ, so nothing is made again then.
    """
    elsewhere = list(manifest.version(folder))
    found = [*manifest.untouched(folder), *elsewhere]
    states = manifest.states(folder)
    if states is not None and not elsewhere:
        known = {name for name, state in states.items() if state is not manifest.State.SAME}
        found += again(folder, plan, known)
    return Report.of(found)


def readable(found: Report) -> bool:
    """Whether Bicep can say more of a folder than `held`: not where git changed each line, nor of a plan of nothing."""
    return not any(each.code == "MAN06" or each.hint == manifest.ENDINGS for each in found.findings)


def again(folder: Path, plan: Plan, known: Collection[str] = ()) -> Iterator[Diagnostic]:
    """Render and pack the plan of a folder once more and compare; files in `known` have a finding already."""
    origin = _origin(folder)
    if origin is None:
        message = f"{manifest.NAME} does not say what the folder was made from, so it cannot be made again"
        yield _finding("MAN07", manifest.NAME, message)
        return
    lying = _texts(folder)
    try:
        release = read_release(lying.get(RELEASE, "").encode("utf-8", "surrogateescape"))
    except ValueError:
        message = f"{RELEASE} does not say which release the folder is, so it cannot be made again"
        yield _finding("MAN07", RELEASE, message)
        return
    try:
        made = _made(plan, lying, origin, release)
    except _NO_PLAN as error:
        message = f"nothing can be generated from {manifest.PLAN}: {type(error).__name__} {error}".rstrip()
        yield _finding("MAN06", manifest.PLAN, message)
        return
    names = {*lying, *made} - {manifest.NAME, *known}
    differing = [name for name in sorted(names) if lying.get(name) != made.get(name)]
    if not differing and not known and lying.get(manifest.NAME) != made[manifest.NAME]:
        differing = [manifest.NAME]
    for name in differing:
        yield _differs(name, lying.get(name), made.get(name))


def told(folder: Path, plan: Plan, before: str) -> Report:
    """MAN09 where the folder says something else of the release before than that release and the plan give.

    Raises Rejected for a release before that cannot be used.
    """
    try:
        release = read_release((folder / RELEASE).read_bytes())
    except (OSError, ValueError):
        return Report()  # MAN07 says it
    return Report.of(otherwise(before, plan, release.since, release.accepted))


def _made(plan: Plan, held: Mapping[str, str], origin: Origin, release: Release) -> Mapping[str, str]:
    """Every file that follows from a plan, with the proofs as they lie there."""
    names = {package.name for package in plan.packages}
    proofs = {name: text for name, text in held.items() if proof(name) and name.split("/")[1] in names}
    return pack(plan, {**render(plan), **proofs}, origin, release)


def _origin(folder: Path) -> Origin | None:
    """What the manifest says that the folder was made from; None where it does not say all of it."""
    content = manifest.read(folder)
    found = [content.get(key) for key in ("from", "blueprint", "ledger")]
    name, blueprint, ledger = (each if isinstance(each, str) else "" for each in found)
    return Origin(name, blueprint, ledger) if name and blueprint and ledger else None


def _texts(folder: Path) -> dict[str, str]:
    """Every file of a folder; bytes that are no UTF-8 stay distinct and equal nothing that is generated."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8", "surrogateescape")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _differs(name: str, have: str | None, wanted: str | None) -> Diagnostic:
    if have is None:
        return _finding("MAN04", name, "the plan gives this file, and it is missing")
    if wanted is None:
        return _finding("MAN04", name, "the plan gives no such file")
    line = _first(have, wanted)
    return _finding("MAN04", name, "this file is not what the plan gives, although the manifest has its hash", line)


def _first(have: str, wanted: str) -> int:
    """The first line that differs; the one after the last where one text is the beginning of the other."""
    rows, expected = have.split("\n"), wanted.split("\n")
    pairs = enumerate(zip(rows, expected, strict=False), 1)
    return next((number for number, (old, new) in pairs if old != new), min(len(rows), len(expected)))


def _finding(code: str, file: str, message: str, line: int = 0) -> Diagnostic:
    place = Place(file, line, 1 if line else 0)
    return Diagnostic(code=code, message=message, place=place, path=file, hint=_HINT, source=_SOURCE)
