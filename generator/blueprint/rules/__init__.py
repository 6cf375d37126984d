"""Stage 2, blueprint: what a blueprint must keep by itself, one file a rule, each with reason, source and fix."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.blueprint.model import Blueprint
from generator.blueprint.rules import (
    bastion,
    destinations,
    duplicates,
    endpoints_out,
    forbidden,
    gateways,
    hosts,
    inside,
    managed_networks,
    mlflow,
    models,
    overlaps,
    prefixes,
    purposes,
    references,
    reserved,
    resolver,
    retention,
    scales,
    shared,
    spelling,
    stack_settings,
    subnets,
    subscriptions,
    tags,
    vpn_users,
    web_authentication,
    wildcards,
)
from generator.diagnostics import Diagnostic
from generator.load.document import Document

Rule = Callable[[Blueprint, Document], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    references.check,
    subscriptions.check,
    duplicates.check,
    reserved.check,
    spelling.check,
    overlaps.check,
    inside.check,
    subnets.check,
    forbidden.check,
    destinations.check,
    hosts.check,
    wildcards.check,
    shared.check,
    tags.check,
    prefixes.check,
    gateways.check,
    resolver.check,
    vpn_users.check,
    bastion.check,
    purposes.check,
    stack_settings.check,
    models.check,
    web_authentication.check,
    managed_networks.check,
    endpoints_out.check,
    scales.check,
    mlflow.check,
    retention.check,
)
"""Every rule; findings are sorted by place afterwards, so the order here decides nothing."""
