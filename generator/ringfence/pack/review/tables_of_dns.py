"""The tables of the DNS security policy: its rules, the networks that it judges, the domains that it allows."""

from __future__ import annotations

from ringfence.pack.review.tables import Builder, Table
from ringfence.pack.text.cells import WHY, row, text
from ringfence.plan.model.dns.policy import OTHERS, DnsPolicy, DnsRule
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import plain

NOT_COVERED = (
    "It judges what is asked of Azure's resolver. It does not judge managed networks, DNS over HTTPS to hosts"
    " that the firewall admits, and the names below an allowed domain. That it judges what the firewall and the"
    " resolver ask is not confirmed."
)


def policies(plan: Plan) -> Table:
    """Every rule of every policy, in the order in which Azure reads them."""
    rows = tuple(
        row(
            (*rule.resource.because, *policy.resource.because, *((policy.looked,) if policy.looked else ())),
            policy.resource.name,
            plain(policy.resource.location),
            _mode(policy),
            rule.priority,
            rule.resource.name,
            rule.action,
            _names(rule),
        )
        for _, module in modules(plan)
        for policy in module.dns_policies
        for rule in sorted(module.dns_rules, key=lambda one: one.priority)
    )
    columns = ("Policy", "Region", "Mode", "Priority", "Rule", "Action", "Names", *WHY)
    about = f"DNS is a way out. The lowest priority that matches a name decides. {NOT_COVERED}"
    return Table("DNS security policy", about, columns, rows)


def _mode(policy: DnsPolicy) -> str:
    return "enforce" if policy.enforced else "watch"


def _names(rule: DnsRule) -> str:
    if OTHERS in rule.lists:
        return "all other names"
    return text(rule.managed) if rule.managed else f"lists {text(rule.lists)}"


def domains(plan: Plan) -> Table:
    """Every allowed domain; policies of several regions have the same, so that each stands here once."""
    lists = next((module.domain_lists for _, module in modules(plan) if module.domain_lists), ())
    rows = tuple(
        row(one.because, one.domain, each.word) for each in lists if each.word != OTHERS for one in each.domains
    )
    about = (
        "Each stands for every name below it, so that a name below another has no row. Their queries are logged too."
    )
    return Table("Domains that DNS allows", about, ("Domain", "List", *WHY), rows)


def links(plan: Plan) -> Table:
    """The networks that a policy judges."""
    rows = tuple(
        row(
            link.resource.because,
            package.name,
            link.network.value.rsplit("/", 1)[-1],
            link.policy.rsplit("/", 1)[-1],
            plain(link.resource.location),
        )
        for package, module in modules(plan)
        for link in module.dns_links
    )
    columns = ("Package", "Network", "Policy", "Region", *WHY)
    about = (
        "A network has one link, to the policy of its region. Landing zones ask the firewall: the hub's link decides."
    )
    return Table("Networks under the DNS security policy", about, columns, rows)


DNS: tuple[Builder, ...] = (policies, domains, links)
