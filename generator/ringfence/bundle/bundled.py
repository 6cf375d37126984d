"""bundle.json: every file of a bundle with hash, size and role, and what it was made with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache

from pydantic import TypeAdapter, ValidationError

from ringfence import __version__
from ringfence.bundle.change.summary import RELEASE
from ringfence.bundle.fault import refused
from ringfence.bundle.maker import Maker
from ringfence.bundle.written import as_json, sha256
from ringfence.diagnostics import Rejected

NAME = "bundle.json"
FORMAT = 1
"""The version of the format; another one is read by another version of Ringfence."""
SOURCE, AGAINST = "source", "against"
_ROLES = {
    RELEASE: "what is deployed, with its review",
    SOURCE: "what it was made from",
    AGAINST: "the release before",
    "evidence": "evidence of the witnesses",
    "diff.md": "what changes",
    "diff.json": "what changes",
    "CHANGE.md": "change record",
    "change.json": "change record",
    "template-hashes.json": "hashes of compiled templates",
    "sbom.cdx.json": "bill of materials of Ringfence and Bicep",
    "provenance.intoto.json": "provenance",
}
_HALF = "ask for the whole file as `ringfence bundle` wrote it"


@dataclass(frozen=True, slots=True)
class Listed:
    """A file: its digest, its bytes and what it is for."""

    sha256: str
    size: int
    role: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """What `bundle.json` says; `blueprint` is the path of the blueprint in the bundle."""

    format: int
    maker: Maker
    blueprint: str
    approval: str
    files: dict[str, Listed]


@dataclass(frozen=True, slots=True)
class _Version:
    ringfence: str


@dataclass(frozen=True, slots=True)
class _Head:
    format: int
    maker: _Version


def bundle_json(files: Mapping[str, bytes], maker: Maker, blueprint: str, approval: str) -> bytes:
    """The text of the file, for all other files of a bundle, bytes by path."""
    listed = {
        path: Listed(sha256(content), len(content), _ROLES.get(path.partition("/")[0], ""))
        for path, content in sorted(files.items())
    }
    return as_json(asdict(Bundle(FORMAT, maker, blueprint, approval, listed)))


def read_bundle(files: Mapping[str, bytes]) -> Bundle:
    """What the file says; raises Rejected when it is missing or says too little (BND06), or is of another version."""
    text = files.get(NAME)
    if text is None:
        raise refused("BND06", NAME, f"the archive has no {NAME}, so it is no bundle or only a part of one", _HALF)
    try:
        head = _head().validate_json(text)
        if head.format != FORMAT or head.maker.ringfence != __version__:
            raise _other(head)
        return _whole().validate_json(text)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False)[0]
        said = f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}".lstrip(": ")
        raise refused("BND06", NAME, f"{NAME} is not what `ringfence bundle` writes: {said}", _HALF) from None


def _other(head: _Head) -> Rejected:
    message = f"the bundle has format {head.format} of Ringfence {head.maker.ringfence}; this is {__version__}"
    hint = f"install Ringfence {head.maker.ringfence} in a separate environment, and verify with that"
    return refused("BND08", NAME, f"{message}, which reads format {FORMAT}", hint)


@cache
def _head() -> TypeAdapter[_Head]:
    return TypeAdapter(_Head)


@cache
def _whole() -> TypeAdapter[Bundle]:
    return TypeAdapter(Bundle)
