"""What DEPLOY.md says of the DNS security policy: how to see what was asked, and how to come from watch to enforce."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.plan.model.dns.policy import OTHERS
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import Code, plain


@dataclass(frozen=True, slots=True)
class DnsLog:
    """The log of queries: the workspace, the queries to run in it, and whether the policy enforces."""

    enforced: bool
    workspace: str
    others: Code
    askers: Code


def dns_log(plan: Plan) -> DnsLog | None:
    """The queries for the log; None without a policy."""
    found = [(module, policy) for _, module in modules(plan) for policy in module.dns_policies]
    if not found:
        return None
    module, policy = found[0]
    lists = [plain(one.resource.name) for each, _ in found for one in each.domain_lists if one.word == OTHERS]
    named = " or ".join(f"ResolverPolicyDomainListId endswith '/{name}'" for name in lists)
    return DnsLog(
        enforced=policy.enforced,
        workspace=module.diagnostics[0].workspace.value.rsplit("/", 1)[-1],
        others=Code(
            f"DNSQueryLogs\n| where TimeGenerated > ago(30d)\n| where {named}\n"
            "| summarize Queries = count(), Last = max(TimeGenerated),"
            " Askers = make_set(SourceIpAddress, 10)\n"
            "    by QueryName, QueryType, VirtualNetworkId, ResolverPolicyRuleAction\n| order by Queries desc"
        ),
        askers=Code(
            "DNSQueryLogs\n| where TimeGenerated > ago(1d)\n"
            "| summarize Queries = count() by VirtualNetworkId, SourceIpAddress, PrivateResolverEndpointId"
        ),
    )
