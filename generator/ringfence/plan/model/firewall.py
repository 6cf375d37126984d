"""The firewall: its policy, its rules and the appliance itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network
from typing import Literal, TypeAlias, get_args

from ringfence.plan.model.rows.rules import RULE_GROUP
from ringfence.plan.model.use import Use
from ringfence.plan.model.values import Cell, Code, Column, Given, Reason, Ref, Resource, Rows, one_of

Tier: TypeAlias = Literal["Standard", "Premium"]
Mode: TypeAlias = Literal["Off", "Alert", "Deny"]
SIGNATURE = (
    Column(name="id", type="string", text="Id of the signature.", bounds=("minLength(1)", "maxLength(9)")),
    Column(name="mode", type=one_of(*get_args(Mode)), text="What the signature does in place of Deny."),
)
"""What an override of a signature is told by."""


RULE_GROUPS = "ruleCollectionGroups"
"""The symbol of the rule collection groups of a policy."""


def _tier(tier: Tier) -> Given[str]:
    """The tier as a parameter value: the firewall and its policy have the same."""
    return Given("firewall", "tier", tier, "Tier of the firewall and of its policy.", type=one_of(*get_args(Tier)))


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicIp:
    """A static Standard public address, in the zones of what it belongs to."""

    resource: Resource
    zones: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureOverride:
    """A signature of IDPS in another mode than that of the policy."""

    signature: str
    mode: Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class FirewallPolicy:
    """A firewall policy; Premium adds intrusion detection in Deny mode, but for `overrides`.

    `hosts` and `addresses` are what threat intelligence does not judge. `untranslated` are the places towards which
    sources stay as they are; empty leaves that to Azure's default, which is every private range. `group_type` is the
    type of its rule collection groups with its API version, which the loop over them has though there be none.
    """

    resource: Resource
    group_type: str
    tier: Tier
    untranslated: tuple[Given[IPv4Network], ...] = ()
    overrides: tuple[SignatureOverride, ...] = ()
    hosts: tuple[str, ...] = ()
    addresses: tuple[IPv4Network, ...] = ()

    @property
    def signatures(self) -> Rows:
        """The overrides as a list."""
        rows = tuple({"id": one.signature, "mode": one.mode} for one in self.overrides)
        text = "Signatures of IDPS that are in another mode than Deny, or that Azure does not deny by itself."
        return Rows(
            owner="firewall",
            field="signatureOverrides",
            type="signatureType[]",
            value=rows,
            text=text,
            columns=SIGNATURE,
        )

    @property
    def trusted_hosts(self) -> Rows:
        """The hosts that threat intelligence does not judge."""
        text = "Hosts that threat intelligence does not judge."
        return Rows(owner="firewall", field="trustedHosts", type="string[]", value=self.hosts, text=text)

    @property
    def trusted_addresses(self) -> Rows:
        """The addresses that threat intelligence does not judge."""
        text = "Prefixes that threat intelligence does not judge."
        return Rows(owner="firewall", field="trustedAddresses", type="string[]", value=self.addresses, text=text)

    @property
    def ranges(self) -> Rows:
        """The places as a list."""
        text = "Prefixes towards which the firewall leaves source addresses as they are (SNAT private ranges)."
        return Rows(owner="firewall", field="privateRanges", type="string[]", value=self.untranslated, text=text)

    @property
    def edition(self) -> Given[str]:
        """The tier as a parameter value."""
        return _tier(self.tier)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebProtocol:
    """A protocol of an application rule: `Https` and its port."""

    name: str
    port: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FirewallRule:
    """One allow rule. A network rule has `destinations` (tags, prefixes) or `hosts`; an application rule `hosts` only.

    `protocols` of a network rule are those of Azure Firewall; of an application rule `Https:443` and the like. `start`
    and `end` are the landing zones between which it is a way, '' for a rule that is none.
    """

    name: str
    use: Use
    start: str = ""
    end: str = ""
    kind: Literal["network", "application"]
    protocols: tuple[str, ...]
    sources: tuple[Given[IPv4Network], ...]
    destinations: tuple[Given[IPv4Network] | Given[str] | str, ...]
    hosts: tuple[Given[str], ...]
    ports: tuple[str, ...]
    description: str
    because: tuple[Reason, ...]

    @property
    def web(self) -> tuple[WebProtocol, ...]:
        """The protocols of an application rule, taken apart."""
        pairs = (protocol.split(":") for protocol in self.protocols if ":" in protocol)
        return tuple(WebProtocol(name=name, port=int(port)) for name, port in pairs)

    @property
    def row(self) -> Mapping[str, Cell]:
        """The rule as a reviewer reads it."""
        row: dict[str, Cell] = {"name": self.name, "why": self.description, "from": self.sources}
        row |= {"toHosts": self.hosts} if self.hosts else {"to": self.destinations}
        return row | {"protocols": self.protocols} | ({"ports": self.ports} if self.kind == "network" else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCollection:
    """Allow rules of one kind for one landing zone, or for the blueprint's own flows."""

    name: str
    kind: Literal["network", "application"]
    priority: int
    rules: tuple[FirewallRule, ...]
    because: tuple[Reason, ...]

    @property
    def row(self) -> Mapping[str, Cell]:
        """The collection with its rules under the word for their kind."""
        word = "network" if self.kind == "network" else "hosts"
        return {"name": self.name, "priority": self.priority, word: tuple(rule.row for rule in self.rules)}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleGroup:
    """A rule collection group, a child of the policy; groups deploy one after another."""

    resource: Resource
    priority: int
    collections: tuple[RuleCollection, ...]

    @property
    def row(self) -> Mapping[str, Cell]:
        """The group with its collections."""
        collections = tuple(collection.row for collection in self.collections)
        return {"name": self.resource.name, "priority": self.priority, "collections": collections}


@dataclass(frozen=True, slots=True)
class RuleGroups:
    """All rule collection groups of a policy: one declaration, and a row for each, though there be none."""

    policy: FirewallPolicy
    groups: tuple[RuleGroup, ...]

    @property
    def head(self) -> Code:
        """The start of the declaration that makes them all."""
        return Code(f"{RULE_GROUPS} '{self.policy.group_type}'")

    @property
    def code(self) -> Code:
        """The symbol of that declaration."""
        return Code(RULE_GROUPS)

    @property
    def rows(self) -> Rows:
        """What the firewall lets through; it drops all else."""
        return Rows(
            owner="ruleGroups",
            field="",
            type="ruleGroupType[]",
            value=tuple(group.row for group in self.groups),
            text="Everything that the firewall lets through, by rule collection group; it drops all else.",
            columns=RULE_GROUP,
            one="Rule collection group of the firewall policy.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FirewallFront:
    """A public address of the firewall; `name` is that of its configuration."""

    name: str
    public_ip: Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Firewall:
    """The appliance; the first of `fronts` has the configuration that names its subnet.

    `address` is the private address Azure gives it, the fourth of AzureFirewallSubnet.
    """

    resource: Resource
    tier: Tier
    zones: tuple[str, ...]
    subnet: Ref
    fronts: tuple[FirewallFront, ...]
    policy: Ref
    address: IPv4Address

    @property
    def edition(self) -> Given[str]:
        """The tier as a parameter value."""
        return _tier(self.tier)

    @property
    def placed(self) -> Rows:
        """Its availability zones, which are those of its public addresses."""
        text = "Availability zones of the firewall and of its public addresses."
        return Rows(owner="firewall", field="zones", type="string[]", value=self.zones, text=text)
