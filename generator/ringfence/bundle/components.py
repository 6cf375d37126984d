"""The distributions that Ringfence runs with, as they are installed here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from importlib import metadata
from typing import Annotated, cast

from pydantic import StringConstraints

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LICENCE = "License :: OSI Approved :: "


@dataclass(frozen=True, slots=True, order=True)
class Component:
    """A distribution by its name on the Python Package Index, and the names of those that it needs to run.

    `expression` is a licence as SPDX spells it, `licence` one in other words; '' for what the metadata does not say.
    Source: Core metadata specifications, License-Expression, License, Classifier.
    """

    name: Annotated[str, StringConstraints(pattern=r"\A[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    version: Annotated[str, StringConstraints(pattern=r"\A[A-Za-z0-9.!+_-]+\z")]
    expression: str
    licence: str
    needs: tuple[str, ...]


def components(root: str = "ringfence") -> tuple[Component, ...]:
    """Every distribution that `root` needs to run, without itself, sorted; none where it is not installed."""
    found: dict[str, Component] = {}
    waiting = list(_needed(root))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = _component(name)
            waiting += found[name].needs
    return tuple(sorted(found.values()))


def _component(name: str) -> Component:
    about = cast("Message", metadata.metadata(name))
    expression = str(about.get("License-Expression") or "")
    said = str(about.get("License") or "")
    classified = [str(one).removeprefix(_LICENCE) for one in about.get_all("Classifier", []) if _LICENCE in str(one)]
    words = classified[0] if classified else said
    licence = "" if expression or "\n" in words else words
    return Component(name, metadata.version(name), expression, licence, tuple(_needed(name)))


def _needed(name: str) -> Iterator[str]:
    """What a distribution needs to run and has here, sorted; what it needs elsewhere, or for an extra, is left out.

    Source: Dependency specifiers (PEP 508): a name, versions, and a marker behind a semicolon.
    """
    try:
        asked = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return
    plain = (_NAME.match(one) for one in asked if "extra" not in one.partition(";")[2])
    yield from sorted({normal(one[0]) for one in plain if one and _installed(one[0])})


def normal(name: str) -> str:
    """A name as the index compares it. Source: PyPA names and normalization."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _installed(name: str) -> bool:
    try:
        return bool(metadata.version(name))
    except metadata.PackageNotFoundError:
        return False
