"""The link of a network to the DNS security policy of its region."""

from __future__ import annotations

from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.model.dns.policy import DnsLink
from ringfence.plan.model.module import Module
from ringfence.plan.model.services import Elsewhere, Existing
from ringfence.plan.model.values import Reason, Ref, Resource

MODULE = "dns-link"


def link_module(
    package: PackageContext,
    scope: str | Elsewhere,
    policy: Resource,
    name: str,
    network: Ref,
    why: Reason,
    *,
    after: tuple[str, ...],
) -> Module:
    """The module of the link, in the resource group of the policy; the link is in the region of both."""
    resource = package.resource("dns-policy-link", MODULE, "dnsLink", name, policy.id, why)
    return Module(
        name=MODULE,
        title="Link of the network to the DNS security policy",
        scope=scope,
        shared=True,
        gives="the policy judges the network's queries from the start",
        after=after,
        existing=(Existing(symbol=policy.symbol, type=policy.type, api=policy.api, name=policy.name, by="policyName"),),
        dns_links=(DnsLink(resource=resource, parent=policy.symbol, policy=policy.id, network=network),),
    )
