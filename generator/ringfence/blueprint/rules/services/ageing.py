"""Rules LAK02 to LAK04: containers that a lake has, and lifecycles that Azure can carry out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ringfence.blueprint.language.data.ageing import Ageing, ageing_of
from ringfence.blueprint.language.lake import KEY, DataLake, held, keeping
from ringfence.blueprint.language.lakes.layers import EVIDENCE, LAYERS, Layer
from ringfence.blueprint.language.model import Blueprint
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

SOURCE = "azure-docs storage/blobs/lifecycle-management-policy-structure.md (2025-06-13)"
STEPS = ("cool", "cold", "delete")


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Every lake: what is named there is there, nothing that is kept is deleted, and files get colder step by step."""
    lakes = {zone.name: zone.data_lake for zone in blueprint.landing_zones if zone.data_lake}
    for path, name in _named(blueprint):
        lake = lakes.get(name)
        if lake is not None and EVIDENCE not in held(lake):
            message = f"lake '{name}' has no container for evidence"
            hint = f"add 'evidence: {{days: 2555, reason: ...}}' to dataLake of '{name}', or name a layer"
            yield document.finding("LAK02", path, message, hint=hint)
    for index, zone in enumerate(blueprint.landing_zones):
        if zone.data_lake and zone.data_lake.lifecycle:
            yield from _lifecycle(document, ("landingZones", index, KEY, "lifecycle"), zone.data_lake)


def _named(blueprint: Blueprint) -> Iterator[tuple[Path, str]]:
    """Where a connection, a group, a lifecycle or a scan names evidence, and of which lake."""
    rows: list[tuple[Path, str, Sequence[Layer]]] = [
        (("connections", index, "layers"), row.end, row.layers or ()) for index, row in enumerate(blueprint.connections)
    ]
    rows += [
        (("access", index, "layers", number, "layers"), each.lake, each.layers)
        for index, access in enumerate(blueprint.access)
        for number, each in enumerate(access.layers)
    ]
    for path, lake, layers in rows:
        yield from (((*path, at), lake) for at, layer in enumerate(layers) if layer == EVIDENCE)
    for index, zone in enumerate(blueprint.landing_zones):
        if zone.data_lake:
            for inner in _in_lake(zone.data_lake):
                yield ("landingZones", index, KEY, *inner), zone.name


def _in_lake(lake: DataLake) -> Iterator[Path]:
    """Where the block of a lake names its evidence: in the lifecycle, in the scan."""
    if lake.lifecycle and lake.lifecycle.evidence:
        yield ("lifecycle", EVIDENCE)
    for at, layer in enumerate(lake.scan.layers if lake.scan else ()):
        if layer == EVIDENCE:
            yield ("scan", "layers", at)


def _lifecycle(document: Document, at: Path, lake: DataLake) -> Iterator[Diagnostic]:
    kept = keeping(lake)
    for layer in LAYERS:
        said = ageing_of(lake.lifecycle, layer) if lake.lifecycle else None
        if said is None:
            continue
        if layer in kept and said.delete is not None:
            message = f"Azure deletes nothing from {layer}, whose files are kept {kept[layer]} days"
            hint = "remove 'delete': people delete files whose days are over"
            yield document.finding("LAK03", (*at, layer, "delete"), message, hint=hint, source=SOURCE)
        yield from _order(document, (*at, layer), said)


def _order(document: Document, at: Path, said: Ageing) -> Iterator[Diagnostic]:
    days = [(step, found) for step in STEPS if (found := getattr(said, step)) is not None]
    if not days:
        message, hint = "a lifecycle says when files are cool, cold or deleted", "add 'cool', 'cold' or 'delete'"
        yield document.finding("LAK04", at, message, hint=hint, source=SOURCE)
    for (first, early), (then, late) in pairwise(days):
        if late <= early:
            message = f"files have '{then}' after {late} days, not later than '{first}' after {early}"
            hint = f"write more than {early} days, or remove '{first}'"
            yield document.finding("LAK04", (*at, then), message, hint=hint, source=SOURCE)
