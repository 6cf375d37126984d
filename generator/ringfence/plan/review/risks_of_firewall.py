"""Accepted risks of the firewall: its public addresses, DDoS, and what its filters leave out."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.plan.context.blueprint_context import BLUEPRINT, BlueprintContext, Path
from ringfence.plan.model.services import Risk
from ringfence.plan.model.values import Reason

PORTS = 2496
"""SNAT ports of a public address and an instance (azure-docs firewall/firewall-known-issues.md (2025-09-19))."""
_AT: Path = (*HUB_AT, "firewall")


def firewall(context: BlueprintContext) -> Iterator[Risk]:
    """How much the addresses carry, what protects them, and what passes the filters."""
    yield _addresses(context)
    yield from _unprotected(context)
    yield from _let_through(context)


def _addresses(context: BlueprintContext) -> Risk:
    count = context.blueprint.hub.firewall.public_addresses
    have = "one public address" if count == 1 else f"{count} public addresses"
    why = context.because(
        f"The firewall has {have}: {count * PORTS:,} ports for translation an instance, shared by all landing zones.",
        HUB_AT if count == 1 else (*_AT, "publicAddresses"),
        source="azure-docs firewall/firewall-known-issues.md (2025-09-19)",
    )
    remedy = "Watch the metric of used ports; publicAddresses adds as many each, and changes what partners see."
    return _risk(f"{have} for all egress", remedy, why)


def _unprotected(context: BlueprintContext) -> Iterator[Risk]:
    if context.blueprint.hub.ddos_protection is None:
        why = context.because(
            "Public addresses have Azure's basic protection only; a plan is paid for once for many subscriptions.",
            HUB_AT,
            source="review practice for hub networks",
            check="HND13",
        )
        yield _risk("no DDoS protection plan", "Give the id of a plan that is there: ddosProtection: {plan: ...}.", why)


def _let_through(context: BlueprintContext) -> Iterator[Risk]:
    wanted = context.blueprint.hub.firewall
    passing = sum(one.mode != "Deny" for one in wanted.signature_overrides)
    remedy = "Remove each by its date: table Exemptions of the firewall."
    if passing:
        signatures = "one signature recognises" if passing == 1 else f"{passing} signatures recognise"
        text = "Signatures that took good traffic for bad are off or log only, for all landing zones."
        why = context.because(text, (*_AT, "signatureOverrides"), source=BLUEPRINT)
        yield _risk(f"IDPS lets through what {signatures}", remedy, why)
    if wanted.threat_exceptions:
        names = ", ".join(sorted(one.name for one in wanted.threat_exceptions))
        text = "Hosts and addresses that Microsoft lists as malicious are not judged; rules must still allow them."
        why = context.because(text, (*_AT, "threatExceptions"), source=BLUEPRINT)
        yield _risk(f"threat intelligence does not judge {names}", remedy, why)


def _risk(name: str, remedy: str, why: Reason) -> Risk:
    return Risk(package="connectivity", name=name, remedy=remedy, because=why)
