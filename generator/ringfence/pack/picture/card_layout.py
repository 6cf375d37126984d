"""Lays a picture out: cards with rows of text, one beside the other and row by row; positions in pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LINE, HEAD, PAD, GAP = 19, 46, 12, 30
"""Height of a row of text, of a card's head, space inside a card, space between cards."""
LETTER = 6.7
"""Mean width of a letter at the size of the rows; a guess that leaves room, because fonts differ."""
BADGE = 17
"""Width of the number of a step."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text in a card; `steps` are the numbers that stand before it."""

    text: str
    steps: tuple[int, ...] = ()
    style: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A card: what it is called, what it is for, its rows; `style` is a class of the picture's style sheet."""

    title: str
    about: str
    style: str
    rows: tuple[Row, ...]

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        return HEAD + LINE * len(self.rows) + PAD


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
class Line:
    """A row where it stands; `full` is what it says when it was cut."""

    x: int
    y: int
    text: str
    full: str
    style: str
    badges: tuple[Badge, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A card where it stands."""

    card: Card
    x: int
    y: int
    width: int
    height: int
    lines: tuple[Line, ...]

    @property
    def middle(self) -> int:
        """The middle from left to right."""
        return self.x + self.width // 2

    @property
    def right(self) -> int:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> int:
        """The middle from top to bottom."""
        return self.y + self.height // 2

    @property
    def link(self) -> int:
        """Where the line to the hub runs: above the card, in the space between rows."""
        return self.y - GAP // 2

    @property
    def left(self) -> int:
        """Where text begins."""
        return self.x + PAD

    @property
    def headline(self) -> int:
        """The base line of the title."""
        return self.y + 21

    @property
    def subline(self) -> int:
        """The base line of what it is for."""
        return self.y + 37


def placed(card: Card, x: int, y: int, width: int, height: int = 0) -> Placed:
    """A card at this place; it is as high as its rows need, or higher."""
    lines = tuple(_lines(card, x, y, width))
    return Placed(card, x, y, width, max(height, card.height), lines)


def _lines(card: Card, x: int, y: int, width: int) -> Iterator[Line]:
    for index, row in enumerate(card.rows):
        at = y + HEAD + LINE * index + LINE - 6
        badges = tuple(Badge(x + PAD + 7 + BADGE * i, at - 4, number) for i, number in enumerate(row.steps))
        left = x + PAD + BADGE * len(badges) + (4 if badges else 0)
        text = shortened(row.text, x + width - PAD - left)
        yield Line(left, at, text, row.text if text != row.text else "", row.style, badges)


def shortened(text: str, width: int) -> str:
    """The text, or its beginning with an ellipsis when it is wider than this many pixels."""
    most = max(1, int(width / LETTER))
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def grid(cards: Sequence[Card], x: int, y: int, width: int, columns: int) -> tuple[Placed, ...]:
    """Cards of one width in so many columns, those of a row equally high, from this place on."""
    found: list[Placed] = []
    for start in range(0, len(cards), columns):
        row = cards[start : start + columns]
        height = max(card.height for card in row)
        found += [placed(card, x + (width + GAP) * i, y, width, height) for i, card in enumerate(row)]
        y += height + GAP
    return tuple(found)


def wrapped(words: Sequence[str], width: int) -> tuple[str, ...]:
    """Words joined by commas in lines of at most this many pixels; a word that is longer stands alone."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]}, {word}" if lines else word
        if lines and len(longer) * LETTER <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)
