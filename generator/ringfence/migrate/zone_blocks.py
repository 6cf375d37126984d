"""The shape of a landing zone: its purpose as the name of a block with its keys, and its services in another."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from ringfence.migrate.kept_words import DATABRICKS, INFERENCE
from ringfence.migrate.layout.edits import exchanged, holding, split_lead, without, wrapped
from ringfence.migrate.layout.tree import Line, Member, Node, key, mapping
from ringfence.migrate.undecided import Undecided

_BLOCKS = (INFERENCE, DATABRICKS, "dataLake")
"""Blocks that a landing zone had already; the last was called `lake`."""
_LOOSE = ("clusters", "instances", "agents", "exfiltrationPrevention")
"""Keys that stood in the landing zone itself."""
_AHEAD = ("name", "environment", "subscription", "region", "addressSpace", "subnets")
"""Keys that the block of a landing zone without further keys stands behind."""
_SERVICES: Mapping[str, str] = MappingProxyType({"languageModel": "languageModel", "registry": "modelRegistry"})
_PURPOSE = re.compile(r"[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*")


def shaped(zone: Node, index: int) -> tuple[Node, tuple[Undecided, ...]]:
    """A landing zone with its workload block and its services; what cannot be told apart stays where it is."""
    if zone.kind != "mapping":
        return zone, ()
    lake, inference = zone.get("lake"), zone.at(INFERENCE)
    if lake is not None and zone.get("dataLake") is None:
        zone = exchanged(zone, lake, lake.called("dataLake"))
    if inference is not None:
        zone = holding(zone, INFERENCE, wrapped(inference, "firewall", "tier"))
    zone = wrapped(zone, "agents", "count")
    block = _block(zone)
    zone = _with_block(zone, block) if block else zone
    return _with_services(zone, block), () if block else (_without_block(zone, index),)


def _block(zone: Node) -> str:
    """The workload block that the purpose stands for; '' when there is none, or when the key is taken."""
    name = _of_purpose(zone)
    return "" if zone.get(name) is not None and name not in _BLOCKS else name


def _of_purpose(zone: Node) -> str:
    purpose = zone.text("purpose")
    if zone.get("purpose") is not None:
        first, *more = purpose.split("-")
        return first + "".join(word.capitalize() for word in more) if _PURPOSE.fullmatch(purpose) else ""
    blocks = [word for word in _BLOCKS if zone.get(word) is not None]
    loose = any(zone.get(word) is not None for word in _LOOSE)
    return blocks[0] if len(blocks) == 1 else "machineLearning" if loose and not blocks else ""


def _with_block(zone: Node, block: str) -> Node:
    body = zone.get(block)
    takes = body is None or body.node.kind == "mapping"
    held = [each.word for each in body.node.members] if body is not None else []
    loose = [each for each in zone.members if takes and each.word in _LOOSE and each.word not in held]
    purpose = zone.get("purpose")
    gone = [each for each in (*loose, body, purpose) if each is not None]
    last = bool(loose) and zone.members[-1] is loose[-1]
    inside = [part for each in zone.members for part in _parts(each, body, loose)]
    member = body if body is not None else key(block, mapping((), flow=zone.flow))
    if loose:
        blank, inside[0] = split_lead(inside[0])
        foot = (*member.node.foot, *(zone.foot if last else ()))
        node = replace(member.node, lines=None, members=tuple(inside), foot=foot, flow=zone.flow)
        member = member.holding(node).below(blank)
    member = _with_remarks(member, purpose) if purpose else member
    return _placed(zone, member, gone, foot=() if last else zone.foot)


def _parts(member: Member, body: Member | None, loose: Collection[Member]) -> Iterator[Member]:
    """What a member of a landing zone contributes to its block."""
    if member is body:
        yield from member.node.members
    elif any(member is each for each in loose):
        yield member


def _with_remarks(member: Member, purpose: Member) -> Member:
    """A block with the comments of the purpose that it stands for."""
    if member.tails:
        return member.below(purpose.remarks)
    lines = None if purpose.tails else member.lines
    return replace(member.below((*purpose.lead, *purpose.inner)), tails=purpose.tails, lines=lines)


def _placed(zone: Node, member: Member, gone: list[Member], foot: tuple[Line, ...]) -> Node:
    """A landing zone with a block in the place of the first of its parts, or behind what every landing zone has."""
    first = next((each for each in zone.members if any(each is part for part in gone) and each.word != "purpose"), None)
    members: list[Member] = []
    at = 0
    for each in zone.members:
        if each is first:
            at = len(members)
        if not any(each is part for part in gone):
            members.append(each)
            at = len(members) if first is None and each.word in _AHEAD else at
    return zone.with_members((*members[:at], member, *members[at:]), foot)


def _with_services(zone: Node, block: str) -> Node:
    """A landing zone with its services in one block, behind that of its workload."""
    registry = zone.get("registry")
    if zone.get("services") is not None:
        return zone
    if registry is not None and registry.node.value is False:
        zone = without(zone, registry)
    found = [each for each in zone.members if each.word in _SERVICES]
    if not found:
        return zone
    members = tuple(_service(each, flow=zone.flow) for each in found)
    last = zone.members[-1] is found[-1]
    rest = [each for each in zone.members if not any(each is part for part in found)]
    at = next((at + 1 for at, each in enumerate(rest) if each.word == block), zone.members.index(found[0]))
    services = _services(members, zone, zone.foot if last else ())
    return zone.with_members((*rest[:at], services, *rest[at:]), () if last else zone.foot)


def _service(member: Member, *, flow: bool) -> Member:
    """A service under its key; a switch that is on becomes a block without keys."""
    on = member.word == "registry" and member.node.value is True
    node = mapping((), flow=flow) if on else member.node
    return member.called(_SERVICES[member.word]).holding(node)


def _services(members: tuple[Member, ...], zone: Node, foot: tuple[Line, ...]) -> Member:
    """The block of services; one without keys stands on the line."""
    first = members[0]
    if len(members) == 1 and not first.node.members and not first.inner and not foot:
        bare = replace(first, lead=(), tails=())
        return replace(key("services", mapping((bare,), flow=True)), lead=first.lead, tails=first.tails)
    blank, first = split_lead(first)
    node = replace(mapping((first, *members[1:]), flow=zone.flow), foot=foot)
    return key("services", node).below(blank)


def _without_block(zone: Node, index: int) -> Undecided:
    label = f"name={zone.text('name')}" if zone.text("name") else str(index)
    sentence = "write one block that says what it is for, such as machineLearning: {}: version 1 does not say it"
    return Undecided(f"landingZones[{label}]", sentence)
