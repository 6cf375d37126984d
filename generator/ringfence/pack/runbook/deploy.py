"""DEPLOY.md: the commands in order, the roles each needs, estimated minutes, checks in between."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ringfence.pack.runbook import commands, rollout
from ringfence.pack.runbook.analytics_role import analytics_role
from ringfence.pack.runbook.dns_log import dns_log
from ringfence.pack.runbook.firewall_zones import zones_to_compare
from ringfence.pack.runbook.script import Script
from ringfence.pack.runbook.script_order import between, repeats
from ringfence.pack.runbook.stops import before, by_hand
from ringfence.pack.text.markdown import environment
from ringfence.plan.model.package import Package, Plan, Right
from ringfence.plan.model.values import Code


@dataclass(frozen=True, slots=True)
class Step:
    """One package to deploy, with its commands as text that is shell already."""

    number: int
    package: Package
    register: Code
    preview: Code
    create: Code
    rights: tuple[Right, ...]
    minutes: str
    scripts: tuple[Script, ...]
    before: tuple[Code | str, ...]
    after: tuple[Code | str, ...]


@dataclass(frozen=True, slots=True)
class Probe:
    """The comparison of the firewall's real private address with the planned one."""

    command: Code
    address: str


def deploy(plan: Plan, scripts: Sequence[Script] = (), approval: str = "") -> str:
    """The text of `DEPLOY.md`, which tells when to run which of the `scripts`; `approval` is the folder's digest."""
    first, *rest = _steps(plan, scripts)
    template = environment().get_template("deploy.md.j2")
    stack = plan.deployment if plan.deployment.mode == commands.STACK else None
    said = {"approval": approval, "between": between(plan, scripts), "repeats": repeats(plan)}
    asked = {"role": analytics_role(plan), "zones": zones_to_compare(plan), "dns": dns_log(plan)}
    return template.render(plan=plan, first=first, rest=rest, probe=_probe(plan), stack=stack, **said, **asked)


def _steps(plan: Plan, scripts: Sequence[Script]) -> Iterator[Step]:
    for number, package in enumerate(plan.packages, 1):
        low, high = package.minutes
        yield Step(
            number=number,
            package=package,
            register=Code("\n".join(commands.registration(package))),
            preview=commands.shell(commands.preview(package)),
            create=commands.shell(commands.create(package, plan.deployment)),
            rights=package.rights,
            minutes=f"{low} to {high} minutes",
            before=(*map(Code, before(package)), *by_hand(package, before=True)),
            after=(*map(Code, rollout.after(package)), *by_hand(package, before=False)),
            scripts=tuple(script for script in scripts if script.package == package.name),
        )


def _probe(plan: Plan) -> Probe:
    firewall = commands.firewall_of(plan)
    return Probe(Code(shlex.join((*commands.probe(firewall), "--output", "tsv"))), str(firewall.address))
