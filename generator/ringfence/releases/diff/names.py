"""Places and names of rules as numbers, so that what a tag or a wildcard covers is an interval like any prefix.

Addresses are the numbers below 2^32. Behind them stand the names of both plans in an order in which a wildcard has the
hosts below it as neighbours, and a service tag its regions. A name is not resolved: an address and a tag that holds it
are two places.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from ipaddress import IPv4Address, IPv4Network, summarize_address_range
from typing import TypeAlias

from ringfence.releases.diff.boxes import Span

ANY = "*"
ADDRESSES = 1 << 32
_Key: TypeAlias = tuple[str, ...]
_LAST = "\U0010ffff"


class Places:
    """The numbers of the names that some rules have; hosts are given with `host`, all else with `place`."""

    def __init__(self, places: Iterable[str], hosts: Iterable[str]) -> None:
        tags = {_tag(place): place for place in places if place != ANY and _network(place) is None}
        named = tags | {_host(host): host for host in hosts}
        self._keys = sorted(named)
        self._named = [named[key] for key in self._keys]

    def place(self, text: str) -> Span:
        """The numbers of a prefix, an address, a service tag or `*`."""
        if text == ANY:
            return 0, ADDRESSES + len(self._keys)
        network = _network(text)
        if network is None:
            return self._below(_tag(text))
        return int(network.network_address), int(network.broadcast_address) + 1

    def host(self, text: str) -> Span:
        """The numbers of a host, or of a wildcard with every host of the rules below it."""
        key = _host(text)
        if key[-1] != ANY:
            first = bisect_left(self._keys, key)
            return ADDRESSES + first, ADDRESSES + first + 1
        parent = key[:-1]
        return ADDRESSES + bisect_right(self._keys, parent), ADDRESSES + bisect_left(self._keys, (*parent, _LAST))

    def is_host(self, span: Span) -> bool:
        """Whether numbers behind the addresses are those of hosts, and not of tags."""
        at = span[0] - ADDRESSES
        return 0 <= at < len(self._keys) and self._keys[at][0] == _HOST

    def _below(self, key: _Key) -> Span:
        """The names that begin as this one, and itself."""
        return ADDRESSES + bisect_left(self._keys, key), ADDRESSES + bisect_left(self._keys, (*key, _LAST))

    def spelled(self, span: Span) -> tuple[str, ...]:
        """The prefixes and names that have the numbers of a span; `*` for all of them."""
        if span == (0, ADDRESSES + len(self._keys)):
            return (ANY,)
        return (*_prefixes(span), *self._names(span))

    def _names(self, span: Span) -> Iterator[str]:
        """The names in a span; those below a wildcard or tag that is in it as a whole are not repeated."""
        covered = -1
        for index in range(max(span[0], ADDRESSES), span[1]):
            if index < covered:
                continue
            name, key = self._named[index - ADDRESSES], self._keys[index - ADDRESSES]
            whole = self.host(name) if key[0] == _HOST else self._below(key)
            if whole[0] >= span[0] and whole[1] <= span[1]:
                covered = whole[1]
            yield name


_HOST, _TAG = "name", "tag"


def _host(text: str) -> _Key:
    return (_HOST, *reversed(text.lower().rstrip(".").split(".")))


def _tag(text: str) -> _Key:
    return (_TAG, *text.lower().split("."))


def _network(text: str) -> IPv4Network | None:
    """The network of a prefix or of an address; None for a tag."""
    try:
        return IPv4Network(text)
    except ValueError:
        return None


def _prefixes(span: Span) -> Iterator[str]:
    first, last = span[0], min(span[1], ADDRESSES) - 1
    if first <= last:
        for network in summarize_address_range(IPv4Address(first), IPv4Address(last)):
            yield str(network)


PORTS = 1 << 16


def ports(text: str) -> Span:
    """The numbers of a port, a range of ports or `*`."""
    first, _, last = text.partition("-")
    return (0, PORTS) if text == ANY else (int(first), int(last or first) + 1)


def spelled_ports(span: Span) -> str:
    """Ports as a rule writes them."""
    if span == (0, PORTS):
        return ANY
    return str(span[0]) if span[1] - span[0] == 1 else f"{span[0]}-{span[1] - 1}"


class Protocols:
    """The numbers of the protocols that some rules name; one more number stands for all that they do not name."""

    def __init__(self, named: Iterable[str]) -> None:
        self._named = sorted(
            {name.lower(): _SPELLED.get(name.lower(), name) for name in named if not _all(name)}.items()
        )

    def span(self, text: str) -> Span:
        """The number of a protocol; all numbers for `*` and `Any`."""
        if _all(text):
            return 0, len(self._named) + 1
        index = [key for key, _ in self._named].index(text.lower())
        return index, index + 1

    def spelled(self, span: Span) -> tuple[str, ...]:
        """The protocols of a span."""
        if span == (0, len(self._named) + 1):
            return (ANY,)
        names = [name for _, name in self._named]
        return tuple(names[index] if index < len(names) else "every other protocol" for index in range(*span))


_SPELLED = {"tcp": "TCP", "udp": "UDP", "icmp": "ICMP"}
"""How firewalls spell what security groups spell otherwise."""


def _all(text: str) -> bool:
    return text in (ANY, "Any")
