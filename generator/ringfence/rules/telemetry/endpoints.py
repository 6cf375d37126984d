"""MON05: what online endpoints send arrives, in Application Insights and in Log Analytics."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.inference.endpoints import OnlineDeployment
from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.services import Service
from ringfence.rules.finding import finding

COMPONENT, ROLE = "application-insights", "Monitoring Metrics Publisher"
LINK, KEYS = "properties.applicationInsights", "properties.DisableLocalAuth"
SOURCE = "azure-docs azure-monitor/app/azure-ad-authentication.md (2026-03-06)"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every online deployment and endpoint, with the workspace and the Application Insights of its package."""
    for package in plan.packages:
        for module in package.modules:
            for deployment in module.online_deployments:
                for message in _of_deployment(package, module, deployment):
                    path = f"{package.name}/{deployment.resource.symbol}"
                    yield finding("MON05", message, deployment.resource.because, path=path, source=SOURCE)
            yield from _logs(package, module)


def _of_deployment(package: Package, module: Module, deployment: OnlineDeployment) -> Iterator[str]:
    """Why telemetry of a deployment would be lost: no component of its workspace, keys for others, or no role yet."""
    name = deployment.resource.id.rsplit("/", 1)[-1]
    components = {one.resource.id: one for one in _services(package) if one.resource.kind == COMPONENT}
    linked = {one.links[LINK].value for one in _services(package) if LINK in one.links} & components.keys()
    if not linked:
        yield f"the workspace of deployment {name} names no Application Insights of {package.name}"
    for component in sorted(linked):
        if not any(item.path == KEYS and item.value is True for item in components[component].properties):
            yield f"{component.rsplit('/', 1)[-1]} takes telemetry on a key, and deployment {name} has none"
        granting = [
            one.name
            for one in package.modules
            for grant in one.grants
            if (grant.scope_id, grant.principal.value, grant.role) == (component, deployment.identity.value, ROLE)
        ]
        if not granting:
            yield f"the identity of deployment {name} is no {ROLE} on {component.rsplit('/', 1)[-1]}"
        elif not set(granting) & set(module.after):
            yield f"deployment {name} starts before its identity is {ROLE}"


def _logs(package: Package, module: Module) -> Iterator[Diagnostic]:
    """Endpoints without a diagnostic setting: traffic, console and events, which need no sign-in of the container."""
    logged = {one.resource.id.partition("/providers/Microsoft.Insights/")[0] for one in module.diagnostics}
    for endpoint in module.online_endpoints:
        if endpoint.resource.id not in logged:
            name = endpoint.resource.id.rsplit("/", 1)[-1]
            message = f"traffic and console of endpoint {name} go to no Log Analytics workspace"
            yield finding("MON05", message, endpoint.resource.because, path=f"{package.name}/{name}")


def _services(package: Package) -> Iterator[Service]:
    yield from (one for module in package.modules for one in module.services)
