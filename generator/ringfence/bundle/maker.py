"""What a bundle is made with: this Ringfence, the distributions it runs with, and the Bicep CLI."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints

import ringfence
from ringfence import __version__
from ringfence.assets import root
from ringfence.bundle.components import Component, components
from ringfence.bundle.fault import few, finding
from ringfence.bundle.written import sha256
from ringfence.diagnostics import Diagnostic, Severity

Digest = Annotated[str, StringConstraints(pattern=r"\A[0-9a-f]{64}\z")]
"""A SHA-256 in hexadecimal, as a bundle that is read must spell it."""


@dataclass(frozen=True, slots=True)
class Maker:
    """`code` is the digest of Ringfence's Python files and templates, `bicep_sha256` that of the file that is Bicep.

    `bicep` is its version as compiled templates name it.
    """

    ringfence: str
    code: Digest
    components: tuple[Component, ...]
    bicep: str
    bicep_sha256: Digest


def here(program: Path, bicep: str) -> Maker:
    """What runs now, with this Bicep of this version."""
    return Maker(__version__, _code(), components(), bicep, sha256(program.read_bytes()))


def _code() -> str:
    """One digest of every file that decides what is generated, the same in a checkout and in an installed wheel."""
    rooms = Path(ringfence.__file__).parent
    listed = [(f"ringfence/{path.relative_to(rooms).as_posix()}", path) for path in rooms.rglob("*.py")]
    templates = root() / "templates"
    listed += [(f"templates/{path.relative_to(templates).as_posix()}", path) for path in templates.rglob("*")]
    whole = hashlib.sha256()
    for name, path in sorted(listed):
        if path.is_file() and "__pycache__" not in name:
            whole.update(f"{sha256(path.read_bytes())}  {name}\n".encode())
    return whole.hexdigest()


def other(stated: Maker, now: Maker) -> Iterator[Diagnostic]:
    """BND08 and BND09 where a bundle was made with something else than what runs now; errors for other versions.

    What is the same version and yet another file is a warning: the rebuilt bytes say whether it matters.
    """
    from_here = "bundle.json"
    if stated.bicep != now.bicep:
        message = f"the bundle was made with Bicep {stated.bicep}; this is {now.bicep}"
        hint = f"install Bicep {release(stated.bicep)} (`az bicep install --version v{release(stated.bicep)}`), or set"
        yield finding("BND09", from_here, message, f"{hint} RINGFENCE_BICEP to it, and verify again")
    elif stated.bicep_sha256 != now.bicep_sha256:
        message = f"the bundle was made with another file of Bicep {now.bicep}, of another system or a changed one"
        hint = f"compare its SHA-256, {stated.bicep_sha256}, with those that Azure/bicep publishes for this release"
        yield finding("BND09", from_here, message, hint, Severity.WARNING)
    differing = [one.name for one in stated.components if one not in now.components]
    differing += [one.name for one in now.components if one.name not in {each.name for each in stated.components}]
    if not differing and stated.components != now.components:
        differing = ["the list of distributions"]
    if stated.code != now.code or differing:
        what = few([*(["files of Ringfence"] if stated.code != now.code else []), *differing])
        message = f"the bundle was made by Ringfence {now.ringfence} with other components: {what}"
        hint = "the comparison of every byte says whether that matters; install what sbom.cdx.json lists to see none"
        yield finding("BND08", from_here, message, hint, Severity.WARNING)


def release(version: str) -> str:
    """A version as Bicep's releases are named: three numbers."""
    return ".".join(version.split(".")[:3])
