"""The pictures of a plan: text stays text and in its box, no line crosses it, and everything of the plan is drawn."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ringfence.pack.picture.drawing import PAD, Box, Drawing, Line, Text, box
from ringfence.pack.picture.lettering import PLAIN, SIZES, natural, size, width, wrapped
from ringfence.pack.picture.svg import svg
from ringfence.pack.picture.topology import NAME, drawings, pictures
from ringfence.pack.picture.traffic import firewalled, past_the_firewall
from ringfence.pipeline import decide
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import plain
from ringfence.plan.model.written.inventory import resources
from ringfence.plan.model.written.plan_json import read_plan
from ringfence.reporting import visible
from tests.banks import ML, Tree, bank, connection, planned, zone
from tests.marked import ROOT
from tests.variants import GATEWAY, PREMISES, VARIANTS, inference

SPACE = "{http://www.w3.org/2000/svg}"
TEXT = "</text><script>x()</script> \" ' & \x9b31m ]]> é"
LONGEST = 24
INGESTING = ("Microsoft.Insights/components", "Microsoft.OperationalInsights/workspaces")
"""What takes logs on a public endpoint, because no private link scope is planned."""


def long_name(start: str, number: int = 0) -> str:
    """The longest name that the language allows, in one word."""
    return f"{start}{'w' * (LONGEST - len(start) - 3)}-{number:02}"


def crowded(count: int) -> Tree:
    """Three environments with so many landing zones under the longest names, each environment with a lake."""
    environments = [long_name(start) for start in ("dev", "test", "prod")]
    lakes = [long_name("lake", number) for number in range(3)]
    zones = [zone(name, "dataLake", environment=env) for name, env in zip(lakes, environments, strict=True)]
    joined = []
    for number in range(count - 3):
        name, env = long_name("team", number), number % 3
        made = inference if number % 7 == 6 else zone
        zones.append(made(name, environment=environments[env]))
        if number % 7 != 6:
            joined.append(connection(name, "lake", lakes[env], "gold", name=f"gold-{number}"))
    subscriptions = [*bank()["subscriptions"], {"name": "ml-two", "id": f"{ML[:-1]}3"}]
    return bank(
        *zones,
        connections=joined,
        premises=PREMISES,
        hub={"gateway": GATEWAY, "bastion": {"from": ["198.51.100.0/24"]}, "resolver": {}},
        addressPools=["10.64.0.0/12"],
        subscriptions=subscriptions,
        environments=[
            {"name": n, "subscription": s} for n, s in zip(environments, ("ml", "ml", "ml-two"), strict=True)
        ],
    )


def meshed() -> Tree:
    """Twelve teams that each read three of twelve lakes."""
    teams = range(12)
    reads = [(team, lake) for team in teams for lake in {team, (team + 1) % 12, team * 7 % 12}]
    joined = [connection(f"team{a}", "lake", f"lake{b}", "gold", name=f"gold-{a}-{b}") for a, b in reads]
    zones = [made for n in teams for made in (zone(f"team{n}"), zone(f"lake{n}", "dataLake"))]
    return bank(*zones, connections=joined, addressPools=["10.64.0.0/12"])


BANKS = {name: VARIANTS[name] for name in ("smallest", "everything", "users-in", "two-regions")}
BANKS |= {f"{count} landing zones": crowded(count) for count in (3, 12, 60)} | {"mesh": meshed()}


@pytest.fixture(scope="module", params=BANKS)
def plan(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return planned(tmp_path_factory.mktemp("plan"), BANKS[request.param]).plan


@pytest.fixture(scope="module")
def drawn(plan: Plan) -> tuple[Drawing, ...]:
    return tuple(drawings(plan))


def test_text_of_a_blueprint_stays_text(tmp_path: Path) -> None:
    tree = bank(institution={**bank()["institution"], "name": TEXT})
    (tmp_path / "bank.yaml").write_text(json.dumps(tree), "utf-8")
    for name, picture in pictures(decide(tmp_path / "bank.yaml").plan).items():
        read = ElementTree.fromstring(picture)  # noqa: S314 - our own
        texts = ["".join(element.itertext()) for element in read.iter(f"{SPACE}text")]
        assert any(visible(TEXT) in text for text in texts), name
        assert {element.tag.removeprefix(SPACE) for element in read.iter()} <= {
            *("svg", "title", "desc", "style", "defs", "marker", "path", "rect", "text", "circle", "a")
        }


def test_boxes_stand_inside_what_holds_them_and_apart(drawn: tuple[Drawing, ...]) -> None:
    for page in drawn:
        boxes = {one.id: one for one in page.boxes}
        assert len(boxes) == len(page.boxes)
        for one in page.boxes:
            around = boxes[one.inside] if one.inside else Box("", 0, 0, page.width, page.height, "")
            assert around.x <= one.x < one.right <= around.right, (page.name, one.id)
            assert around.y <= one.y < one.bottom <= around.bottom, (page.name, one.id)
        for one, other in combinations(page.boxes, 2):
            apart = one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y
            assert apart or one.inside != other.inside, (page.name, one.id, other.id)


def test_text_stays_inside_its_box(drawn: tuple[Drawing, ...]) -> None:
    for page in drawn:
        for one in page.boxes:
            for text in one.texts:
                assert one.x < text.x < text.right <= one.right, (page.name, one.id, text.text)
                assert one.y < text.y < one.bottom, (page.name, one.id, text.text)
            assert all(one.x < badge.x - 8 and badge.x + 8 < one.right for badge in one.badges)
        assert all(text.right <= page.width and text.y < page.height for text in page.texts)


def _said(page: Drawing) -> Iterator[Text]:
    yield from page.texts
    for one in page.boxes:
        yield from one.texts


def test_no_line_crosses_text(drawn: tuple[Drawing, ...]) -> None:
    for page in drawn:
        texts = [(text.x, text.y - size(text.style) * 0.8, text.right, text.y + 2, text.text) for text in _said(page)]
        for edge in page.edges:
            for (x, y), (x2, y2) in pairwise(edge.points):
                assert x == x2 or y == y2, edge.id
                left, right, top, bottom = min(x, x2), max(x, x2), min(y, y2), max(y, y2)
                for start, above, end, below, text in texts:
                    clear = right <= start or end <= left or bottom <= above or below <= top
                    assert clear, (page.name, edge.id, text)


def test_lines_to_different_ends_never_lie_on_each_other(drawn: tuple[Drawing, ...]) -> None:
    for edges in (page.edges for page in drawn):
        parts = [(edge, min(ends), max(ends)) for edge in edges for ends in pairwise(edge.points)]
        for (one, start, end), (other, begin, stop) in combinations(parts, 2):
            if one.target == other.target or one.source == other.source:
                continue
            (x, y), (x2, y2), (u, v), (u2, v2) = start, end, begin, stop
            upright = x == x2 == u == u2 and max(y, v) < min(y2, v2)
            level = y == y2 == v == v2 and max(x, u) < min(x2, u2)
            assert not upright, (one.id, other.id)
            assert not level, (one.id, other.id)


def test_lines_begin_and_end_at_boxes(drawn: tuple[Drawing, ...]) -> None:
    for page in drawn:
        boxes = {one.id: one for one in page.boxes}
        for edge in page.edges:
            for name, (x, y) in ((edge.source, edge.points[0]), (edge.target, edge.points[-1])):
                one = boxes[name]
                beside = x in (one.x, one.right) and one.y <= y <= one.bottom
                assert beside or (y in (one.y, one.bottom) and one.x <= x <= one.right), (page.name, edge.id)


def _words(page: Drawing) -> str:
    """What a page says, without the places where names are broken."""
    return re.sub(r"\s", "", "".join(text.text for text in _said(page)))


def test_everything_of_the_plan_is_drawn(plan: Plan, drawn: tuple[Drawing, ...]) -> None:
    whole, *each = drawn
    assert [page.name for page in each] == [package.name for package in plan.packages]
    zones = [package.name for package in plan.packages[1:]]
    assert {one.page for one in whole.boxes} - {""} == {package.name for package in plan.packages}
    ids = [edge.id for edge in whole.edges]
    assert len(ids) == len(set(ids))
    assert {edge for edge in ids if edge.startswith("peering:")} == {f"peering:{name}" for name in zones}
    pairs = {(one.start, one.end) for one in plan.connections} | firewalled(plan).keys()
    assert {edge for edge in ids if edge.startswith("traffic:")} == {f"traffic:{a}:{b}" for a, b in pairs}
    said = _words(whole)
    for package in plan.packages:
        assert package.subscription in said
        assert package.environment in said
        assert plain(package.location) in said


def test_every_public_address_stands_in_the_overview_and_with_its_package(
    plan: Plan, drawn: tuple[Drawing, ...]
) -> None:
    pages = {page.name: _words(page) for page in drawn}
    names = [(package.name, str(plain(one.resource.name))) for package, m in modules(plan) for one in m.public_ips]
    assert names
    assert [name for package, name in names if name not in pages["overview"] or name not in pages[package]] == []


def test_what_answers_outside_of_every_network_stands_in_the_picture_of_its_package(
    plan: Plan, drawn: tuple[Drawing, ...]
) -> None:
    _, *each = drawn
    for package, page in zip(plan.packages, each, strict=True):
        come = re.sub(r"\s", "", "".join(one.words for one in page.boxes if one.style == "people"))
        names = [str(plain(one.name)) for one in resources(package) if one.type in INGESTING]
        assert [name for name in names if name not in come] == []


def test_every_subnet_stands_in_the_picture_of_its_package(plan: Plan, drawn: tuple[Drawing, ...]) -> None:
    pages = {page.name: _words(page) for page in drawn}
    for package, module in modules(plan):
        for network in module.networks:
            for subnet in network.subnets:
                assert f"{plain(subnet.prefix)}" in pages[package.name]


def test_traffic_past_the_firewall_is_dashed(plan: Plan, drawn: tuple[Drawing, ...]) -> None:
    met = {f"traffic:{start}:{end}" for start, end in firewalled(plan)}
    shown = {edge.id: edge.dashed for edge in drawn[0].edges if edge.id.startswith("traffic:")}
    assert {name for name, dashed in shown.items() if not dashed} == met & shown.keys()


def test_every_step_of_the_plan_stands_in_the_legend_and_in_pictures_of_packages(drawn: tuple[Drawing, ...]) -> None:
    whole, *each = drawn
    assert [badge.number for badge in whole.badges] == list(range(1, 11))
    missing = {text.text for text in whole.texts if text.style == "missing"}
    shown = {badge.number for page in each for one in page.boxes for badge in one.badges}
    assert len(shown) + len(missing) == 10
    for page in each:
        assert {badge.number for badge in page.badges} == {badge.number for one in page.boxes for badge in one.badges}


def test_pictures_lead_to_each_other(plan: Plan) -> None:
    files = pictures(plan)
    for path, picture in files.items():
        links = re.findall(r'<a href="([^"]*)"', picture)
        assert links
        assert all(link.removeprefix("../../") in files or f"review/packages/{link}" in files for link in links), path
    assert {f"review/packages/{package.name}.svg" for package in plan.packages} < files.keys()


def test_text_is_legible_when_a_picture_is_fitted_to_a_screen(drawn: tuple[Drawing, ...]) -> None:
    whole = drawn[0]
    assert min(PLAIN, *SIZES.values()) * 1280 / whole.width >= 9
    assert whole.height <= 1.6 * whole.width


def test_a_rule_without_a_connection_and_what_a_lake_lets_in_are_named_where_they_lead() -> None:
    plan = read_plan((ROOT / "out" / "universal-bank" / "plan.json").read_bytes())
    whole, *each = drawings(plan)
    boxes = {one.page: one.words for one in whole.boxes if one.style == "zone"}
    assert "→ scoring: firewall rule images-scoring" in " ".join(boxes["fraud"].splitlines())
    assert "resource instance rules let in: Databricks access connector" in " ".join(boxes["lake"].splitlines())
    (scoring,) = (page for page in each if page.name == "scoring")
    assert any("firewall rule images-scoring" in " ".join(one.words.splitlines()) for one in scoring.boxes)


def test_links_are_no_part_of_an_image(drawn: tuple[Drawing, ...]) -> None:
    assert {'role="graphics-document"' in svg(page, "") for page in drawn} == {True}


def test_the_overview_says_in_words_what_does_not_pass_the_firewall(plan: Plan, drawn: tuple[Drawing, ...]) -> None:
    said = drawn[0].about
    for kind in {kind for kinds in past_the_firewall(plan).values() for kind in kinds}:
        assert f"{kind} (" in said
    assert ("bastion (" in said) == any(module.bastions for _, module in modules(plan))
    assert all(width(page.about, "muted") <= page.width - 32 for page in drawn)


def test_an_environment_is_named_in_one_line_where_there_is_room(tmp_path: Path) -> None:
    whole = next(drawings(planned(tmp_path, crowded(12)).plan))
    heads = [one for one in whole.boxes if one.style == "environment"]
    assert [len(one.texts) for one in heads] == [2, 2, 2]


def test_names_are_in_natural_order(tmp_path: Path) -> None:
    zones = [zone(f"team{number}") for number in (10, 9, 2, 1)]
    found = planned(tmp_path, bank(*zones)).plan
    whole = next(drawings(found))
    assert [one.page for one in whole.boxes if one.style == "zone"] == ["team1", "team2", "team9", "team10"]
    assert sorted(["a10", "a9b", "a9"], key=natural) == ["a9", "a9b", "a10"]


def test_a_package_without_traffic_is_drawn(tmp_path: Path) -> None:
    _, *each = drawings(planned(tmp_path, bank(zone("kept", "dataLake"))).plan)
    (alone,) = (page for page in each if page.name == "kept")
    assert alone.edges == ()


def test_many_prefixes_on_premises_are_counted(tmp_path: Path) -> None:
    premises = [f"192.168.{number}.0/24" for number in range(40)]
    whole = next(drawings(planned(tmp_path, bank(premises=premises)).plan))
    (one,) = (one for one in whole.boxes if one.id == "source:premises")
    assert "and 32 more prefixes" in one.words
    assert one.words.count("192.168.") == 8


def test_the_overview_is_the_first_file(plan: Plan) -> None:
    assert next(iter(pictures(plan))) == NAME


def test_long_text_is_broken_and_nothing_of_it_is_lost() -> None:
    one = box(
        "a", (10, 20), 120, "zone", (Line("x" * 200, "name", (1, 2)), Line("pip-lub-hub-vpn-users-sdc"), Line("a b"))
    )
    assert "".join(text.text for text in one.texts) == f"{'x' * 200}pip-lub-hub-vpn-users-sdca b"
    assert all(text.right <= one.right - PAD for text in one.texts)
    assert wrapped("public address 203.0.113.7/32", 110) == ("public address", "203.0.113.7/32")
    assert wrapped("alpha-beta", width("alpha-")) == ("alpha-", "beta")
    assert wrapped("", 100) == ()
