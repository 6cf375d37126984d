"""Rules MLO01, MLO06, MLO07 and MLO13: agents stand somewhere and reach their feed and their server, landing zones have
one environment, production has approvers.
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.egress import EgressFlow
from ringfence.blueprint.language.mlops import KEY, Mlops
from ringfence.blueprint.language.mlops.placed import agents_zone, workshops
from ringfence.blueprint.language.mlops.stages import Stage
from ringfence.blueprint.language.model import Blueprint
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

AGENTS, HTTPS = "agents", 443
"""The role of their subnet, and the port on which a feed answers."""
FEED = "azure-docs firewall/rule-processing.md: what no rule allows is denied"
REVIEWERS = "github-docs actions/reference/workflows-and-actions/deployments-and-environments.md, required reviewers"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Every environment of the pipelines."""
    if blueprint.mlops is None:
        return
    yield from _shared(blueprint, document)
    for index, stage in enumerate(blueprint.mlops.environments):
        at: Path = (KEY, "environments", index)
        if not agents_zone(blueprint, stage):
            known = workshops(blueprint, stage)
            message = f"no landing zone of '{stage.name}' is known to have its agents"
            hint = (
                f"write agents: with one of {', '.join(known)}" if known else "list a landing zone with machineLearning"
            )
            where: Path = (*at, "agents") if stage.agents else (*at, "name")
            yield document.finding("MLO01", where, message, hint=hint)
        if stage.production and not stage.approvers:
            message = f"'{stage.name}' is production, and nothing there waits for an approval"
            hint = "list the teams that approve under 'approvers', or write production: false"
            yield document.finding("MLO07", (*at, "name"), message, hint=hint, source=REVIEWERS)
        for path, host in _sought(blueprint.mlops):
            yield from _reached(blueprint, stage, document, path, host)


def _sought(wanted: Mlops) -> Iterator[tuple[Path, str]]:
    """The hosts that jobs of the agents ask: the feed of packages, and the server of the repository if it has one."""
    yield (KEY, "agents", "packages"), wanted.agents.packages
    if wanted.repository.elsewhere and wanted.repository.host:
        yield (KEY, "repository", "host"), wanted.repository.host


def _reached(blueprint: Blueprint, stage: Stage, document: Document, path: Path, host: str) -> Iterator[Diagnostic]:
    """MLO13: a flow leads from the agents to a host."""
    home = agents_zone(blueprint, stage)
    if home and not any(home in flow.landing_zones and _leads(flow, host) for flow in blueprint.egress):
        message = f"agents in '{home}' cannot reach {host}: no egress flow leads there from their subnet"
        hint = f"add an egress flow with landingZones: [{home}], subnets: [{AGENTS}] and to: {{fqdns: [{host}]}}"
        yield document.finding("MLO13", path, message, hint=hint, source=FEED)


def _leads(flow: EgressFlow, host: str) -> bool:
    """Whether a flow leads from agents to a host by HTTPS; which names stand behind addresses no blueprint tells."""
    if AGENTS not in (flow.subnets or ()) or flow.protocol != "TCP" or HTTPS not in flow.ports:
        return False
    names = flow.to.fqdns or ()
    return flow.to.addresses is not None or any(_covers(name.lower(), host) for name in names)


def _covers(name: str, host: str) -> bool:
    return name == host or (name.startswith("*.") and host.endswith(name[1:]))


def _shared(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """MLO06: what deploys to one environment changes nothing in another."""
    seen: dict[str, str] = {}
    stages = blueprint.mlops.environments if blueprint.mlops else []
    for index, stage in enumerate(stages):
        for number, zone in enumerate(stage.landing_zones):
            if seen.setdefault(zone, stage.name) != stage.name:
                message = f"pipelines of '{seen[zone]}' act in '{zone}' already"
                hint = "list each landing zone in one environment"
                yield document.finding(
                    "MLO06", (KEY, "environments", index, "landingZones", number), message, hint=hint
                )
