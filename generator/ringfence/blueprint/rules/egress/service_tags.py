"""Rules EGR01 and EGR06: a destination that is a service tag names one service, and one that a firewall can use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ringfence.blueprint.language.model import Blueprint
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

_SOURCE = "azure-docs virtual-network/service-tags-overview.md (2025-07-15)"
_WRITTEN = re.compile(r"[A-Za-z][A-Za-z0-9.]*")
_EVERYWHERE = ("Internet", "AzureCloud")
_NOT_OUTSIDE = (
    "VirtualNetwork",
    "AzureLoadBalancer",
    "AzurePlatformDNS",
    "AzurePlatformIMDS",
    "AzurePlatformLKM",
    "GatewayManager",
)


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """A service tag is one word of letters, digits and dots, not as wide as the internet, and outside the platform."""
    for index, flow in enumerate(blueprint.egress):
        if flow.to.service_tag is None:
            continue
        code, wrong = _wrong(flow.to.service_tag)
        if code:
            path = ("egress", index, "to", "serviceTag")
            hint = "name the tag of one service, for example AzureMonitor"
            yield document.finding(code, path, f"'{flow.to.service_tag}' {wrong}", hint=hint, source=_SOURCE)


def _wrong(tag: str) -> tuple[str, str]:
    """Code and words for what is wrong with a tag; two empty texts when nothing is."""
    name = tag.partition(".")[0].lower()
    if "*" in tag:
        return "EGR01", "is a wildcard"
    if name in (each.lower() for each in _EVERYWHERE):
        return "EGR01", "is as good as everywhere: it covers what anyone can rent"
    if name in (each.lower() for each in _NOT_OUTSIDE):
        return "EGR06", "is a tag of the platform itself, not a way out"
    return ("", "") if _WRITTEN.fullmatch(tag) else ("EGR06", "is no service tag: these are letters, digits and dots")
