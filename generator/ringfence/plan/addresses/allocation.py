"""Cuts networks from pools and subnets from networks: explicit prefixes first, then the ledger, then first fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network

from ringfence.blueprint.language.features import prefix_of
from ringfence.blueprint.language.hub import HUB_AT
from ringfence.catalog.read import purposes
from ringfence.plan.addresses.first_fit import first_free
from ringfence.plan.addresses.fitting import Site, inside_bounds, large_enough, no_room
from ringfence.plan.addresses.sizing import PLAN_SOURCE, Need, hub_needs, prefix_length, zone_needs
from ringfence.plan.context.blueprint_context import BLUEPRINT, BlueprintContext, Path
from ringfence.plan.model.values import Reason

DOCKER = IPv4Network("172.17.0.0/16")
"""Docker's bridge on compute nodes (azure-ai-docs machine-learning/how-to-secure-training-vnet.md)."""
SMALLEST_ZONE, SMALLEST_HUB = 24, 22
"""Prefix lengths no network is smaller than: widening one later means changing routes everywhere."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A prefix with its reason; `needed` counts the addresses its contents take, reserved ones included."""

    prefix: IPv4Network
    needed: int
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The addresses of one network: its prefix and its subnets by role."""

    network: Cut
    subnets: Mapping[str, Cut]


def sites(context: BlueprintContext) -> Iterator[Site]:
    """The hub, then the landing zones in order of name, so that the order of the blueprint decides nothing."""
    hub, blueprint = context.blueprint.hub, context.blueprint
    explicit = {
        "firewall": hub.subnets.firewall,
        "gateway": hub.subnets.gateway,
        "resolver-inbound": hub.subnets.resolver_inbound,
        "resolver-outbound": hub.subnets.resolver_outbound,
        "bastion": hub.subnets.bastion,
        "jump-host": hub.subnets.jump_host,
    }
    yield Site("hub", hub.address_space, explicit, hub_needs(hub), SMALLEST_HUB, HUB_AT)
    for index, zone in sorted(enumerate(blueprint.landing_zones), key=lambda pair: pair[1].name):
        at: Path = ("landingZones", index)
        wanted = {role: prefix_of(zone.subnets, role) for role in purposes()[zone.purpose].subnets}
        yield Site(zone.name, zone.address_space, wanted, zone_needs(blueprint, zone, at), SMALLEST_ZONE, at)


def address(
    context: BlueprintContext, held: Mapping[str, IPv4Network]
) -> tuple[dict[str, Layout], dict[str, IPv4Network]]:
    """Layouts by site, and the ledger's addresses with the new ones added. User faults go to `brief.findings`."""
    ledger = dict(held)
    for site in sites(context):
        if site.space is not None:
            ledger[site.key] = site.space
    layouts = {}
    for site in sites(context):
        network = _network(context, site, ledger)
        if network is not None:
            ledger[site.key] = network.prefix
            layouts[site.key] = Layout(network, _subnets(context, site, network.prefix, ledger))
    return layouts, ledger


def _network(context: BlueprintContext, site: Site, ledger: Mapping[str, IPv4Network]) -> Cut | None:
    """The prefix of a site's network: explicit, held, or the lowest free one of the pools."""
    room = sum(2 ** (32 - need.length) for need in site.needs)
    length = prefix_length(room, site.smallest)
    needed = sum(need.addresses for need in site.needs)
    if site.space is not None:
        return Cut(
            site.space,
            needed,
            (context.because("Chosen by the institution.", (*site.at, "addressSpace"), source=BLUEPRINT),),
        )
    # The reason is the same whether the prefix is new or held, so that a second run writes the same bytes.
    text = (
        f"First free /{length} of the pools when it was handed out: subnets take {room} addresses; the ledger keeps it."
    )
    why = context.because(text, site.at, source=PLAN_SOURCE)
    if site.key in ledger:
        return _held(context, site, Cut(ledger[site.key], needed, (why,)))
    blueprint = context.blueprint
    taken = [prefix for key, prefix in ledger.items() if "/" not in key] + [DOCKER, *blueprint.premises]
    found = first_free(blueprint.address_pools, length, taken)
    if found is not None and (kept := _kept(site, found)):
        found = first_free(blueprint.address_pools, length, [*taken, *kept]) or found
    if found is None:
        context.fault(
            "ADR01",
            f"no free /{length} is left in the address pools for {site.key}",
            ("addressPools",),
            value=", ".join(map(str, blueprint.address_pools)),
            hint=f"add a pool with at least {2 ** (32 - length)} free, aligned addresses{_left(context, ledger)}",
        )
        return None
    return Cut(found, needed, (why,))


def _left(context: BlueprintContext, ledger: Mapping[str, IPv4Network]) -> str:
    """What to do about prefixes that landing zones hold which left the blueprint; '' where there are none."""
    here = {site.key for site in sites(context)}
    held = ", ".join(f"{key} {prefix}" for key, prefix in sorted(ledger.items()) if "/" not in key and key not in here)
    return f"; or, once they are gone from Azure, take out of the ledger: {held}" if held else ""


def _kept(site: Site, network: IPv4Network) -> tuple[IPv4Network, ...]:
    """The ranges that leave a network without room for a subnet; none where there is room."""
    full = (need for need in site.needs if need.never and first_free([network], need.length, need.never) is None)
    return next((need.never for need in full), ())


def _free(network: IPv4Network, need: Need, taken: Sequence[IPv4Network]) -> IPv4Network | None:
    """Room for a subnet past the ranges that its service keeps; inside them only where there is no such service."""
    found = first_free([network], need.length, [*taken, *need.never])
    return found if found or need.used else first_free([network], need.length, taken)


def _held(context: BlueprintContext, site: Site, cut: Cut) -> Cut:
    """A prefix from the ledger, as long as the blueprint's pools still hold it."""
    if not any(cut.prefix.subnet_of(pool) for pool in context.blueprint.address_pools):
        context.fault(
            "LED02",
            f"the ledger gives {site.key} a prefix outside the address pools",
            ("addressPools",),
            value=cut.prefix,
            hint=f"keep the pool that holds {cut.prefix}, or move the network on purpose with addressSpace",
        )
    return cut


def _subnets(
    context: BlueprintContext, site: Site, network: IPv4Network, ledger: dict[str, IPv4Network]
) -> dict[str, Cut]:
    """The subnets of a network by role: explicit and held ones stay, the rest is cut largest first into `ledger`."""
    for need in site.needs:
        if (wanted := site.explicit[need.role]) is not None:
            ledger[f"{site.key}/{need.role}"] = wanted
    cuts = {}
    taken = {owner: prefix for owner, prefix in ledger.items() if owner.startswith(f"{site.key}/")}
    for need in sorted(site.needs, key=lambda need: (need.late, need.length, need.role)):
        key = f"{site.key}/{need.role}"
        held = ledger.get(key)
        if held is not None and site.space is not None and site.explicit[need.role] is None:
            # The blueprint moved the network on purpose, so what the ledger held of the old one is cut anew.
            held = held if held.subnet_of(network) else None
        prefix = held or _free(network, need, list(taken.values()))
        if prefix is None:
            no_room(context, site, need, network)
            continue
        inside_bounds(context, site, need, prefix, network)
        ledger[key] = taken[key] = prefix
        cuts[need.role] = Cut(prefix, need.addresses, (context.because(need.sum, need.at, source=need.source),))
    large_enough(context, site, {role: cut.prefix for role, cut in cuts.items()})
    return {need.role: cuts[need.role] for need in site.needs if need.role in cuts}
