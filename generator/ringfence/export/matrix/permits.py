"""What each control of a plan lets through, as boxes of source, target, protocol and port: each less earlier denies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import plain
from ringfence.releases.diff.boxes import Box, Span
from ringfence.releases.diff.flows import Words, effective
from ringfence.releases.diff.rules import Control, Rule, Traffic, rules

FIREWALL, GROUP = "firewall policy", "security group"
NETWORKS = "VirtualNetwork"
"""The service tag of a network, its peers, what a gateway leads to and what routes name: here every private place.

Source: azure-docs virtual-network/service-tags-overview.md, "Available service tags".
"""
_BELOW_ALL = 65000
_DIRECTIONS = ("Inbound", "Outbound")
_WEB = {"http", "https", "mssql"}
"""Protocols of application rules; each goes over TCP."""


@dataclass(frozen=True, slots=True)
class Permit:
    """A part of what an allow rule lets through, under the name that people find the rule by."""

    rule: str
    box: Box

    @property
    def source(self) -> Span:
        """Where it comes from."""
        return self.box[0]

    @property
    def target(self) -> Span:
        """Where it goes."""
        return self.box[1]


@dataclass(frozen=True, slots=True)
class Permits:
    """The permits of a plan by control: those of security groups by id and direction, and those of the firewall."""

    words: Words
    groups: Mapping[tuple[str, str], tuple[Permit, ...]]
    firewall: tuple[Permit, ...]

    def of_group(self, group: str, direction: str) -> tuple[Permit, ...]:
        """What a security group lets through in one direction."""
        return self.groups.get((group.lower(), direction), ())


def permits(plan: Plan) -> Permits:
    """Everything that security groups and the firewall of a plan let through."""
    private = private_places(plan)
    controls: dict[str, tuple[Control, dict[str, Rule]]] = {}
    for package in plan.packages:
        for control, rule in rules(package):
            if control.what.startswith((FIREWALL, GROUP)):
                held = controls.setdefault(
                    control.key, (control, _defaults(control.direction, private) if _guards(control) else {})
                )[1]
                held[rule.name] = _spelled(rule, private)
    bare = {(group, direction): _defaults(direction, private) for group in _groups(plan) for direction in _DIRECTIONS}
    known = (*(held for _, held in controls.values()), *bare.values())
    words = Words.of(rule for held in known for rule in held.values())
    groups = {key: tuple(_boxes(words, "", held)) for key, held in bare.items()}
    firewall: list[Permit] = []
    for control, held in controls.values():
        found = tuple(_boxes(words, f"{control.package} {control.subnet} " if control.subnet else "", held))
        if control.what.startswith(FIREWALL):
            firewall += found
        else:
            groups[control.id.lower(), control.direction] = found
    return Permits(words, groups, tuple(firewall))


def _groups(plan: Plan) -> Iterator[str]:
    """The ids of the security groups of a plan, in small letters."""
    yield from (group.resource.id.lower() for _, module in modules(plan) for group in module.security_groups)


def _guards(control: Control) -> bool:
    return control.what.startswith(GROUP)


def _defaults(direction: str, private: tuple[str, ...]) -> dict[str, Rule]:
    """The rules that Azure adds below those of a security group: they count where no rule of the plan denies all.

    Source: azure-docs virtual-network/network-security-groups-overview.md, "Default security rules".
    """
    inward = direction == "Inbound"
    added = {"AllowVnetInBound" if inward else "AllowVnetOutBound": (NETWORKS, NETWORKS)}
    if not inward:
        added["AllowInternetOutBound"] = ("*", "Internet")
    return {name: _spelled(_everything(name, *ends), private) for name, ends in added.items()}


def _everything(name: str, source: str, place: str) -> Rule:
    traffic = Traffic(sources=(source,), places=(place,), protocols=("*",), ports=("*",))
    return Rule(name=name, allows=True, rank=(_BELOW_ALL,), position=str(_BELOW_ALL), traffic=(traffic,), alike="")


def private_places(plan: Plan) -> tuple[str, ...]:
    """Every private prefix that the plan knows: networks, pools, premises, VPN users."""
    networks = (str(plain(network.prefix)) for _, module in modules(plan) for network in module.networks)
    return tuple(dict.fromkeys((*networks, *(str(space.prefix) for space in plan.spaces))))


def _boxes(words: Words, place: str, held: Mapping[str, Rule]) -> Iterator[Permit]:
    for name, rule in held.items():
        if rule.allows:
            yield from (Permit(f"{place}{name}", box) for box in effective(words, {name: rule}, held))


def _spelled(rule: Rule, private: tuple[str, ...]) -> Rule:
    """The rule with protocols of application rules as TCP, and the tag of networks as their prefixes."""
    return replace(rule, traffic=tuple(_traffic(each, private) for each in rule.traffic))


def _traffic(one: Traffic, private: tuple[str, ...]) -> Traffic:
    return replace(
        one,
        sources=tuple(_expanded(one.sources, private)),
        places=tuple(_expanded(one.places, private)),
        protocols=tuple("TCP" if name.lower() in _WEB else name for name in one.protocols),
    )


def _expanded(places: Iterable[str], private: tuple[str, ...]) -> Iterator[str]:
    for place in places:
        yield from private if place == NETWORKS else (place,)
