"""The networks and subnets of two plans by their prefixes, so that a flow says what a prefix is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from ipaddress import IPv4Network

from ringfence.plan.model.written.plan_json import Object

_SHOWN = 4
"""Most names of subnets that stand beside one prefix."""


class Networks:
    """Names by prefix, from the data of plans: packages that are alike in both get no types."""

    def __init__(self, *plans: Object) -> None:
        found: dict[IPv4Network, str] = {}
        for data in plans:
            found |= dict(_all(data))
        self._names = found
        self._prefixes = sorted(found)

    def told(self, text: str) -> str:
        """A prefix with the name of its network or subnet, or of those inside it; any other text as it is."""
        try:
            prefix = IPv4Network(text)
        except ValueError:
            return text
        names = [self._names[prefix]] if prefix in self._names else self._inside(prefix)
        return f"{text} ({', '.join(names)})" if 0 < len(names) <= _SHOWN else text

    def _inside(self, prefix: IPv4Network) -> list[str]:
        """The names of the networks and subnets inside a prefix, as many as tell that there are too many."""
        first = bisect_left(self._prefixes, prefix)
        near = self._prefixes[first : first + _SHOWN + 1]
        return [self._names[each] for each in near if each.subnet_of(prefix)]


def _all(data: Object) -> Iterator[tuple[IPv4Network, str]]:
    for package in rows(data, "packages"):
        for module in rows(package, "modules"):
            for network in rows(module, "networks"):
                yield from _prefix(network, str(package.get("name")))
                for subnet in rows(network, "subnets"):
                    yield from _prefix(subnet, f"{package.get('name')}/{subnet.get('role')}")


def rows(data: Object, key: str) -> Iterator[Object]:
    """The objects of a list in the data of a plan; nothing where there is no such list."""
    found = data.get(key)
    yield from (row for row in (found if isinstance(found, list) else ()) if isinstance(row, dict))


def _prefix(data: Object, name: str) -> Iterator[tuple[IPv4Network, str]]:
    prefix = data.get("prefix")
    value = prefix.get("value") if isinstance(prefix, dict) else prefix
    if isinstance(value, IPv4Network):
        yield value, name
