"""Inference in the review: endpoints, deployments behind them, autoscale, outbound rules of the managed network."""

from __future__ import annotations

from collections.abc import Sequence

from ringfence.pack.review.tables import Builder, Table
from ringfence.pack.text.cells import WHY, row, text
from ringfence.plan.model.inference.autoscale import Profile
from ringfence.plan.model.inference.endpoints import BatchDeployment, OnlineDeployment, Served, Share
from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import Resource

SOURCE = "azure-ai-docs machine-learning/how-to-managed-network.md (2025-05-23)"
REQUIRED = (
    *("AzureMachineLearning", "AzureActiveDirectory", "BatchNodeManagement", "AzureResourceManager"),
    *("AzureFrontDoor.FirstParty", "MicrosoftContainerRegistry", "AzureMonitor"),
)
"""Service tags that a managed network always lets out to."""


def outbound(plan: Plan) -> Table:
    """Every outbound rule of a managed network that the plan makes."""
    rows = tuple(
        row(
            rule.because,
            package.name,
            rule.name,
            rule.host or f"{text(rule.target).rsplit('/', 1)[-1]} ({rule.part}), by private endpoint",
            "80, 443" if rule.host else "-",
            rule.owner,
            rule.review_by,
            rule.data_class,
        )
        for package, module in modules(plan)
        for rule in module.outbound_rules
    )
    columns = ("Package", "Rule", "To", "TCP ports", "Owner", "Review by", "Data", *WHY)
    words = (
        "The hub's firewall does not see these. Azure opens by itself private endpoints to the workspace, its storage,"
        f" key vault and container registry, and the service tags {', '.join(REQUIRED)}"
        f" (source: {SOURCE}, required rules); nothing else gets out."
    )
    return Table("Egress of managed networks", words, columns, rows)


def by_hand(plan: Plan) -> Table:
    """Managed private endpoints that a script makes or has approved."""
    rows = tuple(
        row(
            each.because,
            package.name,
            each.name,
            each.of.rsplit("/", 1)[-1],
            f"{text(each.target).rsplit('/', 1)[-1]} ({each.part})",
            "script" if each.create else "package",
            each.owner,
            each.review_by,
        )
        for package, module in modules(plan)
        for each in module.managed_endpoints
    )
    columns = ("Package", "Managed private endpoint", "Of", "To", "Made by", "Owner", "Review by", *WHY)
    words = "Owners of the targets approve these by managed-endpoints.sh; until then nothing passes."
    return Table("Managed private endpoints to approve", words, columns, rows)


def endpoints(plan: Plan) -> Table:
    """Every endpoint with the deployments that get its requests."""
    online = [
        row(
            e.resource.because,
            package.name,
            e.resource.name,
            "online",
            _behind(module, e.resource.id),
            _shares(e.traffic),
            _shares(e.mirror),
        )
        for package, module in modules(plan)
        for e in module.online_endpoints
    ]
    batch = [
        row(
            e.resource.because,
            package.name,
            e.resource.name,
            "batch",
            _behind(module, e.resource.id),
            e.default,
            None,
        )
        for package, module in modules(plan)
        for e in module.batch_endpoints
    ]
    columns = ("Package", "Endpoint", "Kind", "Deployments", "Answered by", "Copies to", *WHY)
    words = "Called with Entra tokens, through the workspace's private endpoint."
    return Table("Endpoints", words, columns, (*online, *batch))


def _behind(module: Module, endpoint: str) -> str:
    found: tuple[OnlineDeployment | BatchDeployment, ...]
    found = (*module.online_deployments, *module.batch_deployments)
    names = [text(one.resource.name) for one in found if one.endpoint == endpoint]
    return ", ".join(names) or "none yet: DEPLOY.md says what follows"


def _shares(shares: Sequence[Share]) -> str:
    return ", ".join(f"{share.deployment} {share.percent} %" for share in shares)


def deployments(plan: Plan) -> Table:
    """Every deployment with its model, environment and code."""
    online = [
        row(d.resource.because, package.name, _of(d.resource), d.resource.name, *_served(d.served), d.size, d.instances)
        for package, module in modules(plan)
        for d in module.online_deployments
    ]
    batch = [
        row(d.resource.because, package.name, _of(d.resource), d.resource.name, *_served(d.served), d.cluster, d.nodes)
        for package, module in modules(plan)
        for d in module.batch_deployments
    ]
    columns = ("Package", "Endpoint", "Deployment", "Model", "Environment", "Code", "On", "Instances", *WHY)
    words = "Versions change only when the blueprint does; each must be registered before the package is deployed."
    return Table("Deployments of models", words, columns, (*online, *batch))


def _of(resource: Resource) -> str:
    """The name of the endpoint that a deployment belongs to."""
    return resource.id.split("/")[-3]


def _served(served: Served) -> tuple[object, object, object]:
    code = f"{served.script} of {served.code}" if served.code else None
    return served.model, served.environment or "of the model itself", code


def scaling(plan: Plan) -> Table:
    """Every bound and rule of every deployment that scales."""
    rows = tuple(
        row(
            profile.because,
            package.name,
            text(a.resource.name).removeprefix("as-"),
            bounds_name(profile),
            _when(profile),
            f"{profile.minimum} to {profile.maximum}",
            tuple(
                f"{rule.metric} {'above' if change.direction == 'Increase' else 'below'} {change.threshold}:"
                f" {'+' if change.direction == 'Increase' else '-'}{change.step}"
                for rule in a.rules
                for change in rule.changes
            ),
        )
        for package, module in modules(plan)
        for a in module.autoscales
        for profile in a.profiles
    )
    columns = ("Package", "Deployment", "Bounds", "From", "Instances", "Changes", *WHY)
    words = "Instances are added when any rule says so, and given back when all rules for that do."
    return Table("Autoscale", words, columns, rows)


def bounds_name(profile: Profile) -> str:
    """Which bounds begin to hold; a profile that ends another's hours has both names, as Azure Monitor spells it."""
    return "usual again" if profile.name.startswith("{") else profile.name


def _when(profile: Profile) -> str:
    when = profile.recurrence
    if when is None:
        return "at all other times"
    return f"{', '.join(when.days)} {when.hour:02}:{when.minute:02} {when.time_zone}"


INFERENCE: tuple[Builder, ...] = (outbound, by_hand, endpoints, deployments, scaling)
