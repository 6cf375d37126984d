"""Two releases of an example: as it is, and without one landing zone and all that names it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from ringfence.output import write_tree
from ringfence.pipeline import Decision, decide, files, ledger_path
from tests.banks import Tree
from tests.marked import ROOT


@dataclass(frozen=True, slots=True)
class Pair:
    """The plans and the output folders of both."""

    whole: Decision
    less: Decision
    of_whole: Path
    of_less: Path


def pair(folder: Path, name: str, zone: str) -> Pair:
    """An example with all of it, and without one of its landing zones; both have the ledger of the example."""
    text = (ROOT / "blueprints" / f"{name}.yaml").read_text("utf-8")
    trees: list[Tree] = [YAML(typ="safe", pure=True).load(text) for _ in range(2)]
    without(trees[1], zone)
    found = []
    for side, tree in zip(("whole", "less"), trees, strict=True):
        place = folder / side
        place.mkdir()
        path = place / f"{name}.yaml"
        with path.open("w", encoding="utf-8") as file:
            YAML(typ="safe", pure=True).dump(tree, file)
        ledger_path(path).write_text(ledger_path(ROOT / "blueprints" / path.name).read_text("utf-8"), "utf-8")
        found.append(decide(path))
        write_tree(place / "out", files(found[-1]))
    return Pair(found[0], found[1], folder / "whole" / "out", folder / "less" / "out")


def without(tree: Tree, zone: str) -> None:
    """Take a landing zone out of a blueprint, and out of connections, egress and access."""
    tree["landingZones"] = [one for one in tree["landingZones"] if one["name"] != zone]
    tree["connections"] = [one for one in tree.get("connections", []) if zone not in (one["from"], one["to"])]
    for key in ("egress", "access"):
        for row in tree.get(key, []):
            if "landingZones" in row:
                row["landingZones"] = [one for one in row["landingZones"] if one != zone]
        tree[key] = [row for row in tree.get(key, []) if row.get("landingZones", [zone])]
