"""Witness DEP02: a peering uses the gateway of its remote network only once that network has one and offers it.

Azure refuses `useRemoteGateways` before the gateway is there and the other half allows transit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ringfence.check.compiled import Node
from ringfence.check.evidence import Evidence
from ringfence.check.expect.package import planned
from ringfence.check.graph import Order
from ringfence.check.paths import Body, Json
from ringfence.check.snapshot import Predicted
from ringfence.diagnostics import Diagnostic

SOURCE = "Azure networking plan-and-design guide, hub-and-spoke (2026-06-17): set gateway transit first"
_PEERING = "microsoft.network/virtualnetworks/virtualnetworkpeerings"
_GATEWAY = "microsoft.network/virtualnetworkgateways"


def witness(evidence: Evidence) -> Iterator[Diagnostic]:
    """A finding for each half that asks too early, or asks for a gateway that is nowhere."""
    if evidence.template is None or evidence.snapshot is None:
        return
    order = Order(evidence.template)
    halves = [resource for resource in evidence.snapshot.resources if resource.type.lower() == _PEERING]
    nodes = {key: (row.resource.module, row.resource.symbol) for key, row in evidence.index.items()}
    served = _with_gateways(evidence)
    for half in halves:
        if _properties(half).get("useRemoteGateways") is True:
            yield from _problems(evidence, half, halves, served, nodes, order)


def _problems(
    evidence: Evidence,
    half: Predicted,
    halves: list[Predicted],
    served: set[str],
    nodes: Mapping[str, Node],
    order: Order,
) -> Iterator[Diagnostic]:
    remote = _remote(half)
    if remote not in served:
        yield _finding(evidence, half, f"no package before this one puts a gateway into {remote}")
    others = [other for other in halves if _network(other) == remote and _remote(other) == _network(half)]
    offers = [other for other in others if _properties(other).get("allowGatewayTransit") is True]
    if not offers:
        yield _finding(evidence, half, f"the half in {remote} does not offer its gateway (allowGatewayTransit)")
    for offer in offers:
        later, earlier = nodes.get(half.key), nodes.get(offer.key)
        if later and earlier and not order.waits(later, earlier):
            yield _finding(evidence, half, f"it does not wait for {'/'.join(earlier)}, which offers the gateway")


def _properties(resource: Predicted) -> Body:
    properties = resource.raw.get("properties")
    return properties if isinstance(properties, Mapping) else {}


def _network(half: Predicted) -> str:
    return half.key.rpartition("/virtualnetworkpeerings/")[0]


def _remote(half: Predicted) -> str:
    return _id(_properties(half).get("remoteVirtualNetwork")).lower()


def _id(value: Json) -> str:
    return str(value.get("id", "")) if isinstance(value, Mapping) else ""


def _with_gateways(evidence: Evidence) -> set[str]:
    """The networks, by lower-case id, in whose subnets packages before this one put a gateway."""
    names = [package.name for package in evidence.plan.packages]
    before = evidence.plan.packages[: names.index(evidence.package.name)]
    earlier = (package for package in before if any(m.vpn_gateways or m.expressroute_gateways for m in package.modules))
    bodies = (body for package in earlier for resource, body in planned(package) if resource.type.lower() == _GATEWAY)
    return {subnet.lower().rpartition("/subnets/")[0] for body in bodies for subnet in _subnets(body)}


def _subnets(gateway: Body) -> Iterator[str]:
    properties = gateway.get("properties")
    fronts = properties.get("ipConfigurations", ()) if isinstance(properties, Mapping) else ()
    for front in fronts if isinstance(fronts, list | tuple) else ():
        inner = front.get("properties") if isinstance(front, Mapping) else None
        yield _id(inner.get("subnet")) if isinstance(inner, Mapping) else ""


def _finding(evidence: Evidence, half: Predicted, message: str) -> Diagnostic:
    place, path = evidence.about(half.id, "properties.useRemoteGateways")
    return Diagnostic(
        code="DEP02",
        message=f"this peering uses a remote gateway, but {message}",
        place=place,
        path=path,
        value="true",
        hint="First the gateway, then the half that offers it, then the half that uses it.",
        source=SOURCE,
    )
