"""A loop of Bicep: one declaration that makes many resources, a row for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from ringfence.plan.model.values import Cell, Code, Column, Resource, Rows


class Declared(Protocol):
    """What is a resource."""

    @property
    def resource(self) -> Resource:
        """The resource, whose symbol is that of the loop."""


class Told(Declared, Protocol):
    """What is a resource and a row."""

    @property
    def row(self) -> Mapping[str, Cell]:
        """What differs from one to another, as a reviewer reads it."""


D = TypeVar("D", bound=Declared)
L = TypeVar("L", bound=Told)


@dataclass(frozen=True, slots=True)
class Loop(Generic[D]):
    """Resources of one declaration, and the rows that it goes through."""

    items: tuple[D, ...]
    rows: Rows

    @property
    def one(self) -> D:
        """One of them, whose declaration tells of all."""
        return self.items[0]

    @property
    def sample(self) -> tuple[D]:
        """That one, for a template that goes through what it declares."""
        return (self.one,)

    @property
    def head(self) -> Code:
        """The start of the declaration that makes them all."""
        return self.one.resource.head


def loop(
    items: tuple[L, ...], owner: str, text: str, columns: Sequence[Column], type_: str, one: str, *, field: str = ""
) -> tuple[Loop[L], ...]:
    """The loop over these, by the parameter `owner` or a field of it, with rows of this type; empty for none.

    `text` says what they are, `one` what one of them is.
    """
    value = tuple(each.row for each in items)
    rows = Rows(owner=owner, field=field, type=f"{type_}[]", value=value, text=text, columns=tuple(columns), one=one)
    return (Loop(items, rows),) if items else ()
