"""The zip archive of a bundle, read back only if it is exactly what would be written.

Source: PKWARE APPNOTE.TXT 6.3.10, section 4.4.4 (flags; bit 0 is encryption).
"""

from __future__ import annotations

import stat
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from ringfence import stored_zip
from ringfence.bundle.fault import refused
from ringfence.diagnostics import Rejected

LARGEST, MOST = 512 * 1024 * 1024, 50_000
"""Bytes of an archive and number of files in it, above which nothing is read."""
_ENCRYPTED = 1
_PORTS = (*"123456789", "\u00b9", "\u00b2", "\u00b3")
_DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in _PORTS)}
_SENT = "ask for the file again, as `ringfence bundle` wrote it; trust nothing in this one"


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The archive of these files, bytes by path; raises Rejected (BND04) for a path that would leave a folder."""
    for path in files:
        if not inside(path):
            raise _unsafe(path, "its name is none that every system writes inside of a folder")
    return stored_zip.zipped(files)


def unzipped(path: Path) -> dict[str, bytes]:
    """The files of an archive, bytes by path. Nothing is written.

    Raises Rejected for what is no archive (BND03), one that holds what could harm (BND04), and one that is not byte for
    byte as `zipped` makes it (BND05): comments, stamps and bytes between files would be covered by no hash.
    """
    if not path.is_file():
        raise refused("BND03", path.name, "this is a device or a pipe, and no file", "name the file that was sent")
    if path.stat().st_size > LARGEST:
        raise refused("BND03", path.name, f"the file is larger than {LARGEST // 1024 // 1024} MB", _SENT)
    content = path.read_bytes()
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            _sane(entries, len(content))
            files = {entry.filename: archive.read(entry) for entry in entries}
    except (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as wrong:
        said = str(wrong) or type(wrong).__name__
        raise refused("BND03", path.name, f"this is no whole zip archive: {said}", _SENT) from None
    if zipped(files) != content:
        message = "the archive is not as `ringfence bundle` writes it: it was packed again, or holds bytes of no file"
        raise refused("BND05", path.name, message, _SENT)
    return files


def inside(path: str) -> bool:
    """Whether a path stays below the folder it is unpacked into, on Windows too, and means the same there."""
    parts = path.split("/")
    return path.isprintable() and not set(path) & set('\\:*?"<>|') and all(map(_plain, parts))


def _plain(part: str) -> bool:
    """Whether a part of a path is a name on Windows too, which takes dots and spaces off its end and has device names.

    Source: Windows documentation, Naming Files, Paths, and Namespaces, Naming Conventions.
    """
    return bool(part) and part[-1] not in ". " and part.partition(".")[0].rstrip(" ").upper() not in _DEVICES


def _sane(entries: list[ZipInfo], size: int) -> None:
    """Raise Rejected for the first entry that no bundle has, before any is read."""
    if len(entries) > MOST:
        raise refused("BND03", "", f"the archive has more than {MOST} files", _SENT)
    seen: set[str] = set()
    for entry in entries:
        if entry.orig_filename != entry.filename or not inside(entry.filename):
            raise _unsafe(entry.orig_filename, "it would be written outside of the folder, or is no file")
        if entry.filename.casefold() in seen:
            raise _unsafe(entry.filename, "another file of the archive has this name")
        seen.add(entry.filename.casefold())
        if entry.flag_bits & _ENCRYPTED:
            raise _unsafe(entry.filename, "it is encrypted")
        if entry.compress_type != ZIP_STORED or entry.compress_size != entry.file_size:
            raise _unsafe(entry.filename, "it is compressed; a bundle stores its files as they are")
        if not stat.S_ISREG(entry.external_attr >> 16):
            raise _unsafe(entry.filename, "it is a link or something else that is no plain file")
    if sum(entry.file_size for entry in entries) > size:
        raise _unsafe(entries[0].filename, "the files of the archive lie on top of each other")


def _unsafe(path: str, why: str) -> Rejected:
    return refused("BND04", path, f"the archive must not hold this: {why}", _SENT)
