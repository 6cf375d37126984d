"""Rule EGR02: no wildcard where anyone can own a host."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.domains import within
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.rules.egress.shared_domains import DEEP, FLAT
from ringfence.blueprint.rules.egress.targets import targets
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

_SOURCE = "azure-docs private-link/private-endpoint-dns.md (public zones); publicsuffix.org, private domains"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """A wildcard may not cover a domain that a provider shares among its customers."""
    for target in targets(blueprint):
        shared = _shared(target.domain.lower()) if target.wildcard and "." in target.domain else None
        if shared is not None:
            message = f"'{target.host}' covers hosts of anyone: {shared} is shared by all customers of its provider"
            hint = "name in full each host that is yours or your supplier's"
            yield document.finding("EGR02", target.path, message, hint=hint, source=_SOURCE)


def _shared(domain: str) -> str | None:
    """The shared domain that a wildcard below `domain` covers: the domain itself, one below it, or one far above."""
    for shared in (*FLAT, *DEEP):
        if within(shared, domain) or (shared in DEEP and within(domain, shared)):
            return shared
    return None
