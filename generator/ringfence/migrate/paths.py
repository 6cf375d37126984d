"""What a landing zone of version 1 says about others and about people: lake access, MLflow and model registries."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from ringfence.migrate.connection import Path
from ringfence.migrate.kept_words import DATABRICKS, INFERENCE
from ringfence.migrate.layout.edits import exchanged, holding, without, without_blanks
from ringfence.migrate.layout.tree import Member, Node
from ringfence.migrate.undecided import Undecided

_TAKEN = ("group", "name", "from", "to", "use")


@dataclass(frozen=True, slots=True)
class Zone:
    """A landing zone without what it says about others: its paths to them, and rows of its lake by group."""

    node: Node
    paths: tuple[Path, ...] = ()
    rows: tuple[tuple[str, Member], ...] = ()
    undecided: tuple[Undecided, ...] = ()


def parted(zone: Node, groups: Collection[str]) -> Zone:
    """A landing zone and what it says about others; `groups` are those that `access` can take rows for.

    What has no counterpart in version 2, and all of a landing zone without a name, stays where it is.
    """
    name = zone.at("name")
    if name is None or not zone.text("name"):
        return Zone(zone)
    lake = _lake(zone, name, groups)
    mlflow = _mlflow(lake.node, name)
    registry = _registry(mlflow.node, name)
    return replace(lake, node=registry.node, paths=(*lake.paths, *mlflow.paths, *registry.paths))


def _lake(zone: Node, name: Node, groups: Collection[str]) -> Zone:
    lake = zone.at("lake")
    access = lake.get("access") if lake is not None else None
    if lake is None or access is None or access.node.kind != "sequence":
        return Zone(zone)

    def goes(row: Member) -> bool:
        return _is_path(row) or _is_group_row(row, groups)

    rest, moved = _taken(lake, access, goes)
    return Zone(
        holding(zone, "lake", rest),
        tuple(_lake_path(row, name) for row in moved if _is_path(row)),
        tuple((row.node.text("group"), _lake_row(row, name)) for row in moved if not _is_path(row)),
        tuple(_left(zone, row, index) for index, row in enumerate(access.node.members) if not goes(row)),
    )


def _mlflow(zone: Node, name: Node) -> Zone:
    databricks = zone.at(DATABRICKS)
    asked = databricks.get("mlflow") if databricks is not None else None
    if databricks is None or asked is None or asked.node.kind != "sequence":
        return Zone(zone)
    rest, moved = _taken(databricks, asked, _is_path)
    paths = (_of_row(row, "to", Path(name, row.node, "mlflow", (_text(name), "mlflow"))) for row in moved)
    return Zone(holding(zone, DATABRICKS, rest), tuple(paths))


def _registry(zone: Node, name: Node) -> Zone:
    inference = zone.at(INFERENCE)
    asked = inference.get("registry") if inference is not None else None
    if inference is None or asked is None or not inference.text("registry"):
        return Zone(zone)
    bare = replace(asked, lead=(), inner=(), tails=())
    end = replace(asked.called("to"), lead=(), inner=())
    lead = without_blanks((*asked.lead, *asked.inner))
    path = Path(name, asked.node, "modelRegistry", (_text(name), "models"), (end,), lead)
    return Zone(holding(zone, INFERENCE, without(exchanged(inference, asked, bare), bare)), (path,))


def _is_path(row: Member) -> bool:
    """Whether a row names a landing zone, and has neither a group nor a key that a connection has besides."""
    return bool(row.node.text("landingZone")) and not any(row.node.get(word) for word in _TAKEN)


def _is_group_row(row: Member, groups: Collection[str]) -> bool:
    """Whether a row names a group that `access` can take it for."""
    return row.node.text("group") in groups and not any(row.node.get(word) for word in ("landingZone", "lake"))


def _taken(block: Node, member: Member, goes: Callable[[Member], bool]) -> tuple[Node, list[Member]]:
    """A block without those rows of a list that go, and these rows.

    When all of them go, the key goes, and its comments stand above the first row. Comments behind the last row stay.
    """
    rows = [row for row in member.node.members if goes(row)]
    stay = [row for row in member.node.members if not goes(row)]
    if stay:
        return exchanged(block, member, member.holding(member.node.with_members(stay))), rows
    bare = member.below(member.node.foot)
    if rows:
        rows[0] = rows[0].below(without_blanks(member.remarks))
        bare = replace(member, lead=member.node.foot, inner=(), tails=())
    return without(exchanged(block, member, bare), bare), rows


def _lake_path(row: Member, lake: Node) -> Path:
    layers = row.node.at("layers")
    words = [entry.node.value for entry in layers.members] if layers is not None else []
    layer = words[0] if len(words) == 1 and isinstance(words[0], str) else _text(lake)
    return _of_row(row, "from", Path(row.node, lake, "lake", (row.node.text("landingZone"), layer)))


def _of_row(row: Member, side: str, path: Path) -> Path:
    """A path with the keys and comments of its row, whose key `landingZone` says where it starts or ends."""
    members = tuple(each.called(side) if each.word == "landingZone" else each for each in row.node.members)
    lead = without_blanks((*row.lead, *row.inner))
    return replace(path, members=members, lead=lead, tails=row.tails, foot=row.node.foot)


def _lake_row(row: Member, lake: Node) -> Member:
    """The entry of a group's `layers` for a row."""
    members = (each.called("lake").holding(lake) if each.word == "group" else each for each in row.node.members)
    return replace(row, lead=without_blanks(row.lead), node=row.node.with_members(members), lines=None)


def _left(zone: Node, row: Member, index: int) -> Undecided:
    """What is said of a row that stays in the lake."""
    group = row.node.text("group")
    sentence = "write it below 'layers' of a group in 'access', or as a connection: version 1 does not say whose it is"
    if group and row.node.get("landingZone") is None:
        sentence = f"add the group {group} to 'access' and this row to its 'layers': no group there has that name"
    label = next((f"{word}={row.node.text(word)}" for word in ("name", "group") if row.node.text(word)), str(index))
    return Undecided(f"landingZones[name={zone.text('name')}].dataLake.access[{label}]", sentence)


def _text(name: Node) -> str:
    return str(name.value)
