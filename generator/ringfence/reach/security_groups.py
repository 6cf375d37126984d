"""What a network security group decides: its rules by priority, then Azure's default rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ringfence.plan.model.network import SecurityGroup
from ringfence.plan.model.values import Given, Reason, plain
from ringfence.reach.answer import Hop, Stage, Verdict
from ringfence.reach.networks import Networks, Seat
from ringfence.reach.spots import ANY, BALANCER, INTERNET, NETWORK, Spot, Surroundings, meets, ports_hold

Direction = Literal["Inbound", "Outbound"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A rule of a group as a packet meets it."""

    name: str
    priority: int
    allows: bool
    protocol: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    ports: tuple[str, ...]
    why: str = ""


def _default(name: str, priority: int, source: str, target: str, *, allows: bool) -> Line:
    return Line(
        name=name, priority=priority, allows=allows, protocol=ANY, sources=(source,), targets=(target,), ports=(ANY,)
    )


DEFAULTS: dict[Direction, tuple[Line, ...]] = {
    "Inbound": (
        _default("AllowVnetInBound", 65000, NETWORK, NETWORK, allows=True),
        _default("AllowAzureLoadBalancerInBound", 65001, BALANCER, ANY, allows=True),
        _default("DenyAllInBound", 65500, ANY, ANY, allows=False),
    ),
    "Outbound": (
        _default("AllowVnetOutBound", 65000, NETWORK, NETWORK, allows=True),
        _default("AllowInternetOutBound", 65001, ANY, INTERNET, allows=True),
        _default("DenyAllOutBound", 65500, ANY, ANY, allows=False),
    ),
}
"""Azure's rules below all others. Source: azure-docs virtual-network/network-security-groups-overview.md, Default
security rules."""


def lines(group: SecurityGroup, direction: Direction) -> tuple[Line, ...]:
    """The rules of one direction in the order in which Azure looks at them: the lowest number first."""
    own = [
        Line(
            name=rule.name,
            priority=rule.priority,
            allows=rule.access == "Allow",
            protocol=rule.protocol,
            sources=texts(rule.sources),
            targets=texts(rule.destinations),
            ports=rule.ports,
            why=places(rule.because),
        )
        for rule in group.rules
        if rule.direction == direction
    ]
    return (*sorted(own, key=lambda line: line.priority), *DEFAULTS[direction])


def texts(values: Iterable[object]) -> tuple[str, ...]:
    """Places of a rule as texts."""
    return tuple(str(value.value) if isinstance(value, Given) else str(value) for value in values)


def places(because: Iterable[Reason]) -> str:
    """Every place in the blueprint that a rule follows from: one rule may stand for several connections."""
    return ", ".join(dict.fromkeys(reason.at for reason in because if reason.at))


@dataclass(frozen=True, slots=True)
class Asked:
    """A packet as a rule sees it. `named` are names of rules made for its host, whose tag therefore holds the host."""

    source: Spot
    target: Spot
    protocol: str
    port: int
    named: frozenset[str] = frozenset()


def decision(found: Sequence[Line], asked: Asked, around: Surroundings) -> tuple[Verdict, Line, tuple[Line, ...]]:
    """The verdict, the rule that decides, and rules before it that may decide otherwise.

    The first rule that matches decides and later ones are not looked at (azure-docs
    virtual-network/network-security-groups-overview.md, Security rules). A rule that may match counts where it would
    decide otherwise.
    """
    open_: list[Line] = []
    for line in found:
        match = _matches(line, asked, around)
        if match is None:
            open_.append(line)
        elif match:
            other = tuple(each for each in open_ if each.allows != line.allows)
            verdict = Verdict.UNKNOWN if other else Verdict.ALLOWED if line.allows else Verdict.DENIED
            return verdict, line, other
    raise AssertionError("the last default rule matches everything")


def _matches(line: Line, asked: Asked, around: Surroundings) -> bool | None:
    if line.protocol not in (ANY, asked.protocol) or not ports_hold(line.ports, asked.port):
        return False
    ends = (meets(line.sources, asked.source, around), _target(line, asked, around))
    return False if False in ends else None if None in ends else True


def _target(line: Line, asked: Asked, around: Surroundings) -> bool | None:
    found = meets(line.targets, asked.target, around)
    return True if found is None and line.name in asked.named else found


def guarded(networks: Networks, seat: Seat, direction: Direction, asked: Asked) -> Hop:
    """The hop at the security group of a subnet, which decides about all that goes in or out of it.

    Of private endpoints it decides only where the subnet has network policies for security groups. Source: azure-docs
    private-link/disable-private-endpoint-network-policy.md.
    """
    stage = Stage.GROUP_IN if direction == "Inbound" else Stage.GROUP_OUT
    if seat.group is None:
        return Hop(stage=stage, at=seat.name, text="the subnet has no security group", verdict=Verdict.ALLOWED)
    name = plain(seat.group.resource.name)
    if direction == "Inbound" and seat.endpoints and seat.subnet.endpoint_network_policies != "Enabled":
        text = "does not look at private endpoints: the subnet has no network policies for them"
        return Hop(stage=stage, at=name, text=text, verdict=Verdict.ALLOWED)
    verdict, line, others = decision(lines(seat.group, direction), asked, networks.surroundings[seat])
    if others:
        held = ", ".join(f"{each.name} ({', '.join(each.targets)})" for each in others)
        text = f"whether the address is one of {held} decides, which no plan knows; else the rule decides"
    else:
        text = "the first rule that matches allows it" if line.allows else "the first rule that matches denies it"
    return Hop(
        stage=stage, at=name, text=text, rule=line.name, priority=str(line.priority), verdict=verdict, why=line.why
    )
