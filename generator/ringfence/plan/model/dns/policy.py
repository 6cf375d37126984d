"""The DNS security policy: lists of domains, what happens to queries for them, and the networks that it judges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ringfence.plan.model.rows.bounds import region_bounds
from ringfence.plan.model.values import (
    Cell,
    Child,
    Code,
    Column,
    Given,
    Reason,
    Ref,
    Resource,
    Rows,
    Taken,
    length,
    one_of,
    plain,
)

Action: TypeAlias = Literal["Allow", "Alert", "Block"]
ROOT, OTHERS = ".", "everything"
"""The domain that every name is below, and the word of the list that holds it."""
DOMAIN_LIST = (
    Column(name="name", type="string", text="Last word of the list's name.", bounds=length(2, 20)),
    Column(
        name="domains",
        type="string[]",
        text="Domains, without a dot at the end; each stands for every name below it.",
        bounds=length(1, 1000),
    ),
)
"""What a list of allowed domains is told by."""
LINK = (
    Column(name="name", type="string", text="", bounds=length(2, 24)),
    Column(name="location", type="string", text="Region of the policy and of the network.", bounds=region_bounds()),
)
"""What a link is told by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DnsPolicy:
    """A DNS security policy of a region.

    `enforced` is what the blueprint wants; `looked` says who looked at the log before, None where that is not recorded.
    """

    resource: Resource
    enforced: bool
    looked: Reason | None

    @property
    def name(self) -> Taken:
        """Its name, as its file takes it."""
        return _taken("policyName", self.resource.name)

    @property
    def place(self) -> Taken:
        """Its region."""
        return _taken("policyLocation", self.resource.location)


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedDomain:
    """A domain that may be asked for, with every name below it, and why."""

    domain: str
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainList:
    """A list of domains in the region of its policy; `word` ends its name."""

    resource: Resource
    word: str
    domains: tuple[AllowedDomain, ...]

    @property
    def row(self) -> Mapping[str, Cell]:
        """The list as a reviewer reads it."""
        return {"name": self.word, "domains": tuple(one.domain for one in self.domains)}


@dataclass(frozen=True, slots=True, kw_only=True)
class DnsRule(Child):
    """What happens to queries for the domains of some lists; of those that match a name the lowest priority decides.

    `lists` are words of lists, `managed` are lists that Microsoft keeps.
    """

    resource: Resource
    parent: str
    priority: int
    action: Action
    lists: tuple[str, ...]
    managed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DnsLink(Child):
    """The link of a network to the policy of its region: the policy judges what is asked of Azure from there."""

    resource: Resource
    parent: str
    policy: str
    network: Ref

    @property
    def settings(self) -> Taken:
        """What tells this link from others, as the module takes it."""
        row: Mapping[str, Cell] = {"name": plain(self.resource.name), "location": self.resource.location}
        text = "Link of the network to the DNS security policy of its region."
        value = Rows(owner="dns", field="link", type="dnsLinkType", value=row, text="", columns=LINK, one=text)
        return Taken(name="link", value=value)


@dataclass(frozen=True, slots=True)
class DnsFilter:
    """A policy with its lists and rules, as the file that declares them goes through them."""

    policy: DnsPolicy
    lists: tuple[DomainList, ...]
    rules: tuple[DnsRule, ...]

    @property
    def allowed(self) -> tuple[DomainList, ...]:
        """The lists of domains that may be asked for."""
        return tuple(one for one in self.lists if one.word != OTHERS)

    @property
    def some(self) -> DomainList:
        """One of these, whose declaration tells of all."""
        return self.allowed[0]

    @property
    def rest(self) -> DomainList:
        """The list that every name is in."""
        return next(one for one in self.lists if one.word == OTHERS)

    @property
    def rows(self) -> Rows:
        """The domains that may be asked for; policies of all regions have the same."""
        text = "Domains that networks of the institution may ask DNS for, by what needs them."
        value = tuple(one.row for one in self.allowed)
        return Rows(
            owner="allowedDomains", field="", type="domainListType[]", value=value, text=text, columns=DOMAIN_LIST
        )

    @property
    def allow(self) -> DnsRule:
        """The rule of the lists of allowed domains."""
        return next(rule for rule in self.rules if OTHERS not in rule.lists and not rule.managed)

    @property
    def last(self) -> DnsRule:
        """The rule of all other names."""
        return next(rule for rule in self.rules if OTHERS in rule.lists)

    @property
    def action(self) -> Given[str]:
        """What happens to queries for all other names."""
        text = "What happens to queries for other domains: Alert answers and marks them, Block does not answer them."
        return Given("otherDomains", "", self.last.action, text, type=one_of("Alert", "Block"))

    @property
    def managed(self) -> tuple[DnsRule, ...]:
        """The rule of Microsoft's list of malicious domains; empty where it is not asked for."""
        return tuple(rule for rule in self.rules if rule.managed)

    @property
    def parent(self) -> Code:
        """The symbol of the policy."""
        return self.policy.resource.code


def _taken(name: str, value: Given[str] | str) -> Taken:
    """A value of the policy under the name by which its file takes it; raises TypeError for one without an owner."""
    if not isinstance(value, Given):
        raise TypeError(value)
    return Taken(name=name, value=value)
