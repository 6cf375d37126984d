"""Which names the networks of an institution ask DNS for: what rules, private endpoints and forwarders are about.

A security group and a firewall rule by service tag name no host; a table has the hosts that Microsoft's pages name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ringfence.blueprint.language.domains import within
from ringfence.blueprint.language.hub import HUB_AT
from ringfence.catalog.known.dns_names import behind, platform_names
from ringfence.catalog.part import Cloud
from ringfence.catalog.spec import Flow
from ringfence.plan.context.blueprint_context import BLUEPRINT, BlueprintContext, Path
from ringfence.plan.context.placement import region
from ringfence.plan.model.dns.policy import AllowedDomain
from ringfence.plan.model.firewall import FirewallRule, RuleGroup
from ringfence.plan.model.values import Reason, plain
from ringfence.plan.network.private_dns import SOURCE as ZONES
from ringfence.plan.network.private_dns import links_in_use
from ringfence.plan.rules.nsg_rules import platform_flows

AT: Path = (*HUB_AT, "dns")
_Asked = Iterable[tuple[str, tuple[Reason, ...]]]


def allowed_domains(context: BlueprintContext, groups: Iterable[RuleGroup]) -> dict[str, tuple[AllowedDomain, ...]]:
    """The domains by what needs them; a domain below one that stands before it needs no row.

    Rows of `dns.allow` are kept whatever else is there, because somebody answers for each. Nothing without a row has a
    list: Azure takes no empty one.
    """
    rules = [rule for group in groups for collection in group.collections for rule in collection.rules]
    asked: dict[str, _Asked] = {
        "private-zones": _private(context),
        "services": (*_services(context), *_hosts(rules, egress=False), *_platform(context)),
        "flows": _hosts(rules, egress=True),
        "on-premises": _premises(context),
    }
    found: dict[str, tuple[AllowedDomain, ...]] = {}
    known: list[str] = []
    for word, names in asked.items():
        rows = tuple(_shortest(names, known))
        known += [row.domain for row in rows]
        found[word] = rows
    found["allowed"] = tuple(_shortest(_by_hand(context), []))
    return {word: rows for word, rows in found.items() if rows}


def bare(host: str) -> str:
    """The domain that a host name of a rule lies in: without a wildcard, in lower case."""
    return host.lower().removeprefix("*.")


def _shortest(names: _Asked, known: list[str]) -> Iterator[AllowedDomain]:
    """Each domain once, in order of name, without those that lie in another or in one that is known."""
    found: dict[str, dict[Reason, None]] = {}
    for name, because in names:
        found.setdefault(name, {}).update(dict.fromkeys(because))
    for name, reasons in sorted(found.items()):
        others = (*known, *(other for other in found if other != name))
        if not any(within(name, other) for other in others):
            yield AllowedDomain(domain=name, because=tuple(reasons))


def _private(context: BlueprintContext) -> Iterator[tuple[str, tuple[Reason, ...]]]:
    """Private zones and the public domains behind which they stand: a query begins at the public name."""
    cloud: Cloud = context.blueprint.institution.cloud
    why = (context.because("Private endpoints have names in it.", ("landingZones",), source=ZONES),)
    for link in links_in_use(context.blueprint).values():
        for name in (*link.zones.get(cloud, ()), *link.public(cloud), *link.forwarders.get(cloud, ())):
            yield name, why


def _services(context: BlueprintContext) -> Iterator[tuple[str, tuple[Reason, ...]]]:
    """The names behind the service tags that platform flows go to."""
    for index, zone in enumerate(context.blueprint.landing_zones):
        at: Path = ("landingZones", index)
        place = region(context.blueprint, zone.region).name
        for flow in platform_flows(context.blueprint, zone):
            if not flow.hosts and not flow.listed:
                yield from _of_tag(context, flow, place, at)


def _of_tag(context: BlueprintContext, flow: Flow, place: str, at: Path) -> Iterator[tuple[str, tuple[Reason, ...]]]:
    found = behind(flow.tag)
    if found is not None:
        text = f"Names behind the service tag {flow.tag}. {flow.why}"
        why = context.because_of(found, text, at)
        for domain in found.domains:
            yield domain.format(region=place), (why,)


def _hosts(rules: Iterable[FirewallRule], *, egress: bool) -> Iterator[tuple[str, tuple[Reason, ...]]]:
    """The hosts that firewall rules name: those of the blueprint's flows, or all others."""
    for rule in rules:
        if (rule.use == "egress") == egress:
            for host in rule.hosts:
                yield bare(plain(host)), rule.because


def _platform(context: BlueprintContext) -> Iterator[tuple[str, tuple[Reason, ...]]]:
    """What machines of Azure in the hub ask for by themselves."""
    there = {"bastion"} if context.blueprint.hub.bastion else set()
    for row in platform_names():
        if row.kind in there:
            why = context.because_of(row, row.why, (*HUB_AT, row.kind))
            for domain in row.domains:
                yield domain, (why,)


def _premises(context: BlueprintContext) -> Iterator[tuple[str, tuple[Reason, ...]]]:
    """Domains on premises: the policy judges a query before it is forwarded."""
    for index, domain in enumerate(context.blueprint.on_premises.domains):
        why = context.because(
            f"{domain.name} is known on premises.", ("onPremises", "domains", index), source=BLUEPRINT
        )
        yield domain.name, (why,)


def _by_hand(context: BlueprintContext) -> Iterator[tuple[str, tuple[Reason, ...]]]:
    """The rows of `dns.allow`."""
    for index, row in enumerate(context.blueprint.hub.dns.allow):
        text = f"{row.reason} (owner {row.owner}; review by {row.review_by.isoformat()})"
        why = context.because(text, (*AT, "allow", index), source=BLUEPRINT)
        for domain in row.domains:
            yield domain, (why,)
