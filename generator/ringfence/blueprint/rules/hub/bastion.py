"""Rules BST01, BST03, BST04, FWL06 and BLU08: who may come to a bastion, and what Azure takes for its jump host."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from ipaddress import IPv4Network

from ringfence.blueprint.language.bastion import Bastion, JumpHost
from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.rules.addresses.forbidden import PRIVATE
from ringfence.blueprint.rules.hub import ssh_key
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

AT: Path = (*HUB_AT, "bastion")
HOST: Path = (*AT, "jumpHost")
WIDEST = 8
"""Shortest prefix that people may come from: the registry hands out no wider one."""
RESERVED = frozenset(
    (
        *("actuser", "adm", "admin", "admin1", "admin2", "administrator", "aspnet", "backup", "console", "david"),
        *("guest", "john", "owner", "root", "server", "sql", "support", "support_388945a0", "sys"),
        *("test", "test1", "test2", "test3", "user", "user1", "user2", "user3", "user4", "user5"),
    )
)
"""Names of accounts that Azure refuses (Microsoft.Compute types, OSProfile.adminUsername)."""
_NSG = "azure-docs bastion/bastion-nsg.md (2026-02-24)"
_FAQ = "azure-docs bastion/bastion-faq.md (2023-10-03), private DNS zones"
_TUNNEL = "azure-docs bastion/native-client.md (2023-06-23)"
_KEYS = "Microsoft.Compute types, SshPublicKey.keyData and SshEncryptionTypes"
_ACCOUNTS = "Microsoft.Compute types, OSProfile.adminUsername"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """People come from named public prefixes; the jump host has one public key and an account that Azure accepts."""
    hub = blueprint.hub
    yield from _unused(blueprint, document)
    if hub.bastion is None:
        return
    if blueprint.institution.cloud != "AzureCloud":
        message = f"Azure does not support a bastion beside private DNS zones in {blueprint.institution.cloud}"
        yield document.finding("BST04", AT, message, hint="leave 'bastion' out", source=_FAQ)
    yield from _sources(hub.bastion, document)
    if hub.bastion.jump_host and hub.bastion.jump_host.studio and not hub.bastion.native_client:
        message = "the firewall would admit the studio, and no browser gets through to the jump host"
        hint = "write 'nativeClient: true', which ssh tunnels need, or leave 'studio' out"
        yield document.finding("FWL06", (*HOST, "studio"), message, hint=hint, source=_TUNNEL)
    if hub.bastion.jump_host is not None:
        yield from _host(hub.bastion.jump_host, document)


def _unused(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Subnets for what is not there: a key that decides nothing would make a reader believe that it does."""
    hub = blueprint.hub
    host = hub.bastion.jump_host if hub.bastion else None
    for key, prefix, there in (
        ("bastion", hub.subnets.bastion, hub.bastion),
        ("jumpHost", hub.subnets.jump_host, host),
    ):
        if prefix is not None and there is None:
            where = "the hub" if key == "bastion" else "its bastion"
            message = f"the subnet is for a {key} that the hub does not have"
            path: Path = (*HUB_AT, "subnets", key)
            yield document.finding("BLU08", path, message, hint=f"remove it, or add '{key}' to {where}")


def _sources(bastion: Bastion, document: Document) -> Iterator[Diagnostic]:
    for index, prefix in enumerate(bastion.sources):
        if message := _astray(prefix):
            hint = "list the public prefixes that the institution's people come from, for example those of its proxies"
            yield document.finding("BST01", (*AT, "from", index), message, hint=hint, source=_NSG)


def _astray(prefix: IPv4Network) -> str:
    if prefix.prefixlen < WIDEST:
        return f"{prefix} is as good as everybody on the internet"
    inside = next((one for one in PRIVATE if one.overlaps(prefix)), None)
    return f"{prefix} is private ({inside}): a public address is not reached from there" if inside else ""


def _host(host: JumpHost, document: Document) -> Iterator[Diagnostic]:
    if host.user in RESERVED:
        message = f"Azure accepts no account called '{host.user}'"
        hint = "choose a name that is not on every attacker's list, for example 'jumper'"
        yield document.finding("BST04", (*HOST, "user"), message, hint=hint, source=_ACCOUNTS)
    if (host.ssh_key is None) == (host.ssh_key_secret is None):
        message = "a jump host takes its public key from one of sshKey and sshKeySecret"
        hint = "write 'sshKey' with the line of the .pub file, or 'sshKeySecret' with where it is kept"
        path = (*HOST, "sshKeySecret") if host.ssh_key else HOST
        yield document.finding("BST03", path, message, hint=hint)
    if host.ssh_key is not None and (message := ssh_key.fault(host.ssh_key)):
        private = ssh_key.PRIVATE in host.ssh_key
        hint = "write the one line of the .pub file" + (
            "; treat this pair as stolen and make a new one" if private else ""
        )
        found = document.finding("BST03", (*HOST, "sshKey"), message, hint=hint, source=_KEYS)
        yield replace(found, value="")  # it may be a secret
