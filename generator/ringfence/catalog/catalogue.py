"""The catalogue: service folders, purpose folders, kinds and personas, read once a process and refused when not closed.

Files are read without positions, which is fast; only when something is refused are they read again with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from ringfence.assets import root
from ringfence.catalog.alert_rows import alert_rows
from ringfence.catalog.closing import fixed, versions
from ringfence.catalog.closing.services import faults
from ringfence.catalog.content import with_content
from ringfence.catalog.fault import Fault, refused
from ringfence.catalog.files import Row, parsed
from ringfence.catalog.purpose import Persona, Purpose
from ringfence.catalog.spec import Kind, Service

_APART = (
    "grants",
    "options",
    "required",
    "planner",
    "repeats",
    "key",
    "asked",
    "handover",
    "risks",
    "example",
    "managedEndpoints",
    "passage",
    "serves",
    "refuses",
    "instances",
)
"""What a folder that is `like` another never takes from it: these are decisions about one service."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Services, purposes and personas by name, each in order of name; every kind of resource."""

    services: Mapping[str, Service]
    purposes: Mapping[str, Purpose]
    personas: Mapping[str, Persona]
    kinds: Mapping[str, Kind]


@cache
def catalogue() -> Catalogue:
    """The catalogue of this installation; raises Rejected (CAT01) with every fault of every folder at once."""
    return read_catalogue(root() / "templates")


def read_catalogue(templates: Path) -> Catalogue:
    """The catalogue in a folder of templates; raises Rejected (CAT01) with every fault of every folder at once."""
    found: list[Fault] = []
    services = dict(_services(templates / "services", found))
    purposes = dict(_purposes(templates / "purposes", found))
    services = {kind: _with_purposes(service, purposes) for kind, service in services.items()}
    personas = {row["persona"]: Persona.model_validate(row) for row in parsed(templates / "access" / "personas.yaml")}
    plumbing = dict(_plumbing(templates / "network" / "kinds.yaml", found))
    if not found:
        found += faults(services, purposes, personas, templates)
        found += versions.faults(services, plumbing.values(), templates)
        found += fixed.faults(services, plumbing, templates)
    if found:
        raise refused(found)
    return Catalogue(services, purposes, personas, _kinds(plumbing, services))


def _inherit(row: Row, base: Row) -> Row:
    """The row of a kind that is `like` another: what it does not say itself comes from there, facts by their path.

    A fact about a list or an object takes the place of those about parts of it.
    """
    base = {key: value for key, value in base.items() if key not in _APART}
    said = {fact["path"]: fact for fact in row.get("facts", ())}
    kept = [fact for fact in base.get("facts", ()) if not any(_below(fact["path"], path) for path in said)]
    facts = {fact["path"]: fact for fact in kept} | said
    children = {child["kind"]: child for child in base.get("children", ())}
    mine = map(with_content, row.get("children", ()))
    own = [_inherit(child, children[child["like"]]) if "like" in child else child for child in mine]
    merged = {**base, **row, "facts": list(facts.values()), "children": own}
    return {key: value for key, value in merged.items() if key != "like" and (value or key != "children")}


def _below(path: str, other: str) -> bool:
    """Whether a property is a part of another."""
    return path.startswith((f"{other}.", f"{other}["))


def _services(folder: Path, found: list[Fault]) -> Iterator[tuple[str, Service]]:
    """Every service folder by kind; a folder may be `like` another and say only what differs."""
    rows: dict[str, Row] = {file.parent.name: parsed(file) for file in sorted(folder.glob("*/service.yaml"))}
    for kind, row in rows.items():
        like = row.get("like", "")
        if like and like not in rows:
            found.append(Fault(folder / kind / "service.yaml", ("like",), f"there is no service folder '{like}'"))
        whole = {"template": like or kind} | _inherit(row, rows.get(like, {}))
        for key in ("alerts", "queries"):
            if key in row:
                whole[key] = alert_rows(folder / kind / "service.yaml", key, rows, found)
        try:
            yield kind, Service.model_validate(whole)
        except ValidationError as error:
            found += _misspelt(folder / kind / "service.yaml", error)


def _with_purposes(service: Service, purposes: Mapping[str, Purpose]) -> Service:
    """A service with the purposes that its folder names, and those whose folders name it."""
    more = [name for name, purpose in purposes.items() if service.kind in purpose.services]
    return service.model_copy(update={"purposes": (*service.purposes, *more)}) if more else service


def _purposes(folder: Path, found: list[Fault]) -> Iterator[tuple[str, Purpose]]:
    for file in sorted(folder.glob("*/purpose.yaml")):
        try:
            yield file.parent.name, Purpose.model_validate(parsed(file))
        except ValidationError as error:
            found += _misspelt(file, error)


def _misspelt(file: Path, error: ValidationError) -> Iterator[Fault]:
    """What pydantic does not accept in a file."""
    for each in error.errors(include_url=False):
        yield Fault(file, tuple(each["loc"]), each["msg"].lower(), "see docs/contributor.md for the fields of a folder")


def _plumbing(file: Path, found: list[Fault]) -> Iterator[tuple[str, Kind]]:
    """The kinds of resources that have no folder, in order of the file."""
    for index, row in enumerate(parsed(file)):
        try:
            yield row["kind"], Kind.model_validate(row)
        except ValidationError as error:
            found += (replace(fault, path=(index, *fault.path)) for fault in _misspelt(file, error))


def _kinds(plumbing: Mapping[str, Kind], services: Mapping[str, Service]) -> dict[str, Kind]:
    """Every kind of resource: those without a folder, the services, and the services' children."""
    found: dict[str, Kind] = dict(plumbing)
    for service in services.values():
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
                fixed=child.fixed,
                held=child.held,
                removal=child.removal,
            )
    return found
