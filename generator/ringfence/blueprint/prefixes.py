"""Arithmetic of prefixes that the language defines: what a summary on premises leaves when pools lie inside it."""

from collections.abc import Sequence
from ipaddress import IPv4Network


def without(prefix: IPv4Network, pools: Sequence[IPv4Network]) -> list[IPv4Network]:
    """The prefixes that make up `prefix` without the pools strictly inside it, in order of address."""
    left = [prefix]
    for pool in pools:
        if pool != prefix and pool.subnet_of(prefix):
            left = [part for each in left for part in _cut(each, pool)]
    return sorted(left)


def _cut(prefix: IPv4Network, pool: IPv4Network) -> list[IPv4Network]:
    if prefix.subnet_of(pool):
        return []
    return list(prefix.address_exclude(pool)) if pool.subnet_of(prefix) else [prefix]
