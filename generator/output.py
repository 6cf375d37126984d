"""The one writer: UTF-8, LF, a temporary name and then a rename; what is no longer generated is removed."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

MANIFEST = "manifest.json"


class NotOurs(Exception):  # noqa: N818 - a misuse of the command, not an error of ours
    """The output folder holds files that Ringfence did not write."""


def write_file(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.part")
    try:
        temporary.write_bytes(text.encode("utf-8"))
        os.replace(temporary, path)  # noqa: PTH105 - atomic on every platform, which Path.rename is not
    finally:
        temporary.unlink(missing_ok=True)


def write_tree(folder: Path, files: Mapping[str, str]) -> None:
    """Make a folder hold exactly these files. The manifest comes last, so an interrupted run is found.

    Raises NotOurs when the folder has files but no manifest that lists them.
    """
    before = _written_before(folder)
    for path in files:
        if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
            raise ValueError(f"{path} leaves the output folder")
    for path in sorted(before - set(files)):
        (folder / path).unlink(missing_ok=True)
        _prune((folder / path).parent, folder)
    for path in sorted(files, key=lambda name: (name == MANIFEST, name)):
        write_file(folder / path, files[path])


def _written_before(folder: Path) -> set[str]:
    """The files that an earlier run wrote here, by its manifest."""
    if not folder.exists() or not any(folder.iterdir()):
        return set()
    try:
        listed = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
        paths = {str(path) for path in listed}
    except (OSError, ValueError, KeyError, TypeError):
        raise NotOurs(f"{folder} is not empty and was not written by Ringfence") from None
    inside = {path for path in paths if ".." not in PurePosixPath(path).parts and not PurePosixPath(path).is_absolute()}
    return inside | {MANIFEST}


def _prune(folder: Path, top: Path) -> None:
    """Remove folders that a removed file has left empty."""
    while folder not in (top, folder.parent):
        with suppress(OSError):
            folder.rmdir()
        if folder.exists():
            return
        folder = folder.parent
