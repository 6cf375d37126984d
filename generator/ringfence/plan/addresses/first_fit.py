"""First-fit search for free address space, on integers so that hundreds of networks cost nothing."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Network


def span(network: IPv4Network) -> tuple[int, int]:
    """First address and the one after the last, as integers."""
    return int(network.network_address), int(network.broadcast_address) + 1


def first_free(inside: Iterable[IPv4Network], length: int, taken: Iterable[IPv4Network]) -> IPv4Network | None:
    """The lowest aligned prefix of this length inside one of the ranges that touches nothing taken; None = no room."""
    size = 2 ** (32 - length)
    busy = sorted(span(network) for network in taken)
    for range_ in sorted(inside):
        start, end = span(range_)
        found = _gap(start, end, size, busy)
        if found is not None:
            return IPv4Network((found, length))
    return None


def _gap(start: int, end: int, size: int, busy: list[tuple[int, int]]) -> int | None:
    """The lowest multiple of `size` in [start, end) whose block meets no busy span; `busy` is sorted."""
    at = -(-start // size) * size
    for first, after in busy:
        if after <= at:
            continue
        if first >= at + size:
            break
        at = -(-after // size) * size
    return at if at + size <= end else None
