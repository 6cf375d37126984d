"""Writes the tables of role assignments into docs/concepts.md: `python -m tests.rights_tables`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ringfence.catalog.grants import CALLER, GrantSpec, grants
from ringfence.catalog.names import HUB_IDENTITIES
from ringfence.catalog.pipelines import pipeline_purposes, pool_rights
from ringfence.catalog.read import kinds, purposes, services
from tests.marked import rewrite

PAGE, MARK = "docs/concepts.md", "the rights"
GROUPS = {
    "subscription": "subscription of the package",
    "workload-group": "workload resource group",
    "hub-group": "hub network resource group",
    "customer-key": "key vault with the institution's key",
}
"""What a role assignment may be on that is neither a service nor a private endpoint."""
ELSEWHERE = " of another landing zone"
"""What a landing zone uses of a service that another one has."""


def holders() -> frozenset[str]:
    """Who is no person: identities of purposes and of the hub."""
    named = {symbol for purpose in purposes().values() for symbol in purpose.identities}
    return HUB_IDENTITIES | named | {spec.symbol for spec in pipeline_purposes().values()} | {*pool_rights()}


def scope(row: GrantSpec) -> str:
    """What a role assignment is on, in words."""
    first, _, rest = row.on.partition(":")
    if first == "endpoint":
        kind, _, group = rest.partition(":")
        return f"private endpoint {group} of {services()[kind].title}"
    own = GROUPS[row.on] if row.on in GROUPS else kinds()[row.on].title
    return own + (ELSEWHERE if row.stage in ("supplier", "lake", "reached") else "")


def tables() -> str:
    """Both tables as Markdown, people first; a scope without a word is an error."""
    people = sorted(
        (row for row in grants() if row.holder not in holders()), key=lambda row: (row.holder == CALLER, row.holder)
    )
    identities = [row for row in grants() if row.holder in holders()]
    return "\n".join([*_table("Persona", people), "", *_table("Identity", identities), ""])


def _table(title: str, rows: Iterable[GrantSpec]) -> Iterator[str]:
    """The lines of one table: each holder in one block, named in its first line, and one line a scope."""
    yield from (f"| {title} | Role | On |", "| --- | --- | --- |")
    held: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        where = {None: "", True: " (where pipelines promote)", False: " (where none promotes)"}[row.promoted]
        where += {None: "", True: " (where pipelines release)", False: " (where none releases)"}[row.released]
        role = f"{row.role}{where}{'' if row.confirmed else ' (not confirmed)'}"
        held.setdefault(row.holder, {}).setdefault(scope(row), []).append(role)
    for holder, scopes in held.items():
        for index, (on, roles) in enumerate(scopes.items()):
            first = "" if index else f"{_named(holder)} "
            yield f"| {first}| {', '.join(roles)} | {on} |"


def _named(holder: str) -> str:
    return "groups named in `callers`" if holder == CALLER else f"`{holder}`"


if __name__ == "__main__":
    rewrite(PAGE, MARK, tables())
