"""Risk of a change by rules over its difference; each reason names the rule, and people may raise what rules say.

The rules are those by which change boards class a change: what leaves or is made anew, the hub, ways in, keys and wide
roles are high; new landing zones, sizes, rules and endpoints medium; tags, diagnostics and descriptions low.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ringfence.bundle.change.seen import Seen, quiet
from ringfence.pack.text.numbered import numbered
from ringfence.releases.diff import keeping
from ringfence.releases.diff.change import Change, Section, Verb
from ringfence.releases.diff.risks import ACCEPTED
from ringfence.releases.since.changed import named


class Level(StrEnum):
    """A risk or an impact, in words; the numbers of a ServiceNow instance are its customer's choice."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a change has a level: the rule, what it says, and what it was found of."""

    rule: str
    level: Level
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A function that names what it holds of, what that means, and what one of the named is."""

    level: Level
    finds: Callable[[Seen], Iterator[str]]
    says: str
    unit: str = "change"


_NETWORK = (
    "azurefirewalls",
    "dns",
    "expressroute",
    "firewallpolicies",
    "privatednszones",
    "routetables",
    "virtualhubs",
    "virtualnetworkgateways",
    "virtualnetworks",
    "virtualwans",
    "vpn",
)
"""How types of Microsoft.Network begin on which all landing zones stand, in lower case."""
_SHOWN = 3
_LOST = (Section.REPLACED, Section.HELD)
_INSIDE = ("VirtualNetwork", "AzureLoadBalancer", "GatewayManager")
"""Service tags that hold no address of the internet."""
_ADMITTING = ("resourceaccessrules", "iprules", "virtualnetworkrules", "corsrules")
"""Properties that list who is let in, in lower case: in a difference their new value is what comes to the list.

Source: Microsoft.Storage types, NetworkRuleSet: the property `defaultAction` decides where no rule matches.
"""
_WIDE = ("Owner", "Contributor", "User Access Administrator", "Role Based Access Control Administrator")
_SUBSCRIPTION = re.compile(r"/subscriptions/[^/]+(/providers/microsoft\.authorization/roleassignments/[^/]+)?")


def unknown(seen: Seen) -> Iterator[str]:
    """What cannot be told: no release before, or packages whose files differ without a reason in the plan."""
    if seen.difference is None:
        yield "no release before was named with --against"
    else:
        yield from seen.difference.unexplained


def leaves_or_is_made_anew(seen: Seen) -> Iterator[str]:
    """Resources that are deleted, or that Azure cannot change in place.

    Whole packages come first, each with the number of its resources; of these only what is held is named.
    """
    gone = Counter(one.package for one in seen.changes(lambda one: one.verb is Verb.REMOVED and bool(one.type)))
    left = seen.leave()
    for package in sorted(left):
        yield f"{package}: package with {numbered(gone[package], 'resource')}"
    yield from map(named, seen.changes(lambda one: one.section in _LOST or (_goes(one) and one.package not in left)))


def hub_network(seen: Seen) -> Iterator[str]:
    """Firewall, routes, peerings, gateways and DNS of a hub."""
    hubs = seen.hubs()
    return map(worded, seen.changes(lambda one: one.package in hubs and not quiet(one) and _network(one)))


def internet(seen: Seen) -> Iterator[str]:
    """Ways in from the Internet or from public addresses."""
    return map(worded, seen.changes(lambda one: one.verb is Verb.OPENED and let_in(one)))


def other_environment(seen: Seen) -> Iterator[str]:
    """Connections that come, between landing zones of two environments."""
    of = {one.name: one.environment for one in seen.plan.packages}
    come = {one.id for one in seen.changes(lambda one: one.verb is Verb.ADDED and one.section is Section.REGISTERS)}
    for one in seen.plan.connections:
        if one.name in come and of.get(one.start) != of.get(one.end):
            yield f"{one.name} from {one.start} to {one.end}"


def public_access(seen: Seen) -> Iterator[str]:
    """Public addresses, gateways, and properties that let in."""
    return map(named, seen.changes(lambda one: one.verb is not Verb.OPENED and let_in(one)))


def keys(seen: Seen) -> Iterator[str]:
    """Encryption, keys, purge protection and local authentication of what is there already."""
    return map(named, seen.changes(lambda one: one.section is Section.SECRETS and one.verb is not Verb.ADDED))


def wide_roles(seen: Seen) -> Iterator[str]:
    """Role assignments, of people and of deployers, that are wide by the role or by the scope."""
    return map(named, seen.changes(lambda one: one.section is Section.RIGHTS and one.verb is Verb.ADDED and _wide(one)))


def kept_shorter(seen: Seen) -> Iterator[str]:
    """Data that may be deleted earlier than before: a time that gets shorter, protection that ends."""
    return (f"{named(one)}: {one.old or 'none'} -> {one.new or 'none'}" for one in seen.changes(keeping.kept_shorter))


def roles(seen: Seen) -> Iterator[str]:
    """Role assignments that are not wide, and who may act as an identity."""
    return map(
        named, seen.changes(lambda one: one.section is Section.RIGHTS and one.verb is Verb.ADDED and not _wide(one))
    )


def new_landing_zone(seen: Seen) -> Iterator[str]:
    """Packages that the release before has not."""
    return iter(sorted(seen.come()))


def to_be_accepted(seen: Seen) -> Iterator[str]:
    """Risks that come, and those of which another severity is told: people accept each, or not."""
    return map(named, seen.changes(_risk))


def size(seen: Seen) -> Iterator[str]:
    """Tiers, sizes and counts."""
    return map(named, seen.changes(lambda one: one.verb is Verb.CHANGED and "sku" in one.path.lower()))


def traffic_rules(seen: Seen) -> Iterator[str]:
    """Flows that open or close, but for ways in from the Internet that open."""
    return map(worded, seen.changes(lambda one: one.flow is not None and not let_in(one)))


def private_endpoint(seen: Seen) -> Iterator[str]:
    """Private endpoints that come."""
    kind = "microsoft.network/privateendpoints"
    return map(named, seen.changes(lambda one: one.verb is Verb.ADDED and one.type.lower() == kind))


def other_change(seen: Seen) -> Iterator[str]:
    """All else that is deployed and is no tag, description or diagnostic setting."""
    come, left = seen.come(), seen.leave()
    return map(
        named,
        seen.changes(
            lambda o: (
                o.section not in _LOST
                and not _goes(o)
                and not (o.verb is Verb.REMOVED and o.package in left)
                and "sku" not in o.path.lower()
                and not o.flow
                and not let_in(o)
                and not quiet(o)
                and o.package not in come
                and not (o.section is Section.RIGHTS and o.verb is Verb.ADDED)
                and not keeping.kept_shorter(o)
            )
        ),
    )


def labels_and_records(seen: Seen) -> Iterator[str]:
    """Registers, tags, descriptions, priorities, diagnostic settings."""
    return map(named, seen.changes(lambda one: quiet(one) and not keeping.kept_shorter(one) and not _risk(one)))


RULES = (
    Rule(Level.HIGH, unknown, "What changes is not known", "reason"),
    Rule(Level.HIGH, leaves_or_is_made_anew, "Something is deleted, or cannot be changed in place"),
    Rule(Level.HIGH, hub_network, "Firewall, routes, peerings, gateways or DNS of a hub change"),
    Rule(Level.HIGH, internet, "A way in from the Internet opens"),
    Rule(Level.HIGH, other_environment, "A path between two environments opens"),
    Rule(Level.HIGH, public_access, "Public access, a public address or a gateway comes or changes"),
    Rule(Level.HIGH, keys, "Keys, encryption or purge protection change"),
    Rule(Level.HIGH, kept_shorter, "Data is kept for a shorter time, which no later deployment brings back"),
    Rule(Level.HIGH, wide_roles, "A wide role is assigned, or one on a subscription"),
    Rule(Level.MEDIUM, new_landing_zone, "A package is new", "package"),
    Rule(Level.MEDIUM, roles, "Roles are assigned, or more may act as an identity"),
    Rule(Level.MEDIUM, to_be_accepted, "A risk comes that people accept or not", "risk"),
    Rule(Level.MEDIUM, size, "A tier or size changes"),
    Rule(Level.MEDIUM, traffic_rules, "Flows open or close"),
    Rule(Level.MEDIUM, private_endpoint, "A private endpoint is new"),
    Rule(Level.MEDIUM, other_change, "Other resources change"),
    Rule(Level.LOW, labels_and_records, "Registers, tags, descriptions, priorities or diagnostic settings change"),
)


def reasons(seen: Seen, rules: tuple[Rule, ...] = RULES) -> tuple[Reason, ...]:
    """What the rules say of a change, the highest level first; a rule of level high names all that it holds of."""
    found = ((rule, Counter(rule.finds(seen))) for rule in rules)
    return tuple(
        Reason(
            rule.finds.__name__.replace("_", " "),
            rule.level,
            f"{rule.says} ({numbered(what.total(), rule.unit)}): {_listed(what, rule.level)}",
        )
        for rule, what in found
        if what
    )


def _listed(what: Counter[str], of: Level) -> str:
    """Each thing once; one that several firewalls or security groups have says how often it is counted.

    Of a level below high the first three are told, and how many changes the others are.
    """
    told = list(what.items()) if of is Level.HIGH else list(what.items())[:_SHOWN]
    more = what.total() - sum(count for _, count in told)
    text = "; ".join(f"{text} ({count} times)" if count > 1 else text for text, count in told)
    return f"{text} and {more} more" if more else text


def level(found: tuple[Reason, ...]) -> Level:
    """The highest level of some reasons; low where there are none."""
    order = list(Level)
    return max((one.level for one in found), key=order.index, default=Level.LOW)


def let_in(change: Change) -> bool:
    """Whether a change may let in from public addresses: what comes or changes, by more than its size.

    A list of who is let in that only loses members lets in no more.
    """
    if change.section is not Section.EXPOSURE or change.verb in (Verb.REMOVED, Verb.CLOSED):
        return False
    if change.flow:
        return not set(change.flow.sources) <= set(_INSIDE)
    path = change.path.lower()
    return change.verb is not Verb.CHANGED or not ("sku" in path or (path.endswith(_ADMITTING) and not change.new))


def worded(change: Change) -> str:
    """A change by its name; a flow by what becomes of it, too."""
    return f"{change.verb.value}: {named(change)}" if change.flow else named(change)


def _risk(change: Change) -> bool:
    """Whether a risk comes, or has another severity."""
    told = change.verb is Verb.ADDED or change.path == "severity"
    return told and change.section is Section.REGISTERS and change.what.startswith(f"{ACCEPTED} ")


def _goes(change: Change) -> bool:
    """Whether a change is of a resource that is deleted, and no role assignment."""
    return change.verb is Verb.REMOVED and bool(change.type) and change.section is not Section.RIGHTS


def _network(change: Change) -> bool:
    provider, _, rest = change.type.lower().partition("/")
    return provider == "microsoft.network" and rest.startswith(_NETWORK)


def _wide(change: Change) -> bool:
    role = change.what.removeprefix("role ")
    on_subscription = _SUBSCRIPTION.fullmatch(change.id.lower()) is not None
    return on_subscription or any(role.startswith((f"{one} for ", f"{one} of ")) for one in _WIDE)
