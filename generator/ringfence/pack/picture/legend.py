"""What stands below a picture: styles of lines, subscriptions, the ten steps."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ringfence.pack.picture.drawing import Badge, Box, Text
from ringfence.pack.picture.lettering import width
from ringfence.pack.picture.parts import subscriptions
from ringfence.pack.review.steps import Step
from ringfence.plan.model.package import Plan

LINES = (
    ("peering", "peering with the hub"),
    (
        "traffic-0",
        "traffic between landing zones, in the colour of its target; dashed where it does not pass the firewall",
    ),
    ("in", "way in"),
    ("out", "egress by the firewall"),
    ("past", "egress that does not pass the firewall (managed network, service endpoint)"),
)
"""What the lines of the overview are."""
ROW = 20


@dataclass(frozen=True, slots=True)
class Legend:
    """Samples of lines, text and numbers of steps, and where they end."""

    samples: tuple[Box, ...]
    texts: tuple[Text, ...]
    badges: tuple[Badge, ...]
    bottom: int


def legend(plan: Plan, walked: Sequence[Step], styles: Collection[str], at: tuple[int, int, int]) -> Legend:
    """The legend of an overview with lines of these styles, from this point on, in a picture of this width."""
    left, y, across = at
    samples: list[Box] = []
    texts: list[Text] = []
    x = left
    for style, says in LINES:
        if style not in styles:
            continue
        wide = 40 + int(width(says)) + 12
        if x > left and x + wide > across - left:
            x, y = left, y + ROW
        samples.append(Box(f"sample:{style}", x, y + 7, 30, 3, f"sample {style}"))
        texts.append(Text(x + 38, y + 13, says))
        x += wide
    y += ROW + 6
    named = [f"S{number} subscription {one}" for one, number in subscriptions(plan).items()]
    texts += _columns(named, left, y, across // 370)
    y += ROW * -(-len(named) // (across // 370)) + 6
    found = steps_legend(walked, left, y, across)
    return Legend(tuple(samples), (*texts, *found.texts), found.badges, found.bottom)


def _columns(said: Sequence[str], left: int, y: int, columns: int) -> list[Text]:
    return [Text(left + 370 * (i % columns), y + 13 + ROW * (i // columns), words) for i, words in enumerate(said)]


def steps_legend(walked: Sequence[Step], left: int, y: int, across: int) -> Legend:
    """The steps in two columns; those that the plan does not have are grey."""
    half = (len(walked) + 1) // 2
    texts: list[Text] = []
    badges: list[Badge] = []
    for index, step in enumerate(walked):
        column, line = divmod(index, half)
        x, at = left + column * (across // 2), y + line * ROW
        style, more = ("", "") if step.resources else ("missing", " (not in this plan)")
        badges.append(Badge(x + 9, at + 9, step.number))
        texts.append(Text(x + 24, at + 13, f"{step.title}{more}", style))
    return Legend((), tuple(texts), tuple(badges), y + half * ROW)
