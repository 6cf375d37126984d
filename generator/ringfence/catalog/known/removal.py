"""How resources of a kind are deleted, where that is more than one `az resource delete`: rows of folders and kinds."""

import re
from collections.abc import Iterable
from typing import Self

from pydantic import model_validator

from ringfence.catalog.part import Sourced

PLACES = frozenset({"id", "api", "subscription", "group", "name", "location"})
"""What may stand in braces in a word of a command: the parts of the id of a resource, its API version, its region."""
READ = "{read}"
"""The place of what a command reads."""
_PLACE = re.compile(r"\{([^{}]*)\}")


class Removal(Sourced):
    """What is particular about deleting a resource of a kind.

    `delete` are the commands that do it, word by word, `purge` those that give its name free once it is gone, `recover`
    those that bring it back under its name, in a group that is there. `reads`
    is a command whose answer stands in the place of `{read}` in a word of `delete`. `itself` is for a resource that
    does not simply go with what it is in, `first` for one without whose delete Azure keeps what it is in, unless that
    is a resource group. `stays` says why it is not deleted at all. `role` is what the caller holds for it beside
    Contributor. `lost` is what a later deployment under its name does not bring back. The source is that of all of
    this.
    """

    delete: tuple[tuple[str, ...], ...] = ()
    purge: tuple[tuple[str, ...], ...] = ()
    recover: tuple[tuple[str, ...], ...] = ()
    reads: tuple[str, ...] = ()
    itself: bool = False
    first: bool = False
    stays: str = ""
    role: str = ""
    lost: str = ""
    source: str

    @model_validator(mode="after")
    def _known_places(self) -> Self:
        deletes, others = (_places(commands) for commands in (self.delete, (*self.purge, *self.recover, self.reads)))
        read = {READ[1:-1]} if self.reads else set()
        if unknown := sorted((deletes - read | others) - PLACES):
            raise ValueError(f"no command knows {', '.join(unknown)}")
        return self


def _places(commands: Iterable[tuple[str, ...]]) -> set[str]:
    return {place for words in commands for word in words for place in _PLACE.findall(word)}


def filled(words: tuple[str, ...], values: dict[str, str]) -> tuple[str, ...]:
    """The words of a command with values in the places that are in braces; a value is never looked into."""
    return tuple(_PLACE.sub(lambda found: values[found[1]], word) for word in words)
