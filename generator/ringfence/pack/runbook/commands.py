"""The words of every `az` command of a package: DEPLOY.md prints them, and the azure room runs them."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from ringfence.plan.model.firewall import Firewall
from ringfence.plan.model.package import Deployment, Package, Plan, modules
from ringfence.plan.model.values import Code

Words = tuple[str, ...]
Parts = tuple[Words, ...]
"""A command in the groups that are printed on one line each: the verb, then an option with its value."""

STACK, FEATURE = "stack", "feature"
_ADDRESS = "properties.ipConfigurations[0].properties.privateIPAddress"


def preview(package: Package) -> Parts:
    """The what-if of a package, for a stack too: the preview of a stack would be one more resource to keep."""
    return (("az", "deployment", "sub", "what-if"), *_what_and_where(package))


def create(package: Package, deployment: Deployment) -> Parts:
    """The deployment of a package, as a plain deployment or as a stack.

    `--yes`, because azure-cli asks before it changes an existing stack, and every step may be repeated.
    """
    if deployment.mode != STACK:
        return (("az", "deployment", "sub", "create"), *_what_and_where(package))
    return (
        ("az", "stack", "sub", "create"),
        *_what_and_where(package),
        ("--deny-settings-mode", deployment.deny_settings),
        ("--action-on-unmanage", deployment.action_on_unmanage),
        ("--yes",),
    )


def register(package: Package) -> Iterator[Words]:
    """The registrations of the features and resource providers that a package needs, once a subscription.

    A feature comes first: registering its provider afterwards makes it known.
    Source: azure-docs virtual-machines/linux/disks-enable-host-based-encryption-cli.md, prerequisites.
    """
    if any(module.jump_hosts for module in package.modules):
        yield (
            *("az", FEATURE, "register", "--subscription", package.subscription),
            *("--name", "EncryptionAtHost", "--namespace", "Microsoft.Compute"),
        )
    for provider in package.providers:
        yield (
            *("az", "provider", "register", "--subscription", package.subscription),
            *("--namespace", provider, "--wait"),
        )


def registration(package: Package) -> Iterator[str]:
    """The same as lines of shell; what azure-cli does not wait for, a loop waits for: its provider comes after it.

    Source: azure-docs virtual-machines/linux/disks-enable-host-based-encryption-cli.md, prerequisites.
    """
    for words in register(package):
        yield shlex.join(words)
        if words[1] == FEATURE:
            shown = shlex.join(("az", FEATURE, "show", *words[3:], "--query", "properties.state", "--output", "tsv"))
            yield f'until [ "$({shown})" = Registered ]; do sleep 30; done'


def probe(firewall: Firewall) -> Words:
    """Asks for a firewall's private address.

    `az resource show`, because `az network firewall` is in an extension that a closed network cannot fetch.
    """
    return ("az", "resource", "show", "--ids", firewall.resource.id, "--query", _ADDRESS)


def firewall_of(plan: Plan) -> Firewall:
    """The firewall that the routes of every landing zone lead to."""
    return next(firewall for _, module in modules(plan) for firewall in module.firewalls)


def joined(parts: Parts) -> Words:
    """A command in one piece."""
    return tuple(word for part in parts for word in part)


def shell(parts: Parts) -> Code:
    """A command as a shell reads it, one option a line."""
    return Code(" \\\n  ".join(shlex.join(part) for part in parts))


def _what_and_where(package: Package) -> Parts:
    return (
        ("--subscription", package.subscription),
        ("--location", package.location.value),
        ("--name", package.deployed_as),
        ("--parameters", f"packages/{package.name}/main.bicepparam"),
    )
