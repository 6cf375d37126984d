"""DEPLOY.md: the commands in order, the rights each needs, how long each takes, what to look at in between."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from generator.pack.markdown import environment
from generator.plan.model.package import Package, Plan, Right, modules
from generator.plan.model.values import Code


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


@dataclass(frozen=True, slots=True)
class Probe:
    """The comparison of the firewall's real private address with the planned one."""

    command: Code
    address: str


def deploy(plan: Plan) -> str:
    """The text of `DEPLOY.md`."""
    first, *rest = _steps(plan)
    template = environment().get_template("deploy.md.j2")
    return template.render(plan=plan, first=first, rest=rest, probe=next(_probes(plan)))


def _steps(plan: Plan) -> Iterator[Step]:
    for number, package in enumerate(plan.packages, 1):
        low, high = package.minutes
        registered = [
            ("az", "provider", "register", "--subscription", package.subscription, "--namespace", p, "--wait")
            for p in package.providers
        ]
        yield Step(
            number=number,
            package=package,
            register=Code("\n".join(shlex.join(command) for command in registered)),
            preview=_sub("what-if", package),
            create=_sub("create", package),
            rights=package.rights,
            minutes=f"{low} to {high} minutes",
        )


def _sub(verb: str, package: Package) -> Code:
    """An `az deployment sub` command; name and location stay the same in repeats, as Azure demands."""
    parts = [
        ["az", "deployment", "sub", verb],
        ["--subscription", package.subscription],
        ["--location", package.location.value],
        ["--name", f"ringfence-{package.name}"],
        ["--parameters", f"packages/{package.name}/main.bicepparam"],
    ]
    return Code(" \\\n  ".join(shlex.join(part) for part in parts))


def _probes(plan: Plan) -> Iterator[Probe]:
    """`az resource show`, because `az network firewall` is in an extension that a closed network cannot fetch."""
    address = "properties.ipConfigurations[0].properties.privateIPAddress"
    for _, module in modules(plan):
        for firewall in module.firewalls:
            words = ["az", "resource", "show", "--ids", firewall.resource.id, "--query", address, "--output", "tsv"]
            yield Probe(Code(shlex.join(words)), str(firewall.address))
