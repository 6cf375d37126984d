"""Writes a tree as YAML text: what was not changed as it was written, the rest in the style around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ringfence.migrate.layout.reading import Sheet
from ringfence.migrate.layout.tree import Line, Member, Node

WIDTH = 120
"""Columns of a line; a changed mapping in braces that is longer is written with a key a line."""
_INDICATORS = frozenset(",[]{}")
_EMPTY = {"mapping": (Line("{}"),), "sequence": (Line("[]"),), "scalar": (Line(""),)}
_QUOTES = ("'", '"')


def spelled(sheet: Sheet) -> str:
    """The text of a tree, with what stood around it; its first line is indented by what stands in front."""
    return sheet.head + "\n".join(_top(sheet.top, sheet.column)).lstrip(" ") + sheet.tail


def _top(node: Node, column: int) -> Iterator[str]:
    """The lines of a whole text."""
    text = _on_the_line(node, WIDTH - column)
    yield from _block(node, column) if text is None else _placed(text, column)


def _block(node: Node, column: int) -> Iterator[str]:
    """The lines of a collection with a member a line."""
    for member in node.members:
        yield from _placed(member.lead, column)
        yield from _member(member, column)
    yield from _placed(node.foot, column)


def _member(member: Member, column: int) -> Iterator[str]:
    """The lines of a member without the comments above it."""
    if member.lines is not None:
        yield from _placed(member.lines, column)
        return
    *others, tail = member.tails or ("",)
    yield from _placed((*member.inner, *(Line(each.strip()) for each in others)), column)
    start = f"{' ' * column}{member.key}:" if member.key else f"{' ' * column}-"
    text = _on_the_line(member.node, WIDTH - len(start) - 1)
    if text is not None:
        first, *more = text
        yield f"{start} {first.text}".rstrip() + (_apart(tail) if not more else "")
        yield from _ended(_placed(more, column), tail)
        yield from _placed(member.node.foot if text == _EMPTY[member.node.kind] else (), column + 2)
        return
    node = member.node
    if not member.key and node.flow and tail:  # it stood behind the brackets, on the one line that there was
        node, tail = _with_tail(node, tail), ""
    lines = list(_block(node, column + node.indent))
    compact = not member.key and not tail and not node.members[0].lead
    if compact:
        yield start + lines[0][len(start) :]
    else:
        yield start + _apart(tail)
    yield from lines[1:] if compact else lines


def _with_tail(node: Node, tail: str) -> Node:
    """A collection with a comment at the end of its first line."""
    first, *more = node.members
    return node.with_members((replace(first, tails=(*first.tails, tail), lines=None), *more))


def _ended(lines: Iterator[str], tail: str) -> Iterator[str]:
    """Lines with a comment at the end of the last."""
    held = list(lines)
    yield from held[:-1]
    if held:
        yield held[-1] + _apart(tail)


def _on_the_line(node: Node, room: int) -> tuple[Line, ...] | None:
    """A value that begins on the line of its key; None for one that is written with a member a line."""
    if node.lines is not None and (node.kind == "scalar" or node.flow):
        return node.lines
    if not node.members:
        return _EMPTY[node.kind]
    text = _in_line(node, room) if node.flow else None
    return None if text is None else (Line(text),)


def _in_line(node: Node, room: int) -> str | None:
    """A value in brackets, on one line of so many columns; None when it does not fit or holds comments."""
    if node.lines is not None:
        written = _written(node)
        return written if written is not None and len(written) <= room else None
    parts = [_part(member, room) for member in node.members]
    if node.foot or any(part is None for part in parts):
        return None
    inside = ", ".join(part for part in parts if part is not None)
    text = f"{{{inside}}}" if node.kind == "mapping" else f"[{inside}]"
    return text if len(text) <= room else None


def _part(member: Member, room: int) -> str | None:
    """A member inside of brackets."""
    text = _in_line(member.node, room)
    if text is None or member.lead or member.inner or member.tails:
        return None
    return f"{member.key}: {text}" if member.key else text


def _written(node: Node) -> str | None:
    """What was written on one line and means the same in brackets."""
    if node.lines is None or len(node.lines) > 1 or (node.kind != "scalar" and not node.flow):
        return None
    text = node.lines[0].text
    plain = node.kind == "scalar" and not text.startswith(_QUOTES)
    return None if plain and (_INDICATORS & set(text) or text.startswith(("|", ">"))) else text


def _placed(lines: tuple[Line, ...] | list[Line] | None, column: int) -> Iterator[str]:
    """Lines at a column."""
    for line in lines or ():
        yield f"{' ' * max(column + line.offset, 0)}{line.text}" if line.text else ""


def _apart(tail: str) -> str:
    """A comment at the end of a line, with what separates it from the line."""
    return f"  {tail}" if tail.startswith("#") else tail
