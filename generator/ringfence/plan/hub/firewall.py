"""The firewall of the hub: its policy, its rules, its public addresses and the appliance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.catalog.read import kinds
from ringfence.plan.addresses.allocation import Layout
from ringfence.plan.context.blueprint_context import Path
from ringfence.plan.context.package_context import PackageContext, ref
from ringfence.plan.hub.firewall_zones import firewall_zones, why_the_same, why_these
from ringfence.plan.model.firewall import (
    Firewall,
    FirewallFront,
    FirewallPolicy,
    PublicIp,
    RuleGroup,
    SignatureOverride,
)
from ringfence.plan.model.module import Module
from ringfence.plan.model.network import VirtualNetwork
from ringfence.plan.model.values import Resource
from ringfence.plan.network import networks
from ringfence.plan.rules.connections import Connections
from ringfence.plan.rules.firewall_egress import rule_groups
from ringfence.plan.rules.rule_sources import Prefixes, untranslated
from ringfence.plan.telemetry.diagnostic_settings import Sink, diagnostics
from ringfence.plan.telemetry.locks import lock

MODULE = "firewall"
AT: Path = (*HUB_AT, "firewall")
RULE_GROUP = "rule-group"
KNOWN_ISSUES = "azure-docs firewall/firewall-known-issues.md"
SEVERAL = "azure-docs firewall/deploy-multi-public-ip-powershell.md (2020-05-06)"


@dataclass(frozen=True, slots=True)
class FirewallInputs:
    """What the firewall is planned from; `group` is the symbol of its resource group."""

    package: PackageContext
    group: str
    layout: Layout
    prefixes: Prefixes
    numbers: Mapping[str, int]
    connections: Connections
    network: VirtualNetwork
    sink: Sink


def firewall_address(layout: Layout) -> IPv4Address:
    """The private address that Azure gives the firewall: the first that a subnet has for guests, the fourth of all.

    Azure does not promise it (unconfirmed); DEPLOY.md has it compared before the first landing zone goes out.
    """
    return layout.subnets["firewall"].prefix.network_address + 4


def firewall_module(inputs: FirewallInputs) -> Module:
    """The policy, its rules, then the appliance and its public addresses in its zones."""
    package = inputs.package
    policy = _policy(inputs)
    why = package.context.because("Every default route of a landing zone leads to it.", AT, source=KNOWN_ISSUES)
    name = package.given(MODULE, "name", "firewall")
    addresses = _public_ips(inputs)
    firewall = Firewall(
        resource=package.resource("firewall", MODULE, "azureFirewall", name, inputs.group, why, *why_these(package)),
        tier=package.context.blueprint.hub.firewall.tier,
        zones=firewall_zones(package),
        subnet=networks.subnet_ref(inputs.network, "firewall"),
        fronts=tuple(
            FirewallFront(name=f"egress-{number}" if number > 1 else "egress", public_ip=ref(one.resource))
            for number, one in enumerate(addresses, 1)
        ),
        policy=ref(policy.resource),
        address=firewall_address(inputs.layout),
    )
    guarded: list[Resource] = [*(one.resource for one in addresses), firewall.resource]
    return Module(
        name=MODULE,
        title="Azure Firewall, its policy and its rules",
        scope=inputs.group,
        shared=True,
        gives="what comes in goes through the firewall from its first day",
        firewall_policies=(policy,),
        rule_groups=_rules(inputs, policy),
        public_ips=addresses,
        firewalls=(firewall,),
        diagnostics=diagnostics(package, guarded, inputs.sink),
        locks=tuple(lock(package, r, kinds()[r.kind].lock) for r in guarded),
    )


def _policy(inputs: FirewallInputs) -> FirewallPolicy:
    package, wanted = inputs.package, inputs.package.context.blueprint.hub.firewall
    idps = " IDPS drops what its signatures recognise." if wanted.tier == "Premium" else ""
    why = package.context.because(f"{wanted.tier} tier: DNS proxy on, threat intelligence denies.{idps}", AT)
    name = package.given(MODULE, "policyName", "firewall-policy")
    overrides = sorted(wanted.signature_overrides, key=lambda one: one.signature)
    return FirewallPolicy(
        resource=package.resource("firewall-policy", MODULE, "firewallPolicy", name, inputs.group, why),
        group_type=f"{kinds()[RULE_GROUP].type}@{package.api(RULE_GROUP)}",
        tier=wanted.tier,
        untranslated=untranslated(package.context),
        overrides=tuple(SignatureOverride(signature=str(one.signature), mode=one.mode) for one in overrides),
        hosts=tuple(sorted({host for one in wanted.threat_exceptions for host in one.fqdns})),
        addresses=tuple(sorted({prefix for one in wanted.threat_exceptions for prefix in one.addresses})),
    )


def _rules(inputs: FirewallInputs, policy: FirewallPolicy) -> tuple[RuleGroup, ...]:
    """The rule collection groups of the policy; none when no landing zone has egress."""
    package, owner = inputs.package, policy.resource.id
    return rule_groups(package.context, package, owner, inputs.prefixes, inputs.numbers, inputs.connections)


def _public_ips(inputs: FirewallInputs) -> tuple[PublicIp, ...]:
    """The public addresses, all in the zones of the firewall; the first has no number in its name."""
    package = inputs.package
    zones, same = firewall_zones(package), why_the_same(package)
    text = "The firewall's public address: what its rules let out leaves from it."
    why = [package.context.because(text, HUB_AT)]
    names = [package.given("", "", "public-ip", MODULE)]
    for number in range(2, package.context.blueprint.hub.firewall.public_addresses + 1):
        text = "One more public address: 2,496 SNAT ports an instance. Azure takes any of them, so partners allow all."
        why.append(package.context.because(text, (*AT, "publicAddresses"), source=SEVERAL))
        names.append(package.given("", "", "public-ip", MODULE, str(number)))
    return tuple(
        PublicIp(
            resource=package.resource("public-ip", MODULE, "publicIps", name, inputs.group, reason, *same), zones=zones
        )
        for name, reason in zip(names, why, strict=True)
    )
