"""How many ExpressRoute circuits a gateway takes.

Source: azure-docs expressroute/expressroute-about-virtual-network-gateways.md (2025-11-10), feature support by gateway
SKU. The page has no error code for one more; the one here is made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.azure.standin.refusal import Body, Problem

CODE = "GatewayConnectionLimitReached"
_CONNECTION = "microsoft.network/connections"
_MOST = {"ErGw1AZ": 4, "ErGw2AZ": 8, "ErGw3AZ": 16}


def faults(resource: Body, known: Mapping[str, Body]) -> Iterator[Problem]:
    """Why a connection cannot be made: its gateway, with all of `known`, has as many circuits as its size takes."""
    gateway = _gateway(resource)
    size = known.get(gateway, {}).get("properties", {}).get("sku", {}).get("name", "")
    others = sorted(key for key, row in known.items() if _gateway(row) == gateway)
    if size in _MOST and resource["id"].lower() in others[_MOST[size] :]:
        message = f"A gateway of size {size} takes {_MOST[size]} ExpressRoute connections."
        yield Problem(CODE, message, resource["id"])


def _gateway(resource: Body) -> str:
    """The id of the gateway that a circuit is connected to, in lower case; '' for anything else."""
    properties = resource.get("properties") or {}
    if str(resource.get("type")).lower() != _CONNECTION or properties.get("connectionType") != "ExpressRoute":
        return ""
    return str(properties.get("virtualNetworkGateway1", {}).get("id", "")).lower()
