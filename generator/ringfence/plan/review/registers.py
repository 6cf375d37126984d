"""Registers of the review: address ranges in use; connections, egress flows and exemptions of the blueprint."""

from __future__ import annotations

from ipaddress import IPv4Network

from ringfence.blueprint.language.connections import LAKE
from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.prefixes import without
from ringfence.plan.context.blueprint_context import BLUEPRINT, BlueprintContext, Path
from ringfence.plan.cross_zone.lake_instances import instances
from ringfence.plan.model.registers import AdmittedInstance, Exemption, Flow, Joined, Space
from ringfence.plan.model.values import Reason
from ringfence.plan.rules.rule_sources import clients

IDPS = "azure-docs firewall/premium-features.md (2025-03-17), IDPS signature rules"
THREATS = "azure-docs firewall/threat-intel.md (2022-08-01)"
_MODES = {
    "Off": "IDPS neither drops nor logs what it recognises",
    "Alert": "IDPS logs what it recognises, and lets it pass",
    "Deny": "IDPS drops what it recognises, also where Azure would only log it",
}


def spaces(context: BlueprintContext) -> tuple[Space, ...]:
    """Address pools, networks on premises and the prefixes of VPN users, by use and prefix."""
    pools = [(prefix, "address pool", ("addressPools", i)) for i, prefix in enumerate(context.blueprint.address_pools)]
    premises = [
        (part, "on premises", ("onPremises", "prefixes", i))
        for i, prefix in enumerate(context.blueprint.on_premises.prefixes)
        for part in without(prefix, context.blueprint.address_pools)
    ]
    found = [
        Space(prefix=prefix, use=use, because=_given(context, prefix, at)) for prefix, use, at in [*pools, *premises]
    ]
    why = context.because(
        "Machines of VPN users get these.", (*HUB_AT, "gateway", "vpn", "pointToSite"), source=BLUEPRINT
    )
    found += [Space(prefix=pool.value, use="VPN users", because=why) for pool in clients(context)]
    return tuple(sorted(found, key=lambda space: (space.use, space.prefix)))


def _given(context: BlueprintContext, prefix: IPv4Network, at: Path) -> Reason:
    text = "In use, or given to Azure, by the institution."
    whole = next((one for one in context.blueprint.on_premises.prefixes if prefix.subnet_of(one)), prefix)
    if at[0] == "onPremises" and whole != prefix:
        text = f"{whole} without the address pools inside it, whose networks have longer prefixes in every route."
    return context.because(text, at, source=BLUEPRINT)


def connection_register(context: BlueprintContext) -> tuple[Joined, ...]:
    """The connections of the blueprint, in order of name."""
    rows = sorted(enumerate(context.blueprint.connections), key=lambda row: row[1].name)
    return tuple(
        Joined(
            name=one.name,
            start=one.start,
            end=one.end,
            use=one.use,
            layers=tuple(one.layers or ()),
            access=(one.access or "read") if one.use == LAKE else "",
            owner=one.owner,
            reason=one.reason,
            review_by=one.review_by.isoformat(),
            because=(context.because(one.reason, ("connections", index), source=BLUEPRINT),),
        )
        for index, one in rows
    )


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


def instance_register(context: BlueprintContext) -> tuple[AdmittedInstance, ...]:
    """The resources outside the plan that firewalls of lakes let in, by landing zone and name."""
    found = [one for zone in context.blueprint.landing_zones for one in instances(context, zone)]
    return tuple(sorted(found, key=lambda one: (one.landing_zone, one.name)))


def exemption_register(context: BlueprintContext) -> tuple[Exemption, ...]:
    """What IDPS and threat intelligence of the firewall leave out: signatures by id, then exceptions by name."""
    firewall, at = context.blueprint.hub.firewall, (*HUB_AT, "firewall")
    signatures = sorted(enumerate(firewall.signature_overrides), key=lambda row: row[1].signature)
    exceptions = sorted(enumerate(firewall.threat_exceptions), key=lambda row: row[1].name)
    return (
        *(
            Exemption(
                name=f"IDPS signature {one.signature}",
                leaves_out=(str(one.signature),),
                effect=_MODES[one.mode],
                owner=one.owner,
                review_by=one.review_by.isoformat(),
                because=(context.because(one.reason, (*at, "signatureOverrides", index), source=IDPS),),
            )
            for index, one in signatures
        ),
        *(
            Exemption(
                name=exception.name,
                leaves_out=(*exception.fqdns, *map(str, exception.addresses)),
                effect="threat intelligence does not judge it; a rule must still allow it",
                owner=exception.owner,
                review_by=exception.review_by.isoformat(),
                because=(context.because(exception.reason, (*at, "threatExceptions", index), source=THREATS),),
            )
            for index, exception in exceptions
        ),
    )
