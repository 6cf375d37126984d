"""Rules EGR01 and EGR05: a wildcard stands for the hosts of one owner, on ports where the firewall reads names."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.rules.egress.shared_domains import registry_suffix
from ringfence.blueprint.rules.egress.targets import Target, targets
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

_SOURCE = "azure-docs firewall/fqdn-filtering-network-rules.md (2026-03-28)"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """`*` is the whole leftmost label, before a domain that one owner registered; and only for TCP 80 and 443."""
    for target in targets(blueprint):
        if "*" not in target.host:
            continue
        wrong = _too_wide(target)
        if wrong is not None:
            message = f"'{target.host}' {wrong}"
            yield document.finding("EGR01", target.path, message, hint="name each host in full")
        elif not target.web:
            message = f"'{target.host}' is a wildcard, and the flow is not TCP 80 or 443"
            hint = "name each host in full: the firewall looks the names up and cannot look up a wildcard"
            yield document.finding("EGR05", target.path, message, hint=hint, source=_SOURCE)


def _too_wide(target: Target) -> str | None:
    if target.host == "*":
        return "is every host there is"
    if not target.wildcard or "*" in target.domain:
        return "has a wildcard that is not the whole leftmost label"
    labels = target.domain.split(".")
    if len(labels) < 2:
        return "is every host of a top-level domain"
    if registry_suffix(target.domain):
        return "is every host below a registry's suffix"
    return None
