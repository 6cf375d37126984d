"""Rule EGR03: a flow has one kind of destination."""

from __future__ import annotations

from collections.abc import Iterator

from generator.blueprint.model import Blueprint, Destination
from generator.diagnostics import Diagnostic
from generator.load.document import Document


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """`to` holds exactly one of `fqdns`, `addresses` and `serviceTag`.

    Why: the firewall treats them differently (host names are matched by an application rule, the others by a network
    rule, which is looked at first), so a flow with two kinds would become two unequal rules under one name.
    Source: azure-docs firewall/rule-processing.md (network rules before application rules).
    Fix: write one flow for each kind.
    """
    for index, flow in enumerate(blueprint.egress):
        given = _given(flow.to)
        if len(given) != 1:
            kinds = " and ".join(given) if given else "none"
            message = f"a flow has exactly one kind of destination, and this has {kinds}"
            hint = "write one flow for each kind" if given else "add one of fqdns, addresses, serviceTag"
            yield document.finding("EGR03", ("egress", index, "to"), message, hint=hint, on_key=True)


def _given(to: Destination) -> list[str]:
    kinds = {"fqdns": to.fqdns, "addresses": to.addresses, "serviceTag": to.service_tag}
    return [name for name, value in kinds.items() if value is not None]
