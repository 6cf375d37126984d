"""Where a release is read from: a folder, its `plan.json`, or a revision of a folder in git, without a checkout."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ringfence.diagnostics import Diagnostic, Place, Rejected, Report, Severity
from ringfence.plan.context.decisions.acceptance import Acceptance
from ringfence.releases import release as beside

PLAN, MANIFEST = "plan.json", "manifest.json"
Reader = Callable[[str], bytes]
"""The content of a file of a release by its name; raises OSError with words for people."""


@dataclass(frozen=True, slots=True)
class Release:
    """A plan as text, and what the manifest beside it says; without a manifest nothing is known but the plan.

    `accepted` are the decisions about its risks; None where no file says them.
    """

    name: str
    plan: bytes
    manifest: Mapping[str, object]
    accepted: tuple[Acceptance, ...] | None = None

    @property
    def files(self) -> Mapping[str, str]:
        """Digests of the files by path; empty where the manifest has none."""
        listed = self.manifest.get("files")
        return listed if isinstance(listed, dict) else {}

    def said(self, key: str) -> str:
        """A text of the manifest, '' where it has none."""
        value = self.manifest.get(key, "")
        return value if isinstance(value, str) else ""

    @property
    def edited(self) -> Diagnostic | None:
        """REL03 for a plan that is not the one that the manifest lists."""
        listed = self.files.get(PLAN)
        if listed is None or listed == hashlib.sha256(self.plan).hexdigest():
            return None
        return _finding(
            "REL03",
            self.name,
            f"{PLAN} of {self.name} was changed after it was generated",
            "generate it anew; until then the comparison may show what is not deployed",
            severity=Severity.WARNING,
        )


def opened(text: str) -> Release:
    """The release that an argument names; raises Rejected (REL01) when it is not there.

    A path that exists is a folder or a plan. All else is `REVISION:FOLDER`, in which git looks from the top of the
    repository; `REVISION:./FOLDER` is looked up from the working directory.
    """
    return _release(text, _reader(text))


def as_they_are(text: str) -> dict[str, bytes]:
    """The files of a release that another release is compared with, by name; raises Rejected as `opened` does."""
    read, found = _reader(text), {}
    for name in (PLAN, MANIFEST, beside.NAME):
        with suppress(OSError):
            found[name] = read(name)
    return found


def _reader(text: str) -> Reader:
    path = Path(text)
    if path.exists():
        return _file(path)
    revision, colon, folder = text.partition(":")
    if not (revision and colon and folder) or revision.startswith("-"):
        hint = "name an output folder, its plan.json, or REVISION:FOLDER such as main:out/bank"
        raise _refused(text, f"there is no folder or file {text}", hint)
    return _git(revision, folder.rstrip("/"))


def _release(name: str, read: Reader) -> Release:
    try:
        plan = read(PLAN)
    except OSError as wrong:
        hint = "`ringfence generate` writes it; name the folder that it wrote"
        raise _refused(name, f"{name} has no {PLAN}: {wrong.strerror}", hint) from None
    try:
        manifest = json.loads(read(MANIFEST))
    except (OSError, ValueError, RecursionError):
        manifest = {}
    return Release(name, plan, manifest if isinstance(manifest, dict) else {}, _accepted(read))


def _accepted(read: Reader) -> tuple[Acceptance, ...] | None:
    try:
        return beside.read_accepted(read(beside.NAME))
    except OSError:
        return None


def _file(path: Path) -> Reader:
    """Files of a folder; for a plan that is named itself, those beside it."""
    if path.is_dir():
        return lambda name: (path / name).read_bytes()
    return lambda name: path.read_bytes() if name == PLAN else path.with_name(name).read_bytes()


def _git(revision: str, folder: str) -> Reader:
    """Files of a folder as a revision has them; a folder that ends in `.json` is the plan itself."""
    alone = folder.endswith(".json")
    above = folder.rpartition("/")[0] if alone else folder

    def read(name: str) -> bytes:
        path = folder if alone and name == PLAN else "/".join(filter(None, (above, name)))
        return _shown(f"{revision}:{path}")

    return read


def _shown(path: str) -> bytes:
    """What git has under `REVISION:PATH`; raises OSError with git's own words."""
    try:
        command = ["git", "cat-file", "blob", path]
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - no shell, no option: see opened
    except OSError as wrong:
        raise OSError(wrong.errno, f"git cannot be run ({wrong.strerror})") from None
    if done.returncode:
        words = " ".join(done.stderr.decode(errors="replace").split()) or "git has no such file"
        raise OSError(0, words)
    return done.stdout


def unreadable(release: Release, wrong: ValueError) -> Rejected:
    """REL02 for a plan that this version cannot read, with the version that wrote it where it is known."""
    by = release.said("ringfence")
    written = f", written by Ringfence {by}," if by else ""
    reason = str(wrong).splitlines()[0] if str(wrong) else "it is empty"
    return Rejected(
        Report.of(
            [
                _finding(
                    "REL02",
                    release.name,
                    f"{PLAN} of {release.name}{written} is no plan of this version: {reason}",
                    "generate both releases with one version of Ringfence, from the blueprint and ledger of each",
                )
            ]
        )
    )


def _refused(name: str, message: str, hint: str) -> Rejected:
    return Rejected(Report.of([_finding("REL01", name, message, hint)]))


def _finding(code: str, name: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(code=code, message=message, place=Place(name), path=name, hint=hint, severity=severity)
