"""How long the connectivity package takes to deploy, in minutes from and to."""

from __future__ import annotations

from ringfence.plan.model.module import Module

CONNECTIVITY_MINUTES = (15, 30)
GATEWAY_MINUTES = (35, 75)
"""Estimates in minutes, not confirmed: an Azure Firewall takes most of the first, a gateway of the second."""


def connectivity_minutes(modules: tuple[Module, ...]) -> tuple[int, int]:
    """How long the connectivity package takes: a gateway takes longest."""
    gateways = any(module.vpn_gateways or module.expressroute_gateways for module in modules)
    return GATEWAY_MINUTES if gateways else CONNECTIVITY_MINUTES
