"""Changes of a tree that lose no comment."""

from __future__ import annotations

from dataclasses import replace

from ringfence.migrate.layout.tree import Line, Member, Node, key, mapping


def without(node: Node, member: Member) -> Node:
    """A collection without a member; the comments around the member go to the next, or behind the last."""
    at = node.members.index(member)
    behind = node.members[at + 1 :]
    if behind:
        remarks = member.remarks if at else without_blanks(member.remarks)
        return node.with_members((*node.members[:at], behind[0].below(remarks), *behind[1:]))
    return node.with_members(node.members[:at], (*without_blanks(member.remarks), *node.foot))


def exchanged(node: Node, old: Member, new: Member) -> Node:
    """A collection with another member in the place of one."""
    return node.with_members(new if member is old else member for member in node.members)


def holding(node: Node, word: str, value: Node) -> Node:
    """A mapping with another value of one of its keys."""
    return node.with_members(member.holding(value) if member.word == word else member for member in node.members)


def wrapped(node: Node, word: str, inner: str) -> Node:
    """A mapping in which what a key has as a scalar is the value of the key `inner` below it."""
    value = node.at(word)
    if value is None or value.kind != "scalar" or value.value is None:
        return node
    return holding(node, word, mapping([key(inner, value)], flow=True))


def without_blanks(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The comments among lines, without the blank lines between them."""
    return tuple(line for line in lines if line.text)


def split_lead(member: Member) -> tuple[tuple[Line, ...], Member]:
    """The blank lines above a member, and the member with its comments alone."""
    count = next((at for at, line in enumerate(member.lead) if line.text), len(member.lead))
    return member.lead[:count], replace(member, lead=member.lead[count:])
