"""Rule EGR03: a flow has one kind of destination."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.domains import within
from ringfence.blueprint.language.egress import Destination
from ringfence.blueprint.language.model import Blueprint
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """`to` holds exactly one of `fqdns`, `addresses` and `serviceTag`; hosts are on premises all or none."""
    domains = [domain.name for domain in blueprint.on_premises.domains]
    for index, flow in enumerate(blueprint.egress):
        given = _given(flow.to)
        if len(given) != 1:
            kinds = " and ".join(given) if given else "none"
            message = f"a flow has exactly one kind of destination, and this has {kinds}"
            hint = "write one flow for each kind" if given else "add one of fqdns, addresses, serviceTag"
            yield document.finding("EGR03", ("egress", index, "to"), message, hint=hint, on_key=True)
        hosts = flow.to.fqdns or []
        inside = [host for host in hosts if any(within(host, domain) for domain in domains)]
        if inside and len(inside) < len(hosts):
            message = f"'{inside[0]}' is known on premises, other hosts of the flow are not"
            path = ("egress", index, "to", "fqdns", hosts.index(inside[0]))
            yield document.finding("EGR03", path, message, hint="write a separate flow for hosts on premises")


def _given(to: Destination) -> list[str]:
    kinds = {"fqdns": to.fqdns, "addresses": to.addresses, "serviceTag": to.service_tag}
    return [name for name, value in kinds.items() if value is not None]
