"""Where landing zones stand in the overview: by environment, in rows and columns, with room for lines between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ringfence.pack.picture.drawing import Box, Line, Point, box, even, laid
from ringfence.pack.picture.lettering import natural

TRACK = 6
"""Pixels between two lines that run side by side."""
CHANNEL, FRAME, SIDE = 30, 16, 6
"""Room left of a column without any line in it; where the frame of an environment begins in it, and ends."""
PEERING = 7
"""How far above a row the lines from the hub run."""
MARGIN = 40
"""Room at the right for the lines that do not pass the firewall."""
LEAST, MOST = 132, 290
"""Between these widths a landing zone is drawn."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A landing zone as the overview tells it."""

    name: str
    environment: str
    lines: tuple[Line, ...]
    symbol: str


@dataclass(frozen=True, slots=True)
class Group:
    """An environment: its zones, its first row and column, and how many of each it takes."""

    name: str
    zones: tuple[Zone, ...]
    row: int
    column: int
    columns: int

    @property
    def rows(self) -> int:
        """How many rows it takes."""
        return -(-len(self.zones) // self.columns)

    def slots(self) -> Mapping[str, Point]:
        """Row and column of each zone."""
        return {
            zone.name: (self.row + i // self.columns, self.column + i % self.columns)
            for i, zone in enumerate(self.zones)
        }


def grouped(zones: Sequence[Zone], columns: int) -> tuple[Group, ...]:
    """Environments by name, those that fit side by side; zones by name, `team2` before `team10`."""
    held: dict[str, list[Zone]] = {}
    for zone in sorted(zones, key=lambda zone: (natural(zone.environment), natural(zone.name))):
        held.setdefault(zone.environment, []).append(zone)
    found: list[Group] = []
    row = column = 0
    for name, members in held.items():
        wide = min(len(members), columns)
        if column + wide > columns:
            row, column = max(group.row + group.rows for group in found), 0
        found.append(Group(name, tuple(members), row, column, wide))
        column += wide
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Lines:
    """Start and end of each line between two zones; zones that lines leave to the right edge, or enter from there."""

    ends: tuple[tuple[str, str], ...]
    leaving: frozenset[str]
    entered: frozenset[str]


@dataclass(frozen=True)
class Grid:
    """Groups in columns between two edges, below a top."""

    groups: tuple[Group, ...]
    lines: Lines
    heads: Mapping[str, tuple[Line, ...]]
    left: int
    right: int
    top: int

    @cached_property
    def at(self) -> Mapping[str, Point]:
        """Row and column of each zone."""
        return {name: slot for group in self.groups for name, slot in group.slots().items()}

    @cached_property
    def columns(self) -> int:
        """How many columns there are."""
        return 1 + max(column for _, column in self.at.values())

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """Zones that lines lead to, row by row."""
        return tuple(sorted({end for _, end in self.lines.ends}, key=lambda name: self.at[name]))

    @cached_property
    def arriving(self) -> tuple[tuple[str, ...], ...]:
        """By column the zones in it that lines lead to."""
        return tuple(tuple(t for t in self.targets if self.at[t][1] == column) for column in range(self.columns))

    @cached_property
    def passing(self) -> tuple[tuple[str, ...], ...]:
        """By row where the lines from its zones lead to."""
        rows = 1 + max(row for row, _ in self.at.values())
        met = [{end for start, end in self.lines.ends if self.at[start][0] == row} for row in range(rows)]
        return tuple(tuple(target for target in self.targets if target in some) for some in met)

    @cached_property
    def tracks(self) -> tuple[int, ...]:
        """How many lines run below each row."""
        rows = [{name for name, slot in self.at.items() if slot[0] == row} for row in range(len(self.passing))]
        beside = [bool(row & self.lines.leaving) + bool(row & self.lines.entered) for row in rows]
        return tuple(len(passing) + more for passing, more in zip(self.passing, beside, strict=True))

    def channel(self, column: int) -> int:
        """The room left of a column."""
        return CHANNEL + TRACK * len(self.arriving[column])

    @cached_property
    def wide(self) -> int:
        """The width of a zone."""
        room = self.right - self.left - MARGIN - sum(map(self.channel, range(self.columns)))
        return min(room // self.columns, MOST)

    @cached_property
    def lefts(self) -> tuple[int, ...]:
        """The left edge of each column."""
        found, x = [], self.left
        for column in range(self.columns):
            x += self.channel(column)
            found.append(x)
            x += self.wide
        return tuple(found)

    @cached_property
    def zones(self) -> Mapping[str, Box]:
        """The box of each zone; those of a row are equally high."""
        found: dict[str, Box] = {}
        y = self.top
        for row, tracks in enumerate(self.tracks):
            y += self._head(row)
            members = [zone for group in self.groups for zone in group.zones if self.at[zone.name][0] == row]
            boxes = even([self._box(zone, y) for zone in members])
            found |= {zone.name: one for zone, one in zip(members, boxes, strict=True)}
            y = boxes[0].bottom + self.lane(tracks) + PEERING + 5
        return found

    def _box(self, zone: Zone, y: int) -> Box:
        at = (self.lefts[self.at[zone.name][1]], y)
        inside = f"environment:{zone.environment}"
        return box(f"package:{zone.name}", at, self.wide, "zone", zone.lines, zone.symbol, zone.name, inside)

    @property
    def side(self) -> int:
        """Where the room for lines at the right begins."""
        return self.lefts[-1] + self.wide + SIDE

    @staticmethod
    def lane(track: int) -> int:
        """How far below a row a line runs."""
        return 8 + TRACK * track

    def _head(self, row: int) -> int:
        """Room for what the environments that begin in a row are called."""
        heads = [laid(self.heads[g.name], 0, 0, self._across(g))[2] for g in self.groups if g.row == row]
        return max(heads) + 14 + PEERING if heads else 0

    def _across(self, group: Group) -> int:
        """The width of an environment, from its first zone to the end of its last column."""
        return self.lefts[group.column + group.columns - 1] + self.wide - self.lefts[group.column]

    @cached_property
    def frames(self) -> tuple[Box, ...]:
        """A frame around the zones of each environment."""
        return tuple(map(self._frame, self.groups))

    def _frame(self, group: Group) -> Box:
        boxes = [self.zones[zone.name] for zone in group.zones]
        first, last = boxes[0], boxes[-1]
        x = first.x - self.channel(group.column) + FRAME
        y = first.y - self._head(group.row) + 4
        bottom = last.bottom + self.lane(self.tracks[self.at[group.zones[-1].name][0]])
        right = max(one.right for one in boxes) + SIDE
        texts, badges, _ = laid(self.heads[group.name], first.x, y + 4, self._across(group))
        return Box(f"environment:{group.name}", x, y, right - x, bottom - y, "environment", tuple(texts), tuple(badges))

    @property
    def bottom(self) -> int:
        """Where the last frame ends."""
        return max(frame.bottom for frame in self.frames)


def fitted(
    zones: Sequence[Zone], lines: Lines, heads: Mapping[str, tuple[Line, ...]], at: tuple[int, int, int], most: int
) -> Grid:
    """The grid of at most so many columns whose zones are wide enough; `at` are its edges at left, right and top."""
    left, right, top = at
    for columns in range(most, 0, -1):
        grid = Grid(grouped(zones, columns), lines, heads, left, right, top)
        if grid.wide >= LEAST:
            break
    return grid
