"""Parameters: which ones a package takes, and of what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from ringfence.plan.model.values import Given, Rows, Secret, Tags
from ringfence.render.spelling import Speller

ABOUT: Mapping[str, str] = {
    "access": "Entra groups that get rights.",
    "batchEndpoints": "Batch endpoints: names, and what works behind them.",
    "bastion": "Names of the bastion and its address, prefixes that people come from.",
    "compute": "Clusters and compute instances.",
    "customerKey": "The institution's own key, and the key vault that holds it.",
    "dnsZones": "Private DNS zones: names in the connectivity package, ids elsewhere.",
    "endpoints": "Names of private endpoints and their network interfaces.",
    "firewall": "Names of the firewall, its policy and its rule collection groups.",
    "flowLogs": "Names of the network watcher and the flow log.",
    "expressRoute": "ExpressRoute circuits that the gateway is connected to.",
    "gateways": "Names of the gateways, their public addresses and their connections.",
    "groups": "Names of the resource groups.",
    "hub": "The hub's network and firewall.",
    "identities": "Names of the managed identities.",
    "lakes": "Lakes that the managed network reaches: accounts and containers of layers.",
    "managedHosts": "Hosts that the managed network lets out to.",
    "landingZones": "Prefixes of landing zones: of the network, and of its subnets.",
    "logs": "Where logs and flow records go.",
    "network": "Names and prefixes of the network.",
    "resolverSettings": "Names of the DNS resolver and its ruleset, address that answers queries.",
    "onPremisesDns": "Domains on premises and the servers that know them.",
    "onlineEndpoints": "Online endpoints: names, what answers behind them, traffic.",
    "peering": "Names of the two halves of the peering.",
    "scaling": "How the number of instances follows load and hours.",
    "securityRules": "What the security group of each subnet lets through; it denies all else.",
    "supplier": "The registry that models come from.",
    "vpnSites": "Places that tunnels go to: names, addresses, routing peers.",
    "vpnUsers": "How single users come in by VPN.",
    "workers": "Identities with which jobs of other landing zones act.",
}
Field: TypeAlias = Given[Any] | Rows
"""What a parameter holds, or one of its fields: a value, or rows."""
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
    return field.type if isinstance(field, Rows) else TYPES.get(type(field.value), "string")


def parameters(spellers: Sequence[Speller]) -> tuple[Parameter, ...]:
    """The parameters that these modules ask for, plain ones first, then by name."""
    fields: dict[str, dict[str, Field]] = {}
    tags: Tags | None = None
    for speller in spellers:
        tags = speller.tags or tags
        for (owner, name), given in speller.givens.items():
            known = fields.setdefault(owner, {}).setdefault(name, given)
            if known.value != given.value:
                raise ValueError(f"parameter {owner}.{name} has two values: {known.value}, {given.value}")
    found = [_parameter(owner, list(values.values())) for owner, values in fields.items()]
    secrets = {owner: secret for speller in spellers for owner, secret in speller.secrets.items()}
    found += [Parameter(owner, secret.text, secret=secret) for owner, secret in secrets.items()]
    if tags is not None:
        found.append(
            Parameter(
                "tags",
                "Tags of every resource that can carry them: at most 50, with values of 256 characters.",
                tags=tags,
            )
        )
    return tuple(sorted(found, key=lambda p: (not p.plain or p.tags is not None, p.name)))


def _parameter(owner: str, values: list[Field]) -> Parameter:
    if len(values) == 1 and not values[0].field:
        return Parameter(owner, values[0].text, tuple(values))
    text = ABOUT.get(owner) or f"Name and settings of {owner.removesuffix('Settings')}."
    return Parameter(owner, text, tuple(sorted(values, key=lambda given: given.field)))
