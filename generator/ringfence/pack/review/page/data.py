"""Who can read which data, in short: the readers and writers of each container, by name."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.pack.review.lakes.readers import WRITE, Reader, readers
from ringfence.plan.model.package import Plan


@dataclass(frozen=True, slots=True)
class Access:
    """A container with those who may read it, and those who may also write."""

    container: str
    account: str
    read: tuple[str, ...]
    write: tuple[str, ...]


def access(plan: Plan) -> tuple[Access, ...]:
    """The containers of lakes in order of the plan; who writes is not named again among those who read."""
    found: dict[tuple[str, str], list[Reader]] = {}
    for one in readers(plan):
        found.setdefault((one.container, one.account), []).append(one)
    return tuple(_access(container, account, rows) for (container, account), rows in found.items())


def _access(container: str, account: str, rows: list[Reader]) -> Access:
    write = {one.principal: _named(one) for one in rows if one.may == WRITE}
    read = {one.principal: _named(one) for one in rows if one.principal not in write}
    return Access(container, account, tuple(read.values()), tuple(write.values()))


def _named(one: Reader) -> str:
    """A group as the blueprint calls it, an identity by its name in Azure."""
    return one.principal.rsplit("/", 1)[-1] if "/" in one.principal else one.who
