"""A place that is asked for, and whether a place in a rule holds it: yes, no, or not known from the plan (None)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Network

ANY, INTERNET, NETWORK, BALANCER = "*", "Internet", "VirtualNetwork", "AzureLoadBalancer"
PRIVATE = tuple(map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")))
"""Ranges of private networks (RFC 1918, RFC 6598), which Azure treats alike."""
NO_HOSTS = tuple(map(IPv4Network, ("0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3")))
"""Ranges in which no host of the internet is."""
INSIDE = ("VirtualNetwork", "AzureLoadBalancer", "GatewayManager")
"""Service tags that hold no address of the internet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A source or target: some address in `network`, a service `tag`, a `host`, or a host in a network.

    Without all three it is a public address that no rule names. `service` is the id of what a private endpoint leads
    to, `part` the sub-resource, `premises` says that the host is on premises at an address that no plan knows.
    """

    network: IPv4Network | None = None
    tag: str = ""
    host: str = ""
    service: str = ""
    part: str = ""
    premises: bool = False

    @property
    def public(self) -> bool:
        """Whether it is on the internet as far as the plan says."""
        return self.network is None and not self.premises


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What tags mean at one subnet: `near` is VirtualNetwork there, `own` are all private networks that are known."""

    near: tuple[IPv4Network, ...]
    own: tuple[IPv4Network, ...]
    premises: tuple[IPv4Network, ...]


def some(found: Iterable[bool | None]) -> bool | None:
    """Whether any of several holds: yes if one does, not known if one may."""
    unknown: bool | None = False
    for each in found:
        if each:
            return True
        unknown = None if each is None else unknown
    return unknown


def meets(places: Iterable[str], spot: Spot, around: Surroundings) -> bool | None:
    """Whether the places of a rule hold a spot.

    A host on premises is held by prefixes that hold all networks there. Two service tags are two places, though Azure
    may have an address in both.
    """
    texts = tuple(places)
    if spot.premises and not spot.network:
        return _on_premises(texts, around)
    return some(_meets(text, spot, around) for text in texts)


def _on_premises(texts: tuple[str, ...], around: Surroundings) -> bool | None:
    if ANY in texts:
        return True
    networks = [found for text in texts if (found := parsed(text)) is not None]
    if all(any(one.subnet_of(each) for each in networks) for one in around.premises):
        return True
    return None if any(one.overlaps(each) for one in around.premises for each in networks) else False


def _meets(text: str, spot: Spot, around: Surroundings) -> bool | None:
    if text == ANY:
        return True
    network = parsed(text)
    if network is not None:
        return _in_prefix(network, spot, around)
    if spot.network is not None:
        return _tagged(text, spot.network, around)
    return text == INTERNET or (None if spot.host else _same(text, spot.tag)) if text not in INSIDE else False


def _same(text: str, tag: str) -> bool | None:
    """Whether a tag of a rule holds one that is asked for; the tag of a region holds a part of that of all regions."""
    if not tag:
        return False
    return True if below(tag, text) else None if below(text, tag) else False


def _in_prefix(network: IPv4Network, spot: Spot, around: Surroundings) -> bool | None:
    if spot.network is not None:
        return True if spot.network.subnet_of(network) else None if spot.network.overlaps(network) else False
    if network.prefixlen == 0:
        return True
    return None if spot.host and not private(network, around) else False


def _tagged(tag: str, network: IPv4Network, around: Surroundings) -> bool | None:
    if tag == NETWORK:
        return any(network.subnet_of(each) for each in around.near)
    if tag == INTERNET:
        return not private(network, around)
    return None if tag not in INSIDE and not private(network, around) else False


def private(network: IPv4Network, around: Surroundings) -> bool:
    """Whether a network is one of the institution's, or in a range that is never on the internet, such as RFC 1918."""
    return any(network.subnet_of(each) for each in (*around.own, *PRIVATE, *NO_HOSTS))


def below(tag: str, text: str) -> bool:
    """Whether a service tag is another one or that of a region of it: Storage.westeurope is below Storage."""
    return tag.lower() == text.lower() or tag.lower().startswith(f"{text.lower()}.")


@lru_cache(maxsize=4096)
def parsed(text: str) -> IPv4Network | None:
    """The network of a prefix or an address; None for a tag."""
    try:
        return IPv4Network(text)
    except ValueError:
        return None


def host_in(host: str, pattern: str) -> bool:
    """Whether a host is one that a rule names: itself, or below the domain of a wildcard."""
    host, pattern = host.lower(), pattern.lower()
    return host.endswith(pattern[1:]) if pattern.startswith("*.") else host == pattern


def ports_hold(ports: Iterable[str], port: int) -> bool:
    """Whether ports of a rule, as texts, hold a port."""
    for text in ports:
        first, _, last = text.partition("-")
        if text == ANY or int(first) <= port <= int(last or first):
            return True
    return False
