"""Registers of the review: address ranges in use, and the egress flows that the blueprint asks for."""

from __future__ import annotations

from ipaddress import IPv4Network

from ringfence.blueprint.language.prefixes import without
from ringfence.plan.context.blueprint_context import BLUEPRINT, BlueprintContext
from ringfence.plan.model.package import Flow, Space
from ringfence.plan.model.values import Reason
from ringfence.plan.rules.rule_sources import clients


def spaces(context: BlueprintContext) -> tuple[Space, ...]:
    """Address pools, networks on premises and the prefixes of VPN users, by use and prefix."""
    pools = [(prefix, "address pool", "addressPools", i) for i, prefix in enumerate(context.blueprint.address_pools)]
    premises = [
        (part, "on premises", "onPremises", i)
        for i, prefix in enumerate(context.blueprint.on_premises)
        for part in without(prefix, context.blueprint.address_pools)
    ]
    found = [
        Space(prefix=prefix, use=use, because=_given(context, prefix, key, index))
        for prefix, use, key, index in [*pools, *premises]
    ]
    why = context.because(
        "Machines of VPN users get these.", ("hub", "gateway", "vpn", "pointToSite"), source=BLUEPRINT
    )
    found += [Space(prefix=pool.value, use="VPN users", because=why) for pool in clients(context)]
    return tuple(sorted(found, key=lambda space: (space.use, space.prefix)))


def _given(context: BlueprintContext, prefix: IPv4Network, key: str, index: int) -> Reason:
    text = "In use, or given to Azure, by the institution."
    whole = context.blueprint.on_premises[index] if key == "onPremises" else prefix
    if whole != prefix:
        text = f"{whole} without the address pools inside it, whose networks have longer prefixes in every route."
    return context.because(text, (key, index), source=BLUEPRINT)


def egress_register(context: BlueprintContext) -> tuple[Flow, ...]:
    """The egress flows of the blueprint, in order of name."""
    rows = sorted(enumerate(context.blueprint.egress), key=lambda row: row[1].name)
    return tuple(
        Flow(
            name=flow.name,
            landing_zones=tuple(sorted(flow.landing_zones)),
            to=(*(flow.to.fqdns or ()), *map(str, flow.to.addresses or ()), *filter(None, [flow.to.service_tag])),
            owner=flow.owner,
            reason=flow.reason,
            review_by=flow.review_by.isoformat(),
            data_class=flow.data_class,
            because=(context.because(flow.reason, ("egress", index), source=BLUEPRINT),),
        )
        for index, flow in rows
    )
