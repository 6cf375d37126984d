"""Quota of virtual machines that a step asks for, as lines of DEPLOY.md: by size, and clusters of many nodes."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from ringfence.catalog.tables import limits
from ringfence.pack.text.cells import text
from ringfence.pack.text.markdown import span
from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Package
from ringfence.plan.model.values import Resource

_FIFTHS = 6
"""Fifths of the instances of a deployment that Azure counts: one fifth is for upgrades.

Source: azure-ai-docs machine-learning/how-to-manage-quotas.md (2026-01-27), managed online endpoints.
"""


def quota(package: Package) -> tuple[str, ...]:
    """Prerequisites of the step: machines by size, the command that shows what is left, nodes beyond the usual limit.

    Clusters, compute instances and deployments share one quota of cores by family of sizes and region, which is not
    that of other virtual machines.
    Source: azure-ai-docs machine-learning/how-to-manage-quotas.md (2026-01-27).
    """
    wanted: dict[str, list[str]] = {}
    for module in package.modules:
        for size, said in _machines(module):
            wanted.setdefault(size, []).append(said)
    lines = [
        f"{span(size)} must have Azure Machine Learning quota for the cores of: {', '.join(wanted[size])}."
        for size in sorted(wanted)
    ]
    return (*lines, *_asked(package), *_many(package), *_of_databricks(package))


def _of_databricks(package: Package) -> Iterator[str]:
    """What clusters and SQL warehouses of Databricks ask of the subscription's quota of virtual machines.

    Source: Microsoft Learn databricks/compute/sql-warehouse/warehouse-behavior, required vCPU quota.
    """
    policies = [policy for module in package.modules for policy in module.cluster_policies]
    for policy in policies:
        sizes = " or ".join(map(span, policy.sizes))
        yield f"The subscription must have vCPU quota in the region for {policy.nodes} nodes of {sizes}: clusters."
    for one in (one for module in package.modules for one in module.warehouses):
        whole = one.cores * one.most
        yield (
            f"Warehouse {span(one.name)} takes {whole} cores of {span(one.worker)} and {span(one.driver)}; Microsoft"
            f" wants {one.spare} times as many free, {whole * one.spare}, because clusters are made anew each day."
        )
    if policies:
        fields = "[].{of:localName,used:currentValue,limit:limit}"
        where = ("--subscription", package.subscription, "--location", text(package.location))
        command = ("az", "vm", "list-usage", *where, "--query", fields, "--output", "table")
        yield f"What is left of that quota: {span(shlex.join(command))}."


def _machines(module: Module) -> Iterator[tuple[str, str]]:
    """Each size with how many machines of it are asked for, at most, and by what."""
    for cluster in module.clusters:
        yield cluster.size, f"{cluster.max_nodes} of cluster {span(text(cluster.resource.name))}"
    for instance in module.instances:
        yield instance.size, f"1 of compute instance {span(text(instance.resource.name))}"
    most = {scale.deployment.value: max(one.maximum for one in scale.profiles) for scale in module.autoscales}
    for one in module.online_deployments:
        instances = most.get(one.resource.id, one.instances)
        held, named = -(-instances * _FIFTHS // 5), span(text(one.resource.name))
        yield one.size, f"{held} of deployment {named} ({instances}, and 20 percent for upgrades)"


def _asked(package: Package) -> Iterator[str]:
    """The request that shows what is left; a command of the extension `ml` would take a workspace that is there.

    Source: Microsoft Learn rest/api/azureml/usages/list; az ml compute list-usage, required parameters.
    """
    machines = (one for module in package.modules for one in _resources(module))
    if (machine := next(machines, None)) is None:
        return
    provider = machine.type.split("/")[0]
    place = f"/subscriptions/{package.subscription}/providers/{provider}/locations/{text(package.location)}"
    fields = "value[].{of:name.localizedValue,used:currentValue,limit:limit}"
    url = f"{place}/usages?api-version={machine.api}"
    command = ("az", "rest", "--method", "get", "--url", url, "--query", fields, "--output", "table")
    yield f"What is left of that quota: {span(shlex.join(command))}. Families of GPU sizes begin with none."


def _resources(module: Module) -> Iterator[Resource]:
    """What runs on machines of Azure Machine Learning."""
    yield from (one.resource for one in module.clusters)
    yield from (one.resource for one in module.instances)
    yield from (one.resource for one in module.online_deployments)


def _many(package: Package) -> Iterator[str]:
    """Clusters of more nodes than Azure allows by default."""
    usual = limits()["computeNodesPerCluster"].value
    for cluster in (cluster for module in package.modules for cluster in module.clusters):
        if cluster.max_nodes > usual:
            yield (
                f"Cluster {span(text(cluster.resource.name))} has up to {cluster.max_nodes} nodes, and Azure"
                f" allows {usual} by default: ask Microsoft's support for more. Where nodes talk to each other it"
                " allows 300 at most, and 100 on RDMA sizes."
            )
