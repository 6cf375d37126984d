"""What is settled before any package is planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ringfence.plan.addresses.allocation import Layout
from ringfence.plan.rules.connections import Connections


@dataclass(frozen=True, slots=True)
class Settled:
    """Addresses by site, the ledger's numbers, the connections between landing zones."""

    layouts: Mapping[str, Layout]
    numbers: Mapping[str, int]
    connections: Connections
