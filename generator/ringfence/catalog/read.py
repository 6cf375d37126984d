"""Reads the facts from `templates/`, once a process."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from ringfence.assets import root
from ringfence.catalog.spec import Fact, Kind, Service
from ringfence.compiled_facts import facts_of


def _yaml(text: str) -> Any:
    return facts_of(text)


Row = dict[str, Any]


def _inherit(row: Row, base: Row) -> Row:
    """The row of a kind that is `like` another: what it does not say itself comes from there, facts by their path."""
    facts = {fact["path"]: fact for fact in (*base.get("facts", ()), *row.get("facts", ()))}
    children = {child["kind"]: child for child in base.get("children", ())}
    own = [_inherit(child, children[child["like"]]) if "like" in child else child for child in row.get("children", ())]
    merged = {**base, **row, "facts": list(facts.values()), "children": own}
    return {key: value for key, value in merged.items() if key != "like" and (value or key != "children")}


@cache
def services() -> dict[str, Service]:
    """Every service folder, by kind, in order of kind; a folder may be `like` another and say only what differs."""
    files = sorted((root() / "templates" / "services").glob("*/service.yaml"))
    rows: dict[str, Row] = {file.parent.name: _yaml(file.read_text("utf-8")) for file in files}
    return {
        kind: Service.model_validate(
            {"template": row.get("like", kind)} | _inherit(row, rows.get(row.get("like", ""), {}))
        )
        for kind, row in rows.items()
    }


@cache
def kinds() -> dict[str, Kind]:
    """Every kind of resource: those of `network/kinds.yaml`, the services, and the services' children."""
    rows = _yaml((root() / "templates" / "network" / "kinds.yaml").read_text("utf-8"))
    found: dict[str, Kind] = {row["kind"]: Kind.model_validate(row) for row in rows}
    for service in services().values():
        found[service.kind] = service
        for child in service.children:
            found[child.kind] = Kind(
                kind=child.kind,
                title=child.title,
                type=child.type,
                api=service.api,
                tagged=child.tagged,
                facts=child.facts,
                diagnostics=child.diagnostics,
            )
    return found


def facts(kind: str) -> tuple[Fact, ...]:
    """What must hold for every resource of this kind; raises KeyError for a kind that does not exist."""
    return kinds()[kind].facts


@cache
def table(name: str) -> Any:
    """A table of `templates/facts/`, as parsed JSON."""
    return json.loads((root() / "templates" / "facts" / f"{name}.json").read_text("utf-8"))
