"""The tables of the review: every row a decision, every decision with its reason, its line and its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ringfence.catalog.read import facts
from ringfence.catalog.spec import Fact
from ringfence.pack.review.claims import open_rules, past_the_firewall
from ringfence.pack.review.decisions import decisions
from ringfence.pack.review.page.risks import said
from ringfence.pack.review.places import beside, named_places
from ringfence.pack.text.cells import WHY, row, text
from ringfence.plan.context.decisions.acceptance import acceptance_of
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.registers import Risk
from ringfence.plan.model.values import plain
from ringfence.plan.model.written.inventory import resources
from ringfence.releases.release import Release

UNCONFIRMED = "Not confirmed"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the review; cells are plain text, which the printer escapes."""

    title: str
    text: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def packages(plan: Plan) -> Table:
    """The packages in order of deployment."""
    rows = tuple(
        row(p.because, n, p.name, p.subscription, p.location, len(p.modules), sum(1 for _ in resources(p)))
        for n, p in enumerate(plan.packages, 1)
    )
    columns = ("Order", "Package", "Subscription", "Region", "Modules", "Resources", *WHY)
    return Table("Packages", "Deployed in this order; each is approved on its own.", columns, rows)


def accepted(plan: Plan, release: Release) -> Table:
    """Accepted risks, each place a row, with what was decided about it."""
    rows = tuple(
        row([r.because], r.id, r.severity, r.package, r.name, r.remedy, _decided(r, release)) for r in plan.risks
    )
    return Table(
        "Accepted risks",
        "These stay open by design. Approving the packages accepts them.",
        ("Risk", "Severity", "Package", "What stays open", "What would close it", "Accepted", *WHY),
        rows,
    )


def _decided(risk: Risk, release: Release) -> str:
    """What was decided about a risk at its place, with the note of who decided."""
    one = acceptance_of(risk, release.accepted)
    return f"{said(one)}{f': {one.note}' if one and one.note else ''}"


def _facts(plan: Plan, kind: str) -> Iterator[Fact]:
    """What holds for resources of a kind in the cloud of the institution."""
    return (fact.of(plan.institution.cloud) for fact in facts(kind))


def not_confirmed(plan: Plan) -> Table:
    """Facts that the plan relies on and that no source confirmed: those of decisions, and constants of kinds."""
    said = {(r.text, r.source, r.check) for decision in decisions(plan) for r in decision.because if not r.confirmed}
    used = {resource.kind for package in plan.packages for resource in resources(package)}
    said |= {(f.why, f.source, f.check) for kind in used for f in _facts(plan, kind) if not f.confirmed}
    rows = tuple((fact, source or "-", check or "-") for fact, source, check in sorted(said))
    return Table(
        UNCONFIRMED,
        "No source read for this version confirms these facts; try them in a test subscription first. The command"
        " ringfence confirm makes the checks CNF, people make those called HND: docs/first-deployment.md of Ringfence.",
        ("Fact", "Nearest source", "Check"),
        rows,
    )


def defaults(plan: Plan) -> Table:
    """What the blueprint left out."""
    rows = tuple((d.at, d.value, d.because.text) for d in plan.defaults)
    return Table("Defaults taken", "The blueprint left these out.", ("Setting", "Value", "Meaning"), rows)


def networks(plan: Plan) -> Table:
    """Pools, networks on premises, and the virtual networks cut from the pools."""
    spaces = [row([s.because], s.prefix, s.use, "-", s.prefix.num_addresses) for s in plan.spaces]
    ours = [
        row(n.resource.because, n.prefix, "virtual network", n.resource.name, plain(n.prefix).num_addresses)
        for package in plan.packages
        for module in package.modules
        for n in module.networks
    ]
    return Table(
        "Addresses",
        "Networks lie in the pools; no two networks overlap each other or a prefix on premises.",
        ("Prefix", "Use", "Name", "Addresses", *WHY),
        (*spaces, *ours),
    )


def subnets(plan: Plan) -> Table:
    """Every subnet with its security group, route table and service endpoints."""
    rows = tuple(
        row(
            s.because,
            package.name,
            s.name,
            s.prefix,
            f"{s.needed} of {plain(s.prefix).num_addresses}",
            s.security_group,
            s.route_table,
            s.service_endpoints,
            s.delegation,
        )
        for package in plan.packages
        for module in package.modules
        for network in module.networks
        for s in network.subnets
    )
    columns = (
        "Package",
        "Subnet",
        "Prefix",
        "Needed",
        "Security group",
        "Route table",
        "Service endpoints",
        "Delegation",
    )
    return Table(
        "Subnets",
        "Needed counts the five addresses that Azure keeps. No subnet has default outbound access; security groups work"
        " on private endpoints in each.",
        (*columns, *WHY),
        rows,
    )


def security_rules(plan: Plan) -> Table:
    """Every security rule, in the order in which Azure reads it; prefixes have their names beside them."""
    places = named_places(plan)
    columns = (
        "Package",
        "Security group",
        "Direction",
        "Priority",
        "Rule",
        "Access",
        "Protocol",
        "From",
        "To",
        "Ports",
    )
    rows = tuple(
        row(
            r.because,
            package.name,
            group.subnet,
            r.direction,
            r.priority,
            r.name,
            r.access,
            r.protocol,
            beside(places, r.sources),
            beside(places, r.destinations),
            r.ports,
        )
        for package in plan.packages
        for module in package.modules
        for group in module.security_groups
        for r in group.rules
    )
    return Table("Security rules", f"Lower priority numbers win. {open_rules(plan)}", (*columns, *WHY), rows)


def firewalls(plan: Plan) -> Table:
    """Every firewall with its tier, zones and addresses."""
    rows = tuple(
        row(
            (*f.resource.because, *(reason for policy in policies for reason in policy.resource.because)),
            package.name,
            f.resource.name,
            f.tier,
            f.zones,
            f.address,
            tuple(front.public_ip for front in f.fronts),
        )
        for package in plan.packages
        for policies in [[policy for module in package.modules for policy in module.firewall_policies]]
        for module in package.modules
        for f in module.firewalls
    )
    columns = ("Package", "Firewall", "Tier", "Zones", "Private address", "Public address", *WHY)
    return Table(
        "Firewalls",
        f"Every default route of a landing zone leads here. {past_the_firewall(plan)}",
        columns,
        rows,
    )


def firewall_rules(plan: Plan) -> Table:
    """Every firewall rule; everything else is denied by the firewall. Prefixes have their names beside them."""
    places = named_places(plan)
    columns = ("Group", "Collection", "Priority", "Rule", "Kind", "Protocol", "From", "To", "Ports")
    rows = tuple(
        row(
            r.because,
            f"{group.priority} {text(group.resource.name)}",
            collection.name,
            collection.priority,
            r.name,
            r.kind,
            r.protocols,
            beside(places, r.sources),
            beside(places, (*r.destinations, *r.hosts)),
            r.ports,
        )
        for package in plan.packages
        for module in package.modules
        for group in module.rule_groups
        for collection in group.collections
        for r in collection.rules
    )
    return Table("Firewall rules", "All allow; what no rule allows is denied.", (*columns, *WHY), rows)


def connections(plan: Plan) -> Table:
    """The connections of the blueprint, each with its owner."""
    rows = tuple(
        row(c.because, c.name, c.start, c.end, c.use, ", ".join(c.layers), c.access, c.owner, c.review_by)
        for c in plan.connections
    )
    columns = ("Connection", "From", "To", "Use", "Layers", "Access", "Owner", "Review by", *WHY)
    about = "Paths between landing zones that the blueprint asks for; each has an owner and a date of review."
    return Table("Connections", about, columns, rows)


def flows(plan: Plan) -> Table:
    """The egress flows of the blueprint, each with its owner."""
    rows = tuple(row(f.because, f.name, f.landing_zones, f.to, f.owner, f.data_class, f.review_by) for f in plan.flows)
    columns = ("Flow", "Landing zones", "To", "Owner", "Data class", "Review by", *WHY)
    return Table(
        "Egress flows",
        "Asked for by the blueprint; each has an owner and a date of review. DNS is a way out too: its table and the"
        " accepted risks say which names are answered.",
        columns,
        rows,
    )


def exemptions(plan: Plan) -> Table:
    """What the filters of the firewall leave out, each with its owner."""
    rows = tuple(row(e.because, e.name, e.leaves_out, e.effect, e.owner, e.review_by) for e in plan.exemptions)
    columns = ("Exemption", "Leaves out", "Effect", "Owner", "Review by", *WHY)
    about = "What IDPS and threat intelligence do not drop as all else; each has an owner and a date of review."
    return Table("Exemptions of the firewall", about, columns, rows)


def accounts(plan: Plan) -> Table:
    """Storage accounts of the blueprint that service endpoint policies admit, each with its owner."""
    rows = tuple(
        row([one.because], package.name, one.name, one.id, one.owner, one.review_by)
        for package, module in modules(plan)
        for policy in module.endpoint_policies
        for one in policy.further
    )
    about = "Compute reaches them past the firewall; their owners admit the compute subnet."
    columns = ("Package", "Entry", "Account", "Owner", "Review by", *WHY)
    return Table("Storage accounts by service endpoint", about, columns, rows)


Builder = Callable[[Plan], Table]
NETWORK: tuple[Builder, ...] = (networks, subnets, security_rules, firewalls, firewall_rules)
FRONT: tuple[Builder, ...] = (packages, connections, flows, exemptions, accounts)


def build(plan: Plan, builders: Iterable[Builder]) -> Iterator[Table]:
    """The tables that have rows."""
    for builder in builders:
        table = builder(plan)
        if table.rows:
            yield table
