"""What can be asked for: every service Ringfence deploys, and of one its keys, zones, ways out, facts and sources."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import click
from pydantic.fields import FieldInfo

from ringfence.blueprint.closing import place_of
from ringfence.blueprint.language.types import Node
from ringfence.blueprint.schema.paths import field_at, fields, kind
from ringfence.blueprint.suggestion import did_you_mean
from ringfence.catalog.grants import grants
from ringfence.catalog.names import HUB
from ringfence.catalog.read import purposes, services
from ringfence.catalog.spec import Fact, Service
from ringfence.catalog.tables import private_links
from ringfence.columns import PAGE, aligned, fitted, wrapped
from ringfence.load.places import Path

_Row = tuple[str, ...]


def listing(width: int = PAGE) -> str:
    """Every service: its kind, what asks for it, the resource type."""
    rows = [(each.kind, each.title, _asked(each), each.type) for each in services().values()]
    table = _columns([("Kind", "What it is", "Asked for by", "Resource type"), *rows], width)
    more = wrapped("`services KIND` shows keys, defaults, private DNS zones, traffic, properties and sources.", width)
    return "\n".join([table, *more, ""])


def named(kind: str | None, width: int = PAGE) -> str:
    """One service, or all when none is named; raises UsageError for one that does not exist."""
    if kind is None:
        return listing(width)
    if kind not in services():
        raise click.UsageError(f"there is no service {kind!r}; {did_you_mean(kind, services(), 'there are')}")
    return described(services()[kind], width)


def _versions(service: Service) -> str:
    """The API version, and what differs in another cloud."""
    first, *more = service.api.by_cloud
    return ", ".join([first[1].version, *(f"{pin.version} in {cloud}" for cloud, pin in more)])


def described(service: Service, width: int = PAGE) -> str:
    """One service, section by section; a section without rows is left out."""
    about = (f"{service.type}, API version {_versions(service)}", _asked(service))
    lines = [line for text in about for line in wrapped(f"{_INDENT}{text}", width, _INDENT)]
    parts = ["\n".join([f"{service.title} ({service.kind})", *lines, ""])]
    sections: tuple[tuple[str, Iterable[_Row], int], ...] = (
        ("Keys in the blueprint", _keys(service), 1),
        ("Name", _name(service), 0),
        ("Private endpoints and DNS zones", _endpoints(service), 1),
        ("Traffic it needs", _flows(service), 2),
        ("Role assignments", _rights(service), 2),
        ("Properties that are always set", _facts(service), 2),
    )
    for title, rows, notes in sections:
        if table := _columns(list(rows), width, notes):
            parts.append(f"{title}\n{table}")
    return "\n".join(parts)


def _asked(service: Service) -> str:
    if service.purposes == (HUB,) and not service.asked:
        return "every hub"
    place = place_of(service)
    keys = (purposes()[each].key for each in service.purposes)
    return _spelled(place) if place else ", ".join(f"landingZones[].{key}" for key in keys)


def _spelled(path: Path) -> str:
    return "".join("[]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def _spelled_out(node: Node) -> dict[str, object]:
    """A node of the language as a user would write it."""
    return node.model_dump(by_alias=True)


def _keys(service: Service) -> Iterator[_Row]:
    """Key, default and meaning of what the blueprint may say about a service."""
    place = place_of(service)
    node = kind(place) if place else None
    if isinstance(node, type) and issubclass(node, Node):
        for key, field in fields(node).items():
            yield _key(f"{_spelled(place)}.{key}", field)
    elif (alone := field_at(place)) is not None:
        yield _key(_spelled(place), alone)


def _key(path: str, field: FieldInfo) -> _Row:
    default = "required" if field.is_required() else f"default {json.dumps(field.default, default=_spelled_out)}"
    return path, default, field.description or ""


def _name(service: Service) -> Iterator[_Row]:
    if rule := service.name:
        shared = "unique in all of Azure" if rule.unique else ""
        yield f"{rule.prefix or service.kind}...", f"{rule.min} to {rule.max} characters", rule.pattern, shared


def _endpoints(service: Service) -> Iterator[_Row]:
    for endpoint in service.endpoints:
        link = private_links()[service.target_type(endpoint), endpoint.group]
        for cloud, zones in link.zones.items():
            yield endpoint.group, cloud, ", ".join(zones), link.source


def _flows(service: Service) -> Iterator[_Row]:
    for flow in service.flows:
        ports = f"{flow.protocol} {','.join(flow.ports)}"
        yield flow.name, " ".join(flow.origins), flow.tag, ports, flow.why, flow.cited


def _rights(service: Service) -> Iterator[_Row]:
    for grant in grants():
        if grant.of == service.kind:
            yield grant.role, f"to {grant.holder}", grant.why, grant.cited


def _facts(service: Service) -> Iterator[_Row]:
    yield from (_fact(service.kind, fact) for fact in service.facts)
    for child in service.children:
        yield from (_fact(child.kind, fact) for fact in child.facts)


def _fact(owner: str, fact: Fact) -> _Row:
    value = ", ".join(fact.value) or "none" if isinstance(fact.value, tuple) else json.dumps(fact.value).strip('"')
    return owner, f"{fact.path} = {value}", fact.why, fact.cited


def _columns(rows: list[_Row], width: int, notes: int = 0) -> str:
    """Rows in aligned columns, indented, the last `notes` cells on separate lines below; '' for none.

    Where the columns do not fit, one cell more goes below.
    """
    if not rows:
        return ""
    cells = [row[: len(row) - notes] for row in rows]
    room = width - len(_INDENT)
    if len(cells[0]) > 1 and not fitted(cells, room):
        return _columns(rows, width, notes + 1)
    lines = []
    for row, line in zip(rows, aligned(cells, room), strict=True):
        lines += [f"{_INDENT}{each}" for each in line]
        for note in filter(None, row[len(row) - notes :] if notes else ()):
            lines += wrapped(f"{_INDENT * 3}{note}", width, _INDENT * 3)
    return "".join(f"{line}\n" for line in lines)


_INDENT = "  "
