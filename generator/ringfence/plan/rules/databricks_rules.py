"""Security rules of a Databricks workspace's subnets: its nodes, and its private endpoints."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.plan.context.blueprint_context import BlueprintContext
from ringfence.plan.context.services_in_use import back_end_private
from ringfence.plan.model.network import SecurityRule
from ringfence.plan.rules.nsg_rules import ZoneTraffic, allow, by_connections, from_premises, outward

NODE_PRIORITY = 200
"""Databricks takes 100 and following for the rules that it adds itself (unconfirmed), so the plan's begin here."""
DATABRICKS_PORTS = ("443", "3306", "6666", "8443-8451")
"""Ports of a workspace's private endpoint: application, metastore, relay, control plane.

Source: Microsoft Learn databricks/security/network/classic/private-link (unconfirmed).
"""
_INJECTION = "Microsoft Learn databricks/security/network/classic/vnet-inject"


def nodes(context: BlueprintContext, traffic: ZoneTraffic, role: str) -> Iterator[SecurityRule]:
    """Databricks nodes: each other, private endpoints, DNS, the platform's tags, the blueprint's flows, ways.

    Without back-end private link Databricks adds its own rules to the group, and the same rules here would collide.
    """
    if back_end_private(traffic.zone):
        why = context.because(
            "Nodes of a cluster talk on ports and protocols chosen at run time; nobody else is let in.",
            (*traffic.at, "databricks"),
            source=f"{_INJECTION}; the rules are not added by Databricks when public access is off",
            confirmed=False,
        )
        nodes = [traffic.prefixes["host"], traffic.prefixes["container"]]
        for direction in ("Inbound", "Outbound"):
            name = f"allow-cluster-nodes-{direction.lower()}"
            yield allow(name, NODE_PRIORITY, direction, "*", (nodes, nodes), ["0-65535"], why, use="nodes")
    why = context.because(
        "Workspace and root account are reached through their private endpoints; relay and metastore have own ports.",
        traffic.at,
        source="Microsoft Learn databricks/security/network/classic/private-link",
        confirmed=False,
    )
    ends = [traffic.prefixes[role]], [traffic.prefixes["endpoints"]]
    name, priority = "allow-private-endpoints", NODE_PRIORITY + 5
    yield allow(name, priority, "Outbound", "Tcp", ends, DATABRICKS_PORTS, why, use="private-endpoints")
    yield from outward(context, traffic, role)
    yield from by_connections(context, traffic, role)


def endpoints(context: BlueprintContext, traffic: ZoneTraffic) -> Iterator[SecurityRule]:
    """The endpoints of a workspace answer its own nodes and, for users, the prefixes on premises."""
    why = context.because(
        "Clusters use the workspace and its root account through private endpoints.",
        (*traffic.at, "databricks"),
        source="Microsoft Learn databricks/security/network/classic/private-link",
        confirmed=False,
    )
    here, nodes = [traffic.prefixes["endpoints"]], [traffic.prefixes["host"], traffic.prefixes["container"]]
    yield allow("allow-nodes", 100, "Inbound", "Tcp", (nodes, here), DATABRICKS_PORTS, why, use="jobs")
    yield from from_premises(context, traffic, "workspace")
