"""Design rules over a plan: what a senior reviewer would refuse, however the plan was made."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.package import Plan
from ringfence.rules import (
    acting,
    addresses,
    bastion,
    databricks,
    delegated_rules,
    dns_policies,
    endpoints,
    firewall,
    gateways,
    limits,
    managed_networks,
    models,
    names,
    rights,
    routes,
    security_groups,
    storage,
    subnets,
)
from ringfence.rules.lakes import catalogs
from ringfence.rules.mlops import duties
from ringfence.rules.telemetry import alerts, events
from ringfence.rules.telemetry import endpoints as telemetry

Rule = Callable[[Plan], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    addresses.check,
    subnets.check,
    security_groups.check,
    routes.check,
    firewall.check,
    gateways.check,
    bastion.check,
    endpoints.check,
    dns_policies.check,
    rights.check,
    acting.check,
    duties.check,
    names.check,
    limits.check,
    models.check,
    databricks.check,
    delegated_rules.check,
    managed_networks.check,
    storage.check,
    catalogs.check,
    alerts.check,
    events.check,
    telemetry.check,
)
"""Every rule; a test proves that the list is complete."""


def check(plan: Plan) -> Iterator[Diagnostic]:
    """What every rule finds."""
    for rule in RULES:
        yield from rule(plan)
