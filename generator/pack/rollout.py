"""What must be in Azure before a package with endpoints is deployed, and what follows where nothing answers yet."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pack.cells import text
from generator.pack.markdown import span
from generator.plan.model.package import Module, Package
from generator.plan.model.values import Resource

BATCH = "batch-endpoint"
IN_WORKSPACE = "/providers/Microsoft.MachineLearningServices/workspaces/"
"""In the address of an asset: it is in the workspace of the package, and in no registry."""


def before(package: Package) -> tuple[str, ...]:
    """What the step stands on, as lines of Markdown: assets that people register, deployments of an earlier step."""
    lines = (line for module in package.modules for line in (*_assets(module), *_traffic(module)))
    return tuple(dict.fromkeys(lines))  # several deployments may answer with one model


def after(package: Package) -> tuple[str, ...]:
    """What follows, as lines of Markdown: endpoints behind which nothing answers."""
    return tuple(line for module in package.modules for line in _empty(module))


def addresses(module: Module) -> Iterator[tuple[Resource, str]]:
    """Each deployment with the address of each thing that people must have registered for it."""
    online = [(one.resource, one.served) for one in module.online_deployments]
    batch = [(one.resource, one.served) for one in module.batch_deployments]
    for resource, served in online + batch:
        yield from ((resource, given.value) for given in (served.model, served.environment, served.code) if given)


def receivers(module: Module) -> Iterator[tuple[Resource, tuple[str, ...]]]:
    """Each endpoint that sends its requests, or copies of them, to deployments, with the names of these."""
    for online in module.online_endpoints:
        if named := sorted({share.deployment for share in (*online.traffic, *online.mirror)}):
            yield online.resource, tuple(named)
    for batch in module.batch_endpoints:
        if batch.default:
            yield batch.resource, (batch.default.value,)


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
    deployments = [one.parent for one in module.online_deployments] + [one.parent for one in module.batch_deployments]
    endpoints = [one.resource for one in module.online_endpoints] + [one.resource for one in module.batch_endpoints]
    for resource in endpoints:
        if resource.symbol not in deployments:
            yield (
                f"Nothing answers at {span(text(resource.name))} yet. Register a model, write it under `deployments` of"
                " the endpoint, generate and deploy; try it by name; then give it `traffic` (or make it the `default`),"
                " generate and deploy again."
            )
