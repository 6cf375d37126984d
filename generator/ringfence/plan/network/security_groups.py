"""Security groups of a package: one for each subnet, all in one module that is the same text for every package."""

from __future__ import annotations

from collections.abc import Sequence

from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.model.identifiers import camel
from ringfence.plan.model.module import Module
from ringfence.plan.model.network import SecurityGroup, SecurityRule
from ringfence.plan.model.values import Given, Ref
from ringfence.plan.network import networks
from ringfence.plan.telemetry.diagnostic_settings import Sink, diagnostics

MODULE = "security-groups"
KIND = "security-group"


def security_group(package: PackageContext, group: str, role: str, rules: Sequence[SecurityRule]) -> SecurityGroup:
    """The security group of one subnet."""
    name = package.given(networks.MODULE, camel(role, "securityGroup"), KIND, role)
    why = package.context.because(
        f"Guards subnet {role}; one group a subnet, so a change touches one subnet.", package.at
    )
    resource = package.resource(KIND, MODULE, "networkSecurityGroups", name, group, why)
    return SecurityGroup(resource=resource, subnet=role, rules=tuple(rules))


def security_groups(package: PackageContext, scope: str, groups: Sequence[SecurityGroup], sink: Sink) -> Module:
    """The module that makes the groups and their denies; its parameters are what each lets through."""
    return Module(
        name=MODULE,
        title="Security groups",
        scope=scope,
        shared=True,
        gives="a subnet never stands without its security group",
        security_groups=tuple(groups),
        diagnostics=diagnostics(package, [group.resource for group in groups], sink),
    )


def guard(group: SecurityGroup) -> Ref:
    """The id of a group by its name, as the network names it: Azure refuses a network whose group is not there."""
    made = group.resource
    name = made.name if isinstance(made.name, Given) else None
    return Ref(module=networks.MODULE, symbol=camel(group.subnet, "securityGroup"), value=made.id, name=name)
