"""The names that stand behind service tags, which a list of allowed domains needs: tags name addresses only."""

from __future__ import annotations

from functools import cache

from ringfence.catalog.files import table
from ringfence.catalog.part import Sourced


class TagNames(Sourced):
    """The domains that clients of a service tag ask for; `{region}` stands for the region's name."""

    tag: str
    domains: tuple[str, ...]
    note: str = ""


class PlatformNames(Sourced):
    """The domains that a machine of Azure in the hub asks for by itself, by kind of resource."""

    kind: str
    domains: tuple[str, ...]
    why: str
    note: str = ""


@cache
def tag_names() -> dict[str, TagNames]:
    """What is behind each service tag that a source names hosts for, by tag without a region."""
    rows = (TagNames.model_validate(row) for row in table("dns-names")["tags"])
    return {row.tag: row for row in rows}


@cache
def platform_names() -> tuple[PlatformNames, ...]:
    """What machines of Azure ask for by themselves."""
    return tuple(PlatformNames.model_validate(row) for row in table("dns-names")["platform"])


def behind(tag: str) -> TagNames | None:
    """What is behind a service tag, with or without a region; None where no source names hosts."""
    return tag_names().get(tag) or tag_names().get(tag.rpartition(".")[0])
