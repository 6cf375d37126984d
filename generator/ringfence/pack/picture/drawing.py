"""A picture with every position, from which each format is written: boxes, text, numbers of steps, connectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ringfence.pack.picture.lettering import width, wrapped

LINE, PAD, BADGE = 16, 8, 20
"""Height of a line of text, space inside a box, and what the number of a step takes."""
ICON = 24
"""Side of the square at the right of a box's first lines that is left to the symbol of its service."""
Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """What a box says in one paragraph; `steps` are the numbers that stand before it."""

    text: str
    style: str = ""
    steps: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text where it stands: the left end of its base line."""

    x: int
    y: int
    text: str
    style: str = ""

    @property
    def right(self) -> float:
        """Where it ends, by the estimate."""
        return self.x + width(self.text, self.style)


@dataclass(frozen=True, slots=True)
class Badge:
    """The number of a step, in a circle around this point."""

    x: int
    y: int
    number: int

    @property
    def base(self) -> int:
        """The base line of the number."""
        return self.y + 4


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with what it says.

    `inside` is the id of the box that holds it, '' for none. `symbol` is the resource type whose symbol formats may
    show, '' for none. `page` is the package whose picture it leads to, '' for none.
    """

    id: str
    x: int
    y: int
    width: int
    height: int
    style: str
    texts: tuple[Text, ...] = ()
    badges: tuple[Badge, ...] = ()
    inside: str = ""
    symbol: str = ""
    page: str = ""

    @property
    def right(self) -> int:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> int:
        """The middle from left to right."""
        return self.x + self.width // 2

    @property
    def centre(self) -> int:
        """The middle from top to bottom."""
        return self.y + self.height // 2

    @property
    def corner(self) -> int:
        """The radius of its corners; a line of the legend has none."""
        return min(6, self.height // 4)

    @property
    def words(self) -> str:
        """What it says, line by line."""
        return "\n".join(text.text for text in self.texts)


@dataclass(frozen=True, slots=True)
class Edge:
    """A connector between two boxes along these points; `says` is what it is for.

    One that is `dashed` stands for traffic that does not pass the firewall.
    """

    id: str
    source: str
    target: str
    style: str
    points: tuple[Point, ...]
    says: str = ""
    dashed: bool = False

    @property
    def arrow(self) -> bool:
        """Whether it says who calls whom; a peering has no direction."""
        return self.style != "peering"

    @property
    def path(self) -> str:
        """The points as an SVG path."""
        return "M" + "L".join(f"{x} {y}" for x, y in self.points)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page: its name, title and subtitle, its size, and all that stands on it; what holds others comes first.

    `home` says that its title leads back to the overview.
    """

    name: str
    title: str
    about: str
    width: int
    height: int
    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]
    texts: tuple[Text, ...]
    badges: tuple[Badge, ...]
    home: bool = False

    @property
    def arrows(self) -> tuple[str, ...]:
        """Styles of the connectors that have an arrow."""
        return tuple(sorted({edge.style for edge in self.edges if edge.arrow}))


def laid(lines: Sequence[Line], x: int, y: int, room: int, symbol: bool = False) -> tuple[list[Text], list[Badge], int]:
    """Paragraphs below this point, broken to this width; also where they end.

    With a symbol, the lines beside it are shorter.
    """
    texts: list[Text] = []
    badges: list[Badge] = []
    narrow = y + ICON if symbol else y
    for line in lines:
        taken = BADGE * len(line.steps)
        apart = bool(line.steps) and (not line.text or taken > room // 2)
        badges += _numbers(line.steps, x, y, room)
        if apart:
            y += BADGE * -(-taken // (room // BADGE * BADGE))
        indent = 0 if apart else taken
        for part in wrapped(line.text, room - indent - (ICON if y < narrow else 0), line.style):
            texts.append(Text(x + indent, y + 13, part, line.style))
            y += LINE
    return texts, badges, y


def _numbers(steps: Sequence[int], x: int, y: int, room: int) -> list[Badge]:
    """Numbers of steps in rows of this width."""
    most = room // BADGE
    return [Badge(x + 8 + BADGE * (i % most), y + 9 + BADGE * (i // most), number) for i, number in enumerate(steps)]


def box(
    name: str,
    at: Point,
    wide: int,
    style: str,
    lines: Sequence[Line],
    symbol: str = "",
    page: str = "",
    inside: str = "",
) -> Box:
    """A box as high as what it says."""
    x, y = at
    texts, badges, end = laid(lines, x + PAD, y + PAD - 2, wide - 2 * PAD, bool(symbol))
    height = max(end - y + PAD - 2, ICON + 12 if symbol else 0)
    return Box(name, x, y, wide, height, style, tuple(texts), tuple(badges), inside, symbol, page)


def even(boxes: Sequence[Box]) -> list[Box]:
    """Boxes of a row, all as high as the highest."""
    high = max(one.height for one in boxes)
    return [replace(one, height=high) for one in boxes]
