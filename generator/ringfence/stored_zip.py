"""A zip archive whose bytes depend on its files alone: stored, sorted, one stamp for all.

Nothing is compressed, because what deflate makes of a text differs between builds of zlib. Source: PKWARE APPNOTE.TXT
6.3.10, sections 4.4.5 (method 0 is stored) and 4.4.15 (external attributes).
"""

from __future__ import annotations

import stat
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_MODE = (stat.S_IFREG | 0o644) << 16


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The archive of these files, bytes by path."""
    held = BytesIO()
    with ZipFile(held, "w", ZIP_STORED) as archive:
        for path in sorted(files):
            entry = ZipInfo(path, _FIRST_DAY)
            entry.create_system, entry.external_attr = _UNIX, _MODE
            archive.writestr(entry, files[path])
    return held.getvalue()


def again(archive: bytes) -> bytes:
    """The same files of an archive that another program has packed."""
    with ZipFile(BytesIO(archive)) as packed:
        return zipped({name: packed.read(name) for name in packed.namelist()})
