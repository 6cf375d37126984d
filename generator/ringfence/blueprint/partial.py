"""Stage 2, blueprint: decides how much of a broken blueprint the rules can still examine."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import get_origin

from pydantic import ValidationError

from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.parse import parsed
from ringfence.blueprint.schema.paths import field_at, keys_at, kind
from ringfence.blueprint.suggestion import closest
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

_ATTEMPTS = 100
"""Parts left out before giving up; a blueprint with more mistakes has enough findings for one run."""

_OF_ABSENCE = re.compile(
    r"(BLU02|BLU09|BST03|CON02|DNS02|EGR03|FWL0[36]|GTW0[1-6]|INF0[45]|INF17|LAK04|NET02) .*"
    r"|BLU08 hubs\.subnets\..*|INF06 .*\.instances"
)
"""Findings, as code and path, that something is missing: doubtful anywhere in a mapping that lost a part."""

_FROM_AFAR = (
    (re.compile(r"(BLU05 .*\.callers|(BLU05|UNI06) .*\.owner)"), re.compile(r"access\b.*")),
    (re.compile(r"UNI04 .*"), re.compile(r"connections\b.*")),
    (re.compile(r"(UNI02|UNI05) .*"), re.compile(r"landingZones\.(dataLake\.catalogs\.)?environment")),
    (re.compile(r"BLU05 access"), re.compile(r"access\.(personas|layers)\b.*|landingZones\.inference\b.*")),
    (re.compile(r"BLU08 hubs\.subnets\.jumpHost"), re.compile(r"hubs\.bastion\..*")),
    (re.compile(r"(GTW03|GTW06) .*"), re.compile(r"onPremises\b.*|hubs\.resolver")),
    (re.compile(r"INF05 .*\.model"), re.compile(r"connections\b.*")),
    (re.compile(r"(LAK02|PUR03) .*"), re.compile(r"landingZones(\.dataLake\b.*)?")),
    (re.compile(r"PUR02 .*"), re.compile(r"institution\b.*")),
    (re.compile(r"DBX0[46] .*"), re.compile(r"landingZones\.databricks\b.*")),
    (re.compile(r"CON01 .*\.to"), re.compile(r"landingZones\.(services|inference)\b.*")),
    (re.compile(r"(CON04|MLO(0[124-9]|1[0-2]|3[0-5]|4[0-5])) .*"), re.compile(r"(mlops|landingZones|connections)\b.*")),
    (re.compile(r"MLO13 .*"), re.compile(r"(egress|mlops|landingZones)\b.*")),
    (re.compile(r"SYN02 .*"), re.compile(r"(connections|landingZones)\b.*")),
)
"""Findings that something is missing which stands elsewhere, and where: a group that is named but not there, or there
but not named, a subnet without its machine, networks on premises, evidence or a scan of a lake, the Purview account,
nodes and machines of a workspace, a registry of another landing zone, a connection, a lake, a flow, what pipelines
name."""

_ELEMENT = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Loss:
    """A part that was left out: its path without names, the node that lost it, and the list or table it was in.

    The latter two are keyed paths, '' for the blueprint as a whole and for a part in no list.
    """

    path: str
    node: str
    among: str

    def near(self, finding: Diagnostic) -> bool:
        """Whether a finding is about the node that lost the part; what stands beside it in a list lost nothing."""
        return within(finding.path, self.node) and not within(finding.path, self.among)


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A blueprint without its broken parts, the document it stands in, and what was left out."""

    blueprint: Blueprint
    document: Document
    losses: tuple[Loss, ...]

    def trusts(self, finding: Diagnostic) -> bool:
        """False for a finding that something is missing when what was left out may be just that."""
        told = f"{finding.code} {_ELEMENT.sub('', finding.path)}"
        if _OF_ABSENCE.fullmatch(told) and any(loss.near(finding) for loss in self.losses):
            return False
        elsewhere = [place for of_absence, place in _FROM_AFAR if of_absence.fullmatch(told)]
        return not any(place.fullmatch(loss.path) for place in elsewhere for loss in self.losses)


def within(path: str, node: str) -> bool:
    """Whether a keyed path leads to a part of a node; False when the node is ''."""
    return bool(node) and f"{path}.".startswith((f"{node}.", f"{node}["))


def salvaged(document: Document, error: ValidationError) -> Salvaged | None:
    """What is left of a blueprint without its broken optional parts; None when a required one is broken."""
    losses: list[Loss] = []
    for _ in range(_ATTEMPTS):
        part = _dispensable(tuple(error.errors(include_url=False)[0]["loc"]), document)
        if part is None:
            return None
        losses.append(_loss(part, document))
        document = document.without(part)
        try:
            return Salvaged(parsed(document), document, tuple(losses))
        except ValidationError as next_error:
            error = next_error
    return None


def _dispensable(path: Path, document: Document) -> Path | None:
    """The smallest part around an error that nothing else in a blueprint depends on.

    That is a key with a default, an unknown key, or an element of a list that may be empty. Environments are kept:
    landing zones take their subscription from them.
    """
    if path[:1] == ("environments",):
        return None
    while path:
        if document.places.has(path) and _optional(path):
            return path
        path = path[:-1]
    return None


def _loss(part: Path, document: Document) -> Loss:
    top = part
    while isinstance(top[-1], int) or get_origin(kind(top[:-1])) is dict:
        top = top[:-1]
    path = ".".join(step for step in _meant(part) if isinstance(step, str))
    among = document.places.keyed(top) if top != part else ""
    return Loss(path, document.places.keyed(top[:-1]), among)


def _meant(part: Path) -> Path:
    """The path of a part; when it ends in an unknown key, with the key that it was probably meant to be."""
    known = keys_at(part[:-1])
    return (*part[:-1], closest(str(part[-1]), known) or part[-1]) if known else part


def _optional(path: Path) -> bool:
    if isinstance(path[-1], int):
        return _optional(path[:-1])
    if get_origin(kind(path[:-1])) is dict:
        return True
    field = field_at(path)
    return field is None or not field.is_required()
