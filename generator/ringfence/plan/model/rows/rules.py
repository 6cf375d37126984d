"""The columns of rules: those of security groups and those of the firewall."""

from __future__ import annotations

from typing import get_args

from ringfence.catalog.spec import Flow
from ringfence.plan.model.values import SOME, Column, between, length, one_of

NAME = Column(name="name", type="string", bounds=length(1, 80))
FIRST = "Lower comes first."
_PLACES = "Prefixes, or one service tag."
_RULE = (
    NAME,
    Column(name="why", type="string", text="Azure stores it as the description.", bounds=length(1, 140)),
    Column(
        name="priority",
        type="int",
        text="Lower comes first, among the rules of one direction; 4096 is kept for the deny.",
        bounds=between(100, 4095),
    ),
    Column(name="protocol", type=one_of("Tcp", "Udp", "Icmp", "*"), text="The star stands for any."),
    Column(name="from", type="string[]", text=_PLACES, bounds=SOME),
    Column(name="to", type="string[]", text=_PLACES, bounds=SOME),
    Column(name="ports", type="string[]", text="Ports and ranges of the destination.", bounds=SOME),
)
_ONE = "Rule of a security group that lets traffic through."
SECURITY_GROUP = (
    NAME,
    Column(name="inbound", type="ruleType[]", inside=_RULE, one=_ONE),
    Column(name="outbound", type="ruleType[]", inside=_RULE, one=_ONE),
)
"""What a security group is called and lets through."""
_TRANSPORT = one_of(*get_args(Flow.model_fields["protocol"].annotation))
_WHY = Column(name="why", type="string", text="Azure stores it as the description.", bounds=SOME)
BY_NAME = ("Http:80", "Https:443", "Mssql:1433")
"""Protocols by which the firewall filters names."""
_FROM = Column(name="from", type="string[]", text="Prefixes.", bounds=SOME)
_NETWORK_RULE = (
    NAME,
    _WHY,
    _FROM,
    Column(name="to", type="string[]?", text="Prefixes, addresses and service tags.", bounds=SOME),
    Column(name="toHosts", type="string[]?", text="Hosts, in place of prefixes; no wildcards.", bounds=SOME),
    Column(name="protocols", type=f"({_TRANSPORT})[]", bounds=SOME),
    Column(name="ports", type="string[]", text="Ports and ranges of the destination.", bounds=SOME),
)
_HOST_RULE = (
    NAME,
    _WHY,
    _FROM,
    Column(name="toHosts", type="string[]", text="A star stands for any label in front.", bounds=SOME),
    Column(
        name="protocols",
        type=f"({one_of('Http:80', 'Https:443', 'Mssql:1433')})[]",
        text="With their ports.",
        bounds=SOME,
    ),
)
_PRIORITY = Column(name="priority", type="int", text=FIRST, bounds=between(100, 65000))
_COLLECTION = (
    NAME,
    _PRIORITY,
    Column(
        name="network",
        type="networkRuleType[]?",
        text="Rules by address (network rules).",
        inside=_NETWORK_RULE,
        one="Network rule.",
    ),
    Column(
        name="hosts",
        type="hostRuleType[]?",
        text="Rules by host name (application rules); the firewall puts its own address in place of the source.",
        inside=_HOST_RULE,
        one="Application rule.",
    ),
)
RULE_GROUP = (
    NAME,
    _PRIORITY,
    Column(
        name="collections",
        type="collectionType[]",
        bounds=SOME,
        inside=_COLLECTION,
        one="Rules of one kind that let through: by address, or by host name.",
    ),
)
"""What the firewall lets through, by rule collection group."""
