"""What the words FROM and TO mean in a plan: places that are walked from and to, each with a name for people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from ipaddress import IPv4Network

from ringfence.plan.model.values import plain
from ringfence.reach.managed import Managed, managed_networks
from ringfence.reach.names import Names
from ringfence.reach.networks import Networks, Seat
from ringfence.reach.security_groups import texts
from ringfence.reach.services import open_services, services
from ringfence.reach.spots import INSIDE, INTERNET, NO_HOSTS, PRIVATE, Spot, below, parsed

ON_INTERNET, ON_PREMISES, VPN_USERS = "internet", "premises", "vpn-users"
_TRANSIT = ("firewall", "gateway")
_TAG = re.compile(r"[A-Z][A-Za-z0-9]+(\.[A-Za-z0-9]+)*")
_HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9_-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")


@dataclass(frozen=True, slots=True)
class End:
    """One end of a question: a place, and what people call it; '' for a network that goes by its prefix."""

    spot: Spot | Managed
    name: str = ""


class PlaceError(ValueError):
    """A word that is no place of the plan; `word` is what was asked for, `known` what there is."""

    def __init__(self, word: str, known: tuple[str, ...], reason: str = "") -> None:
        super().__init__(word)
        self.word, self.known, self.reason = word, known, reason


@dataclass(frozen=True)
class Ends:
    """Reads the two ends of a question."""

    networks: Networks
    names: Names

    def sources(self, word: str) -> tuple[End, ...]:
        """Where traffic starts: in no subnet of private endpoints, nor in one of a firewall or gateway, which pass on
        what others send. Raises PlaceError for a word.

        A landing zone in which nothing starts has no source.
        """
        zone = [seat for seat in self.networks.seats if seat.package.name == word]
        if zone or word in self._packages():
            starts = (seat for seat in zone if not seat.endpoints and seat.subnet.role not in _TRANSIT)
            seats = (End(Spot(network=seat.prefix)) for seat in starts)
            inside = (End(one, one.name) for one in managed_networks(self.networks) if one.package.name == word)
            return (*seats, *inside)
        managed = [one for one in managed_networks(self.networks) if word in _called(one)]
        if managed:
            return tuple(End(one, one.name) for one in managed)
        if self._service(word):
            raise PlaceError(word, (), "answers and starts nothing; name the landing zone or subnet that calls it")
        return self._either(word)

    def targets(self, word: str) -> tuple[End, ...]:
        """Where traffic goes; of the internet whatever rules name, and the rest. Raises PlaceError."""
        if word == ON_INTERNET:
            return (*self._named_outside(), End(Spot(), "any other public address"))
        if word in self._packages():
            zone = [seat for seat in self.networks.seats if seat.package.name == word]
            ends = [End(Spot(network=seat.prefix)) for seat in zone if not seat.endpoints]
            return (*self._services(word), *ends)
        found = self._service(word)
        return found or self._either(word)

    def open_to(self, sources: tuple[End, ...], word: str) -> tuple[End, ...]:
        """The services of a landing zone that a public address may ask without a private endpoint; of others none."""
        if word not in self._packages() or not any(self._is_public(each.spot) for each in sources):
            return ()
        behind = {each.service for each in self.names.records}
        names = (name for name in open_services(self.networks, word) if name not in behind)
        return tuple(End(Spot(host=name), name) for name in names)

    def _is_public(self, spot: Spot | Managed) -> bool:
        if not isinstance(spot, Spot):
            return False
        return spot.public if spot.network is None else next(self._public(str(spot.network)), None) is not None

    def _either(self, word: str) -> tuple[End, ...]:
        """What means the same at both ends."""
        for read in (self._outside, self._subnet, self._prefix, self._tag, self._host):
            if found := read(word):
                return found
        raise PlaceError(word, self.known())

    def known(self) -> tuple[str, ...]:
        """Every word that names something of the plan."""
        seats = (seat.name for seat in self.networks.seats)
        kinds = {f"{each.seat.package.name}/{each.endpoint.called}" for each in self.names.records}
        return (*self._packages(), *seats, *sorted(kinds), *sorted(self._tags), ON_INTERNET, ON_PREMISES, VPN_USERS)

    def _packages(self) -> tuple[str, ...]:
        return tuple(package.name for package in self.networks.plan.packages)

    def _outside(self, word: str) -> tuple[End, ...]:
        if word == ON_INTERNET:
            return (End(Spot(), "the internet"),)
        if word == ON_PREMISES:
            return tuple(End(Spot(network=each)) for each in self.networks.premises)
        if word == VPN_USERS:
            return tuple(End(Spot(network=each)) for each in self.networks.users.values())
        return ()

    def _subnet(self, word: str) -> tuple[End, ...]:
        return tuple(End(Spot(network=seat.prefix)) for seat in self.networks.seats if word in _seated(seat))

    def _prefix(self, word: str) -> tuple[End, ...]:
        network = parsed(word)
        if network is None and re.fullmatch(r"[0-9./]+", word):
            raise PlaceError(word, (), "is no address and no prefix whose host bits are zero")
        return (End(Spot(network=network)),) if network is not None else ()

    def _tag(self, word: str) -> tuple[End, ...]:
        """A service tag that rules of the plan name, itself or with another region; no list of Azure's tags is here."""
        if word == INTERNET:
            return (End(Spot(), "any public address that no rule names"),)
        known = any(below(word, tag) or below(tag, word) for tag in self._tags)
        return (End(Spot(tag=word), f"service tag {word}"),) if known else ()

    @cached_property
    def _tags(self) -> frozenset[str]:
        """The service tags in rules of firewalls and security groups."""
        words = {text for rule in self._rules() for text in texts(rule)}
        return frozenset(word for word in words if _TAG.fullmatch(word) and word not in (*INSIDE, INTERNET))

    def _rules(self) -> Iterator[tuple[object, ...]]:
        """The destinations and hosts of each rule."""
        for filter_ in self.networks.filters:
            for rule in (r for g in filter_.groups for c in g.collections for r in c.rules):
                yield (*rule.destinations, *rule.hosts)
        for seat in self.networks.seats:
            yield from (rule.destinations for rule in (seat.group.rules if seat.group else ()))

    def _host(self, word: str) -> tuple[End, ...]:
        if not _HOST.fullmatch(word.lower()):
            return ()
        spots = self.names.resolved(word)
        return tuple(End(spot, _answering(self.names, spot)) for spot in spots)

    def _service(self, word: str) -> tuple[End, ...]:
        """A service by its name or as `landing-zone/kind`: its private endpoints."""
        zone, _, kind = word.partition("/")
        found = [
            each
            for each in self.names.records
            if each.service == word or (each.seat.package.name == zone and kind in (each.endpoint.called, each.service))
        ]
        if found:
            return tuple(End(each.spot(each.host), each.told) for each in found)
        for service in services(self.networks):
            if plain(service.resource.name) == word:
                raise PlaceError(word, (), "has no private endpoint; ask for the host by which it answers")
        return ()

    def _services(self, package: str) -> Iterator[End]:
        for each in self.names.records:
            if each.seat.package.name == package:
                yield End(each.spot(each.host), each.told)

    def _named_outside(self) -> Iterator[End]:
        """Public places that rules name: tags, prefixes, hosts."""
        ends = (end for rule in self._rules() for text in texts(rule) for end in self._public(text))
        found = {end.name: end for end in ends}
        yield from (found[name] for name in sorted(found))

    def _public(self, text: str) -> Iterator[End]:
        network = parsed(text)
        if network is not None:
            if not any(network.overlaps(own) for own in (*self.networks.own, *PRIVATE, *NO_HOSTS)):
                yield End(Spot(network=network), str(network))
        elif _TAG.fullmatch(text):
            yield from (end for end in self._tag(text) if text != INTERNET)
        elif "." in text:
            spots = (Spot(host=text),) if text.startswith("*") else self.names.resolved(text)
            yield from (End(spot, spot.host) for spot in spots if spot.public)


def _answering(names: Names, spot: Spot) -> str:
    found = (each for each in names.records if (each.endpoint.target.value, each.endpoint.group) == _key(spot))
    record = next(found, None)
    return f"{spot.host} ({record.told})" if record and spot.service else spot.host


def _key(spot: Spot) -> tuple[str, str]:
    return spot.service, spot.part


def _seated(seat: Seat) -> tuple[str, ...]:
    return seat.name, str(plain(seat.subnet.name)), seat.subnet.id


def _called(one: Managed) -> tuple[str, ...]:
    name = str(plain(one.service.resource.name))
    return name, f"{one.package.name}/{name}", f"{one.package.name}/{one.service.resource.kind}"


def whole(network: IPv4Network) -> tuple[int, int]:
    """A network as whole numbers: its first address, and the one behind its last."""
    return int(network.network_address), int(network.broadcast_address) + 1
