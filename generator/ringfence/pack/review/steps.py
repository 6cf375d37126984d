"""The ten steps of the reference architecture, and what implements each in a plan: resources, rules, flows.

Source of the steps: the reference architecture that Ringfence generates, docs/reviewer.md, the ten steps.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ringfence.catalog.purpose import ENDPOINTS
from ringfence.catalog.read import kinds, purposes
from ringfence.pack.review.allowed_flows import EVERYTHING, Named, let_through
from ringfence.pack.review.tables import Table
from ringfence.pack.text.cells import text
from ringfence.plan.model.network import INTERNET
from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.use import Use
from ringfence.plan.model.values import Resource
from ringfence.plan.model.written.inventory import resources


@dataclass(frozen=True, slots=True)
class Step:
    """A step with its resources and rules; both empty where the plan has none."""

    number: int
    title: str
    resources: tuple[tuple[Package, Resource], ...]
    rules: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What belongs to a step: kinds of resources, and which rules; purpose folders add theirs.

    With `at_home`, only rules of the packages that have such resources count.
    """

    title: str
    kinds: frozenset[str] = frozenset()
    rule: Callable[[Named], bool] = lambda _rule: False
    at_home: bool = False


def _of_purpose(number: int, rule: Named) -> bool:
    """Whether the folder of the rule's purpose counts it to a step."""
    part = purposes()[rule.purpose].part_in(number) if rule.purpose in purposes() else None
    uses = part.rules.get(rule.subnet) if part else None
    return uses is not None and (not uses or rule.use in uses)


def _kind_of_purpose(number: int, package: Package, kind: str) -> bool:
    part = purposes()[package.purpose].part_in(number) if package.purpose in purposes() else None
    return part is not None and kind in part.kinds


def _for(*uses: Use) -> Callable[[Named], bool]:
    return lambda rule: rule.use in uses


def _guards(rule: Named) -> bool:
    return rule.owner.kind == "security-group"


def leaves(rule: Named) -> bool:
    """Whether the rule is for egress; all other rules of the firewall stay inside the platform."""
    return rule.owner.kind == "rule-group" and rule.use not in _INSIDE


_INSIDE = frozenset({"people", "lake", "mlflow", "sql", "databricksJobs", "endpoint", "images"})
_WANTED: tuple[_Wanted, ...] = (
    _Wanted(
        "People come in by VPN, ExpressRoute or the bastion",
        frozenset(
            {"vpn-gateway", "vpn-connection", "expressroute-gateway", "circuit-connection", "bastion", "jump-host"}
            | {"dns-resolver", "dns-inbound"}
        ),
        _for("people", "jump-host"),
    ),
    _Wanted("They work on compute instances", at_home=True),
    _Wanted("Training runs on clusters that scale", at_home=True),
    _Wanted("Notebooks and jobs call a language model", at_home=True),
    _Wanted(
        "Models are registered, and answer at real-time and batch endpoints",
        frozenset(
            {"model-registry", "inference-workspace", "online-endpoint", "online-deployment", "autoscale"}
            | {"batch-endpoint", "batch-deployment", "scoring-code", "code-version", "code-container"}
        ),
        lambda rule: rule.owner.kind == "inference-workspace" and rule.use != "lake",
    ),
    _Wanted(
        "Everything sits behind private endpoints",
        frozenset({"private-endpoint", "private-dns-zone"}),
        lambda rule: rule.subnet == ENDPOINTS and _guards(rule),
    ),
    _Wanted(
        "Default routes lead to the firewall of a peered hub",
        frozenset({"firewall", "peering"}),
        lambda rule: rule.by not in ("", INTERNET) and rule.targets == (EVERYTHING,),
    ),
    _Wanted(
        "Rules by tag and name stop data from leaving",
        frozenset({"firewall-policy", "rule-group", "service-endpoint-policy", "dns-policy"}),
        leaves,
    ),
    _Wanted(
        "Jobs read the layers of a peered data lake",
        frozenset({"lake-storage", "lake-container", "lake-retention", "datastore"}),
        _for("lake"),
    ),
    _Wanted(
        "Databricks works without public addresses, with Unity Catalog and MLflow",
        rule=_for("mlflow", "databricksJobs"),
    ),
)


def steps(plan: Plan) -> tuple[Step, ...]:
    """The ten steps, in their order; a step without resources is none of this plan, whatever rules there are."""
    declared = [(package, resource) for package in plan.packages for resource in resources(package)]
    rules = list(let_through(plan))
    found = []
    for number, wanted in enumerate(_WANTED, 1):
        mine = [
            (package, resource)
            for package, resource in declared
            if resource.kind in wanted.kinds or _kind_of_purpose(number, package, resource.kind)
        ]
        homes = {package.name for package, _ in mine}
        near = [rule for rule in rules if rule.package in homes or not wanted.at_home] if mine else []
        found.append(
            Step(
                number,
                wanted.title,
                tuple(mine),
                tuple(rule for rule in near if wanted.rule(rule) or _of_purpose(number, rule)),
            )
        )
    return tuple(found)


def ten_steps(found: Sequence[Step]) -> Table:
    """How a plan realises each step."""
    rows = tuple(
        (f"{step.number}", step.title, *_cells(step)) if step.resources else (f"{step.number}", step.title, *_NONE)
        for step in found
    )
    words = "Each step has its resources by kind, the rules that let it through, and the flows that these rules allow."
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
