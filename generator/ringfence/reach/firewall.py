"""What an Azure Firewall decides, and what it makes of the source.

Network rules come before application rules whatever their priority; among each kind groups, then collections go by
priority, and the first match ends it; what no rule allows is denied. Source: azure-docs firewall/rule-processing.md.
The plan has no DNAT rule: nothing is let in from the internet by a firewall.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ringfence.plan.model.firewall import FirewallRule, RuleCollection, RuleGroup
from ringfence.plan.model.values import plain
from ringfence.reach.answer import Hop, Stage, Verdict
from ringfence.reach.names import Names
from ringfence.reach.networks import Filter, Networks, last
from ringfence.reach.security_groups import Asked, places, texts
from ringfence.reach.spots import PRIVATE, Spot, Surroundings, host_in, meets, ports_hold, private, some


@dataclass(frozen=True, slots=True)
class Listed:
    """A rule with the group and the collection that it stands in."""

    group: RuleGroup
    collection: RuleCollection
    rule: FirewallRule


def ordered(filter_: Filter) -> Iterator[Listed]:
    """The rules of a firewall in the order in which it looks at them."""
    rows = [
        (each.kind == "application", group.priority, each.priority, index, Listed(group, each, rule))
        for group in filter_.groups
        for each in group.collections
        for index, rule in enumerate(each.rules)
    ]
    yield from (row[-1] for row in sorted(rows, key=lambda row: row[:4]))


@dataclass(frozen=True, slots=True)
class Passed:
    """The hop at a firewall, and the rule that let the packet through, None where none did."""

    hop: Hop
    rule: FirewallRule | None


def filtered(networks: Networks, names: Names, filter_: Filter, asked: Asked) -> Passed:
    """What a firewall does with a packet."""
    around = networks.surroundings[filter_.seat]
    open_: list[Listed] = []
    at = plain(filter_.firewall.resource.name)
    for listed in ordered(filter_):
        match = _matches(names, listed.rule, asked, around)
        if match is None:
            open_.append(listed)
        elif match:
            return Passed(_allowed(at, listed), listed.rule)
    if open_:
        held = ", ".join(dict.fromkeys(f"{each.rule.name} ({_where(each.rule)})" for each in open_))
        ask = "" if asked.target.host else "; ask by the name of a host"
        text = f"allowed only by {held}, and no plan knows whether the address is one of these{ask}"
        return Passed(Hop(stage=Stage.FIREWALL, at=at, text=text, verdict=Verdict.UNKNOWN), None)
    text = "no network rule and no application rule allows it"
    return Passed(Hop(stage=Stage.FIREWALL, at=at, text=text, rule="default deny", verdict=Verdict.DENIED), None)


def _allowed(at: str, listed: Listed) -> Hop:
    group, collection, rule = listed.group, listed.collection, listed.rule
    return Hop(
        stage=Stage.FIREWALL,
        at=at,
        text=f"{rule.kind} rule of collection {collection.name} in {plain(group.resource.name)} allows it",
        rule=rule.name,
        priority=f"{group.priority}/{collection.priority}",
        verdict=Verdict.ALLOWED,
        why=places(rule.because),
    )


def _where(rule: FirewallRule) -> str:
    return ", ".join((*texts(rule.destinations), *texts(rule.hosts)))


def _matches(names: Names, rule: FirewallRule, asked: Asked, around: Surroundings) -> bool | None:
    source = meets(texts(rule.sources), asked.source, around)
    if source is False or not _carries(rule, asked):
        return False
    if rule.kind == "application" or rule.hosts:
        target = some(_host(names, host, asked.target, around) for host in texts(rule.hosts))
    else:
        target = meets(texts(rule.destinations), asked.target, around)
    return False if target is False else None if None in (source, target) else True


def _carries(rule: FirewallRule, asked: Asked) -> bool:
    if rule.kind == "application":
        return asked.protocol == "Tcp" and asked.port in {each.port for each in rule.web}
    named = {word.lower() for word in rule.protocols}
    return bool(named & {"any", asked.protocol.lower()}) and ports_hold(rule.ports, asked.port)


def _host(names: Names, host: str, target: Spot, around: Surroundings) -> bool | None:
    """Whether a rule to a host is about a target. Of an address only where the host's is known to be elsewhere.

    An application rule looks at the name that the client gives; a network rule at the addresses that the firewall's
    DNS gives for the name, which agrees with the client's while the client asks the firewall (DNS proxy). Source:
    azure-docs firewall/fqdn-filtering-network-rules.md, How it works; firewall/dns-details.md.
    """
    if target.host:
        return host_in(target.host, host)
    if target.network is None:
        return False
    found = names.resolved(host.removeprefix("*."))
    inside = [spot.network for spot in found if spot.network is not None]
    if inside:
        return None if any(target.network.overlaps(each) for each in inside) else False
    if any(spot.premises for spot in found):
        return None if any(target.network.overlaps(each) for each in names.networks.premises) else False
    return False if private(target.network, around) else None


def translated(filter_: Filter, rule: FirewallRule, source: Spot, target: Spot) -> tuple[Spot, Hop]:
    """The source as the target sees it, and the hop that says so.

    A network rule keeps the source towards private ranges of the policy, by default those of Azure; else the firewall
    puts an address of its subnet in place for private targets, and one of its public addresses for the internet. An
    application rule always does. Sources: azure-docs firewall/snat-private-range.md;
    private-link/inspect-traffic-with-azure-firewall.md.
    """
    at = plain(filter_.firewall.resource.name)
    kept = [plain(each) for each in filter_.policy.untranslated] or list(PRIVATE)
    proxied = rule.kind == "application"
    if not proxied and target.network is not None and any(target.network.subnet_of(each) for each in kept):
        return source, Hop(stage=Stage.TRANSLATION, at=at, text="none: the target sees the source as it is")
    how = "the firewall opens its own connection" if proxied else "SNAT"
    if target.public:
        fronts = ", ".join(last(front.public_ip.value) for front in filter_.firewall.fronts)
        return Spot(), Hop(stage=Stage.TRANSLATION, at=at, text=f"{how}: the source becomes {fronts}")
    text = f"{how}: the source becomes an address of {filter_.seat.prefix} ({filter_.seat.name})"
    return replace(source, network=filter_.seat.prefix, host=""), Hop(stage=Stage.TRANSLATION, at=at, text=text)
