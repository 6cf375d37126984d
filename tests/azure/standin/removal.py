"""What can be deleted: what a lock keeps, what others use, and what has something nested in it.

Source: Lock your resources (azure-docs lock-resources): a lock on a thing keeps all that is in it. The codes of what is
in use: InUseSubnetCannotBeDeleted in azure-docs common-deployment-errors.md, the others from memory.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tests.azure.standin import dns_policies
from tests.azure.standin.references import Resources, mentioned
from tests.azure.standin.refusal import Problem

_LOCK = "/providers/microsoft.authorization/locks/"
_IN_USE = {
    "microsoft.network/networksecuritygroups": "InUseNetworkSecurityGroupCannotBeDeleted",
    "microsoft.network/routetables": "InUseRouteTableCannotBeDeleted",
    "microsoft.network/publicipaddresses": "PublicIPAddressCannotBeDeleted",
    "microsoft.network/networkinterfaces": "NicInUse",
    "microsoft.network/firewallpolicies": "FirewallPolicyInUse",
    "microsoft.network/serviceendpointpolicies": "ServiceEndpointPolicyInUse",
    "microsoft.network/dnsresolverdomainlists": "CannotDeleteResource",
}
_NETWORK = "microsoft.network/virtualnetworks"
_NESTED = (
    "microsoft.network/privatednszones",
    "microsoft.network/dnsresolvers",
    "microsoft.network/dnsforwardingrulesets",
)
"""Types that are deleted once nothing is in them any more; a delete of their group takes both."""


def kept(key: str, state: Resources, leaving: Collection[str]) -> Iterator[Problem]:
    """Why a resource cannot be deleted: a lock, networks that are linked to it, what uses it or is nested in it."""
    yield from locked(key, state, leaving)
    yield from _used(key, state, leaving)
    yield from _nested(key, state, leaving)
    yield from dns_policies.in_use(key, state, leaving)


def locked(key: str, state: Resources, leaving: Collection[str]) -> Iterator[Problem]:
    """The locks that keep a resource: on it, in it or around it, unless the lock itself is leaving too."""
    for lock in state:
        scope, found, _ = lock.partition(_LOCK)
        if found and lock not in leaving and f"{scope}/".startswith(f"{key}/") | f"{key}/".startswith(f"{scope}/"):
            message = f"The scope '{key}' cannot perform delete operation because of a lock at '{scope}'."
            yield Problem("ScopeLocked", message, key)


def _used(key: str, state: Resources, leaving: Collection[str]) -> Iterator[Problem]:
    """What others use of a resource and of all that is in it; those that go with it do not count."""
    going = {one: str(row.get("type", "")).lower() for one, row in state.items() if f"{one}/".startswith(f"{key}/")}
    codes = {one: _IN_USE[kind] for one, kind in going.items() if kind in _IN_USE}
    networks = [one for one, kind in going.items() if kind == _NETWORK]
    for other, row in state.items() if codes or networks else ():
        if other in going or other in leaving:
            continue
        for one in map(str.lower, mentioned(row)):
            network = one.rpartition("/subnets/")[0]
            if code := codes.get(one) or ("InUseSubnetCannotBeDeleted" if network in networks else ""):
                yield Problem(code, f"'{one}' is in use by '{other}' and cannot be deleted.", key)


def _nested(key: str, state: Resources, leaving: Collection[str]) -> Iterator[Problem]:
    if str(state.get(key, {}).get("type", "")).lower() in _NESTED:
        inside = [one for one in state if one.startswith(f"{key}/") and one not in leaving]
        if any("/providers/" not in one.removeprefix(key) for one in inside):
            yield Problem("CannotDeleteResource", f"Nested resources exist under '{key}'.", key)
