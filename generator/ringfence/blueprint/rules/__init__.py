"""Stage 2, blueprint: what a blueprint must keep by itself, one file a rule, each with reason, source and fix."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.rules.addresses import forbidden, inside, overlaps, subnets
from ringfence.blueprint.rules.egress import (
    destinations,
    host_names,
    prefixes,
    service_tags,
    shared_hosts,
    storage_accounts,
    wildcards,
)
from ringfence.blueprint.rules.hub import (
    bastion,
    circuits,
    dns_policy,
    firewall,
    forwarded_domains,
    gateways,
    hubs,
    resolver,
    sites,
    vpn_users,
)
from ringfence.blueprint.rules.mlops import (
    environments,
    evaluations,
    models,
    platforms,
    spark,
    taken,
    thresholds,
    watched,
)
from ringfence.blueprint.rules.names import (
    connections,
    duplicates,
    empty_keys,
    object_ids,
    references,
    reserved,
    service_keys,
    spelling,
    stack_settings,
    subscriptions,
)
from ringfence.blueprint.rules.services import (
    ageing,
    alert_thresholds,
    autoscale_bounds,
    catalog_layers,
    catalogs,
    data_factories,
    data_gateways,
    databricks_compute,
    given_roles,
    language_models,
    managed_networks,
    purview,
    retention,
    retired_assets,
    served_endpoints,
    synapse_workspaces,
    web_authentication,
)
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

Rule = Callable[[Blueprint, Document], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    references.check,
    subscriptions.check,
    duplicates.check,
    object_ids.check,
    empty_keys.check,
    reserved.check,
    spelling.check,
    overlaps.check,
    inside.check,
    subnets.check,
    forbidden.check,
    destinations.check,
    host_names.check,
    wildcards.check,
    shared_hosts.check,
    service_tags.check,
    prefixes.check,
    storage_accounts.check,
    gateways.check,
    circuits.check,
    sites.check,
    resolver.check,
    forwarded_domains.check,
    vpn_users.check,
    bastion.check,
    firewall.check,
    service_keys.check,
    connections.check,
    hubs.check,
    dns_policy.check,
    stack_settings.check,
    language_models.check,
    web_authentication.check,
    managed_networks.check,
    served_endpoints.check,
    autoscale_bounds.check,
    retention.check,
    retired_assets.check,
    synapse_workspaces.check,
    catalogs.check,
    catalog_layers.check,
    ageing.check,
    alert_thresholds.check,
    databricks_compute.check,
    purview.check,
    given_roles.check,
    data_factories.check,
    data_gateways.check,
    environments.check,
    platforms.check,
    models.check,
    thresholds.check,
    evaluations.check,
    taken.check,
    watched.check,
    spark.check,
)
"""Every rule; findings are sorted by place afterwards, so the order here decides nothing."""
