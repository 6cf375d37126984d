"""The machines that run pipelines, in the subnet of agents: a scale set for GitHub, a managed pool for Azure DevOps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ringfence.blueprint.language.mlops import AZURE_DEVOPS, KEY, Mlops
from ringfence.catalog.read import services
from ringfence.plan.context.blueprint_context import BLUEPRINT, Path
from ringfence.plan.context.package_context import WORKLOAD, PackageContext, ref
from ringfence.plan.model.module import Module
from ringfence.plan.model.values import SERVICES, SOME, Given, Ref, Texts, between, length
from ringfence.plan.services.service import Values, Wiring, plan_service
from ringfence.plan.telemetry.diagnostic_settings import Sink

RUNNERS, POOL, CENTER, PROJECT = "runner-set", "agent-pool", "dev-center", "dev-project"
SUBNET = "agentsSubnet"
PROJECTS = "properties.organizationProfile.organizations[0].projects"
USER = "runner"
"""The account of a runner; no rule opens its SSH port."""


def kinds_of(wanted: Mlops) -> tuple[str, ...]:
    """The services that agents of a platform are made of, each after what it names."""
    return (CENTER, PROJECT, POOL) if wanted.platform == AZURE_DEVOPS else (RUNNERS,)


def plan_agents(
    package: PackageContext, wanted: Mlops, count: int, subnet: Ref, sink: Sink, after: tuple[str, ...]
) -> Iterator[Module]:
    """The modules of the agents, `count` at most, once the modules `after` are done."""
    at: Path = (KEY, "agents")
    why = package.context.because(
        "Pipelines run inside the network, where private endpoints answer.", at, source=BLUEPRINT
    )
    links: dict[str, Ref | Given[str]] = {SUBNET: subnet}
    for kind in kinds_of(wanted):
        spec = services()[kind]
        wiring = Wiring(links, _values(wanted, spec.symbol, count), sink, at=at)
        module = plan_service(package, spec, WORKLOAD, wiring, why)
        links[spec.symbol] = ref(module.services[0].resource)
        yield replace(_admitting(module, wanted) if kind == POOL else module, after=after)


def _admitting(module: Module, wanted: Mlops) -> Module:
    """The module of a pool, which pipelines of one project may use."""
    pool = module.services[0]
    text = "Projects whose pipelines may use the pool."
    projects = Texts(field=f"{pool.resource.symbol}.projects", values=(wanted.repository.project or "",), text=text)
    return replace(module, services=(replace(pool, lists={**pool.lists, PROJECTS: projects}),))


def _values(wanted: Mlops, symbol: str, count: int) -> Values:
    """What folders of agents are given, as settings of the service with this symbol."""

    def text(field: str, value: str, about: str, bounds: tuple[str, ...] = ()) -> Given[str]:
        return Given(SERVICES, f"{symbol}.{field}", value, about, bounds=bounds)

    agents, at = wanted.agents, wanted.repository
    return {
        "agentSize": text("size", agents.size, "Virtual machine size of an agent.", length(10, 60)),
        "agentCount": Given(SERVICES, f"{symbol}.count", count, "Agents at most.", bounds=between(1, 200)),
        "agentImage": text("image", agents.image, "Id of the version of the image."),
        "agentPrefix": text("prefix", "agent", "How names of the machines begin.", length(1, 9)),
        "agentUser": text("user", USER, "Account of the machines, opened by a key alone.", SOME),
        "agentKey": text("key", agents.ssh_key or "", "Public key of that account.", length(72, 1012)),
        "agentKeyPath": text("keyPath", f"/home/{USER}/.ssh/authorized_keys", "File with the public key.", SOME),
        "organization": text(
            "organization", f"https://dev.azure.com/{at.organization}", "Organization in Azure DevOps.", SOME
        ),
    }
