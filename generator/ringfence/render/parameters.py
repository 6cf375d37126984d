"""Parameters: which ones a package takes, and of what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from ipaddress import IPv4Address, IPv4Network
from itertools import groupby
from typing import Any, TypeAlias

from ringfence.plan.model.values import ADDRESS, ID, PREFIX, Given, Ref, Rows, Secret, Tags, length
from ringfence.render.spelling import Argument, Speller, path

ABOUT: Mapping[str, str] = {
    "alerts": "Alerts: what is watched, from which value on, and who hears of it.",
    "access": "Object ids of the Entra groups that get rights.",
    "bastion": "Names of the bastion.",
    "batch": "Batch endpoints: their deployments, and who calls them.",
    "callers": "Object ids of the Entra groups that call endpoints.",
    "compute": "Compute of the workspace: clusters and instances.",
    "customRoles": "Ids of the institution's roles that are assigned here.",
    "customerKey": "The institution's own key, and the key vault that holds it.",
    "dns": "Where the private DNS zones are, and the link to the DNS security policy.",
    "dnsPolicies": "DNS security policies, by the short name of their region.",
    "endpoints": "Names of private endpoints that rights are granted on.",
    "privateEndpoints": "Private endpoints, by service: names, sub-resources, zones of their records.",
    "firewall": "Names of the firewall, its policy and its rule collection groups.",
    "authorizedCircuits": "ExpressRoute circuits that need a key, because another subscription owns them.",
    "connections": "What connections of the landing zone lead to, by connection.",
    "groups": "Names of the resource groups.",
    "hub": "The hub: subscription, resource group, network, private address of the firewall.",
    "identities": "Names of the managed identities.",
    "jobIdentities": "Identities with which jobs of other landing zones act, by landing zone.",
    "lakes": "Lakes that the managed network reaches, by landing zone: accounts of layers.",
    "landingZones": "Prefixes of landing zones: of the network, and of its subnets.",
    "logs": "Where logs go; the flow log of the network, its watcher and their tags.",
    "managedNetwork": "What the managed network of the workspace lets out to, beyond what it needs itself.",
    "modelRegistry": "The registry that models come from.",
    "models": "Language models: what can be called, and what is blocked.",
    "network": "Names and prefixes of the network.",
    "online": "Online endpoints: their deployments, code and scaling, and who calls them.",
    "peerings": "The peering with the hub: one half in each of the two networks.",
    "pipelines": "Tokens of pipelines that identities take, by what the identity is for.",
    "readers": "Object ids of the principals that read for other landing zones, by landing zone.",
    "services": "Azure services of the package: names and settings, by service.",
    "vpnSites": "Places that tunnels go to: names, addresses, routing peers, cryptography.",
    "vpnUsers": "How single users come in by VPN.",
}
TAGS = "Tags of every resource that can carry them: at most 50, with values of 256 characters."
Field: TypeAlias = Given[Any] | Rows
"""What a parameter holds, or one of its fields: a value, or rows."""
_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
TYPES: Mapping[type, str] = {bool: "bool", int: "int"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of `main.bicep`: a value (one Given without field), an object of Givens, a secret, or the tags."""

    name: str
    text: str
    fields: tuple[Field, ...] = ()
    tags: Tags | None = None
    secret: Secret | None = None

    @property
    def type(self) -> str:
        """Its Bicep type: a primitive, or the sealed object type of the same name."""
        if self.secret is not None:
            return "string"
        if self.tags is not None:
            return "{ *: string }"
        return type_of(self.fields[0]) if self.plain else f"{self.name}Type"

    @property
    def plain(self) -> bool:
        """True when the parameter is a value, not an object."""
        return self.secret is not None or self.tags is not None or (len(self.fields) == 1 and not self.fields[0].field)


def type_of(field: Field) -> str:
    """The Bicep type of a value; prefixes and addresses are strings."""
    return field.type or TYPES.get(type(field.value), "string")


def bounds_of(field: Field) -> tuple[str, ...]:
    """The decorators that bound a value: those it brings, else those of its form (prefix, address, id)."""
    if isinstance(field, Rows) or field.bounds or field.type:
        return () if isinstance(field, Rows) else field.bounds
    if isinstance(field.value, IPv4Network):
        return length(*PREFIX)
    if isinstance(field.value, IPv4Address):
        return length(*ADDRESS)
    text = str(field.value)
    if _GUID.fullmatch(text):
        return length(len(text), len(text))
    return length(*ID) if text.startswith("/subscriptions/") else ()


def parameters(arguments: Iterable[Argument]) -> tuple[Parameter, ...]:
    """The parameters that carry these values: plain ones first, tags last, else by name."""
    found: list[Parameter] = []
    owners: dict[str, list[Field]] = {}
    for value in arguments:
        match value:
            case Secret():
                found.append(Parameter(value.owner, value.text, secret=value))
            case Tags():
                found.append(Parameter("tags", TAGS, tags=value))
            case Given() | Rows():
                owners.setdefault(value.owner, []).append(value)
    found += [_parameter(owner, values) for owner, values in owners.items()]
    return tuple(sorted(found, key=lambda p: (p.tags is not None, not p.plain, p.name)))


def members(fields: Iterable[Field], depth: int = 0) -> Iterator[tuple[str, list[Field]]]:
    """The keys of an object at a depth, and what is below each: one field that ends there, or those that go on."""
    for key, below in groupby(fields, lambda field: path(field)[depth]):
        yield key, list(below)


def ends(fields: Sequence[Field], depth: int) -> bool:
    """True when what is below a key at a depth is one field that ends there."""
    return len(path(fields[0])) == depth + 1


def _parameter(owner: str, values: list[Field]) -> Parameter:
    if len(values) == 1 and not values[0].field:
        return Parameter(owner, values[0].text, tuple(values))
    return Parameter(owner, ABOUT[owner], tuple(sorted(values, key=path)))


def module_parameters(speller: Speller) -> tuple[Parameter, ...]:
    """The parameters of a module: each value under the name by which the module takes it."""
    return parameters(_taken(name, value) for name, value in speller.arguments.items())


def _taken(name: str, value: Argument) -> Argument:
    match value:
        case Given() | Rows():
            return replace(value, owner=name, field="")
        case Ref():
            return Given(name, "", value.value, "")
        case Secret():
            return replace(value, owner=name)
    return value
