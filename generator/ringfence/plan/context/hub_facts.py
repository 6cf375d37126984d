"""What every landing zone knows of the hub: names and ids that the connectivity package will have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network

from ringfence.plan.model.services import Elsewhere
from ringfence.plan.model.values import Given, Resource


@dataclass(frozen=True, slots=True)
class HubFacts:
    """Parameter values of the parameters `hub`, `logs` and `dns` in a landing zone's package.

    `flow_storage` is by region, `zones` are ids by zone name, all in `dns`,
    `dns_policies` are DNS security policies by region, in the hub's group. `gateway` and `jump_host` say whether the
    hub has one.
    """

    subscription: Given[str]
    group: Given[str]
    network_name: Given[str]
    network_id: Given[str]
    firewall_address: Given[IPv4Address]
    firewall_prefix: Given[IPv4Network]
    log_analytics_id: Given[str]
    flow_identity_id: Given[str]
    flow_storage: Mapping[str, Given[str]]
    dns: Elsewhere
    zones: Mapping[str, str]
    dns_policies: Mapping[str, Resource]
    gateway: bool
    jump_host: bool
