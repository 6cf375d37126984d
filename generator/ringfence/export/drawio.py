"""TOPOLOGY.drawio: the pictures as pages of draw.io, with the positions of the SVG; boxes and connectors stay editable.

Source of the format: uncompressed mxGraph XML (`mxfile`, `diagram`, `mxGraphModel`, `mxCell`); a cell with a link or a
tooltip stands in a `UserObject`; `data:page/id,ID` leads to a page. Labels are text (`html=0`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from markupsafe import Markup, escape

from ringfence.export.azure_symbols import symbol
from ringfence.export.subject import Subject
from ringfence.pack.picture.drawing import Badge, Box, Drawing, Edge, Point, Text
from ringfence.pack.picture.lettering import size, width
from ringfence.pack.picture.topology import drawings
from ringfence.pack.text.html import environment
from ringfence.reporting import visible

PATH = "TOPOLOGY.drawio"
ONE = ord("①")
TEXT = "text;html=0;align=left;verticalAlign=middle;spacing=0;fillColor=none;strokeColor=none;fontColor=#1f2933;"
BOX = (
    "rounded=1;absoluteArcSize=1;arcSize=12;foldable=0;collapsible=0;html=0;"
    "align=left;verticalAlign=top;spacingLeft=4;spacingTop=1;fontSize=12;fontColor=#1f2933;"
)
STYLES: Mapping[str, str] = {
    "hub": "fillColor=#fdf3ea;strokeColor=#c2570c;",
    "part": "fillColor=#ffffff;strokeColor=#d9a06b;",
    "environment": "fillColor=#f7f9fb;strokeColor=#bcccdc;dashed=1;",
    "package": "fillColor=#f3f7fb;strokeColor=#486581;",
    "network": "fillColor=#ffffff;strokeColor=#829ab1;",
    "zone": "fillColor=#eaf2fa;strokeColor=#486581;",
    "subnet": "fillColor=#eaf2fa;strokeColor=#486581;",
    "peers": "fillColor=#eaf2fa;strokeColor=#486581;",
    "service": "fillColor=#ffffff;strokeColor=#9fb3c8;",
    "people": "fillColor=#f7f7f8;strokeColor=#7b8794;",
    "outside": "fillColor=#fbfcfd;strokeColor=#7b8794;dashed=1;",
    "beyond": "fillColor=#fff5f5;strokeColor=#c81e1e;dashed=1;",
    "address": "fillColor=#fff8e1;strokeColor=#b7791f;",
}
COLOURS: Mapping[str, str] = {
    "peering": "#9fb3c8",
    "in": "#1d5fbf",
    "out": "#c2570c",
    "past": "#c81e1e",
    "traffic-0": "#18794e",
    "traffic-1": "#7b3fa0",
    "traffic-2": "#0b7285",
    "traffic-3": "#b0306a",
    "traffic-4": "#5b6b00",
    "traffic-5": "#3949ab",
    "traffic-6": "#8d5a2b",
    "traffic-7": "#37474f",
}
"""As in the SVG."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A box, a text or a symbol: its place is that in `parent`."""

    id: str
    label: Markup
    style: str
    parent: str
    x: int
    y: int
    width: int
    height: int
    link: str = ""


@dataclass(frozen=True, slots=True)
class Bend:
    """Where a connector turns."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Connector:
    """A connector between two cells; `points` are those between its ends."""

    id: str
    style: str
    source: str
    target: str
    points: tuple[Bend, ...]
    tooltip: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its cells, those that hold others first."""

    id: str
    name: str
    width: int
    height: int
    cells: tuple[Cell, ...]
    connectors: tuple[Connector, ...]


def drawio_files(of: Subject) -> Mapping[str, str]:
    """`TOPOLOGY.drawio`: a page for the overview, and one for each package."""
    return {PATH: drawio(tuple(drawings(of.plan, of.walked)))}


def drawio(found: Sequence[Drawing]) -> str:
    """Drawings as the pages of a file."""
    pages = [_page(one, "overview" if not one.home else f"package-{one.name}") for one in found]
    return environment().get_template("topology.drawio.j2").render(pages=pages)


def _page(drawing: Drawing, page: str) -> Page:
    boxes = {one.id: one for one in drawing.boxes}
    title = _text(drawing, page, Text(16, 34, drawing.title, "title"), 0)
    about = _text(drawing, page, Text(16, 56, drawing.about, "muted"), 1)
    said = [_text(drawing, page, text, number) for number, text in enumerate(drawing.texts, 2)]
    cells = (title, about, *(cell for one in drawing.boxes for cell in _cells(page, one, boxes)), *said)
    connectors = tuple(_connector(page, edge, boxes) for edge in drawing.edges)
    name = drawing.name if drawing.home else "Overview"
    return Page(page, name, drawing.width, drawing.height, cells, connectors)


def _cells(page: str, one: Box, boxes: Mapping[str, Box]) -> Iterator[Cell]:
    """A box, and the symbol in its corner."""
    around = boxes[one.inside] if one.inside else None
    at = (one.x - around.x, one.y - around.y) if around else (one.x, one.y)
    parent = f"{page}/{one.inside}" if around else "1"
    link = f"data:page/id,package-{one.page}" if one.page else ""
    name, holds = f"{page}/{one.id}", any(other.inside == one.id for other in boxes.values())
    style = _box_style(one.style) + ("container=1;" if holds else "")
    yield Cell(name, label(one.texts, one.badges), style, parent, *at, one.width, one.height, link)
    if image := symbol(one.symbol):
        drawn = f"image;aspect=fixed;html=0;points=[];fillColor=none;strokeColor=none;image={image};"
        yield Cell(f"{name}/symbol", Markup(), drawn, name, one.width - 27, 5, 22, 22)


def _box_style(style: str) -> str:
    """The style of a box; samples of the legend have the colour of their line."""
    kind, _, of = style.partition(" ")
    return f"html=0;fillColor={COLOURS[of]};strokeColor=none;" if kind == "sample" else f"{BOX}{STYLES[kind]}"


def label(texts: Sequence[Text], badges: Sequence[Badge]) -> Markup:
    """What a box says, line by line, with the numbers of steps in circles before it."""
    lines: dict[int, list[str]] = {}
    for badge in badges:
        lines.setdefault(badge.base, []).append(chr(ONE + badge.number - 1))
    for text in texts:
        lines.setdefault(text.y, []).append(text.text)
    said = [" ".join(parts) for _, parts in sorted(lines.items())]
    return Markup("&#10;").join(escape(visible(line)) for line in said)


def _text(drawing: Drawing, page: str, text: Text, number: int) -> Cell:
    """A text by itself; the title of a package leads back to the overview."""
    high = ceil(size(text.style)) + 6
    beside = [badge for badge in drawing.badges if badge.base == text.y and 0 < text.x - badge.x < 30]
    left = beside[0].x - 8 if beside else text.x
    wide = ceil(width(text.text, text.style)) + text.x - left + 10
    style = f"{TEXT}fontSize={ceil(size(text.style))};fontStyle={int(text.style == 'title')};"
    link = "data:page/id,overview" if drawing.home and text.style == "title" else ""
    words = label([text], beside)
    return Cell(f"{page}/text-{number}", words, style, "1", left, text.y - high + 4, wide, high, link)


def _connector(page: str, edge: Edge, boxes: Mapping[str, Box]) -> Connector:
    first, *between, last = edge.points
    style = (
        "edgeStyle=orthogonalEdgeStyle;rounded=0;html=0;strokeWidth=1.5;"
        f"strokeColor={COLOURS[edge.style]};dashed={int(edge.dashed)};"
        f"endArrow={'block' if edge.arrow else 'none'};endSize=4;"
        f"{_at('exit', boxes[edge.source], first)}{_at('entry', boxes[edge.target], last)}"
    )
    ends = (f"{page}/{edge.source}", f"{page}/{edge.target}")
    return Connector(f"{page}/{edge.id}", style, *ends, tuple(Bend(x, y) for x, y in between), edge.says)


def _at(end: str, box: Box, point: Point) -> str:
    """Where a connector joins a box, in parts of its sides."""
    x, y = (point[0] - box.x) / box.width, (point[1] - box.y) / box.height
    return f"{end}X={x:.4g};{end}Y={y:.4g};{end}Dx=0;{end}Dy=0;{end}Perimeter=0;"
