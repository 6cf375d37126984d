"""What must be in Azure before a package with endpoints is deployed, and what follows where nothing answers yet."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pack.cells import text
from generator.pack.markdown import span
from generator.plan.model.package import Module, Package


def before(package: Package) -> tuple[str, ...]:
    """What the step stands on, as lines of Markdown: assets that people register, deployments of an earlier step."""
    return tuple(line for module in package.modules for line in (*_assets(module), *_traffic(module)))


def after(package: Package) -> tuple[str, ...]:
    """What follows, as lines of Markdown: endpoints behind which nothing answers."""
    return tuple(line for module in package.modules for line in _empty(module))


def _assets(module: Module) -> Iterator[str]:
    served = [one.served for one in module.online_deployments] + [one.served for one in module.batch_deployments]
    for given in (given for one in served for given in (one.model, one.environment, one.code) if given):
        yield f"{span(given.value)} must be registered."


def _traffic(module: Module) -> Iterator[str]:
    for online in module.online_endpoints:
        if named := sorted({share.deployment for share in (*online.traffic, *online.mirror)}):
            name, whom = span(text(online.resource.name)), ", ".join(map(span, named))
            yield (
                f"Endpoint {name} sends requests to {whom}: Azure takes that only for deployments that are there. For"
                " the first deployment of one of them leave `traffic` and `mirror` out of the blueprint, and generate"
                " again with them afterwards."
            )
    for batch in module.batch_endpoints:
        if batch.default:
            name, whom = span(text(batch.resource.name)), span(batch.default.value)
            yield (
                f"Endpoint {name} gives its work to {whom}, which must be there: for its first deployment leave"
                " `default` out of the blueprint."
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
