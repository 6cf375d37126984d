"""Notes NTE93 and NTE95 to NTE97: subscriptions with two deployers, subjects without ids, identities that trust nothing
yet, models that are not judged.
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.mlops import AZURE_DEVOPS, GITHUB_HOST, KEY
from ringfence.blueprint.language.mlops.placed import acts_there, answers, stage_of, zone_of
from ringfence.blueprint.language.model import Blueprint
from ringfence.catalog.pipelines import pipeline_purposes
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

SUBJECTS = "entra-docs workload-id/workload-identities-github-immutable-subjects.md (2026-07-28)"
DRAFTS = "azure-devops-docs pipelines/release/configure-workload-identity.md (2024-10-16)"
SCOPES = "azure-docs role-based-access-control/scope-overview.md, child scopes inherit"
FAIRNESS = "azure-ai-docs machine-learning/concept-fairness-ml.md"


def unnumbered(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE95: a repository on GitHub.com without ids."""
    wanted = blueprint.mlops
    if wanted is None or wanted.platform == AZURE_DEVOPS or wanted.repository.host not in {None, GITHUB_HOST}:
        return
    if wanted.repository.id is None:
        message = "subjects have names alone, which GitHub gives only to repositories made before 2026-07-15"
        hint = "give organizationId and id"
        yield document.finding("NTE95", (KEY, "repository", "name"), message, hint=hint, source=SUBJECTS)


def untrusted(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE96: identities of Azure DevOps for which no service connection is drafted."""
    wanted = blueprint.mlops
    if wanted is None or wanted.platform != AZURE_DEVOPS:
        return
    for index, stage in enumerate(wanted.environments):
        zones = [zone for name in stage.landing_zones if (zone := zone_of(blueprint, name))]
        needed = {
            (zone.name, one)
            for zone in zones
            for one, spec in pipeline_purposes().items()
            if acts_there(blueprint, zone, spec)
        }
        missing = needed - {(one.landing_zone, one.purpose) for one in stage.service_connections}
        if missing:
            message = f"{len(missing)} identities of '{stage.name}' trust no service connection yet"
            hint = "after the first deployment draft them, and add issuer and subject under serviceConnections"
            path = (KEY, "environments", index, "name")
            yield document.finding("NTE96", path, message, hint=hint, source=DRAFTS)


def unjudged(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE97: a model of high materiality without a bound of fairness."""
    for index, model in enumerate(blueprint.mlops.models if blueprint.mlops else []):
        if model.materiality == "high" and model.fairness is None:
            message = f"'{model.name}' is of high materiality, and no gate compares groups of people"
            path = (KEY, "models", index, "materiality")
            yield document.finding("NTE97", path, message, hint="give fairness", source=FAIRNESS)


def shared(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE93: a landing zone that answers, in a subscription that another identity of the pipelines deploys to."""
    for index, zone in enumerate(blueprint.landing_zones):
        if not answers(blueprint, zone.name) or stage_of(blueprint, zone.name) is None:
            continue
        there = _subscription(blueprint, zone)
        others = [
            one.name
            for one in blueprint.landing_zones
            if one.name != zone.name and stage_of(blueprint, one.name) and _subscription(blueprint, one) == there
        ]
        if others:
            message = f"rights on the subscription of '{zone.name}' go to deployers of {', '.join(others)} too"
            hint = "name another subscription for one of them, or let the same people approve both"
            yield document.finding("NTE93", ("landingZones", index, "name"), message, hint=hint, source=SCOPES)


def _subscription(blueprint: Blueprint, zone: LandingZone) -> str | None:
    """The name of a landing zone's subscription: what it says, else what its environment says."""
    return zone.subscription or next(one.subscription for one in blueprint.environments if one.name == zone.environment)
