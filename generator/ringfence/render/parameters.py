"""Parameters: which ones a package takes, their sealed types, their values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ringfence.plan.model.values import Given, Secret, Tags
from ringfence.render.spelling import Speller, literal, property_name

ABOUT: Mapping[str, str] = {
    "access": "Entra groups that get rights.",
    "batchEndpoints": "Batch endpoints: names, and what works behind them.",
    "bastion": "Names of the bastion and its address, prefixes that people come from.",
    "compute": "Clusters and compute instances.",
    "customerKey": "The institution's own key, and the key vault that holds it.",
    "dnsZones": "Private DNS zones: names in the connectivity package, ids elsewhere.",
    "egress": "Destinations of the ways out that the blueprint allows.",
    "endpoints": "Names of private endpoints and their network interfaces.",
    "firewall": "Names of the firewall, its policy and its rule collection groups.",
    "flowLogs": "Names of the network watcher and the flow log.",
    "expressRoute": "ExpressRoute circuits that the gateway is connected to.",
    "gateways": "Names of the gateways, their public addresses and their connections.",
    "groups": "Names of the resource groups.",
    "hosts": "Hosts that firewall rules admit.",
    "hub": "The hub's network and firewall.",
    "identities": "Names of the managed identities.",
    "lakes": "Lakes that the managed network reaches: accounts and containers of layers.",
    "landingZones": "Prefixes and regional service tags of the landing zones.",
    "managedHosts": "Hosts that the managed network lets out to.",
    "logs": "Where logs and flow records go.",
    "network": "Names and prefixes of the network.",
    "resolverSettings": "Names of the DNS resolver and its ruleset, address that answers queries.",
    "onPremisesDns": "Domains on premises and the servers that know them.",
    "onPremises": "Prefixes in use on premises.",
    "onlineEndpoints": "Online endpoints: names, what answers behind them, traffic.",
    "peering": "Names of the two halves of the peering.",
    "scaling": "How the number of instances follows load and hours.",
    "supplier": "The registry that models come from.",
    "vpnSites": "Places that tunnels go to: names, addresses, routing peers.",
    "vpnUsers": "How single users come in by VPN.",
    "serviceTags": "Service tags of the region.",
    "ways": "Private endpoints of other landing zones that jobs reach.",
    "workers": "Identities with which jobs of other landing zones act.",
}
TYPES: Mapping[type, str] = {bool: "bool", int: "int"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of `main.bicep`: a value (one Given without field), an object of Givens, a secret, or the tags."""

    name: str
    text: str
    fields: tuple[Given[Any], ...] = ()
    tags: Tags | None = None
    secret: Secret | None = None

    @property
    def type(self) -> str:
        """Its Bicep type: a primitive, or the sealed object type of the same name."""
        if self.secret is not None:
            return "string"
        return type_of(self.fields[0]) if self.plain else f"{self.name}Type"

    @property
    def plain(self) -> bool:
        """True when the parameter is a value, not an object."""
        return self.secret is not None or (len(self.fields) == 1 and not self.fields[0].field)


def type_of(given: Given[Any]) -> str:
    """The Bicep type of a value; prefixes and addresses are strings."""
    return TYPES.get(type(given.value), "string")


def parameters(spellers: Sequence[Speller]) -> tuple[Parameter, ...]:
    """The parameters that these modules ask for, plain ones first, then by name."""
    fields: dict[str, dict[str, Given[Any]]] = {}
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
        found.append(Parameter("tags", "Tags of the package.", tags=tags))
    return tuple(sorted(found, key=lambda p: (not p.plain, p.name)))


def _parameter(owner: str, values: list[Given[Any]]) -> Parameter:
    if len(values) == 1 and not values[0].field:
        return Parameter(owner, values[0].text, tuple(values))
    text = ABOUT.get(owner) or f"Name and settings of {owner.removesuffix('Settings')}."
    return Parameter(owner, text, tuple(sorted(values, key=lambda given: given.field)))


def types_file(found: Sequence[Parameter]) -> str:
    """`modules/types.bicep`: one sealed, described object type for each object parameter."""
    return "\n".join(_type(parameter) for parameter in found if not parameter.plain)


def _type(parameter: Parameter) -> str:
    rows = [f"@description({literal(given.text)})\n{given.field}: {type_of(given)}" for given in parameter.fields]
    if parameter.tags is not None:
        rows = [
            f"@description({literal(f'Tag {key}.')})\n{property_name(key)}: string" for key in parameter.tags.values
        ]
    body = "\n\n".join(rows)
    return f"@export()\n@sealed()\n@description({literal(parameter.text)})\ntype {parameter.type} = {{\n{body}\n}}\n"


def declarations(found: Sequence[Parameter], types: str) -> str:
    """The import of the object types from `types` and one `param` for each parameter."""
    objects = [parameter.type for parameter in found if not parameter.plain]
    names = "\n".join(objects)
    lines = [f"import {{\n{names}\n}} from {literal(types)}\n"] if objects else []
    lines += [f"{_decorators(p)}\nparam {p.name} {p.type}\n" for p in found]
    return "\n".join(lines)


def _decorators(parameter: Parameter) -> str:
    about = f"@description({literal(parameter.text)})"
    return f"{about}\n@secure()" if parameter.secret is not None else about


def values_file(found: Sequence[Parameter]) -> str:
    """`main.bicepparam`: the values of this environment."""
    return "\n".join(["using './main.bicep'\n", *map(_value, found)])


def _kept(secret: Secret) -> str:
    """Where Azure reads a secret from: subscription, resource group, vault, name."""
    _, _, subscription, _, group, _, _, _, vault = secret.vault.split("/")
    words = ", ".join(literal(word) for word in (subscription, group, vault, secret.name))
    return f"param {secret.owner} = az.getSecret({words})\n"


def _value(parameter: Parameter) -> str:
    if parameter.secret is not None:
        return _kept(parameter.secret)
    if parameter.plain:
        return f"param {parameter.name} = {literal(parameter.fields[0].value)}\n"
    rows = [f"{given.field}: {literal(given.value)}" for given in parameter.fields]
    if parameter.tags is not None:
        rows = [f"{property_name(key)}: {literal(value)}" for key, value in parameter.tags.values.items()]
    return f"param {parameter.name} = {{\n{chr(10).join(rows)}\n}}\n"
