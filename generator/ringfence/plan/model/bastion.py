"""Azure Bastion, and the jump host with its network interface."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address

from ringfence.plan.model.values import Given, Ref, Resource, Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Bastion:
    """A bastion with one public address; `zones` is empty where its region has none for it."""

    resource: Resource
    sku: str
    zones: tuple[str, ...]
    subnet: Ref
    public_ip: Ref
    native_client: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Interface:
    """The network interface of a machine; it has a private address only. `dns` is who resolves names for it."""

    resource: Resource
    subnet: Ref
    dns: Given[IPv4Address]


@dataclass(frozen=True, slots=True, kw_only=True)
class JumpHost:
    """A Linux machine with one account and one key, which Azure writes into `keys_file`.

    `fingerprint` is '' for a key that only the key vault knows.
    """

    resource: Resource
    size: Given[str]
    user: Given[str]
    key: Given[str] | Secret
    fingerprint: str
    interface: Ref
    disk: Given[str]
    keys_file: Given[str]
