"""Lines of the overview: they run between rows and columns, so that none crosses what a box says.

Lines to one landing zone share their way, in one colour, and end at its left side; a line leaves a zone below.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from ringfence.pack.picture.drawing import Box, Edge
from ringfence.pack.picture.zone_grid import PEERING, TRACK, Grid

COLOURS = 8
"""How many colours lines between landing zones have; further targets begin anew."""


def colour(grid: Grid, target: str) -> str:
    """The style of the lines to a zone."""
    return f"traffic-{grid.targets.index(target) % COLOURS}"


def between(grid: Grid, uses: Mapping[tuple[str, str], str], met: Collection[tuple[str, str]]) -> Iterator[Edge]:
    """A line for each pair of zones, from whom to whom; dashed but for those that the firewall lets meet."""
    leaving: dict[str, int] = {}
    for (start, end), says in uses.items():
        zone, target = grid.zones[start], grid.zones[end]
        row, column = grid.at[start][0], grid.at[end][1]
        out = zone.x + 14 + 9 * leaving.setdefault(start, 0)
        leaving[start] += 1
        down = zone.bottom + grid.lane(grid.passing[row].index(end))
        across = target.x - 12 - TRACK * grid.arriving[column].index(end)
        points = ((out, zone.bottom), (out, down), (across, down), (across, target.centre), (target.x, target.centre))
        words = f"{start} to {end}: {says}"
        dashed = (start, end) not in met
        yield Edge(f"traffic:{start}:{end}", zone.id, target.id, colour(grid, end), points, words, dashed)


def peerings(grid: Grid, hub: Box) -> Iterator[Edge]:
    """A line from the hub to each zone."""
    across = grid.left + 4
    for name, zone in grid.zones.items():
        above = zone.y - PEERING
        points = (
            (hub.right, hub.centre),
            (across, hub.centre),
            (across, above),
            (zone.middle, above),
            (zone.middle, zone.y),
        )
        yield Edge(f"peering:{name}", hub.id, zone.id, "peering", points, f"peering of {name} with the hub")


def past(grid: Grid, outside: Box, found: Mapping[str, tuple[str, ...]]) -> Iterator[Edge]:
    """Egress of zones that does not pass the firewall, at the right edge."""
    across = grid.side + 12
    for name, ways in found.items():
        zone, x, down = _below(grid, name, 0)
        points = ((x, zone.bottom), (x, down), (across, down), (across, outside.bottom))
        yield Edge(f"past:{name}", zone.id, outside.id, "past", points, f"{name}: {', '.join(ways)}", True)


def into(grid: Grid, outside: Box, found: Mapping[str, str]) -> Iterator[Edge]:
    """Resources outside every network that firewalls of lakes let in."""
    across = grid.side + 22
    for name, says in found.items():
        zone, x, down = _below(grid, name, 1)
        points = ((across, outside.bottom), (across, down), (x, down), (x, zone.bottom))
        yield Edge(f"into:{name}", outside.id, zone.id, "in", points, f"{says} to {name}")


def _below(grid: Grid, name: str, strip: int) -> tuple[Box, int, int]:
    """A zone, where a line of this strip leaves it, and where that runs."""
    zone = grid.zones[name]
    row = grid.at[name][0]
    beside = strip if grid.tracks[row] > len(grid.passing[row]) + 1 else 0
    track = len(grid.passing[row]) + beside
    return zone, zone.right - 14 - 14 * strip, zone.bottom + grid.lane(track)
