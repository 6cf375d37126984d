"""Rules MLO08, MLO09 and MLO11: keys of one platform stand where that platform is, and what it needs is there."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.mlops import AZURE_DEVOPS, GITHUB_HOST, KEY, Mlops
from ringfence.blueprint.language.mlops.placed import acts_there, zone_of
from ringfence.blueprint.language.model import Blueprint
from ringfence.catalog.pipelines import pipeline_purposes
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

SUBJECTS = "entra-docs workload-id/workload-identities-github-immutable-subjects.md (2026-07-28)"
POOLS = "azure-devops-docs managed-devops-pools/configure-networking.md (2024-11-13)"
DRAFTS = "azure-devops-docs pipelines/release/configure-workload-identity.md (2024-10-16)"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """The repository, the agents and the service connections of the pipelines."""
    wanted = blueprint.mlops
    if wanted is None:
        return
    rows = _of_azure_devops(wanted) if wanted.platform == AZURE_DEVOPS else _of_github(wanted)
    for code, path, message, hint, source in rows:
        yield document.finding(code, (KEY, *path), message, hint=hint, source=source)
    yield from _connections(blueprint, wanted, document)


_Row = tuple[str, Path, str, str, str]


def _of_azure_devops(wanted: Mlops) -> Iterator[_Row]:
    at = wanted.repository
    if at.project is None:
        yield (
            "MLO08",
            ("repository", "name"),
            "a repository of Azure DevOps is in a project",
            "name the project too",
            DRAFTS,
        )
    for key, value in (("organizationId", at.organization_id), ("id", at.id), ("host", at.host)):
        if value is not None:
            yield "MLO08", ("repository", key), "Azure DevOps has no such part of a subject", "remove the key", DRAFTS
    if wanted.agents.dev_ops_infrastructure is None:
        message = "Microsoft's DevOpsInfrastructure could not join the subnet of the agents"
        hint = "write devOpsInfrastructure: with the object id of `az ad sp list --display-name DevOpsInfrastructure`"
        yield "MLO11", ("agents", "image"), message, hint, POOLS
    if wanted.agents.ssh_key is not None:
        yield "MLO11", ("agents", "sshKey"), "machines of a pool take no key of yours", "remove the key", POOLS


def _of_github(wanted: Mlops) -> Iterator[_Row]:
    at = wanted.repository
    if at.project is not None:
        yield "MLO08", ("repository", "project"), "a repository of GitHub is in no project", "remove the key", SUBJECTS
    ids = [("organizationId", at.organization_id), ("id", at.id)]
    given = [key for key, value in ids if value is not None]
    if len(given) == 1:
        message, hint = "a subject has both ids or none", "write organizationId and id, or neither"
        yield "MLO08", ("repository", given[0]), message, hint, SUBJECTS
    elif given and at.host not in {None, GITHUB_HOST}:
        message = "GitHub Enterprise has no ids in the subjects of its tokens"
        yield "MLO08", ("repository", "id"), message, "remove organizationId and id", SUBJECTS
    if wanted.agents.dev_ops_infrastructure is not None:
        message = "runners of GitHub need no principal of Azure DevOps"
        yield "MLO11", ("agents", "devOpsInfrastructure"), message, "remove the key", POOLS
    if wanted.agents.ssh_key is None:
        message = "a scale set of machines needs a public key, because passwords are off"
        yield (
            "MLO11",
            ("agents", "image"),
            message,
            "write sshKey: with a public key",
            "Microsoft.Compute types, osProfile",
        )


def _connections(blueprint: Blueprint, wanted: Mlops, document: Document) -> Iterator[Diagnostic]:
    """MLO09: service connections are those of Azure DevOps, each for one identity and with one subject."""
    subjects: dict[tuple[str, str], str] = {}
    for index, stage in enumerate(wanted.environments):
        identities: set[tuple[str, str]] = set()
        for number, one in enumerate(stage.service_connections):
            at: Path = (KEY, "environments", index, "serviceConnections", number)
            if wanted.platform != AZURE_DEVOPS:
                message, hint = "GitHub has no service connections; subjects are made of names", "remove the entry"
            elif one.landing_zone not in stage.landing_zones:
                message, hint = f"'{one.landing_zone}' is no landing zone of '{stage.name}'", "name one that it lists"
            elif one.purpose not in (there := _purposes(blueprint, one.landing_zone)):
                message = f"'{one.landing_zone}' has no identity for {one.purpose}"
                hint = f"name one that it has: {', '.join(there)}"
            elif (one.landing_zone, one.purpose) in identities:
                message = f"the identity for {one.purpose} in '{one.landing_zone}' has a service connection already"
                hint = "remove one of the two"
            elif (used := subjects.setdefault((one.issuer, one.subject), one.name)) != one.name:
                message = f"'{used}' has the same subject; one token would act as two identities"
                hint = "copy issuer and subject of each draft"
            else:
                identities.add((one.landing_zone, one.purpose))
                continue
            yield document.finding("MLO09", (*at, "name"), message, hint=hint, source=DRAFTS)


def _purposes(blueprint: Blueprint, name: str) -> list[str]:
    """What identities of pipelines in a landing zone are for."""
    zone = zone_of(blueprint, name)
    return [one for one, spec in pipeline_purposes().items() if zone and acts_there(blueprint, zone, spec)]
