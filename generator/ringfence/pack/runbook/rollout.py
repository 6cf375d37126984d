"""What must be in Azure before a package with models is deployed, and what follows where nothing answers yet."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from ringfence.pack.text.cells import text
from ringfence.pack.text.markdown import span
from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Package
from ringfence.plan.model.values import Resource, plain

BATCH = "batch-endpoint"
IN_WORKSPACE = "/providers/Microsoft.MachineLearningServices/workspaces/"
"""In the address of an asset: it is in the workspace of the package, and in no registry."""


def before(package: Package) -> tuple[str, ...]:
    """Prerequisites of the step, as lines of Markdown: assets that people register, deployments of an earlier step."""
    lines = (line for module in package.modules for line in (*_code(module), *_assets(module), *_traffic(module)))
    return tuple(dict.fromkeys(lines))  # several deployments may answer with one model


def offered(package: Package) -> tuple[str, ...]:
    """Language models that the region must offer, as lines of Markdown; Azure refuses any other in mid-deployment.

    Source: azure-cli `az cognitiveservices model list` and `usage list`; Microsoft Learn
    ai-foundry/openai/how-to/quota; azure-ai-docs foundry/openai/includes/concepts-model-retirements-content.md
    (2026-10-05), programmatic methods.
    """
    models = [one for module in package.modules for one in module.model_deployments]
    lines = [
        f"{span(text(one.model))} in version {span(text(one.version))} must be offered as {span(text(one.sku))}, with"
        f" {plain(one.capacity)} of its quota left."
        for one in models
    ]
    return (*lines, *(_asked(package) if lines else ()))


def _asked(package: Package) -> Iterator[str]:
    """The command that shows it; both commands ask Azure Resource Manager and change nothing."""
    where = ("--subscription", package.subscription, "--location", text(package.location), "--query")
    shown = "[].model.{name:name,version:version,as:skus[].name,stage:lifecycleStatus,until:deprecation.inference}"
    models = ("az", "cognitiveservices", "model", "list", *where, shown)
    quota = ("az", "cognitiveservices", "usage", "list", *where, "[].{of:name.value,used:currentValue,limit:limit}")
    yield (
        f"What the region offers: {span(shlex.join(models))}. Stage {span('Deprecating')} is refused to subscriptions"
        f" that never deployed the version, {span('Deprecated')} to all; after {span('until')} requests fail."
    )
    yield f"What is left of the quota: {span(shlex.join(quota))}"


def after(package: Package) -> tuple[str, ...]:
    """What follows, as lines of Markdown: endpoints behind which nothing answers."""
    return tuple(line for module in package.modules for line in _empty(module))


def addresses(module: Module) -> Iterator[tuple[Resource, str]]:
    """Each deployment with the address of each thing that people must have registered for it."""
    online = [(one.resource, one.served) for one in module.online_deployments]
    batch = [(one.resource, one.served) for one in module.batch_deployments]
    for resource, served in online + batch:
        yield from ((resource, one) for one in (served.model, served.environment) if one)


def receivers(module: Module) -> Iterator[tuple[Resource, tuple[str, ...]]]:
    """Each endpoint that sends its requests, or copies of them, to deployments, with the names of these."""
    for online in module.online_endpoints:
        if named := sorted({share.deployment for share in (*online.traffic, *online.mirror)}):
            yield online.resource, tuple(named)
    for batch in module.batch_endpoints:
        if batch.default:
            yield batch.resource, (batch.default,)


def _assets(module: Module) -> Iterator[str]:
    """What must be registered; in the workspace of the package itself nothing can be before that is there."""
    for _, address in addresses(module):
        if IN_WORKSPACE in address:
            yield (
                f"{span(address)} must be registered, in the workspace that the first release of this step makes. For"
                " that release leave deployments that name it out of the blueprint; register it; generate again with"
                " them."
            )
        else:
            yield f"{span(address)} must be registered."


def _code(module: Module) -> Iterator[str]:
    """Files that people upload, of which the package makes versions of scoring code."""
    for one in module.code_versions:
        host, container, *folder = one.uri.removeprefix("https://").split("/")
        path = ("--destination", container, "--destination-path", "/".join(folder), "--source", one.code)
        words = ("az", "storage", "blob", "upload-batch", "--auth-mode", "login", "--account-name", host.split(".")[0])
        yield (
            f"{span(one.uri)} must hold the files of {span(one.code)}, in the container that the first release of this"
            " step makes. For that release leave deployments with `code` out of the blueprint; upload them, from the"
            f" network and as a member of a group with persona ml-engineer: {span(shlex.join((*words, *path)))};"
            " generate again with them."
        )


def _traffic(module: Module) -> Iterator[str]:
    for endpoint, named in receivers(module):
        name, whom = span(text(endpoint.name)), ", ".join(map(span, named))
        if endpoint.kind == BATCH:
            yield (
                f"Endpoint {name} gives its work to {whom}, which must be there: for its first deployment leave"
                " `default` out of the blueprint."
            )
        else:
            yield (
                f"Endpoint {name} sends requests to {whom}: Azure takes that only for deployments that are there. For"
                " the first deployment of one of them leave `traffic` and `mirror` out of the blueprint, and generate"
                " again with them afterwards."
            )


def _empty(module: Module) -> Iterator[str]:
    deployments = {one.endpoint for one in module.online_deployments} | {
        one.endpoint for one in module.batch_deployments
    }
    endpoints = [one.resource for one in module.online_endpoints] + [one.resource for one in module.batch_endpoints]
    for resource in endpoints:
        if resource.id not in deployments:
            yield (
                f"Nothing answers at {span(text(resource.name))} yet. Register a model, write it under `deployments` of"
                " the endpoint, generate and deploy; try it by name; then give it `traffic` (or make it the `default`),"
                " generate and deploy again."
            )
