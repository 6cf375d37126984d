"""Which rules each subnet of a landing zone gets, by its role and the landing zone's purpose."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from ringfence.plan.context.blueprint_context import BlueprintContext
from ringfence.plan.model.network import SecurityRule
from ringfence.plan.rules import databricks_rules
from ringfence.plan.rules.nsg_rules import (
    ZoneTraffic,
    allow,
    by_connections,
    denials,
    from_connections,
    from_premises,
    outward,
)


def rules(context: BlueprintContext, traffic: ZoneTraffic, role: str) -> tuple[SecurityRule, ...]:
    """The rules of the security group of one subnet, in order of direction and priority."""
    doors = {
        "machine-learning": _endpoints,
        "inference": _inference_endpoints,
        "data-lake": _lake_endpoints,
        "databricks": databricks_rules.endpoints,
    }
    planners: dict[str, Callable[[BlueprintContext, ZoneTraffic], Iterator[SecurityRule]]] = {
        "compute": _compute,
        "agents": _agents,
        "endpoints": doors[traffic.zone.purpose],
        "host": partial(databricks_rules.nodes, role="host"),
        "container": partial(databricks_rules.nodes, role="container"),
    }
    found = [*planners[role](context, traffic), *denials(context, traffic.at)]
    return tuple(sorted(found, key=lambda rule: (rule.direction, rule.priority)))


def _compute(context: BlueprintContext, traffic: ZoneTraffic) -> Iterator[SecurityRule]:
    """Clusters and instances: private endpoints, each other, DNS, the platform's tags, the blueprint's flows."""
    yield _to_endpoints(context, traffic, "compute", ("443", "445"))
    mine = traffic.prefixes["compute"]
    why = context.because(
        "Nodes of one cluster exchange gradients on ports chosen at run time; MPI over SSH stays closed.",
        (*traffic.at, "clusters"),
        source="azure-ai-docs machine-learning, distributed training",
        confirmed=False,
    )
    for direction in ("Inbound", "Outbound"):
        # Azure wants rule names to be unique in a group, both directions together.
        name = f"allow-cluster-nodes-{direction.lower()}"
        yield allow(name, 105, direction, "Tcp", ([mine], [mine]), ["1024-65535"], why, use="nodes")
    yield from outward(context, traffic, "compute")
    yield from by_connections(context, traffic, "compute")


def _agents(context: BlueprintContext, traffic: ZoneTraffic) -> Iterator[SecurityRule]:
    """Build agents: private endpoints, DNS, sign-in and Resource Manager, the blueprint's flows."""
    yield _to_endpoints(context, traffic, "agents", ("443",))
    yield from outward(context, traffic, "agents")


def _to_endpoints(context: BlueprintContext, traffic: ZoneTraffic, role: str, ports: Sequence[str]) -> SecurityRule:
    smb = "; 445 mounts the file share" if "445" in ports else ""
    why = context.because(
        f"Workspace, storage, vault and registry are reached through their private endpoints{smb}.",
        traffic.at,
        source="azure-ai-docs machine-learning/how-to-secure-training-vnet.md",
    )
    ends = [traffic.prefixes[role]], [traffic.prefixes["endpoints"]]
    return allow("allow-private-endpoints", 100, "Outbound", "Tcp", ends, ports, why, use="private-endpoints")


def _endpoints(context: BlueprintContext, traffic: ZoneTraffic) -> Iterator[SecurityRule]:
    """Private endpoints only answer: the landing zone's own subnets, jobs that a way leads here, and people."""
    source = "azure-docs private-link/disable-private-endpoint-network-policy.md"
    own = context.because(
        "Clusters and instances use the private endpoints; 445 mounts the file share.", traffic.at, source=source
    )
    agents = context.because("Build agents use the private endpoints.", traffic.at, source=source)
    here = [traffic.prefixes["endpoints"]]
    compute, agent = [traffic.prefixes["compute"]], [traffic.prefixes["agents"]]
    yield allow("allow-compute", 100, "Inbound", "Tcp", (compute, here), ["443", "445"], own, use="jobs")
    yield allow("allow-agents", 110, "Inbound", "Tcp", (agent, here), ["443"], agents, use="agents")
    yield from from_connections(context, traffic, 115)
    yield from from_premises(context, traffic, "workspace")


def _lake_endpoints(context: BlueprintContext, traffic: ZoneTraffic) -> Iterator[SecurityRule]:
    """A lake's endpoints answer the firewall, which speaks for the landing zones that may read, and people."""
    yield from from_connections(context, traffic, 100)
    yield from from_premises(context, traffic, "lake")


def _inference_endpoints(context: BlueprintContext, traffic: ZoneTraffic) -> Iterator[SecurityRule]:
    """Endpoints that answer: people and applications on premises; the managed network has ways of its own."""
    yield from from_premises(context, traffic, "endpoints")
