"""TOPOLOGY.drawio: it parses, its connectors join cells that there are, its pages lead to each other, text is text."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ringfence.export.azure_symbols import SYMBOLS, symbol
from ringfence.export.drawio import PATH, drawio, drawio_files, label
from ringfence.export.subject import Subject
from ringfence.pack.picture.drawing import Badge, Text
from ringfence.pack.picture.topology import drawings
from ringfence.pipeline import decide
from ringfence.reporting import visible
from tests.banks import bank, planned
from tests.variants import VARIANTS

TEXT = "\"><script>x()</script> <b>&#10;' & %name% \x9b31m\n é"


@pytest.fixture(scope="module", params=["quickstart", "everything"])
def subject(
    request: pytest.FixtureRequest, quickstart: Subject, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Subject | None, str]:
    if request.param == "quickstart":
        return quickstart, drawio_files(quickstart)[PATH]
    plan = planned(tmp_path_factory.mktemp("plan"), VARIANTS[request.param]).plan
    return None, drawio(tuple(drawings(plan)))


@pytest.fixture(scope="module")
def read(subject: tuple[Subject | None, str]) -> ElementTree.Element:
    return ElementTree.fromstring(subject[1])  # noqa: S314 - our own


def test_ids_are_unique_and_what_they_name_exists(read: ElementTree.Element) -> None:
    for page in read.iter("diagram"):
        ids = [each.attrib["id"] for each in page.iter() if "id" in each.attrib]
        assert len(ids) == len(set(ids))
        for cell in page.iter("mxCell"):
            assert {cell.attrib[key] for key in ("parent", "source", "target") if key in cell.attrib} <= set(ids)


def test_every_connector_has_both_ends(read: ElementTree.Element) -> None:
    edges = [cell.attrib for cell in read.iter("mxCell") if cell.attrib.get("edge") == "1"]
    assert edges
    assert all({"source", "target"} <= edge.keys() for edge in edges)


def test_a_page_is_there_for_the_overview_and_each_package(quickstart: Subject) -> None:
    read = ElementTree.fromstring(drawio_files(quickstart)[PATH])  # noqa: S314 - our own
    names = [page.attrib["name"] for page in read.iter("diagram")]
    assert names == ["Overview", *(package.name for package in quickstart.plan.packages)]


def test_links_lead_to_pages(read: ElementTree.Element) -> None:
    pages = {page.attrib["id"] for page in read.iter("diagram")}
    links = {each.attrib["link"] for each in read.iter("UserObject") if "link" in each.attrib}
    assert {link.removeprefix("data:page/id,") for link in links} == pages


def test_cells_and_connectors_are_those_of_the_drawings(tmp_path: Path) -> None:
    plan = planned(tmp_path, VARIANTS["everything"]).plan
    found = tuple(drawings(plan))
    read = ElementTree.fromstring(drawio(found))  # noqa: S314 - our own
    for page, drawing in zip(read.iter("diagram"), found, strict=True):
        prefix = f"{page.attrib['id']}/"
        ids = {each.attrib["id"].removeprefix(prefix) for each in page.iter("UserObject")}
        assert {one.id for one in drawing.boxes} | {edge.id for edge in drawing.edges} <= ids


def test_no_label_is_html(read: ElementTree.Element) -> None:
    assert {"html=0" in cell.attrib["style"] for cell in read.iter("mxCell") if "style" in cell.attrib} == {True}
    assert "placeholders" not in {name for each in read.iter() for name in each.attrib}


def test_text_of_a_blueprint_stays_text(tmp_path: Path) -> None:
    tree = bank(institution={**bank()["institution"], "name": TEXT.replace("\n", " ")})
    (tmp_path / "bank.yaml").write_text(json.dumps(tree), "utf-8")
    read = ElementTree.fromstring(drawio(tuple(drawings(decide(tmp_path / "bank.yaml").plan))))  # noqa: S314 - our own
    labels = {each.attrib["label"] for each in read.iter("UserObject")}
    assert visible(TEXT.replace("\n", " ")) in labels
    assert {each.tag for each in read.iter()} == {
        *("mxfile", "diagram", "mxGraphModel", "root", "mxCell", "UserObject", "mxGeometry", "Array", "mxPoint")
    }


def test_a_label_has_a_line_for_each_line_with_the_numbers_of_steps() -> None:
    said = label([Text(30, 13, "a <b>"), Text(10, 29, TEXT)], [Badge(18, 9, 1), Badge(18, 57, 10)])
    read = ElementTree.fromstring(f'<a b="{said}"/>')  # noqa: S314 - our own
    assert read.attrib["b"].split("\n") == ["① a <b>", visible(TEXT), "⑩"]


def test_symbols_are_named_by_type() -> None:
    assert symbol("Microsoft.Network/azureFirewalls") == "img/lib/azure2/networking/Firewalls.svg"
    assert symbol("Microsoft.Unknown/things") == ""
    assert all(name.endswith(".svg") and name.count("/") == 1 for name in SYMBOLS.values())


def test_the_same_plan_gives_the_same_bytes(quickstart: Subject) -> None:
    assert drawio_files(quickstart) == drawio_files(quickstart)
