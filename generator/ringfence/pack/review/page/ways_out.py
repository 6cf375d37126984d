"""Ways out, of every kind: the firewall, service endpoints, managed networks, DNS, the bastion, public addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ringfence.catalog.read import facts
from ringfence.pack.review.claims import ISOLATION, with_managed_networks
from ringfence.pack.review.inference import REQUIRED
from ringfence.pack.review.places import named_places
from ringfence.pack.text.cells import text
from ringfence.plan.model.firewall import FirewallRule
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.values import plain
from ringfence.reach.managed import EXFILTRATION

EVERY = "every landing zone"
EVERY_ENDPOINT = "and every public endpoint"
"""Where a managed network leads that nothing isolates."""
FLOWS = 10
"""Egress flows that the page names one by one; of more it says how many there are."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way out or in: of which kind, for whom, where to or from, and what holds it."""

    kind: str
    who: str
    where: str
    control: str


def ways_out(plan: Plan) -> tuple[Way, ...]:
    """Every way out that the packages plan, by kind."""
    return (
        *_flows(plan),
        *_platform(plan),
        *_service_endpoints(plan),
        *_managed(plan),
        *_dns(plan),
        *_bastion(plan),
        *_addresses(plan),
    )


def _rules(plan: Plan) -> Iterator[FirewallRule]:
    """The firewall rules that lead to no landing zone, in order."""
    for _, module in modules(plan):
        for group in module.rule_groups:
            for collection in group.collections:
                yield from (rule for rule in collection.rules if not rule.end and rule.use != "people")


def _zones(places: dict[str, str], rule: FirewallRule) -> tuple[str, ...]:
    """The landing zones whose subnets a rule has as sources; a prefix that is none of these as it is."""
    named = (places.get(text(source), text(source)) for source in rule.sources)
    return tuple(dict.fromkeys(name.split(" ")[0] for name in named))


def _flows(plan: Plan) -> Iterator[Way]:
    places, premises = named_places(plan), _premises(plan)
    found = [rule for rule in _rules(plan) if rule.use == "egress"]
    if len(plan.flows) > FLOWS:
        who = ", ".join(sorted({zone for rule in found for zone in _zones(places, rule)}))
        yield Way("Firewall", who, f"{len(plan.flows)} egress flows of the blueprint", "table Egress flows")
        return
    for rule in found:
        to = [text(one) + (" (on premises)" if _below(text(one), premises) else "") for one in _targets(rule)]
        yield Way("Firewall", ", ".join(_zones(places, rule)), ", ".join(to), f"egress flow {rule.name}")


def _targets(rule: FirewallRule) -> tuple[object, ...]:
    return (*rule.destinations, *rule.hosts)


def _premises(plan: Plan) -> tuple[str, ...]:
    return tuple(rule.domain for _, module in modules(plan) for rule in module.forwarding_rules)


def _below(host: str, domains: Iterable[str]) -> bool:
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def _platform(plan: Plan) -> Iterator[Way]:
    """What services need, landing zones with the same together."""
    places = named_places(plan)
    by_zone: dict[str, dict[str, None]] = {}
    for rule in _rules(plan):
        if rule.use == "egress":
            continue
        for zone in _zones(places, rule):
            by_zone.setdefault(zone, {}).update((text(one), None) for one in _targets(rule))
    together: dict[tuple[str, ...], list[str]] = {}
    for zone, found in by_zone.items():
        together.setdefault(tuple(found), []).append(zone)
    for targets, zones in together.items():
        yield Way("Firewall", ", ".join(zones), ", ".join(targets), "firewall rules of services")


def _service_endpoints(plan: Plan) -> Iterator[Way]:
    found: dict[tuple[str, bool], list[str]] = {}
    for package, module in modules(plan):
        for network in module.networks:
            for subnet in network.subnets:
                if subnet.service_endpoints:
                    key = (", ".join(subnet.service_endpoints), subnet.endpoint_policy is not None)
                    found.setdefault(key, []).append(f"{package.name} ({text(subnet.name)})")
    for (services, limited), who in found.items():
        control = "not by the firewall; service endpoint policy" if limited else "not by the firewall; no policy"
        yield Way("Service endpoint", ", ".join(who), services, control)


def _managed(plan: Plan) -> Iterator[Way]:
    for name in with_managed_networks(plan):
        package = next(one for one in plan.packages if one.name == name)
        rules = [rule for module in package.modules for rule in module.outbound_rules]
        inside = sum(not rule.host for rule in rules) + sum(len(one.managed_endpoints) for one in package.modules)
        to = [text(rule.host) for rule in rules if rule.host]
        to += [f"{inside} private endpoints"] if inside else []
        yield Way("Managed network", name, ", ".join([*to, *beyond(package)]), "not by the firewall")


def beyond(package: Package) -> Iterator[str]:
    """Where managed networks of a package lead beside their rules, by the facts of the services that have them."""
    known = {
        fact.path: fact.value
        for module in package.modules
        for service in module.services
        for fact in facts(service.resource.kind)
    }
    if known.get(ISOLATION) == "AllowOnlyApprovedOutbound":
        yield f"and by Azure's rules {', '.join(REQUIRED)}"
    elif known.get(EXFILTRATION) is True:
        yield "limited by data exfiltration protection"
    else:
        yield EVERY_ENDPOINT


def _dns(plan: Plan) -> Iterator[Way]:
    found = [policy for _, module in modules(plan) for policy in module.dns_policies]
    if not found:
        yield Way("DNS", EVERY, "every name", "no DNS security policy")
    elif all(policy.enforced for policy in found):
        yield Way("DNS", EVERY, "names below allowed domains", "DNS security policy enforces")
    else:
        yield Way("DNS", EVERY, "every name", "DNS security policy watches and logs")


def _bastion(plan: Plan) -> Iterator[Way]:
    for package in plan.packages:
        if any(module.bastions for module in package.modules):
            groups = (group for module in package.modules for group in module.security_groups)
            rules = [rule for group in groups if group.subnet == "bastion" for rule in group.rules]
            out = [rule for rule in rules if rule.direction == "Outbound" and rule.access == "Allow"]
            to = "; ".join(f"{text(rule.destinations)} {text(rule.ports)}" for rule in out)
            yield Way("Bastion", package.name, to, "not by the firewall; its security group")


def _addresses(plan: Plan) -> Iterator[Way]:
    for package in plan.packages:
        names = [str(plain(one.resource.name)) for module in package.modules for one in module.public_ips]
        if names:
            yield Way("Public address", package.name, ", ".join(names), "-")
