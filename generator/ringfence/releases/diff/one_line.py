"""One thing that people change is one line: what follows from a flow is told with the flow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ringfence.releases.diff.change import Change, Flow, Verb

_DOMAINS = "Microsoft.Network/dnsResolverDomainLists"
_TOO = "DNS security policy too"


def merged(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes without those of domain lists that hosts of flows explain; these flows say so."""
    found = tuple(changes)
    explained = [change for change in found if change.type == _DOMAINS and _explained(change, found)]
    domains = {domain for change in explained for domain in (*_domains(change.old), *_domains(change.new))}
    return tuple(_with(change, domains) for change in found if change not in explained)


def _explained(change: Change, changes: Iterable[Change]) -> bool:
    """Whether each domain that comes or goes is that of a host of a flow that opens or closes."""
    if change.verb is not Verb.CHANGED or not change.path.endswith("domains"):
        return False
    hosts = {verb: set[str]() for verb in (Verb.OPENED, Verb.CLOSED)}
    for each in changes:
        if each.flow:
            hosts[each.verb] |= set(_hosts(each.flow))
    return set(_domains(change.new)) <= hosts[Verb.OPENED] and set(_domains(change.old)) <= hosts[Verb.CLOSED]


def _with(change: Change, domains: set[str]) -> Change:
    if change.flow is None or domains.isdisjoint(_hosts(change.flow)):
        return change
    return replace(change, flow=replace(change.flow, also=(*change.flow.also, _TOO)))


def _hosts(flow: Flow) -> Iterator[str]:
    """The targets of a flow as domains: a wildcard stands for the domain that it is below."""
    return (target.removeprefix("*.").rstrip(".").lower() for target in flow.targets)


def _domains(text: str) -> tuple[str, ...]:
    return tuple(domain.rstrip(".") for domain in text.lower().split(", ")) if text else ()
