"""The path of one packet: out of its subnet, along its route, through the firewall, into the target's subnet."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ringfence.plan.model.values import plain
from ringfence.reach.answer import Hop, Path, Stage, Verdict
from ringfence.reach.firewall import filtered, translated
from ringfence.reach.managed import Managed, leaving
from ringfence.reach.names import Names
from ringfence.reach.networks import Filter, Networks, Seat, last
from ringfence.reach.routes import DEFAULT, Way, route, spelled, storage_elsewhere
from ringfence.reach.security_groups import Asked, guarded
from ringfence.reach.services import arrived, from_internet
from ringfence.reach.spots import Spot, private

DNS = 53
_HAVE_PUBLIC = ("firewall", "bastion")
"""Roles of subnets from which a service of Azure gets to the internet. All others are private, so the default route of
Azure leads nowhere; a VPN gateway drops what is bound for the internet, which no source says of ExpressRoute.
Sources: azure-docs virtual-network/ip-services/default-outbound-access.md;
vpn-gateway/vpn-gateway-p2s-advertise-custom-routes.md, Forced tunneling."""


@dataclass(frozen=True, slots=True)
class Walker:
    """Walks packets through the networks of a plan."""

    networks: Networks
    names: Names

    @classmethod
    def of(cls, networks: Networks) -> Walker:
        """A walker of these networks."""
        return cls(networks, Names(networks))

    def path(self, source: Spot | Managed, target: Spot, protocol: str, port: int) -> Path:
        """The path of one packet; `protocol` is Tcp or Udp."""
        if isinstance(source, Managed):
            return leaving(source, target, protocol, port)
        seat = self.networks.seat(source.network) if source.network else None
        named = self.names.hop(target, inside=not source.public or source.network is not None)
        hops = [named] if named else []
        asked = Asked(source, target, protocol, port, self.names.rules_for(target.host))
        if seat is not None:
            return self._from_seat(seat, asked, hops)
        if source.network is not None and self._from_outside(source):
            return self._from_gateway(asked, hops)
        return self._from_internet(asked)

    def _from_outside(self, source: Spot) -> bool:
        known = (*self.networks.premises, *self.networks.users.values())
        return any(source.network.subnet_of(each) for each in known) if source.network else False

    def _from_seat(self, seat: Seat, asked: Asked, hops: list[Hop]) -> Path:
        hop = guarded(self.networks, seat, "Outbound", asked)
        hops.append(hop)
        return _ended(hops) if hop.verdict is Verdict.DENIED else self._along(seat, asked, hops)

    def _along(self, seat: Seat, asked: Asked, hops: list[Hop]) -> Path:
        """What follows when a packet has left a subnet."""
        way = route(self.networks, seat, asked.target)
        hops.append(_routed(seat, way))
        if way.kind == "appliance":
            return self._through(seat, way, asked, hops)
        if storage_elsewhere(seat, asked.target):
            text = "whether the service endpoint takes storage of this region is not in the plan"
            return _end(hops, Hop(stage=Stage.ROUTE, at=seat.name, text=text, verdict=Verdict.UNKNOWN))
        return self._onward(seat, way, asked, hops)

    def _through(self, seat: Seat, way: Way, asked: Asked, hops: list[Hop]) -> Path:
        filter_ = self.networks.filter_at(way.hop) if way.hop else None
        if filter_ is None:
            text = "no package has a firewall at this address; its rules are somebody else's"
            return _end(hops, Hop(stage=Stage.BEYOND, at=str(way.hop), text=text, verdict=Verdict.UNKNOWN))
        if storage_elsewhere(seat, asked.target):
            text = "whether the service endpoint takes storage of this region is not in the plan"
            return _end(hops, Hop(stage=Stage.ROUTE, at=seat.name, text=text, verdict=Verdict.UNKNOWN))
        if not self._reaches(seat, filter_):
            text = f"the network of {seat.name} is not peered with that of the firewall, both ways"
            return _end(hops, Hop(stage=Stage.ROUTE, at=seat.name, text=text, verdict=Verdict.DENIED))
        passed = filtered(self.networks, self.names, filter_, asked)
        hops.append(passed.hop)
        if passed.rule is None:
            return _ended(hops)
        source, hop = translated(filter_, passed.rule, asked.source, asked.target)
        hops.append(hop)
        onward = route(self.networks, filter_.seat, asked.target)
        hops.append(_routed(filter_.seat, onward))
        return self._onward(filter_.seat, onward, replace(asked, source=source), hops, forwarded=source == asked.source)

    def _reaches(self, seat: Seat, filter_: Filter) -> bool:
        there = filter_.seat.network
        return seat.network is there or there in self.networks.peers(seat.network)

    def _onward(self, seat: Seat, way: Way, asked: Asked, hops: list[Hop], *, forwarded: bool = False) -> Path:
        """The end of a path: by a route that leads to no appliance."""
        target = asked.target
        if way.kind == "none":
            return _end(hops, replace(hops[-1], verdict=Verdict.DENIED), replacing=True)
        if way.kind == "service endpoint":
            hop = self._by_service_endpoint(seat, target)
            return _end(hops, self._elsewhere(seat, asked, hop) if hop.verdict is Verdict.DENIED else hop)
        if way.kind == "gateway" or (way.kind == "internet" and target.premises):
            return _end(hops, self._outward(seat))
        if way.kind == "internet":
            return _end(hops, self._public(seat, target))
        there = self.networks.seat(target.network) if target.network else None
        if there is None:
            text = "no subnet has this address"
            return _end(hops, Hop(stage=Stage.ROUTE, at=seat.name, text=text, verdict=Verdict.DENIED))
        return self._into(there, seat, asked, hops, forwarded=forwarded)

    def _into(self, there: Seat, seat: Seat, asked: Asked, hops: list[Hop], *, forwarded: bool) -> Path:
        half = self.networks.halves.get((there.network.resource.id, seat.network.resource.id))
        if forwarded and half is not None and not half.allow_forwarded_traffic:
            text = "the peering of the target's network lets in nothing that was forwarded (allowForwardedTraffic)"
            name = plain(half.resource.name)
            return _end(hops, Hop(stage=Stage.ROUTE, at=name, text=text, verdict=Verdict.DENIED))
        hop = guarded(self.networks, there, "Inbound", asked)
        hops.append(hop)
        if hop.verdict is Verdict.DENIED:
            return _ended(hops)
        filter_ = next((each for each in self.networks.filters if each.seat is there), None)
        if filter_ is not None:
            return _end(hops, _answered(filter_, asked))
        return _end(hops, arrived(there, asked.target))

    def _by_service_endpoint(self, seat: Seat, target: Spot) -> Hop:
        """A service endpoint policy admits accounts, all where there is none.

        An account of a region without the endpoint is not filtered by it, and goes by the default route. Source:
        azure-docs virtual-network/virtual-network-service-endpoint-policies-overview.md, Configuration.
        """
        policy = next((each for each in self._policies() if each[0] == _id(seat)), None)
        at = seat.name
        if policy is None:
            text = "the subnet reaches every storage account of the region: it has no service endpoint policy"
            return Hop(stage=Stage.SERVICE, at=at, text=text, verdict=Verdict.ALLOWED)
        name, accounts = last(policy[0]), policy[1]
        told = ", ".join(accounts)
        if not target.host:
            text = f"the service endpoint policy admits {told} and no other account; ask by the name of one"
            return Hop(stage=Stage.SERVICE, at=name, text=text, verdict=Verdict.UNKNOWN)
        admitted = target.host.partition(".")[0] in accounts
        text = f"the service endpoint policy admits {told}"
        return Hop(stage=Stage.SERVICE, at=name, text=text, verdict=Verdict.ALLOWED if admitted else Verdict.DENIED)

    def _elsewhere(self, seat: Seat, asked: Asked, hop: Hop) -> Hop:
        """What a policy refuses, unless a firewall lets it out: then the region of the account decides."""
        routes = seat.table.routes if seat.table else ()
        hops = [plain(each.next_hop) for each in routes if plain(each.prefix) == DEFAULT and each.next_hop]
        filter_ = self.networks.filter_at(hops[0]) if hops else None
        if filter_ is None or filtered(self.networks, self.names, filter_, asked).rule is None:
            return hop
        text = (
            f"{hop.text}; an account of a region without the service endpoint goes by the firewall, which lets it out"
        )
        return replace(hop, text=text, verdict=Verdict.UNKNOWN)

    def _policies(self) -> list[tuple[str, tuple[str, ...]]]:
        return [
            (p.resource.id, tuple(last(each) for each in (*(r.value for r in p.accounts), *(f.id for f in p.further))))
            for package in self.networks.plan.packages
            for module in package.modules
            for p in module.endpoint_policies
        ]

    def _outward(self, seat: Seat) -> Hop:
        if self.networks.gate(seat.network) is None:
            text = "no gateway leads on premises"
            return Hop(stage=Stage.ROUTE, at=seat.name, text=text, verdict=Verdict.DENIED)
        text = "the packages let it out to the gateway; routes and rules on the other side are not in the plan"
        return Hop(stage=Stage.BEYOND, at="premises", text=text, verdict=Verdict.ALLOWED)

    def _public(self, seat: Seat, target: Spot) -> Hop:
        if target.network is not None and private(target.network, self.networks.surroundings[seat]):
            text = "the address is in no network that the plan knows"
            return Hop(stage=Stage.BEYOND, at=str(target.network), text=text, verdict=Verdict.UNKNOWN)
        if seat.subnet.role not in _HAVE_PUBLIC:
            text = "no public address: the subnet is private (defaultOutboundAccess is false)"
            if seat.subnet.role == "gateway":
                text = "a VPN gateway drops what is bound for the internet (for ExpressRoute not confirmed)"
            return Hop(stage=Stage.ROUTE, at=seat.name, text=text, rule="no way out", verdict=Verdict.DENIED)
        own = next(iter(from_internet(self.networks, target.host)), None) if target.host else None
        if own is not None:
            return own
        text = "the packages let it out; what answers on the internet is not in the plan"
        return Hop(stage=Stage.BEYOND, at="internet", text=text, verdict=Verdict.ALLOWED)

    def _from_gateway(self, asked: Asked, hops: list[Hop]) -> Path:
        """From on premises or from a VPN user: in by the gateway, then along the routes of its subnet."""
        seat = self._gate(asked)
        if seat is None:
            text = "no gateway of these packages leads in from there"
            return _end(hops, Hop(stage=Stage.ROUTE, at=str(asked.source.network), text=text, verdict=Verdict.DENIED))
        text = "it comes in by the gateway; routes and rules on the other side are not in the plan"
        hops.append(Hop(stage=Stage.BEYOND, at=seat.name, text=text))
        return self._along(seat, asked, hops)

    def _gate(self, asked: Asked) -> Seat | None:
        """The gateway's subnet: that of the target's hub where there are several."""
        seats = [seat for seat in self.networks.seats if seat.subnet.role == "gateway" and self._open(seat, asked)]
        there = self.networks.seat(asked.target.network) if asked.target.network else None
        near = (there.network, *self.networks.peers(there.network)) if there else ()
        return next((seat for seat in seats if seat.network in near), seats[0] if seats else None)

    def _open(self, seat: Seat, asked: Asked) -> bool:
        here = seat.network.resource.id
        source = asked.source.network
        pool = self.networks.users.get(here)
        user = any(source.subnet_of(each) for each in self.networks.users.values()) if source else False
        mine = pool is not None and source is not None and source.subnet_of(pool)
        return here in self.networks.gateways and (mine if user else True)

    def _from_internet(self, asked: Asked) -> Path:
        """From a public address: by a public address of the plan, or to a service by its public name."""
        target = asked.target
        there = self.networks.seat(target.network) if target.network else None
        if target.host and from_own(self, target.host):
            return _end([], from_own(self, target.host)[0])
        if there is None:
            text = "neither end is in the plan"
            return _end([], Hop(stage=Stage.BEYOND, at="internet", text=text, verdict=Verdict.UNKNOWN))
        if there.fronts:
            text = f"the public address {', '.join(there.fronts)} leads into {there.name}"
            hops = [Hop(stage=Stage.ROUTE, at=there.name, text=text)]
            hop = guarded(self.networks, there, "Inbound", asked)
            hops.append(hop)
            return _ended(hops) if hop.verdict is Verdict.DENIED else _end(hops, arrived(there, target))
        if there.subnet.role == "gateway":
            text = "the gateway has public addresses; what it answers is Azure's, sites and users are in the review"
            return _end([], Hop(stage=Stage.SERVICE, at=there.name, text=text, verdict=Verdict.UNKNOWN))
        text = "no public address leads there, and no firewall has a DNAT rule"
        return _end([], Hop(stage=Stage.ROUTE, at=there.name, text=text, rule="no DNAT", verdict=Verdict.DENIED))


def from_own(walker: Walker, host: str) -> tuple[Hop, ...]:
    """What services of the plan with this host do with a packet from a public address."""
    return tuple(from_internet(walker.networks, host))


def _answered(filter_: Filter, asked: Asked) -> Hop:
    at = plain(filter_.firewall.resource.name)
    own = asked.target.network is not None and filter_.firewall.address in asked.target.network
    if own and asked.target.network is not None and asked.target.network.prefixlen == 32 and asked.port == DNS:
        return Hop(stage=Stage.SERVICE, at=at, text="the firewall answers names (DNS proxy)", verdict=Verdict.ALLOWED)
    text = "the firewall is Azure's; no plan knows what it answers there beside names"
    return Hop(stage=Stage.SERVICE, at=at, text=text, verdict=Verdict.UNKNOWN)


def _id(seat: Seat) -> str:
    return seat.subnet.endpoint_policy.value if seat.subnet.endpoint_policy else ""


def _routed(seat: Seat, way: Way) -> Hop:
    return Hop(stage=Stage.ROUTE, at=seat.name, text=spelled(way), rule=way.name)


def _end(hops: list[Hop], hop: Hop, *, replacing: bool = False) -> Path:
    kept = hops[:-1] if replacing else hops
    return _ended([*kept, hop])


def _ended(hops: list[Hop]) -> Path:
    """A path with its verdict: a deny is certain whatever is unknown before it."""
    said = {hop.verdict for hop in hops}
    certain = next((each for each in (Verdict.DENIED, Verdict.UNKNOWN) if each in said), Verdict.ALLOWED)
    return Path(certain, tuple(hops))
