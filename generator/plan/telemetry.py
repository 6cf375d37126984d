"""Who sees what happened: diagnostic settings, flow logs, and locks on what must not vanish."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.catalog.read import kinds
from generator.catalog.spec import Diagnostics
from generator.plan.frame import Frame, ref
from generator.plan.model.network import FlowLog, VirtualNetwork, Watcher
from generator.plan.model.package import Module
from generator.plan.model.services import Diagnostic, Lock
from generator.plan.model.values import Given, Ref, Resource

SETTING, LOCK = "to-log-analytics", "keep"


@dataclass(frozen=True, slots=True)
class Sink:
    """Where logs go: the central Log Analytics workspace."""

    workspace: Ref | Given[str]


def diagnostics(frame: Frame, targets: Iterable[Resource], sink: Sink) -> tuple[Diagnostic, ...]:
    """The diagnostic settings of those resources whose kind has security logs."""
    logged = ((target, kinds()[target.kind].diagnostics) for target in targets)
    return tuple(_diagnostic(frame, target, logs, sink) for target, logs in logged if logs is not None)


def _diagnostic(frame: Frame, target: Resource, logs: Diagnostics, sink: Sink) -> Diagnostic:
    why = frame.brief.because("Security logs of every resource are kept in one place.", ("hub",))
    return Diagnostic(
        resource=frame.extension("diagnostic-setting", target.module, f"{target.symbol}Logs", SETTING, target.id, why),
        target=target.symbol,
        categories=logs.categories,
        category_groups=logs.groups,
        metrics=False,
        dedicated=logs.dedicated,
        workspace=sink.workspace,
    )


def lock(frame: Frame, target: Resource, notes: str) -> Lock:
    """A delete lock, with what a delete would hurt."""
    why = frame.brief.because(notes, frame.at)
    resource = frame.extension("lock", target.module, f"{target.symbol}Lock", LOCK, target.id, why)
    return Lock(resource=resource, target=target.symbol, notes=notes)


@dataclass(frozen=True, slots=True)
class FlowSink:
    """Where flow records go, and the identity that writes them."""

    storage: Ref | Given[str]
    workspace: Ref | Given[str]
    identity: Ref | Given[str]


def flow_logs(frame: Frame, group: str, network: VirtualNetwork, sink: FlowSink) -> Module:
    """The region's network watcher and the flow log of one network.

    The watcher has the group and the name that Azure uses when it creates one itself, because a region has only one.
    Source: Microsoft Learn network-watcher/vnet-flow-logs-overview.
    """
    module = "flow-logs"
    source = "Microsoft Learn network-watcher/network-watcher-create"
    watcher_why = frame.brief.because(
        "A region has one watcher; this is the group and the name that Azure itself uses.",
        frame.at,
        source=source,
        confirmed=False,
    )
    watcher_name = Given(
        "flowLogs", "watcher", f"NetworkWatcher_{frame.location.value}", "Name of the region's network watcher."
    )
    watcher = frame.resource("network-watcher", module, "watcher", watcher_name, group, watcher_why)
    why = frame.brief.because(
        "Every flow of the network is recorded.",
        frame.at,
        source="Microsoft Learn network-watcher/vnet-flow-logs-overview",
    )
    name = frame.given("flowLogs", "name", "flow-log")
    days = frame.brief.blueprint.hub.flow_log_retention_days
    log = FlowLog(
        resource=frame.resource("flow-log", module, "flowLog", name, watcher.id, why),
        watcher=watcher,
        network=ref(network.resource),
        storage=sink.storage,
        workspace=sink.workspace,
        identity=sink.identity,
        days=days,
    )
    return Module(name=module, title="Flow logs", scope=group, watchers=(Watcher(resource=watcher),), flow_logs=(log,))
