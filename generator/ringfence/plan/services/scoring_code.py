"""Scoring code of deployments: versions of the workspace, each made of files that people put into its account."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.blueprint.language.inference import Inference, ScoringCode, endpoints
from ringfence.catalog.read import kinds
from ringfence.catalog.tables import private_links
from ringfence.plan.context.blueprint_context import Path
from ringfence.plan.context.package_context import WORKLOAD, PackageContext, existing
from ringfence.plan.identity import role_assignments
from ringfence.plan.model.inference.scoring_code import CodeAsset, CodeContainer, CodeVersion
from ringfence.plan.model.module import Module
from ringfence.plan.model.services import Existing, Grant
from ringfence.plan.model.values import Resource, plain

MODULE, KIND, VERSION = "scoring-code", "scoring-code", "code-version"
BLOBS = "storage-blobs"
CONTAINER = "scoring-code"
"""The container of the workspace's storage account that holds the files, a folder a name and one below it a version."""
SOURCE = "Azure/azureml-examples cli/endpoints/online, arm-templates/code-version.json"


def plan_code(
    package: PackageContext, wanted: Inference, workspace: Resource, account: Resource, after: tuple[str, ...]
) -> Module:
    """The container for code with the rights of people on it, and each version of code that a deployment names.

    The container is there before the first version can be: people upload files between two releases. That a version may
    be written again, and may come from a container that Azure ML did not make, is not confirmed.
    """
    assets: dict[str, CodeAsset] = {}
    versions: dict[str, CodeVersion] = {}
    for path, code in _named(package, wanted):
        asset = assets.setdefault(code.name, _asset(package, code, path, workspace))
        made = _version(package, code, path, asset, account)
        versions.setdefault(made.resource.id, made)
    container = _container(package, account)
    return Module(
        name=MODULE,
        title="Code that answers",
        scope=WORKLOAD,
        after=tuple(dict.fromkeys((account.module, *((workspace.module, *after) if versions else ())))),
        existing=(
            existing(account),
            _blobs(package, account),
            *([existing(workspace)] if versions else []),
        ),
        code_containers=(container,),
        code_assets=tuple(assets.values()),
        code_versions=tuple(versions.values()),
        grants=_rights(package, container),
    )


def _blobs(package: PackageContext, account: Resource) -> Existing:
    """The blob service of the account, as its folder declares it."""
    type_, api = kinds()[BLOBS].type, package.api(BLOBS)
    return Existing(symbol="storageBlobs", type=type_, api=api, name="default", parent=account.symbol)


def _container(package: PackageContext, account: Resource) -> CodeContainer:
    text = "People put the code of deployments here; a version in the workspace is made of its files."
    why = package.context.because(text, (*package.at, INFERENCE), source=SOURCE, check="HND14")
    parent = f"{account.id}/blobServices/default"
    resource = package.resource("code-container", MODULE, "codeContainer", CONTAINER, parent, why, location="")
    return CodeContainer(resource=resource, parent="storageBlobs")


def _rights(package: PackageContext, container: CodeContainer) -> tuple[Grant, ...]:
    """What people may do with the container, as the folder of scoring code says."""
    rows = ((holder, row) for holder, row in role_assignments.people(package, INFERENCE) if row.on == KIND)
    scope = role_assignments.Scope(WORKLOAD, container.resource)
    return role_assignments.by_symbol(role_assignments.grant(package, MODULE, *row, scope) for row in rows)


def _named(package: PackageContext, wanted: Inference) -> Iterator[tuple[Path, ScoringCode]]:
    """The code of each deployment with its path, in order of the blueprint."""
    for key, index, endpoint in endpoints(wanted):
        for number, deployment in enumerate(endpoint.deployments):
            if deployment.code:
                yield (*package.at, INFERENCE, key, index, "deployments", number, "code"), deployment.code


def _asset(package: PackageContext, code: ScoringCode, at: Path, workspace: Resource) -> CodeAsset:
    why = package.context.because(f"Versions of {code.name} stand under it.", at, source=SOURCE)
    resource = package.resource(KIND, MODULE, "codes", code.name, workspace.id, why, location="")
    return CodeAsset(resource=resource, parent=workspace.symbol)


def _version(package: PackageContext, code: ScoringCode, at: Path, asset: CodeAsset, account: Resource) -> CodeVersion:
    text = f"Version {code.version} of {code.name}, of files in the workspace's own storage account."
    why = package.context.because(text, at, source=SOURCE, check="HND14")
    cloud = package.context.blueprint.institution.cloud
    (host,) = private_links()["Microsoft.Storage/storageAccounts", "blob"].public(cloud)
    resource = package.resource(VERSION, MODULE, "codeVersions", code.version, asset.resource.id, why, location="")
    return CodeVersion(
        resource=resource,
        parent=asset.resource.symbol,
        code=code.name,
        uri=f"https://{plain(account.name)}.{host}/{CONTAINER}/{code.name}/{code.version}",
    )
