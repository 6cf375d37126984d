"""How long packages take to deploy, in minutes from and to: estimates, not confirmed."""

from __future__ import annotations

from ringfence.plan.model.package import Module

CONNECTIVITY_MINUTES = (15, 30)
GATEWAY_MINUTES = (35, 75)
ZONE_MINUTES = (10, 25)
INFERENCE_MINUTES = (40, 80)
"""Estimates in minutes (unconfirmed): an Azure Firewall takes most of the first, a gateway of the second, compute
instances of the third, a managed network of the fourth: about 30, and 10 more with its first host.

Source of the last: azure-ai-docs machine-learning/how-to-managed-network.md (2025-05-23).
"""


def connectivity_minutes(modules: tuple[Module, ...]) -> tuple[int, int]:
    """How long the connectivity package takes: a gateway takes longest."""
    gateways = any(module.vpn_gateways or module.expressroute_gateways for module in modules)
    return GATEWAY_MINUTES if gateways else CONNECTIVITY_MINUTES


def zone_minutes(purpose: str) -> tuple[int, int]:
    """How long the package of a landing zone takes."""
    return INFERENCE_MINUTES if purpose == "inference" else ZONE_MINUTES
