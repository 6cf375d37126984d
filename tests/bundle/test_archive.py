"""The archive: what is packed is read back; what is no archive of ours is one finding and nothing is written."""

from __future__ import annotations

import stat
import struct
import warnings
from collections.abc import Callable
from io import BytesIO
from pathlib import Path, PurePosixPath, PureWindowsPath
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.bundle.archive import inside, unzipped, zipped
from ringfence.diagnostics import Rejected
from tests.cli.ringfence import listing, ringfence

PARTS = st.sampled_from(["a", "b.json", "..", ".", "", " ", ".. ", "C:", "\\", "a\\b", "ä", "\x00", "CON ", "*"])
PATHS = st.one_of(st.text(max_size=12), st.lists(PARTS, max_size=4).map("/".join))
GOOD = zipped({"a.txt": b"one", "b/c.txt": b"two"})


@given(PATHS)
def test_a_path_that_is_let_in_stays_inside_on_every_system(path: str) -> None:
    if not inside(path):
        return
    for folder in (PurePosixPath("/top"), PureWindowsPath("C:/top")):
        joined = folder / path
        assert joined.is_relative_to(folder)
        assert ".." not in joined.parts
        assert joined.relative_to(folder).as_posix() == path


@given(st.dictionaries(PATHS.filter(inside), st.binary(max_size=20), max_size=5))
def test_what_is_packed_is_read_back(files: dict[str, bytes]) -> None:
    content = zipped(files)
    assert zipped(dict(reversed(files.items()))) == content
    with ZipFile(BytesIO(content)) as archive:
        assert {one: archive.read(one) for one in archive.namelist()} == files


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "../out",
        "a/../../b",
        "a\\b",
        "C:/x",
        "a//b",
        "a/",
        "..",
        "x\ny",
        "a. ",
        "a/aux/b",
        "nul.txt",
        "COM1 .md",
    ],
)
def test_no_bundle_is_written_with_such_a_path(path: str) -> None:
    with pytest.raises(Rejected) as rejected:
        zipped({path: b""})
    assert [one.code for one in rejected.value.report.findings] == ["BND04"]


def entry(name: str, mode: int = stat.S_IFREG | 0o644) -> ZipInfo:
    made = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    made.create_system, made.external_attr = 3, mode << 16
    return made


def packed(*entries: tuple[ZipInfo, bytes], method: int = 0, comment: bytes = b"") -> bytes:
    held = BytesIO()
    with ZipFile(held, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a name given twice
        archive.comment = comment
        for info, content in entries:
            archive.writestr(info, content, compress_type=method)
    return held.getvalue()


def renamed(old: bytes, new: bytes) -> bytes:
    """An archive in which a name is another one of the same length, where the writer would not have it."""
    return packed((entry(old.decode()), b"x")).replace(old, new)


def encrypted() -> bytes:
    content = bytearray(GOOD)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    return bytes(content)


def overlapping() -> bytes:
    """Two names in the directory for one content."""
    content = bytearray(packed((entry("a"), b"x" * 500), (entry("b"), b"x" * 500)))
    second = content.rindex(b"PK\x01\x02")
    content[second + 42 : second + 46] = struct.pack("<L", 0)
    start, end = content.index(b"PK\x03\x04", 10), content.index(b"PK\x01\x02")
    directory = content[end:]
    tail = directory.index(b"PK\x05\x06")
    directory[tail + 16 : tail + 20] = struct.pack("<L", start)
    return bytes(content[:start] + directory)


BAD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "text": ("BND03", lambda: b"Please find the change attached.\n"),
    "empty": ("BND03", lambda: b""),
    "cut off": ("BND03", lambda: GOOD[:-30]),
    "first half": ("BND03", lambda: GOOD[: len(GOOD) // 2]),
    "a byte flipped": ("BND03", lambda: GOOD.replace(b"one", b"One")),
    "outside": ("BND04", lambda: packed((entry("../out"), b"x"))),
    "absolute": ("BND04", lambda: packed((entry("/etc/x"), b"x"))),
    "backslash": ("BND04", lambda: renamed(b"a/b", b"a\\b")),
    "drive": ("BND04", lambda: packed((entry("C:/x"), b"x"))),
    "cut name": ("BND04", lambda: renamed(b"abc", b"a\0c")),
    "folder": ("BND04", lambda: packed((entry("a/", stat.S_IFDIR | 0o755), b""))),
    "twice": ("BND04", lambda: packed((entry("a"), b"x"), (entry("a"), b"y"))),
    "twice on Windows": ("BND04", lambda: packed((entry("a"), b"x"), (entry("A"), b"y"))),
    "link": ("BND04", lambda: packed((entry("a", stat.S_IFLNK | 0o777), b"/etc/passwd"))),
    "device": ("BND04", lambda: packed((entry("a", stat.S_IFCHR), b""))),
    "encrypted": ("BND04", encrypted),
    "bomb": ("BND04", lambda: packed((entry("a"), b"\0" * 10_000_000), method=ZIP_DEFLATED)),
    "overlapping": ("BND04", overlapping),
    "comment": ("BND05", lambda: packed((entry("a"), b"x"), comment=b"hidden")),
    "before": ("BND05", lambda: b"#!/bin/sh\n" + GOOD),
    "order": ("BND05", lambda: packed((entry("b"), b"x"), (entry("a"), b"y"))),
    "mode": ("BND05", lambda: packed((entry("a", stat.S_IFREG | 0o777), b"x"))),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_bundle_is_one_finding_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    code, content = BAD[name]
    path = tmp_path / "change.zip"
    path.write_bytes(content())
    before = listing(tmp_path)
    with pytest.raises(Rejected) as rejected:
        unzipped(path)
    (found,) = rejected.value.report.findings
    assert found.code == code
    assert found.hint
    assert listing(tmp_path) == before


def test_a_device_without_an_end_is_no_archive() -> None:
    with pytest.raises(Rejected) as rejected:
        unzipped(Path("/dev/zero"))
    assert [one.code for one in rejected.value.report.findings] == ["BND03"]


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_no_byte_of_an_archive_can_be_another(index: int, change: int) -> None:
    content = bytearray(GOOD)
    content[index] ^= change
    with TemporaryDirectory() as folder:
        path = Path(folder) / "change.zip"
        path.write_bytes(content)
        with pytest.raises(Rejected):
            unzipped(path)


def test_the_command_says_it_without_bicep(tmp_path: Path) -> None:
    path = tmp_path / "change.zip"
    path.write_bytes(GOOD)
    result = ringfence("verify", path, "--format", "github")
    assert result.exit_code == 1
    assert "title=BND06" in result.stdout
