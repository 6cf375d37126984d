"""The hub of version 1 as the one entry of `hubs`, and what it said about domains on premises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from ringfence.catalog.tables import regions
from ringfence.migrate.layout.edits import exchanged, without, wrapped
from ringfence.migrate.layout.tree import Member, Node, key, mapping, scalar, sequence
from ringfence.migrate.undecided import Undecided

_UNNAMED = "hub"
_LOGS: Mapping[str, str] = MappingProxyType(
    {"logRetentionDays": "retentionDays", "flowLogRetentionDays": "flowRetentionDays"}
)


def hubs(hub: Member, name: str, *, flow: bool) -> Member:
    """The key `hubs` for the key `hub`; what is no mapping stays as it is under the new key."""
    if hub.node.kind != "mapping":
        return hub.called("hubs")
    node = _resolver(wrapped(hub.node, "firewall", "tier"))
    node = _logs(node)
    if node.get("name") is None:
        node = node.with_members((key("name", scalar(name)), *node.members))
    entry = Member(replace(node, indent=2))
    listed = replace(sequence([entry], flow=flow), indent=hub.node.indent or 2)
    if hub.node.flow:  # a comment behind the hub's line stays behind it
        listed = sequence([replace(entry, tails=hub.tails)], flow=flow)
        hub = replace(hub, tails=())
    return replace(hub.called("hubs"), node=listed)


def name_of(top: Node) -> tuple[str, tuple[Undecided, ...]]:
    """The name of the hub: the short word of its region, which is the first region when the hub names none."""
    hub, listed = top.at("hub"), top.at("regions")
    first = listed.members[0].node.value if listed is not None and listed.members else ""
    region = regions().get(hub.text("region") or str(first)) if hub is not None else None
    if region is not None:
        return region.short, ()
    sentence = "write a short name for the hub, such as that of its region: version 1 names no region that exists"
    return _UNNAMED, (Undecided(f"hubs[name={_UNNAMED}].name", sentence),)


def _resolver(hub: Node) -> Node:
    """A hub whose resolver is a block without keys, or left out."""
    asked = hub.get("resolver")
    if asked is None or not isinstance(asked.node.value, bool):
        return hub
    on = asked.holding(mapping((), flow=True))
    return exchanged(hub, asked, on) if asked.node.value else without(hub, asked)


def _logs(hub: Node) -> Node:
    """A hub whose days of retention are in one block."""
    found = [member for member in hub.members if member.word in _LOGS]
    if not found or hub.get("logs") is not None:
        return hub
    first, *more = (member.called(_LOGS[member.word]) for member in found)
    logs = replace(key("logs", mapping((replace(first, lead=()), *more), flow=True)), lead=first.lead)
    if not more:
        logs = replace(logs, node=mapping((replace(first, lead=(), tails=()),), flow=True), tails=first.tails)
    rest = exchanged(hub, found[0], logs)
    return rest.with_members(member for member in rest.members if member not in found[1:])
