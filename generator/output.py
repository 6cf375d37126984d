"""The one writer: UTF-8, LF, all files or none; only below the output folder; nobody's edits are overwritten."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from generator.diagnostics import Diagnostic, Place, Rejected, Report

MANIFEST = "manifest.json"


class NotOurs(Exception):  # noqa: N818 - a misuse of the command, not an error of ours
    """The output folder holds files that Ringfence did not write."""


def write_file(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    replace_all({path: text}, ())


def write_tree(
    folder: Path, files: Mapping[str, str], beside: Mapping[Path, str] | None = None, *, force: bool = False
) -> None:
    """Make a folder hold exactly these files, and write those `beside` it, all or none.

    Raises NotOurs when the folder has files but no manifest that lists them, and Rejected (MAN01) for a file that was
    edited since it was generated or leads out of the folder through a link. With `force` edits are overwritten.
    """
    before = _written_before(folder)
    for path in files:
        if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
            raise ValueError(f"{path} leaves the output folder")
    faults = [_fault(folder, path, _LINK) for path in sorted({*files, *before}) if _leads_out(folder, path)]
    if not faults and not force:
        faults = [_fault(folder, path, _EDITED) for path in _edited(folder, files, before)]
    if faults:
        raise Rejected(Report.of(faults))
    ordered = sorted(files, key=lambda name: (name == MANIFEST, name))
    gone = [folder / path for path in sorted(set(before) - set(files)) if os.path.lexists(folder / path)]
    replace_all({**{folder / path: files[path] for path in ordered}, **(beside or {})}, gone)
    for removed in gone:
        _prune(removed.parent, folder)


@dataclass(slots=True)
class _Change:
    """What was done so far, so that it can be undone."""

    folders: list[Path] = field(default_factory=list)
    staged: list[Path] = field(default_factory=list)
    kept: list[tuple[Path, Path | None]] = field(default_factory=list)


def replace_all(files: Mapping[Path, str], gone: Iterable[Path]) -> None:
    """Write every file and remove those that are gone; when that fails or is interrupted, all is as it was before.

    Everything is written under temporary names first, where a full disk shows; what follows are renames only.
    """
    change, complete = _Change(), False
    wanted = {path: text.encode("utf-8") for path, text in files.items()}
    try:
        new = [path for path, content in wanted.items() if not _holds(path, content)]
        for path in new:
            _stage(change, path, wanted[path])
        for path in (*new, *gone):
            _swap(change, path, path in wanted)
        complete = True
    finally:
        _settle(change, complete)


def _stage(change: _Change, path: Path, content: bytes) -> None:
    missing = [folder for folder in (path.parent, *path.parent.parents) if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(exist_ok=True)
        change.folders.append(folder)
    change.staged.append(_temporary(path, "part"))
    _temporary(path, "part").write_bytes(content)


def _swap(change: _Change, path: Path, new: bool) -> None:
    """Put a staged file in the place of the old one, or remove the old one; the old one is kept until all is done."""
    old = _temporary(path, "old") if os.path.lexists(path) else None
    change.kept.append((path, old))
    if old is not None:
        _move(path, old)
    if new:
        _move(_temporary(path, "part"), path)


def _settle(change: _Change, complete: bool) -> None:
    """Remove what was kept, or put it back."""
    for path, old in reversed(change.kept):
        if complete and old is not None:
            old.unlink(missing_ok=True)
        elif not complete and old is None:
            path.unlink(missing_ok=True)
        elif not complete and old is not None and os.path.lexists(old):
            _move(old, path)
    for part in change.staged:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    for folder in reversed(change.folders if not complete else ()):
        with suppress(OSError):
            folder.rmdir()


def _temporary(path: Path, kind: str) -> Path:
    return path.with_name(f".{path.name}.{kind}")


def _move(source: Path, target: Path) -> None:
    os.replace(source, target)  # noqa: PTH105 - atomic on every platform, which Path.rename is not


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and path.read_bytes() == content


def _written_before(folder: Path) -> dict[str, str]:
    """The files that an earlier run wrote here with their hashes, by its manifest; '' where it says none."""
    if not folder.exists() or not any(folder.iterdir()):
        return {}
    try:
        listed = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
        hashes = {str(path): str(listed[path]) for path in listed}
    except (OSError, ValueError, KeyError, TypeError):
        raise NotOurs(f"{folder} is not empty and was not written by Ringfence") from None
    inside = {
        path for path in hashes if ".." not in PurePosixPath(path).parts and not PurePosixPath(path).is_absolute()
    }
    return {path: hashes[path] for path in inside} | {MANIFEST: ""}


def _edited(folder: Path, files: Mapping[str, str], before: Mapping[str, str]) -> Iterator[str]:
    """Files that are neither as they were generated nor as they are to be, and those that somebody else put there."""
    for path in sorted({*files, *before} - {MANIFEST}):
        if (folder / path).is_file():
            content = (folder / path).read_bytes()
            if hashlib.sha256(content).hexdigest() != before.get(path) and content.decode(
                errors="replace"
            ) != files.get(path):
                yield path


def _leads_out(folder: Path, path: str) -> bool:
    """Whether a folder on the way to a file is a link to somewhere else."""
    return not (folder / path).parent.resolve().is_relative_to(folder.resolve())


_LINK = ("this would be written outside of the output folder, through a link", "remove the link")
_EDITED = (
    "this file was edited since it was generated, and would be overwritten",
    "make the change in the blueprint; `--force` overwrites the edit",
)


def _fault(folder: Path, path: str, words: tuple[str, str]) -> Diagnostic:
    message, hint = words
    return Diagnostic(code="MAN01", message=message, place=Place(str(folder / path)), hint=hint)


def _prune(folder: Path, top: Path) -> None:
    """Remove folders that a removed file has left empty."""
    while folder not in (top, folder.parent):
        with suppress(OSError):
            folder.rmdir()
        if folder.exists():
            return
        folder = folder.parent
