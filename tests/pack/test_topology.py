"""The picture of a plan: text stays text, nothing runs over an edge, every step is where it happens."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ringfence.pack.picture.card_layout import LETTER, LINE, Card, Row, grid, placed, shortened, wrapped
from ringfence.pack.picture.topology import picture, topology
from ringfence.pipeline import decide
from ringfence.plan.model.package import Plan
from ringfence.reporting import visible
from tests.banks import bank, planned
from tests.variants import VARIANTS

SPACE = "{http://www.w3.org/2000/svg}"
TEXT = "</text><script>x()</script> \" ' & \x9b31m ]]> é"


@pytest.fixture(scope="module", params=["smallest", "everything", "users-in"])
def plan(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return planned(tmp_path_factory.mktemp("plan"), VARIANTS[request.param]).plan


def test_text_of_a_blueprint_stays_text(tmp_path: Path) -> None:
    tree = bank(institution={**bank()["institution"], "name": TEXT})
    (tmp_path / "bank.yaml").write_text(json.dumps(tree), "utf-8")
    drawn = ElementTree.fromstring(topology(decide(tmp_path / "bank.yaml").plan))  # noqa: S314 - our own
    texts = ["".join(element.itertext()) for element in drawn.iter(f"{SPACE}text")]
    assert visible(TEXT) in texts
    assert {element.tag.removeprefix(SPACE) for element in drawn.iter()} <= {
        *("svg", "title", "desc", "style", "defs", "marker", "path", "rect", "text", "circle")
    }


def test_cards_stand_inside_the_picture_and_apart(plan: Plan) -> None:
    drawn = picture(plan)
    for one in drawn.cards:
        assert 0 <= one.x < one.right <= drawn.width
        assert 0 <= one.y < one.bottom <= drawn.height
        for other in drawn.cards:
            apart = one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y
            assert one is other or apart, (one.card.title, other.card.title)


def test_rows_stay_inside_their_card(plan: Plan) -> None:
    for card in picture(plan).cards:
        for line in card.lines:
            assert card.y < line.y < card.bottom
            assert line.x + len(line.text) * LETTER <= card.right


def test_every_step_of_the_plan_stands_in_the_legend_and_in_a_card(plan: Plan) -> None:
    drawn = picture(plan)
    shown = {badge.number for card in drawn.cards for line in card.lines for badge in line.badges}
    assert [entry.badge.number for entry in drawn.legend] == list(range(1, 11))
    assert {entry.badge.number for entry in drawn.legend if not entry.style} == shown
    assert drawn.entered == (1 in shown)


def test_every_package_is_a_card_in_order_of_deployment(plan: Plan) -> None:
    drawn = picture(plan)
    assert [drawn.hub.card.title, *(zone.card.title for zone in drawn.zones)] == [p.name for p in plan.packages]


def test_many_prefixes_on_premises_are_counted(tmp_path: Path) -> None:
    premises = [f"192.168.{number}.0/24" for number in range(40)]
    drawn = picture(planned(tmp_path, bank(premises=premises)).plan)
    assert [line.text for line in drawn.people.lines][-1] == "and 32 more on premises"
    assert len(drawn.people.lines) == 9


def test_long_text_is_cut_and_kept_in_full() -> None:
    card = placed(Card("a", "b", "", (Row("x" * 200, (1, 2)), Row("short"))), 10, 20, 300)
    cut, whole = card.lines
    assert cut.text.endswith("…")
    assert cut.full == "x" * 200
    assert (whole.text, whole.full) == ("short", "")
    assert whole.y - cut.y == LINE
    assert shortened("abc", 1) == "…"


def test_cards_of_a_row_are_equally_high() -> None:
    rows = [tuple(Row("x") for _ in range(number)) for number in (1, 5, 2)]
    first, second, third = grid([Card("c", "", "", row) for row in rows], 0, 0, 100, 2)
    assert first.height == second.height
    assert third.y > first.bottom
    assert third.x == first.x


def test_words_are_wrapped_and_none_is_lost() -> None:
    words = ["one", "two", "x" * 90, "three"]
    lines = wrapped(words, 200)
    assert ", ".join(lines).split(", ") == words
    assert wrapped([], 200) == ()
