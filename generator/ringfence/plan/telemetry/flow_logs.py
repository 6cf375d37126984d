"""Flow logs of virtual networks, and the network watcher of a region that they belong to."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.catalog.tables import regions
from ringfence.plan.context.analytics import analysed
from ringfence.plan.context.package_context import PackageContext, ref
from ringfence.plan.context.placement import network_watcher
from ringfence.plan.model.module import Module
from ringfence.plan.model.network import VirtualNetwork
from ringfence.plan.model.telemetry.flow_log import FlowLog, Watcher
from ringfence.plan.model.values import Given, Ref, length


@dataclass(frozen=True, slots=True)
class FlowSink:
    """Where flow records go, and the identity that writes them; `workspace` is for those that are analysed."""

    storage: Ref | Given[str]
    workspace: Ref | Given[str]
    identity: Ref | Given[str]


def flow_logs(package: PackageContext, group: str, network: VirtualNetwork, sink: FlowSink) -> Module:
    """The region's network watcher and the flow log of one network.

    The watcher has the group and the name that Azure uses when it creates one itself, because a region has only one.
    Source: Microsoft Learn network-watcher/vnet-flow-logs-overview.
    """
    module = "flow-logs"
    source = "Microsoft Learn network-watcher/network-watcher-create"
    given = network_watcher(package.context.blueprint, package.subscription)
    text = (
        "A region has one watcher; the blueprint says where it is."
        if given.model_fields_set
        else "A region has one watcher; this is the group and the name that Azure itself uses."
    )
    watcher_why = package.context.because(text, package.at, source=source, check="CNF03")
    called = given.name or f"NetworkWatcher_{package.location.value}"
    watcher_name = Given("logs", "flows.watcher", called, "Of the region.", bounds=length(1, 80))
    watcher = package.as_shared(
        package.resource("network-watcher", module, "watcher", watcher_name, group, watcher_why)
    )
    why = package.context.because(
        "Every flow of the network is recorded.",
        package.at,
        source="Microsoft Learn network-watcher/vnet-flow-logs-overview",
    )
    name = package.given("logs", "flows.name", "flow-log")
    blueprint = package.context.blueprint
    log = FlowLog(
        resource=package.resource("flow-log", module, "flowLog", name, watcher.id, why),
        watcher=watcher,
        network=ref(network.resource),
        storage=sink.storage,
        workspace=sink.workspace if analysed(blueprint, regions()[package.location.value]) else None,
        identity=sink.identity,
        days=blueprint.hub.logs.flow_retention_days,
    )
    return Module(
        name=module,
        title="Flow logs",
        scope=group,
        shared=True,
        watchers=(Watcher(resource=watcher),),
        flow_logs=(log,),
    )
