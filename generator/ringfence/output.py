"""The one writer: UTF-8, LF, all files or none; only below the output folder; edits by hand are not overwritten."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from ringfence.diagnostics import Diagnostic, Place, Rejected, Report

MANIFEST = "manifest.json"
Content = str | bytes
"""What a file holds; text is written as UTF-8."""
_PART, _OLD = "ringfence-new", "ringfence-old"
"""Ends of the names under which a run keeps what it is writing, and what it replaces until all is done."""


class NotOurs(Exception):  # noqa: N818 - a misuse of the command, not an error of ours
    """The output folder holds files that Ringfence did not write."""


def write_file(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    replace_all({path: text}, ())


def write_tree(
    folder: Path, files: Mapping[str, Content], beside: Mapping[Path, Content] | None = None, *, force: bool = False
) -> None:
    """Make a folder hold exactly these files, and write those `beside` it, all or none.

    Raises NotOurs when the folder has files but no manifest that lists them, Rejected (MAN01) for a file that was
    edited since it was generated or leads out of the folder through a link, and OSError when something else stands in
    the way. With `force` edits are overwritten.
    """
    if _resolved(folder) is None:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(folder))
    before = _written_before(folder)
    for path in files:
        if not _is_inside(path):
            raise ValueError(f"{path} leaves the output folder")
    faults = [_fault(folder, path, _LINK) for path in sorted({*files, *before}) if _leads_out(folder, path)]
    if not faults and not force:
        faults = [_fault(folder, path, _EDITED) for path in _edited(folder, files, before)]
    if faults:
        raise Rejected(Report.of(faults))
    wanted = {folder / path: files[path] for path in sorted(files)}
    gone = [folder / path for path in sorted(set(before) - set(files)) if _is_there(folder / path)]
    replace_all({**wanted, **(beside or {})}, gone, last=folder / MANIFEST)
    swept = list(_sweep(folder))
    for removed in (*gone, *swept):
        _prune(removed.parent, folder)


def write_listed(folder: Path, files: Mapping[str, Content], *, force: bool = False) -> None:
    """The same for files that no manifest lists yet: `manifest.json` with their hashes comes with them."""
    hashes = {path: hashlib.sha256(_bytes(content)).hexdigest() for path, content in sorted(files.items())}
    write_tree(folder, {**files, MANIFEST: json.dumps({"files": hashes}, indent=2) + "\n"}, force=force)


def _bytes(content: Content) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content


@dataclass(slots=True)
class _Change:
    """What was done so far, so that it can be undone."""

    folders: list[Path] = field(default_factory=list)
    staged: list[Path] = field(default_factory=list)
    kept: list[tuple[Path, Path | None]] = field(default_factory=list)


def replace_all(files: Mapping[Path, Content], gone: Iterable[Path], last: Path | None = None) -> None:
    """Write every file and remove those that are gone; when that fails or is interrupted, all is as it was before.

    Everything is written under temporary names first, where a full disk shows; what follows are renames only. The file
    that is `last` lists the others: it changes when all of them are as it says, so a run that is killed before leaves
    the old list, by which the next run finds what is to go. Raises OSError, with the file's name, for what cannot be
    written; a folder that stands in the place of a file stays there.
    """
    change, complete, gone = _Change(), False, tuple(gone)
    wanted = {path: _bytes(content) for path, content in files.items()}
    try:
        for path in (*wanted, *gone):
            _make_way(path)
        new = [path for path, content in wanted.items() if not _holds(path, content)]
        for path in new:
            _stage(change, path, wanted[path])
        for path in sorted((*new, *gone), key=lambda each: each == last):
            _swap(change, path, path in wanted)
        complete = True
    finally:
        _settle(change, complete)


def _make_way(path: Path) -> None:
    """Finish what a run that was killed has left beside a path: the old file comes back, or goes if there is a newer.

    Raises IsADirectoryError when a folder stands at the path or at one of its temporary names, and NotADirectoryError
    when a file stands where one of its folders should be.
    """
    part, old = _temporary(path, _PART), _temporary(path, _OLD)
    for place in (path, part, old):
        if place.is_dir() and not place.is_symlink():
            raise IsADirectoryError(errno.EISDIR, "a folder stands in its place", str(place))
    above = next((folder for folder in path.parents if folder.exists()), path.parent)
    if not above.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "a file stands where a folder is needed", str(above))
    if os.path.lexists(old) and not os.path.lexists(path):
        _move(old, path)
    for leftover in (part, old):
        if os.path.lexists(leftover):
            leftover.unlink()


def left_behind(path: Path) -> Path | None:
    """What a run that was killed has left of a file that is missing, under the name it has there; None for nothing."""
    old = _temporary(path, _OLD)
    return old if os.path.lexists(old) and not os.path.lexists(path) else None


def _stage(change: _Change, path: Path, content: bytes) -> None:
    missing = [folder for folder in (path.parent, *path.parent.parents) if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(exist_ok=True)
        change.folders.append(folder)
    change.staged.append(_temporary(path, _PART))
    _write(_temporary(path, _PART), content)


def _write(path: Path, content: bytes) -> None:
    """Write a file that is not there yet; `x` also refuses a link, so nothing is written to where one leads."""
    with path.open("xb") as file:
        file.write(content)


def _swap(change: _Change, path: Path, new: bool) -> None:
    """Put a staged file in the place of the old one, or remove the old one; the old one is kept until all is done."""
    old = _temporary(path, _OLD) if os.path.lexists(path) else None
    change.kept.append((path, old))
    if old is not None:
        _move(path, old)
    if new:
        _move(_temporary(path, _PART), path)


def _settle(change: _Change, complete: bool) -> None:
    """Remove what was kept, or put it back; what cannot be settled is left to the next run and stops nothing else."""
    for path, old in reversed(change.kept):
        with suppress(OSError):
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


def _is_there(path: Path) -> bool:
    """Whether something is there that can be removed as a file, or was when a run that was killed put it aside."""
    return (os.path.lexists(path) and (path.is_symlink() or not path.is_dir())) or left_behind(path) is not None


def is_leftover(path: str) -> bool:
    """Whether a file has a name under which a run keeps what it is writing, or what it replaces."""
    name = PurePosixPath(path).name
    return name.startswith(".") and name.endswith(tuple(f".{kind}" for kind in (_PART, _OLD)))


def _sweep(folder: Path) -> Iterator[Path]:
    """Remove what a run that was killed at its end has left of files that no list has any more; what was removed."""
    for path in sorted(folder.rglob(".*")):
        if is_leftover(path.name) and _is_file(path):
            path.unlink()
            yield path


def _is_file(path: Path) -> bool:
    return path.is_symlink() or path.is_file()


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and path.read_bytes() == content


Written = Mapping[str, frozenset[str]]
"""Files by path with every hash that a run gave them."""


def _written_before(folder: Path) -> Written:
    """The files that earlier runs wrote here, by their manifests; that of a run that was killed counts too."""
    if not folder.exists() or not any(folder.iterdir()):
        return {}
    there = [path.name for path in folder.rglob("*") if not path.is_dir()]
    if there and all(map(is_leftover, there)):
        return {}
    manifest = folder / MANIFEST
    listed = [*map(_listed, (manifest, _temporary(manifest, _OLD), _temporary(manifest, _PART)))]
    if all(rows is None for rows in listed):
        raise NotOurs(f"{folder} is not empty and was not written by Ringfence")
    found: dict[str, set[str]] = {MANIFEST: set()}
    for path, digest in (row for rows in listed if rows for row in rows.items()):
        if _is_inside(path):
            found.setdefault(path, set()).add(digest)
    return {path: frozenset(hashes) for path, hashes in found.items()}


def _listed(manifest: Path) -> dict[str, str] | None:
    """The files of a manifest with their hashes; None where it is no list of files."""
    try:
        listed = json.loads(manifest.read_text("utf-8"))["files"]
        return {str(path): str(listed[path]) for path in listed}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _is_inside(path: str) -> bool:
    """Whether a manifest's path names a file below its folder, as every path of ours does."""
    parts = PurePosixPath(path).parts
    return bool(parts) and ".." not in parts and not PurePosixPath(path).is_absolute() and path.isprintable()


def _edited(folder: Path, files: Mapping[str, Content], before: Written) -> Iterator[str]:
    """Files that differ from the generated and from the new text, and files that Ringfence did not write."""
    for path in sorted({*files, *before} - {MANIFEST}):
        if (folder / path).is_file():
            content = (folder / path).read_bytes()
            forms = (content, content.replace(b"\r\n", b"\n"))  # git may have changed the line endings
            known = any(hashlib.sha256(form).hexdigest() in before.get(path, ()) for form in forms)
            if not known and (path not in files or content != _bytes(files[path])):
                yield path


def _leads_out(folder: Path, path: str) -> bool:
    """Whether a folder on the way to a file is a link to somewhere else, or to nowhere because it leads to itself."""
    top, parent = _resolved(folder), _resolved((folder / path).parent)
    return top is None or parent is None or not parent.is_relative_to(top)


def _resolved(folder: Path) -> Path | None:
    """Where a folder is once all links are followed; None for a link that leads to itself."""
    try:
        return folder.resolve()
    except (OSError, RuntimeError):  # RuntimeError up to Python 3.12
        return None


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
