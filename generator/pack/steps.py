"""The ten steps of the reference architecture, and what of a plan realises each: resources, rules, flows.

Source of the steps: the reference architecture that Ringfence generates, docs/reviewer.md, the ten steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.catalog.read import kinds
from generator.pack.cells import text
from generator.pack.tables import Table
from generator.plan.model.inventory import resources
from generator.plan.model.package import Module, Package, Plan, modules
from generator.plan.model.values import Resource, plain


@dataclass(frozen=True, slots=True)
class Named:
    """A rule, a route or a way out inside a resource, and what it lets through, in words."""

    package: str
    purpose: str
    owner: Resource
    subnet: str
    name: str
    flow: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step with what realises it; both empty where the plan has nothing of it."""

    number: int
    title: str
    resources: tuple[tuple[Package, Resource], ...]
    rules: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What belongs to a step: kinds of resources, in packages of one purpose ('' = any), and which rules.

    With `at_home`, only rules of the packages that have such resources count.
    """

    title: str
    kinds: frozenset[str]
    rule: Callable[[Named], bool]
    purpose: str = ""
    at_home: bool = False


def _in_subnet(purpose: str, subnets: str, *names: str) -> Callable[[Named], bool]:
    return lambda rule: (
        rule.purpose == purpose and rule.subnet in subnets.split() and any(rule.name.startswith(n) for n in names)
    )


def _firewall(*names: str) -> Callable[[Named], bool]:
    return lambda rule: rule.owner.kind == "rule-group" and any(rule.name.startswith(name) for name in names)


def _any(*each: Callable[[Named], bool]) -> Callable[[Named], bool]:
    return lambda rule: any(one(rule) for one in each)


_PEOPLE = ("users-to-", "jump-host-")
_WAYS = ("lake-", "mlflow-")
_WANTED: tuple[_Wanted, ...] = (
    _Wanted(
        "People come in by VPN, ExpressRoute or the bastion",
        frozenset(
            {"vpn-gateway", "vpn-connection", "expressroute-gateway", "circuit-connection", "bastion", "jump-host"}
            | {"dns-resolver", "dns-inbound"}
        ),
        _any(_firewall(*_PEOPLE), lambda rule: rule.name in {"allow-users", "allow-on-premises", "allow-jump-host"}),
    ),
    _Wanted(
        "They work on compute instances",
        frozenset({"compute-instance"}),
        _in_subnet("machine-learning", "compute", "allow-private-endpoints", "allow-azure-ml"),
        at_home=True,
    ),
    _Wanted(
        "Training runs on clusters that scale",
        frozenset({"machine-learning", "compute-cluster"}),
        _in_subnet("machine-learning", "compute", "allow-cluster-nodes", "allow-batch-nodes"),
        purpose="machine-learning",
        at_home=True,
    ),
    _Wanted(
        "Notebooks and jobs call a language model",
        frozenset({"language-model", "model-deployment", "content-filter", "model-connection"}),
        _in_subnet("machine-learning", "endpoints", "allow-compute"),
        at_home=True,
    ),
    _Wanted(
        "Models are registered, and answer at real-time and batch endpoints",
        frozenset(
            {"model-registry", "inference-workspace", "online-endpoint", "online-deployment", "autoscale"}
            | {"batch-endpoint", "batch-deployment"}
        ),
        lambda rule: rule.owner.kind == "inference-workspace" and not rule.name.startswith(_WAYS),
    ),
    _Wanted(
        "Everything sits behind private endpoints",
        frozenset({"private-endpoint", "private-dns-zone"}),
        lambda rule: rule.subnet == "endpoints" and rule.owner.kind == "security-group",
    ),
    _Wanted(
        "A peered hub with a firewall is the only way out",
        frozenset({"firewall", "peering"}),
        lambda rule: rule.name == "default-to-firewall",
    ),
    _Wanted(
        "Rules by tag and name stop data from leaving",
        frozenset({"firewall-policy", "rule-group", "service-endpoint-policy"}),
        lambda rule: rule.owner.kind == "rule-group" and not rule.name.startswith((*_PEOPLE, *_WAYS)),
    ),
    _Wanted(
        "Jobs read the layers of a peered data lake",
        frozenset({"lake-storage", "lake-container", "lake-retention"}),
        _any(
            _firewall("lake-"),
            _in_subnet("data-lake", "endpoints", "allow-firewall"),
            lambda rule: rule.owner.kind == "inference-workspace" and rule.name.startswith("lake-"),
        ),
    ),
    _Wanted(
        "Databricks works without public addresses, with Unity Catalog and MLflow",
        frozenset({"databricks", "databricks-front-end", "access-connector", "mlflow-connector"}),
        _any(_firewall("mlflow-"), _in_subnet("databricks", "host container", "allow-")),
    ),
)


def steps(plan: Plan) -> tuple[Step, ...]:
    """The ten steps, in their order; a step without resources is none of this plan, whatever rules there are."""
    declared = [(package, resource) for package in plan.packages for resource in resources(package)]
    rules = list(_rules(plan))
    found = []
    for number, wanted in enumerate(_WANTED, 1):
        mine = [
            (package, resource)
            for package, resource in declared
            if resource.kind in wanted.kinds and wanted.purpose in {"", package.purpose}
        ]
        homes = {package.name for package, _ in mine}
        near = [rule for rule in rules if rule.package in homes or not wanted.at_home] if mine else []
        found.append(Step(number, wanted.title, tuple(mine), tuple(rule for rule in near if wanted.rule(rule))))
    return tuple(found)


def _rules(plan: Plan) -> Iterator[Named]:
    """Every rule, route and way out of a plan that lets something through."""
    places = _places(plan)
    for package, module in modules(plan):
        yield from _guarded(package, module, places)
        yield from _filtered(package, module, places)
        for table in module.route_tables:
            for route in table.routes:
                flow = f"{_place(places, route.prefix)} by {_place(places, route.next_hop)}"
                yield Named(package.name, package.purpose, table.resource, "", route.name, flow)
        for service in module.services if module.outbound_rules else ():
            for way in () if service.parent else module.outbound_rules:
                target = text(way.host or way.target).rsplit("/", 1)[-1]
                flow = f"managed network -> {target}{f' ({way.part})' if way.part else ''}"
                yield Named(package.name, package.purpose, service.resource, "", way.name, flow)


def _guarded(package: Package, module: Module, places: dict[str, str]) -> Iterator[Named]:
    """What security groups let through."""
    for group in module.security_groups:
        for rule in group.rules:
            if rule.access == "Allow":
                flow = _flow(places, rule.sources, rule.destinations, rule.ports)
                yield Named(package.name, package.purpose, group.resource, group.subnet, rule.name, flow)


def _filtered(package: Package, module: Module, places: dict[str, str]) -> Iterator[Named]:
    """What the firewall lets through."""
    for group in module.rule_groups:
        for collection in group.collections:
            for rule in collection.rules:
                ports = rule.ports or tuple(str(each.port) for each in rule.web)
                flow = _flow(places, rule.sources, (*rule.destinations, *rule.hosts), ports)
                yield Named(package.name, package.purpose, group.resource, "", rule.name, flow)


def _flow(places: dict[str, str], sources: Sequence[object], targets: Sequence[object], ports: Sequence[str]) -> str:
    ends = (", ".join(dict.fromkeys(_place(places, each) for each in side)) for side in (sources, targets))
    return f"{' -> '.join(ends)}: {', '.join(ports)}"


def _places(plan: Plan) -> dict[str, str]:
    """What is where, by prefix or address: subnets, spaces of the institution, the firewall."""
    found = {str(space.prefix): space.use for space in plan.spaces}
    for package, module in modules(plan):
        for network in module.networks:
            found[str(plain(network.prefix))] = f"{package.name}"
            found |= {str(plain(s.prefix)): f"{package.name} {s.role}" for s in network.subnets}
        found |= {str(firewall.address): "the firewall" for firewall in module.firewalls}
    return found | {"0.0.0.0/0": "everything else"}


def _place(places: dict[str, str], place: object) -> str:
    said = text(place)
    return places.get(said, said)


def ten_steps(found: Sequence[Step]) -> Table:
    """How a plan realises each step."""
    rows = tuple(
        (f"{step.number}", step.title, *_cells(step)) if step.resources else (f"{step.number}", step.title, *_NONE)
        for step in found
    )
    words = "Of each step the resources by kind, the rules that let it through, and what these let from where to where."
    return Table("The ten steps", words, ("Step", "What happens", "Resources", "Rules", "Flows"), rows)


_NONE = ("not in this plan", "-", "-")
MOST = 8
"""Names that a cell shows of one kind; more are counted."""


def _cells(step: Step) -> tuple[str, str, str]:
    made: dict[str, list[str]] = {}
    for _, resource in step.resources:
        made.setdefault(kinds()[resource.kind].title, []).append(text(resource.name))
    held: dict[str, list[str]] = {}
    for rule in step.rules:
        held.setdefault(text(rule.owner.name), []).append(rule.name)
    flows = list(dict.fromkeys(rule.flow for rule in step.rules))
    return (
        "; ".join(f"{title}: {_listed(names)}" for title, names in made.items()),
        "; ".join(f"{owner}: {_listed(names)}" for owner, names in held.items()) or "-",
        _listed(flows, "; ") or "-",
    )


def _listed(names: Sequence[str], joint: str = ", ") -> str:
    unique = list(dict.fromkeys(names))
    more = [f"and {len(unique) - MOST} more"] if len(unique) > MOST else []
    return joint.join([*unique[:MOST], *more])
