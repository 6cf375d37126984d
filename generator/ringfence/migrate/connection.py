"""Connections: what version 1 said about paths between landing zones in three places, as entries of one list."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from ringfence.load.scalars import meaning
from ringfence.migrate.layout.tree import Line, Member, Node, key, mapping, scalar
from ringfence.migrate.undecided import Given, Undecided

LONGEST = 24
"""Characters that a name may have."""
_ORDER = ("name", "from", "to", "use", "layers", "access", "owner", "reason", "reviewBy")
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .,@_/'-]*[A-Za-z0-9.]")
_MISSING: Mapping[str, str] = MappingProxyType(
    {
        "owner": "write who answers for the connection: version 1 asked for no owner",
        "reason": "write why the business needs the connection: version 1 asked for no reason",
        "reviewBy": "write the date by which the connection is justified again: version 1 asked for none",
    }
)


@dataclass(frozen=True, slots=True)
class Path:
    """A path between landing zones as version 1 said it: where it starts, what it uses and where it ends.

    `words` is what its name consists of, `members` are further keys, `lead`, `tails` and `foot` the comments above
    it, at the end of its first line and below it.
    """

    start: Node
    end: Node
    use: str
    words: tuple[str, str]
    members: tuple[Member, ...] = ()
    lead: tuple[Line, ...] = ()
    tails: tuple[str, ...] = ()
    foot: tuple[Line, ...] = ()

    def entry(self, name: str, given: Given) -> Member:
        """The entry of `connections` for this path."""
        parts = {member.word: member for member in self.members}
        parts["name"] = replace(key("name", scalar(name)), tails=self.tails)
        parts["use"] = key("use", scalar(self.use))
        for word, end in (("from", self.start), ("to", self.end)):
            parts.setdefault(word, key(word, end))
        for word, text in self._given(given):
            if text:
                parts.setdefault(word, key(word, scalar(text)))
        ordered = [parts.pop(word) for word in _ORDER if word in parts]
        node = replace(mapping((*ordered, *parts.values())), foot=self.foot)
        return Member(node, lead=self.lead)

    def _given(self, given: Given) -> Iterator[tuple[str, str]]:
        yield "owner", spelled(given.owner)
        yield "reviewBy", given.review_by.isoformat() if given.review_by else ""
        if self.use == "modelRegistry":
            yield "reason", spelled(given.reason)


def undecided(entry: Member) -> Iterator[Undecided]:
    """What an entry of `connections` needs and does not say."""
    for word, sentence in _MISSING.items():
        if entry.node.get(word) is None:
            yield Undecided(f"connections[name={entry.node.text('name')}].{word}", sentence)


def named(paths: Collection[Path], taken: Collection[str]) -> Iterator[tuple[str, Path]]:
    """Each path with a name that is not taken, neither before nor by another."""
    used = set(taken)
    for path in paths:
        name = _name(path.words, "")
        number = 1
        while name in used:
            number += 1
            name = _name(path.words, f"-{number}")
        used.add(name)
        yield name, path


def spelled(text: str) -> str:
    """A text as a YAML scalar, with quotes where it needs them; JSON's are YAML's. '' stays ''."""
    plain = not text or (_PLAIN.fullmatch(text) and meaning(text) == text)
    return text if plain else json.dumps(text, ensure_ascii=False)


def _name(words: tuple[str, str], end: str) -> str:
    """The name of a path between two words: cut where it is too long, and rather the first word than the second."""
    first, second = (_clean(word) for word in words)
    room = LONGEST - len(end) - 1
    second = _cut(second, max(room - len(first), room // 2))
    return f"{_cut(first, room - len(second))}-{second}{end}"


def _clean(word: str) -> str:
    """A word in the letters that a name may have."""
    clean = "-".join(re.findall(r"[a-z0-9]+", word.lower()))
    return clean if clean[:1].isalpha() else f"x{clean}"


def _cut(word: str, room: int) -> str:
    """A word in so many characters: cut behind one of its parts when half of the room is left, else anywhere."""
    if len(word) <= room:
        return word
    whole = word[: room + 1].rpartition("-")[0]
    return whole if len(whole) >= room // 2 else word[:room].rstrip("-")
