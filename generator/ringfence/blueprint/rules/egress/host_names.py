"""Rule EGR04: a destination that is a host name is written as one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import IPv4Address

from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.rules.egress.targets import targets
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

_SOURCE = "RFC 1123 section 2.1 and RFC 1035 section 2.3.4 (host names)"
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_ADDRESS = re.compile(r"^[0-9.]+(/[0-9]+)?$")
_MOST = 253


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Two labels or more of lower-case letters, digits and hyphens; no scheme, port, path or closing dot."""
    for target in targets(blueprint):
        too_wide = "*" in target.domain or (target.wildcard and "." not in target.domain)
        wrong = None if too_wide else _wrong(target.domain)
        if wrong is not None:
            message = f"'{target.host}' is no host name: {wrong}"
            yield document.finding("EGR04", target.path, message, hint=_right(target.host), source=_SOURCE)


def _wrong(domain: str) -> str | None:
    labels = domain.split(".")
    if _ADDRESS.match(domain):
        return "it is an address"
    if len(domain) > _MOST:
        return f"it is longer than {_MOST} characters"
    if any(mark in domain for mark in "/:@ "):
        return "it has more than a name in it"
    if domain != domain.lower():
        return "it has capitals in it"
    if len(labels) < 2 or labels[-1].isdecimal():
        return "it has no domain"
    bad = next((label for label in labels if not _LABEL.fullmatch(label)), None)
    return None if bad is None else f"the label '{bad}' is not 1 to 63 letters, digits and inner hyphens"


def _right(host: str) -> str:
    """The host name that is probably meant."""
    if _is_network(host):
        return "put it under 'addresses'"
    bare = re.sub(r"^[a-z][a-z0-9+.-]*://", "", host.strip().lower())
    bare = re.split(r"[/:?#]", bare.rpartition("@")[2])[0].strip(".")
    if not bare.isascii():
        return "write the name in its ASCII form, which begins with xn--"
    if bare != host and "*" not in bare.removeprefix("*.") and _wrong(bare.removeprefix("*.")) is None:
        return f"write '{bare}'"
    return "write the bare host name, for example 'packages.example.com'"


def _is_network(host: str) -> bool:
    try:
        IPv4Address(host.partition("/")[0])
    except ValueError:
        return False
    return True
