"""The tree of a YAML text: values with the lines they were written in, and the comments around them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from ringfence.load.places import Value


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and the columns that it stands deeper than what it belongs to; '' is a blank line."""

    text: str
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Node:
    """A value. `lines` is how it was written, None when its members spell it anew.

    `value` is what a scalar means. `foot` are the comments behind the last member, `indent` the columns that members
    of a block stand deeper than the key or dash before them.
    """

    kind: Literal["scalar", "mapping", "sequence"]
    lines: tuple[Line, ...] | None
    value: Value = None
    members: tuple[Member, ...] = ()
    foot: tuple[Line, ...] = ()
    flow: bool = False
    indent: int = 2

    def get(self, word: str) -> Member | None:
        """The member of a mapping with this key."""
        return next((member for member in self.members if self.kind == "mapping" and member.word == word), None)

    def at(self, word: str) -> Node | None:
        """The value of a mapping's key."""
        member = self.get(word)
        return member.node if member else None

    def text(self, word: str) -> str:
        """The text that a mapping holds under a key; '' when it holds none or something else."""
        node = self.at(word)
        return node.value if node is not None and isinstance(node.value, str) else ""

    def with_members(self, members: Iterable[Member], foot: tuple[Line, ...] | None = None) -> Node:
        """This collection with other members; itself when they are the same."""
        new = tuple(members)
        foot = self.foot if foot is None else foot
        return self if (new, foot) == (self.members, self.foot) else replace(self, lines=None, members=new, foot=foot)


@dataclass(frozen=True, slots=True)
class Member:
    """A key with its value, or an entry of a list, whose `key` and `word` are ''.

    `key` is the key as it was written and `word` what it means. `lead` are the comments and blank lines above, `inner`
    those between key and value, `tails` those at line ends. `lines` is all of it without the lead as it was written,
    None when its parts spell it anew, and for what stands in brackets.
    """

    node: Node
    key: str = ""
    word: str = ""
    lead: tuple[Line, ...] = ()
    inner: tuple[Line, ...] = ()
    tails: tuple[str, ...] = ()
    lines: tuple[Line, ...] | None = None

    def holding(self, node: Node) -> Member:
        """This member with another value; itself when it is the same."""
        return self if node is self.node else replace(self, node=node, lines=None)

    def called(self, word: str) -> Member:
        """This member under another key."""
        return self if word == self.word else replace(self, key=word, word=word, lines=None)

    def below(self, lead: tuple[Line, ...]) -> Member:
        """This member with more comments above its own."""
        return replace(self, lead=(*lead, *self.lead)) if lead else self

    @property
    def remarks(self) -> tuple[Line, ...]:
        """Every comment around this member, none of them at a line's end."""
        return (*self.lead, *self.inner, *(Line(tail.strip()) for tail in self.tails))


def scalar(text: str, value: Value = None) -> Node:
    """A scalar that is spelled so; it means its own text when no value is given."""
    return Node("scalar", (Line(text),), text if value is None else value)


def mapping(members: Iterable[Member], *, flow: bool = False) -> Node:
    """A new mapping of these members."""
    return Node("mapping", None, members=tuple(members), flow=flow)


def sequence(nodes: Iterable[Member], *, flow: bool = False) -> Node:
    """A new list of these entries."""
    return Node("sequence", None, members=tuple(nodes), flow=flow)


def key(word: str, node: Node) -> Member:
    """A new key with its value."""
    return Member(node, word, word)
